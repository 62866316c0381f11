"""`fuhan publish`: the dated copy that a public server shows."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import click

from archive import publish
from fuhan.archive_options import db_option, db_path, explained

_CHINA = timezone(timedelta(hours=8))


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@db_option
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day the copy is named after (default: today in China)."
)
@explained
def command(directory: Path, db: Path | None, day: datetime | None) -> None:
    """Make DIRECTORY/<day>/archive.db, a copy of the archive that never changes, and point DIRECTORY/current to it.

    The archive may be written meanwhile. Beside the copy stand inspect.json (counts for Datasette) and SHA256SUMS. A server that
    shows DIRECTORY/current must be started anew to show the new copy.

    \b
    Example:
      fuhan publish published/
      datasette -i published/current/archive.db --inspect-file published/current/inspect.json -m metadata.yml
    """
    copy = publish.publish(db_path(db), directory, (day or datetime.now(_CHINA)).date())
    click.echo(f"{copy}: {copy.stat().st_size:,} bytes")
