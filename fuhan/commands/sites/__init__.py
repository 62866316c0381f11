"""`fuhan sites`: the registry of publishers, looked at, checked and added to."""

from __future__ import annotations

import json
from pathlib import Path

import click

from crawler import registry
from crawler.divisions import all_divisions, by_name, path
from crawler.portals import portals as all_portals
from fuhan.commands.sites import checking, discovering, listing, newcomers
from fuhan.commands.sites.common import FOLDERS, load, pick


@click.group(invoke_without_command=True)
@FOLDERS
@click.option(
    "--province", metavar="NAME", help="Only this province: hubei, 湖北, Hubei or 42; national for the ministries."
)
@click.option("--platform", metavar="NAME", help="Only this platform (trs, vsb, …); none for those not recognised yet.")
@click.option("--level", type=click.Choice(["national", "province", "prefecture", "county"]), help="Only this level.")
@click.option("--unverified", is_flag=True, help="Only sites no one has checked live.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--markdown", is_flag=True, help="Print docs/sites.md.")
@click.pass_context
def command(
    context: click.Context,
    folders: tuple[Path, ...],
    province: str | None,
    platform: str | None,
    level: str | None,
    unverified: bool,
    as_json: bool,
    markdown: bool,
) -> None:
    """List the publishers of the registry; subcommands show, check, add and find them.

    \b
    Example:
      fuhan sites --province hubei --unverified
      fuhan sites show sthjj-shiyan
      fuhan sites check sthjj-shiyan
      fuhan sites new http://www.example.gov.cn/zwgk/jytabl/
    """
    context.obj = folders
    if context.invoked_subcommand:
        return
    sites = load(folders)
    chosen = listing.select(sites, province, platform, level, unverified)
    if as_json:
        click.echo(json.dumps([site.as_dict() for site in chosen], ensure_ascii=False, indent=1))
    elif markdown:
        click.echo(listing.markdown(sites, chosen), nl=False)
    else:
        listing.table(sites, chosen)


@command.command()
@click.argument("site")
@click.option("--json", "as_json", is_flag=True, help="Print the entry as the archive is handed it.")
@click.pass_obj
def show(folders: tuple[Path, ...], site: str, as_json: bool) -> None:
    """Show one site: its file, publisher, division and columns. SITE is an id, a host or an address.

    \b
    Example:
      fuhan sites show www.jiangjin.gov.cn
    """
    sites = load(folders)
    entry = pick(sites, (site,))[0]
    if as_json:
        click.echo(json.dumps(entry.as_dict(), ensure_ascii=False, indent=1))
    else:
        click.echo(listing.card(entry, sites.paths[entry.id]))


@command.command()
def schema() -> None:
    """Print the JSON Schema of site files, for editors and other programs.

    \b
    Example:
      fuhan sites schema > crawler/sites/site.schema.json
    """
    click.echo(registry.schema_text(), nl=False)


@command.command()
@click.argument("name")
def divisions(name: str) -> None:
    """Find the division code for a site file by the place's name.

    \b
    Example:
      fuhan sites divisions 江津
    """
    found = by_name(name) or [d for d in all_divisions().values() if name in d.name]
    if not found:
        raise click.UsageError(f"no division is called {name}; try a part of the name, without 市 or 县")
    for division in found:
        click.echo(f"{division.code}  {''.join(step.name for step in path(division.code))}  ({division.level})")


@command.command()
@click.option("--province", metavar="NAME", help="Only this province: hubei, 湖北, Hubei or 42.")
@click.option("--missing", is_flag=True, help="Only places the registry has no site for.")
@click.pass_obj
def portals(folders: tuple[Path, ...], province: str | None, missing: bool) -> None:
    """List government portals, to work through a province: code, place, home page, sites in the registry.

    The addresses come from public lists and were not checked live.

    \b
    Example:
      fuhan sites portals --province hubei --missing
      fuhan sites discover http://www.example.gov.cn/
    """
    within = listing.province_code(province) if province else None
    if province and within is None:
        raise click.UsageError(f"no province is called {province}; try hubei, 湖北 or 42")
    for portal in all_portals(load(folders), within, missing):
        place = "".join(step.name for step in path(portal.division.code))
        click.echo("\t".join([portal.division.code, place, portal.url, ",".join(portal.sites) or "-"]))


command.add_command(checking.check)
command.add_command(newcomers.new)
command.add_command(discovering.discover)
