"""`fuhan verify`: is the archive whole?"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from fuhan.archive_options import captures_option, captures_path, db_option, db_path, explained


@click.command()
@db_option
@captures_option
@click.option("--no-captures", is_flag=True, help="Leave the WARC files out (for a published copy).")
@explained
def command(db: Path | None, captures: Path | None, no_captures: bool) -> None:
    """Check captures against their digests, and archive.db against the captures and itself.

    Prints one line per fault; exit status 1 if there is any.

    \b
    Example:
      fuhan verify
      fuhan verify --db archive-2026-11-23.db --no-captures
    """
    from archive import schema
    from archive.errors import explained as sqlite_explained
    from archive.lock import writing
    from archive.verify import verify

    path = db_path(db)
    faults = 0
    # A published copy has no writer to keep out, and nothing may be left beside it.
    with nullcontext() if no_captures else writing(path), sqlite_explained(path):
        archive = schema.checked_archive(path)
        for fault in verify(archive, None if no_captures else captures_path(captures), _tell):
            click.echo(fault)
            faults += 1
        archive.close()
    if faults:
        raise click.ClickException(
            f"{faults:,} faults; `fuhan rebuild` mends archive.db, a copy of the captures mends those."
        )
    click.echo(f"{path} is whole")


def _tell(what: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"checking {what}", err=True)
