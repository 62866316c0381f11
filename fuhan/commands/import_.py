"""`fuhan import`: captures of other crawlers and pages saved by hand."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click

from crawler import registry
from crawler.captures import CaptureWriter
from crawler.importing import import_page, import_warc, imported_before, note_import
from crawler.registry import RegistryError
from fuhan.commands.crawl import captures_directory


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", help="Address the saved page was at (needed for anything but a WARC file).")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="When it was saved, UTC (default: file time).",
)
@click.option("--site", default="", help="Site the captures belong to, where the registry does not know their host.")
@click.option(
    "--sites", "folder", type=click.Path(path_type=Path), help="Folder of site files (default: the registry)."
)
@click.option(
    "--captures", type=click.Path(path_type=Path), help="Where they go (default: FUHAN_CAPTURES or ./captures)."
)
@click.option("--again", is_flag=True, help="Take a file in although it was taken in before.")
def command(
    files: tuple[Path, ...],
    url: str | None,
    date: datetime | None,
    site: str,
    folder: Path | None,
    captures: Path | None,
    again: bool,
) -> None:
    """Take in WARC files of other crawlers, or pages saved by hand.

    Pages of hosts the registry knows become captures like our own; `fuhan ingest` then reads them like any other. Their dates and
    bytes stay as they are.

    \b
    Example:
      fuhan import CC-MAIN-20260801000000-00001.warc.gz
      fuhan import letter.html --url http://www.example.gov.cn/zwgk/jyta/202304/t20230427_1.html
    """
    try:
        sites = registry.load(folder) if folder else registry.load()
    except (RegistryError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    if site and site not in sites.sites:
        raise click.UsageError(f"no site {site!r} in the registry; `fuhan sites` lists them")
    directory = captures_directory(captures)
    run = f"import-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:6]}"
    writer = CaptureWriter(directory, run, {"description": "captures imported from other sources"})
    counts: Counter[str] = Counter()
    try:
        for path in files:
            if imported_before(directory, path) and not again:
                raise click.ClickException(f"{path} was taken in before; give --again if you mean it")
            if path.name.endswith((".warc", ".warc.gz", ".arc.gz")):
                taken = import_warc(path, writer, sites.by_host, site)
            elif not url:
                raise click.UsageError(f"{path} is no WARC file: say where the page was with --url")
            else:
                moment = date.replace(tzinfo=UTC) if date else None
                taken = Counter([import_page(path, url, writer, sites.by_host, site, moment).value])
            counts += taken
            if _any_stored(taken):
                note_import(directory, path)
    except OSError as error:
        raise click.ClickException(str(error)) from error
    finally:
        writer.close()
    for name, number in sorted(counts.items()):
        click.echo(f"{number:6} {name.replace('_', ' ')}")
    if not _any_stored(counts):
        raise click.ClickException(
            "nothing was taken in: no page of a host in the registry; add a site file, or give --site"
        )


def _any_stored(counts: Counter[str]) -> bool:
    """Whether something was taken in; a file of which nothing was may be given again, with another --site."""
    return any(not name.startswith("passed_over") for name in counts)
