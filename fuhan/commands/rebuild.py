"""`fuhan rebuild`: archive.db made anew from the captures."""

from __future__ import annotations

from pathlib import Path

import click

from fuhan.archive_options import (
    all_sites,
    captures_option,
    captures_path,
    db_option,
    db_path,
    explained,
    sites_option,
    workers_option,
)
from fuhan.progress import progress


@click.command()
@db_option
@captures_option
@sites_option
@workers_option
@explained
def command(db: Path | None, captures: Path | None, folder: Path | None, workers: int) -> None:
    """Make archive.db anew from the captures alone.

    The old file serves readers until the new one, built beside it, takes its place; then restart whatever holds it open. A rebuild
    that was killed goes on where it stopped.

    \b
    Example:
      fuhan rebuild --workers 4
    """
    from archive.rebuild import rebuild

    path = db_path(db)
    with progress("rebuild") as tell:
        result = rebuild(path, captures_path(captures), all_sites(folder), workers=workers, progress=tell)
    click.echo(f"{path}: made anew from {result.captures:,} captures, {result.letters:,} letters")
