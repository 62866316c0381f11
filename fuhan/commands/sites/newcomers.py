"""`fuhan sites new`: from an address to a site file, a saved page and a test that asks for a person's eyes."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from crawler import drafts, registry
from crawler.columns import Get
from crawler.site import Kind
from crawler.site_fixture import save
from crawler.survey import Survey, survey
from fuhan.commands.sites.common import Network, load, network, write_site

FIXTURES = Path("tests/crawler/sites")


@click.command()
@click.argument("url")
@click.option("--name-zh", help="The publisher's name, where its pages do not tell it.")
@click.option("--name-en", help="The publisher's English name.")
@click.option("--division", metavar="CODE", help="Division code; `fuhan sites divisions NAME` finds it.")
@click.option("--kind", type=click.Choice(["congress", "cppcc", "mixed"]), help="Whose letters the column holds.")
@click.option("--encoding", help="Only where the pages declare a wrong one.")
@click.option(
    "--fixtures",
    type=click.Path(path_type=Path),
    default=FIXTURES,
    show_default=True,
    help="Where the test's pages go.",
)
@click.pass_obj
@network
def new(
    folders: tuple[Path, ...],
    url: str,
    name_zh: str | None,
    name_en: str | None,
    division: str | None,
    kind: Kind | None,
    encoding: str | None,
    fixtures: Path,
    network: Network,
) -> None:
    """Add a column to the registry from its address: the site file, the pages as they are today, and a test.

    URL is the list of replies; one of its years or one of its letters will do. The test fails until you have compared what was
    read with the page and said so. Live sites need FUHAN_CONTACT, an e-mail or web address of yours.

    \b
    Example:
      fuhan sites new http://www.jiangjin.gov.cn/bm/qzwfwb/zwgk_84210/zfxxgkml/jytabl/rddbjybl/
    """
    sites = load(folders)
    host = urlsplit(url).hostname
    if urlsplit(url).scheme not in ("http", "https") or not host:
        raise click.UsageError(f"{url} is no address: copy it from the browser, with http:// or https://")
    known = next((c.id for site in sites for c in site.columns if c.url == url), None)
    owner = sites.by_host(host)
    if known and owner:
        raise click.UsageError(
            f"{url} is column {known} of {owner.id} already; `fuhan sites check {owner.id}` visits it"
        )

    async def job(get: Get) -> Survey:
        return await survey(get, url, kind, encoding)

    found = network.run(job, {host})
    for note in found.notes:
        click.echo(f"note: {note}")
    if not found.recorder.visits:
        raise click.ClickException(f"{found.look.url}: {'; '.join(found.look.faults)}")
    if owner:
        path, site_id = sites.paths[owner.id], owner.id
        write_site(
            path, drafts.with_column(path.read_text(encoding="utf-8"), found.entry, [c.id for c in owner.columns])
        )
    else:
        path, site_id = _write_site(folders, host, found, name_zh, name_en, division, encoding)
    saved = save(fixtures / site_id / found.column.id, found.site, found.column, found.recorder, found.look)
    click.echo(f"wrote {path}")
    for file in saved:
        click.echo(f"wrote {file}")
    _say_what_was_read(found)
    click.echo(f"Next: look {path} over, and compare {saved[-1]} with the page in a browser.")
    click.echo("\n".join(_next_steps(folders, site_id, network.demo)))


def _next_steps(folders: tuple[Path, ...], site_id: str, demo: bool) -> list[str]:
    """The commands that come next, in the order in which they work."""
    where = "".join(f" --sites {folder}" for folder in folders)
    if demo:
        own = f" --sites {folders[0]}" if folders else ""
        return [
            "If they say the same, run",
            f"  fuhan sites{where} check {site_id} --demo",
            f"  fuhan crawl {site_id}{own} --captures my-captures --demo",
        ]
    steps = [
        "If they say the same, set reviewed to true in it, and run",
        f"  fuhan sites{where} check {site_id} --write-verified",
    ]
    if not folders:
        steps += ["  fuhan sites --markdown > docs/sites.md", "  pytest tests/crawler -k site"]
    return steps


def _write_site(
    folders: tuple[Path, ...],
    host: str,
    found: Survey,
    name_zh: str | None,
    name_en: str | None,
    division: str | None,
    encoding: str | None,
) -> tuple[Path, str]:
    platform = found.look.platform if found.look.platform not in ("", "generic") else None
    try:
        made = drafts.draft(
            host, [found.entry], found.pages, name_zh=name_zh, name_en=name_en, division=division, platform=platform
        )
    except KeyError as error:
        raise click.UsageError(str(error.args[0])) from error
    missing = [key for key in ("name_zh", "name_en", "division") if made.site[key] == drafts.TODO]
    if missing:
        options = " and ".join(f"--{key.replace('_', '-')}" for key in missing)
        raise click.UsageError(f"the pages of {host} do not tell everything; give {options}. {' '.join(made.doubts)}")
    if encoding:
        made.site = {
            **{k: v for k, v in made.site.items() if k != "columns"},
            "encoding": encoding,
            "columns": made.site["columns"],
        }
    path = (folders[0] if folders else registry.SITES) / made.folder / f"{made.id}.yml"
    if path.exists():
        raise click.ClickException(
            f"{path} exists and belongs to another host; rename it or this one's host part first"
        )
    write_site(path, drafts.to_yaml(made.site, []))
    for doubt in made.doubts:
        click.echo(f"check: {doubt}")
    return path, made.id


def _say_what_was_read(found: Survey) -> None:
    look = found.look
    pages = ", ".join(f"page {number}: {count}" for number, count in enumerate(look.pages, 1))
    click.echo(f"read {look.platform or 'no known platform'}, {look.strategy}; new on {pages or 'no page'}")
    for item in look.first[:3]:
        click.echo(f"  {item.date or '(no date)'}  {item.title}")
    for line in [*look.notes, *look.faults]:
        click.echo(f"! {line}" if line in look.faults else f"note: {line}")
