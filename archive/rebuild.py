"""A new archive.db from the captures alone, put in the place of the old one when it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from archive import captures, ingest
from archive.errors import ArchiveError, explained
from archive.ledger import Site
from archive.lock import writing


def rebuild(path: Path, directory: Path, sites: Iterable[Site] = (), **options: Any) -> ingest.Result:
    """Build the archive at `path` anew; the old one serves until the new one takes its place. Options as for `ingest`.

    Raises ArchiveError; then the old archive is untouched and doing it again goes on where it stopped.
    """
    if not captures.files(directory):
        raise ArchiveError(
            f"{directory} holds no captures; nothing to rebuild from: give their folder with --captures."
        )
    with writing(path, new=True), explained(path):
        return ingest.build(path, directory, sites, **options)
