"""`fuhan crawl`: visit sites and keep what they publish."""

from __future__ import annotations

import logging
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import click

from crawler import registry
from crawler.addresses import AddressMap
from crawler.ledger import Ledger
from crawler.registry import RegistryError
from crawler.run import CrawlLockedError, crawl, open_state
from crawler.run_context import Options
from crawler.selection import due_sites, parse_shard, share
from crawler.settings import ContactMissingError
from crawler.site import Site
from fuhan import log as logs
from fuhan.example_site import example_hosts, keep_apart

log = logging.getLogger(__name__)


def captures_directory(value: Path | None) -> Path:
    """`--captures`, else FUHAN_CAPTURES, else ./captures."""
    return value or Path(os.environ.get("FUHAN_CAPTURES", "captures"))


@click.command()
@click.argument("names", metavar="SITE...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every site of the registry that its schedule makes due.")
@click.option("--demo", is_flag=True, help="The example site that `fuhan demo` serves on this machine.")
@click.option(
    "--sites", "folder", type=click.Path(path_type=Path), help="Folder of site files (default: the registry)."
)
@click.option(
    "--captures", type=click.Path(path_type=Path), help="Where WARC files go (default: FUHAN_CAPTURES or ./captures)."
)
@click.option("--full", is_flag=True, help="Walk lists to their end and ask for every letter again.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only letters listed with this date or a later one.")
@click.option("--limit", type=click.IntRange(1), help="At most this many letters per site.")
@click.option(
    "--hours", type=click.FloatRange(0), help="After so many hours ask for no further letters; what is left stays due."
)
@click.option("--dry-run", is_flag=True, help="Walk the lists, ask for no letter, keep nothing.")
@click.option("--shard", help="This machine's share of the sites, such as 2/5.")
@click.option("--jitter", type=click.IntRange(0), default=0, help="Wait up to this many seconds first (cron).")
@click.option("--resolve-map", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="YAML file `host: 127.0.0.1:PORT`: hosts served on this machine.")  # fmt: skip
@click.option(
    "--delay", type=click.FloatRange(0), help="Seconds between requests, for mapped hosts only; live hosts keep 2 s."
)
@click.option("--quiet", is_flag=True, help="Print nothing if nothing needs a person.")
def command(
    names: tuple[str, ...],
    everything: bool,
    demo: bool,
    folder: Path | None,
    captures: Path | None,
    full: bool,
    since: datetime | None,
    limit: int | None,
    hours: float | None,
    dry_run: bool,
    shard: str | None,
    jitter: int,
    resolve_map: Path | None,
    delay: float | None,
    quiet: bool,
) -> None:
    """Visit sites and keep what they publish in WARC files. SITE is an id, a host, or the address of a column or letter.

    Asks for what is new and for what is due again, politely: robots.txt, one request at a time and 2 s per host. Prints the run's
    ledger as one line of JSON. Exit status: 0 all well, 1 some sites need a look (named on stderr), 2 the run or every site failed.

    Live sites need FUHAN_CONTACT, an e-mail or web address of yours, which goes into the user agent.

    \b
    Example:
      fuhan crawl jiangjin --limit 5
      fuhan crawl --all --quiet --jitter 600 --hours 20        # from cron
    """
    directory = captures_directory(captures)
    try:
        addresses, sites = _addresses(demo, resolve_map), _sites(names, everything or demo, demo, folder)
        sites = share(sites, parse_shard(shard) if shard else None)
    except (RegistryError, ValueError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    if not dry_run and not resolve_map:
        keep_apart(directory, example=demo)
    if demo and delay is None:
        delay = 0.05
    if quiet:
        logs.quiet()
    time.sleep(random.uniform(0, jitter))
    options = Options(full, f"{since:%Y-%m-%d}" if since else "", limit, dry_run, delay=delay, hours=hours)
    try:
        if everything and not full:
            sites = _due(sites, directory)
        if not sites:
            if not quiet:
                click.echo("nothing is due", err=True)
            return
        contact = os.environ.get("FUHAN_CONTACT", "")
        with _progress(quiet) as watch:
            ledger = crawl(sites, directory, options, contact=contact, addresses=addresses, watch=watch)
    except (ContactMissingError, CrawlLockedError) as error:
        raise Failed(str(error)) from error
    except OSError as error:
        raise Failed(
            f"{error.filename or directory}: {error.strerror or error}; give another folder with --captures"
        ) from error
    _report(ledger, quiet)
    sys.exit(ledger.exit_status)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[Ledger], None]]:
    """Shows where the run is: a line that renews itself on a terminal, a log line a minute elsewhere, nothing when quiet."""
    if quiet:
        yield lambda ledger: None
    elif sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("crawling") as status:
            yield lambda ledger: status.update(ledger.progress())
    else:
        seconds = count(1)

        def every_minute(ledger: Ledger) -> None:
            if next(seconds) % 60 == 0:
                log.info("crawl_progress %s", ledger.progress())

        yield every_minute


class Failed(click.ClickException):
    """The run could not be made: exit status 2."""

    exit_code = 2


def _addresses(demo: bool, resolve_map: Path | None) -> AddressMap:
    if demo:
        return AddressMap(example_hosts())
    return AddressMap.read(resolve_map) if resolve_map else AddressMap()


def _sites(names: tuple[str, ...], everything: bool, demo: bool, folder: Path | None) -> list[Site]:
    if demo:
        import examples

        folder = folder or Path(examples.__file__).parent / "sites"
    loaded = registry.load(folder) if folder else registry.load()
    if not names and not everything:
        raise ValueError("name the sites to crawl, or give --all; `fuhan sites` lists them")
    try:
        return list({site.id: site for site in map(loaded.find, names)}.values()) if names else list(loaded)
    except KeyError as error:
        raise ValueError(error.args[0]) from error


def _due(sites: list[Site], directory: Path) -> list[Site]:
    state = open_state(directory, run="selection", dry=True) if directory.exists() else None

    def last_run(site: str) -> datetime | None:
        last = state.last_run(site) if state else None
        return datetime.fromisoformat(last[0]) if last else None

    chosen = due_sites(sites, last_run, datetime.now(UTC))
    if state:
        state.close()
    return chosen


def _report(ledger: Ledger, quiet: bool) -> None:
    """The ledger on stdout, and on stderr one line for each site a person should look at."""
    if ledger.exit_status or not quiet:
        click.echo(ledger.line())
    for account in ledger.accounts.values():
        for text in [*account.failures, *account.faults]:
            click.echo(f"{account.site}: {account.status}: {text}", err=True)
