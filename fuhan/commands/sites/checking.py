"""`fuhan sites check`: visits sites as the crawler would and says what works."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from protego import Protego

from crawler.columns import ColumnLook, Get, look_at_column
from crawler.outcomes import Outcome
from crawler.registry import Site
from fuhan.commands.sites.common import Network, load, network, pick


@dataclass
class SiteLook:
    """What was found at a site."""

    site: Site
    robots: str
    columns: list[ColumnLook]

    @property
    def works(self) -> bool:
        """Whether letters can be collected from all of its columns."""
        return all(look.works for look in self.columns)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        columns = [look.as_dict() for look in self.columns]
        return {"site": self.site.id, "works": self.works, "robots": self.robots, "columns": columns}

    def text(self) -> str:
        """The report for reading."""
        lines = [f"{self.site.id}  {self.site.name_zh}", f"  robots.txt   {self.robots}"]
        for look in self.columns:
            lines += _column_text(look)
        lines.append("  works" if self.works else "  does not work: see the lines with !")
        return "\n".join(lines)


@click.command()
@click.argument("names", metavar="SITE...", nargs=-1, required=True)
@click.option("--write-verified", is_flag=True, help="Write today's date into the files of the sites that work.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
@network
def check(
    folders: tuple[Path, ...], names: tuple[str, ...], write_verified: bool, as_json: bool, network: Network
) -> None:
    """Visit sites as the crawler would: robots.txt, the first two pages of each column, one letter.

    SITE is an id, a host or an address. Nothing is kept. Live sites need FUHAN_CONTACT, an e-mail or web address of yours.
    Exit status: 0 all columns work, 1 some do not.

    \b
    Example:
      fuhan sites check sthjj-shiyan --write-verified
      fuhan sites --sites examples/sites check www.jiangjin.gov.cn --demo
    """
    if write_verified and network.demo:
        raise click.UsageError(
            "the example site proves nothing about the live one: leave out --write-verified, or --demo"
        )
    sites = load(folders)
    chosen = pick(sites, names)

    async def job(get: Get) -> list[SiteLook]:
        return list(await asyncio.gather(*(_look(get, site) for site in chosen)))

    hosts = {host for site in chosen for host in site.all_hosts}
    looks = network.run(job, hosts, [host for site in chosen for host in site.legacy_hosts])
    if as_json:
        click.echo(json.dumps([look.as_dict() for look in looks], ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(look.text() for look in looks))
    if write_verified:
        for look in looks:
            if look.works:
                mark_verified(sites.paths[look.site.id], date.today())
                click.echo(f"{sites.paths[look.site.id]}: verified {date.today()}", err=True)
    sys.exit(0 if all(look.works for look in looks) else 1)


def mark_verified(path: Path, day: date) -> None:
    """Writes the day into a site file, leaving everything else of it as it is."""
    text = path.read_text(encoding="utf-8")
    line = f"verified: {day.isoformat()}"
    if re.search(r"^verified:.*$", text, re.M):
        text = re.sub(r"^verified:.*$", line, text, count=1, flags=re.M)
    else:
        text = re.sub(r"^columns:", f"{line}\ncolumns:", text, count=1, flags=re.M)
    path.write_text(text, encoding="utf-8")


async def _look(get: Get, site: Site) -> SiteLook:
    robots = await _robots(get, site)
    return SiteLook(site, robots, [await look_at_column(get, site, column) for column in site.columns])


async def _robots(get: Get, site: Site) -> str:
    """What the robots.txt of the site's first host says about its columns."""
    first = urlsplit(site.columns[0].url)
    visit = await get(f"{first.scheme}://{first.netloc}/robots.txt", kind="robots")
    if visit.outcome in (Outcome.GONE, Outcome.SOFT_404):
        return "there is none: everything is free"
    if not visit.came:
        return f"could not be read ({visit.outcome}): nothing is asked for while it stays so"
    rules = Protego.parse(visit.text())
    denied = [column.id for column in site.columns if not rules.can_fetch(column.url, "fuhan")]
    delay = rules.crawl_delay("fuhan")
    says = f"forbids {', '.join(denied)}" if denied else "allows the columns"
    return f"{says}; asks for {delay:g} s between requests" if delay else says


def _column_text(look: ColumnLook) -> list[str]:
    pages = ", ".join(f"page {number}: {count}" for number, count in enumerate(look.pages, 1)) or "no page"
    declared = f"; declares {look.declared_items} items" if look.declared_items else ""
    declared += f"; declares {look.declared_pages} pages" if look.declared_pages else ""
    how = " ".join(part for part in (look.platform, look.strategy) if part)
    lines = [f"  {look.column:12} {look.outcome or '-'}; {how or '-'}; new on {pages}{declared}"]
    lines += [f"    {item.date or '(no date)':10} {item.title}" for item in look.first[:2]]
    if look.children:
        lines.append(f"    {len(look.children)} sub-columns, the first {look.children[0]}")
    if look.letter:
        number = f", {look.letter.doc_number}" if look.letter.doc_number else ""
        lines.append(
            f"    letter: {look.letter.kind or look.letter.outcome}{number}, {look.letter.title or look.letter.url}"
        )
    lines += [f"    note: {note}" for note in look.notes]
    lines += [f"  ! {fault}" for fault in look.faults]
    return lines
