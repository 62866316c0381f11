"""`fuhan export`: the archive as CSV, JSON Lines, Parquet, Atom and iCalendar files."""

from __future__ import annotations

from pathlib import Path

import click
import yaml

from archive import export
from fuhan.archive_options import db_option, db_path, explained
from fuhan.progress import progress


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@db_option
@click.option(
    "--format", "formats", type=click.Choice(export.FORMATS), multiple=True, help="Kinds of files (default: all)."
)
@click.option("--table", "only", multiple=True, help="Only these tables (default: all).")
@click.option("--base-url", default="", help="Site that feeds link to (default: the publishers' own pages).")
@click.option("-m", "--metadata", type=click.Path(dir_okay=False, path_type=Path), default="metadata.yml", show_default=True,
              help="Descriptions for datapackage.json; left out if there is no such file.")  # fmt: skip
@explained
def command(
    directory: Path, db: Path | None, formats: tuple[str, ...], only: tuple[str, ...], base_url: str, metadata: Path
) -> None:
    """Write the archive into DIRECTORY as files, with a datapackage.json that describes them.

    Files show one moment of the archive, even while an ingest writes. Doing it again replaces them.

    \b
    Example:
      fuhan export export/                                   # everything
      fuhan export export/ --format parquet                  # for DuckDB, pandas, R
      fuhan export export/ --format csv --table commitments  # one table for a spreadsheet
    """
    try:
        described = yaml.safe_load(metadata.read_text(encoding="utf-8")) if metadata.exists() else {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise click.UsageError(
            f"{metadata} is not YAML ({error}); mend it or give another file with --metadata."
        ) from error
    with progress("export") as tell:
        files = export.export(
            db_path(db),
            directory,
            formats or export.FORMATS,
            only=only,
            base_url=base_url,
            metadata=described,
            progress=tell,
        )
    click.echo(f"{directory}: {len(files):,} files")
