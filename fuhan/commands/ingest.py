"""`fuhan ingest`: take what was captured into archive.db."""

from __future__ import annotations

from pathlib import Path

import click

from fuhan import log
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
@click.option("--dask", metavar="ADDRESS", help="Parse on a Dask cluster, such as tcp://10.0.0.1:8786.")
@click.option("--quiet", is_flag=True, help="Print nothing if nothing needs a person.")
@explained
def command(
    db: Path | None, captures: Path | None, folder: Path | None, workers: int, dask: str | None, quiet: bool
) -> None:
    """Take new captures into archive.db.

    Doing it again is safe: what is stored already is skipped, and a run that was killed is continued. One bad page is an issue
    (table `issues`), never the end of a run.

    \b
    Example:
      fuhan ingest
      fuhan ingest --captures /srv/captures --db /srv/archive.db --workers 8
      fuhan ingest --quiet                          # from cron
    """
    from archive import cluster, ingest

    if quiet:
        log.quiet()
    path, directory = db_path(db), captures_path(captures)
    with progress("ingest") as tell, cluster.parser(dask) as parse:
        result = ingest.ingest(path, directory, all_sites(folder), workers=workers, progress=tell, parse=parse)
    told = f"{result.captures:,} captures, {result.letters:,} new letters, {result.changed:,} new versions"
    if result.removed:
        told += f", {result.removed:,} letters taken out on request"
    if not quiet:
        click.echo(f"{path}: {told}")
        if result.other_parser:
            click.echo(
                "Older pages were read by another version of the parser; `fuhan reparse` shows what this one would change."
            )
    for line in result.unreadable:
        click.echo(f"passed over: {line}", err=True)
