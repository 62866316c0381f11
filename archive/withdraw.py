"""Take one letter out on request, or bring it back: first said in the captures, then done in archive.db."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from archive import captures, ingest, schema, withdrawals
from archive.errors import ArchiveError, explained
from archive.ledger import FileRead, Site
from archive.lock import writing
from archive.parsing import Parsed


def withdraw(
    path: Path,
    directory: Path,
    letter: str,
    reason: str,
    at: datetime,
    sites: Iterable[Site] = (),
    *,
    lifted: bool = False,
) -> None:
    """Take a letter out of the archive at `path` (or bring it back), now and after every rebuild.

    Raises ArchiveError when there is no such letter, or the archive or the captures cannot be written.
    """
    with writing(path), explained(path):
        db = schema.open_archive(path)
        try:
            state = db.conn.execute("SELECT state FROM letters WHERE id = ?", [letter]).fetchone()
            if state is None:
                raise ArchiveError(f"{path} has no letter {letter}; its id is the last part of its page's address.")
            if (state[0] == "removed") != lifted:
                raise ArchiveError(f"Letter {letter} is {'withdrawn already' if not lifted else 'not withdrawn'}.")
            file = withdrawals.write(directory, letter, reason, at, lifted=lifted)
            store = ingest.make_store(db, directory, sites)
            items = [item for item in captures.read(file) if isinstance(item, captures.Captured)]
            store.take(
                [(item, Parsed()) for item in items], {file.name: FileRead(file.stat().st_size, len(items), None)}
            )
            ingest.finish(store)
        finally:
            db.close()
