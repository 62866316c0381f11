"""`fuhan withdraw`: take a letter out of the archive on request."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from fuhan.archive_options import all_sites, captures_option, captures_path, db_option, db_path, explained


@click.command()
@click.argument("letter", metavar="LETTER")
@click.option("--reason", required=True, help="Why; shown to everybody beside the letter's address.")
@click.option("--lift", is_flag=True, help="Bring the letter back.")
@db_option
@captures_option
@explained
def command(letter: str, reason: str, lift: bool, db: Path | None, captures: Path | None) -> None:
    """Take LETTER (its id, 12 characters) out of the archive for good.

    Its text and everything read from it are erased from the file; id, address and dates stay, with the reason. A record in the
    captures sees to it that a rebuild does the same. Copies at other addresses stay out too.

    \b
    Example:
      fuhan withdraw 4ad5e3ce6ceb --reason "asked for by a person named in it"
    """
    from archive.withdraw import withdraw

    path = db_path(db)
    withdraw(path, captures_path(captures), letter, reason, datetime.now(UTC), all_sites(None), lifted=lift)
    click.echo(f"{path}: letter {letter} {'is back' if lift else 'is withdrawn'}")
