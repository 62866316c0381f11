"""`fuhan sites discover`: finds the columns of replies of a portal from its home page and proposes the site file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from crawler import drafts
from crawler.columns import ColumnLook, Get, Visit, look_at_list
from crawler.discover import Candidate, Discovery
from crawler.links import same_site
from crawler.outcomes import Outcome
from crawler.site import NATION, Column, Site
from crawler.slugs import slug
from fuhan.commands.sites.common import Network, load, network, write_site


@click.command()
@click.argument("home_url")
@click.option(
    "--max-requests", default=30, show_default=True, type=click.IntRange(1, 100), help="Pages asked for at most."
)
@click.option(
    "--write", is_flag=True, help="Write the proposal into the registry if letters were seen on every column."
)
@click.pass_obj
@network
def discover(folders: tuple[Path, ...], home_url: str, max_requests: int, write: bool, network: Network) -> None:
    """Find the columns of replies (建议提案办理) of a government portal from its home page, and propose its site file.

    Follows what a person would: the site map, the disclosure catalogue and its tree, links whose words or slugs speak of suggestions
    and proposals. Obeys robots.txt, 2 s per host. Exit status 1 if nothing was found.

    \b
    Example:
      fuhan sites discover http://www.jiangjin.gov.cn/
    """
    host = urlsplit(home_url).hostname
    if urlsplit(home_url).scheme not in ("http", "https") or not host:
        raise click.UsageError(f"{home_url} is no address: copy it from the browser, with http:// or https://")
    sites = load(folders)
    twin = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    search = Discovery(home_url, max_requests)
    pages: list[tuple[str, str]] = []
    troubles: list[str] = []

    platforms: Counter[str] = Counter()

    async def job(get: Get) -> None:
        visits: dict[str, Visit] = {}
        while url := search.next():
            visit = visits[url] = await get(url)
            if visit.came and same_site(visit.url, search.host):
                text = visit.text()
                search.see(url, text)
                if len(pages) < 3:
                    pages.append((text, visit.url))
            else:
                search.failed(url)
                troubles.append(f"{visit.outcome}: {url}")
        for candidate in search.leads():
            look = await _read_list(_within(get, visits, search), candidate)
            platforms.update([look.platform] if look.platform not in ("", "generic") else [])
            if not candidate.confirmed:
                search.listed(candidate, [(item.title, item.url) for item in look.first])

    network.run(job, {host} if host in network.addresses else {host, twin})
    found = search.found()
    click.echo(f"{search.asked} pages asked for, {len(found)} columns found", err=True)
    for trouble in troubles:
        click.echo(f"did not come: {trouble}{_cure(trouble, host, twin)}", err=True)
    if not found:
        raise click.ClickException(
            "no column of replies was found; a bureau's own site may hold it, or --max-requests is too low"
        )
    owner = sites.by_host(host)
    if owner:
        _propose_more(owner, found)
        return
    platform = next((name for name, _ in platforms.most_common(1)), None)
    made = drafts.draft(host, entries(found), pages, platform=platform)
    made.doubts += [f"{c.name} {c.url}: {_state(c)}" for c in found if not c.confirmed]
    click.echo(f"# {made.folder}/{made.id}.yml\n{made.yaml}", nl=False)
    if write:
        _write(made, found, folders)
    else:
        click.echo(
            "--write puts it into the registry, if letters were seen on every column and nothing is left to be told",
            err=True,
        )


def _cure(trouble: str, host: str, twin: str) -> str:
    """What to do about a page that did not come, where there is something to do."""
    outcome = trouble.partition(":")[0]
    if outcome == Outcome.UNRESOLVED:
        return f" (the name {host} leads nowhere: try {twin}, or look the portal's present name up in a search engine)"
    if outcome in (Outcome.TIMEOUT, Outcome.REFUSED):
        return " (try https:// or http:// instead, or tomorrow; some portals are closed to foreign networks)"
    return ""


def _within(get: Get, visits: dict[str, Visit], search: Discovery) -> Get:
    """`get` within what is left of the search's requests; pages that came before are not asked for again."""

    async def wrapped(ask: Any, **kwargs: Any) -> Visit:
        address = (ask if isinstance(ask, str) else ask.url).partition("#")[0]
        for url, visit in visits.items():
            if url.partition("#")[0] == address:
                return visit
        if search.asked >= search.budget:
            return Visit(address, Outcome.HOST_GIVEN_UP)
        search.asked += 1
        return await get(ask, **kwargs)

    return wrapped


async def _read_list(get: Get, candidate: Candidate) -> ColumnLook:
    """The first pages of a candidate, read as the crawler would."""
    column = Column(id="candidate", url=candidate.url, kind=candidate.kind, children=bool(candidate.children))
    stand_in = Site(
        id="candidate", name_zh="待定", name_en="To be told", division=NATION, level="national", columns=[column]
    )
    return await look_at_list(get, stand_in, column, ColumnLook(column.id, column.url))


def _propose_more(owner: Site, found: list[Candidate]) -> None:
    """For a host that has a file: the columns it lacks."""
    known = {column.url for column in owner.columns}
    fresh = [candidate for candidate in found if candidate.url not in known]
    click.echo(f"# {owner.id} has {len(known)} columns; not in its file: {len(fresh)}")
    text = ""
    for column in entries(fresh):
        text = drafts.with_column(text, column, [])
    click.echo(text.strip("\n"))


def entries(candidates: list[Candidate]) -> list[dict[str, Any]]:
    """The candidates as columns of a site file, each with an id of its own."""
    columns: list[dict[str, Any]] = []
    for candidate in candidates:
        name = drafts.free_id(slug(candidate.url), (column["id"] for column in columns))
        column: dict[str, Any] = {"id": name, "kind": candidate.kind, "url": candidate.url}
        if candidate.children:
            column["children"] = True
        if candidate.sample:
            column["sample"] = candidate.sample
        columns.append(column)
    return columns


def _state(candidate: Candidate) -> str:
    return "no letter was seen on it" if candidate.seen else "not visited"


def _write(made: drafts.Draft, found: list[Candidate], folders: tuple[Path, ...]) -> None:
    from crawler import registry

    if any(drafts.TODO in str(value) for value in made.site.values()) or not all(c.confirmed for c in found):
        raise click.ClickException(
            "not written: mend what the comments name, and save the text above as that file yourself"
        )
    path = (folders[0] if folders else registry.SITES) / made.folder / f"{made.id}.yml"
    if path.exists():
        raise click.ClickException(f"not written: {path} exists")
    write_site(path, made.yaml)
    click.echo(f"wrote {path}", err=True)
