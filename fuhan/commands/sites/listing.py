"""How `fuhan sites` chooses and prints sites: table, card, Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crawler import divisions
from crawler.registry import Registry, Site

_MARKDOWN_HEAD = """# Publishers in the registry

This page is made from the site files by `fuhan sites --markdown > docs/sites.md`; a test keeps it current.
How to add one: [add-a-site.md](add-a-site.md). "Verified" is the day someone last saw the columns work live;
most addresses come from published lists and wait for that.
"""


def select(
    sites: Registry,
    province: str | None = None,
    platform: str | None = None,
    level: str | None = None,
    unverified: bool = False,
) -> list[Site]:
    """Sites that meet every condition given, by province and id. `platform` none: those not recognised yet."""

    def fits(site: Site) -> bool:
        return (
            (province is None or province.lower() in _province_names(sites, site))
            and (platform is None or site.platform == (None if platform == "none" else platform))
            and (level is None or site.level == level)
            and (not unverified or site.verified is None)
        )

    return sorted(filter(fits, sites), key=lambda site: (sites.province(site.id), site.id))


def province_code(name: str) -> str | None:
    """Code of the province of this name: its folder, Chinese or English name, full or two-digit code; None if there is none."""
    for division in divisions.all_divisions().values():
        if division.rank in ("nation", "province") and name.lower() in _names(division.code):
            return division.code
    return None


def _province_names(sites: Registry, site: Site) -> set[str]:
    return {sites.province(site.id)} | _names(divisions.path(site.division)[0].code)


def _names(code: str) -> set[str]:
    top = divisions.find(code)
    known = divisions.places()["provinces"].get(code, {})
    return {divisions.province_folder(code), top.name, top.short, code, code[:2], known.get("en", "").lower()}


def table(sites: Registry, chosen: Iterable[Site]) -> None:
    """Prints one line per site: a table on a terminal, tab-separated text when piped."""
    console = Console(highlight=False)
    rows = [
        (site.id, site.name_zh, sites.province(site.id), site.level, site.platform or "-", str(len(site.columns)),
         str(site.verified or "-"))
        for site in chosen
    ]  # fmt: skip
    heads = ("site", "publisher", "province", "level", "platform", "columns", "verified")
    if not console.is_terminal:
        for row in (heads, *rows):
            print("\t".join(row))
        return
    grid = Table(*heads, box=None, header_style="bold")
    for row in rows:
        grid.add_row(*row)
    console.print(grid)
    verified = sum(row[-1] != "-" for row in rows)
    console.print(f"{len(rows)} sites, {verified} verified", style="dim")


def card(site: Site, path: Path) -> str:
    """A site for reading: what its file says and what follows from it."""
    place = " ".join(step.name for step in divisions.path(site.division))
    lines = [
        f"{site.name_zh}  {site.name_en}",
        f"file       {_shown(path)}",
        f"division   {site.division} {place} ({site.level})",
        f"hosts      {', '.join(site.all_hosts)}",
        f"platform   {site.platform or 'recognised from the page'}",
        f"expects    {'no expectation yet' if site.expect is None else '{} to {} letters'.format(*site.expect)}",
        f"verified   {site.verified or 'never checked live'}",
        "columns",
    ]
    for column in site.as_dict()["columns"]:
        traits = [t for t in ("children", "from_letter") if column[t]]
        traits += [column["paging"]["strategy"]] if column["paging"] else []
        lines.append(f"  {column['id']:20} {column['kind']:9} {column['name_zh']} {' '.join(traits)}".rstrip())
        lines.append(f"  {'':20} {column['url']}")
    return "\n".join(lines)


def markdown(sites: Registry, chosen: list[Site]) -> str:
    """The text of docs/sites.md."""
    columns = sum(len(site.columns) for site in chosen)
    verified = sum(site.verified is not None for site in chosen)
    out = [_MARKDOWN_HEAD, f"{len(chosen)} sites, {columns} columns, {verified} verified."]
    last = None
    for site in chosen:
        folder = sites.province(site.id)
        if folder != last:
            top = divisions.path(site.division)[0]
            english = divisions.places()["provinces"].get(top.code, {}).get("en", "Central bodies")
            name = "中央" if folder == "national" else top.name
            out += ["", f"## {english} {name}", "", "| Site | Publisher | Level | Platform | Columns | Verified |"]
            out += ["|---|---|---|---|---|---|"]
            last = folder
        links = " ".join(
            f"[{column.id}]({column.url.replace('(', '%28').replace(')', '%29')})" for column in site.columns
        )
        publisher = f"{site.name_zh}<br>{site.name_en}"
        out.append(
            f"| `{site.id}` | {publisher} | {site.level} | {site.platform or ''} | {links} | {site.verified or ''} |"
        )
    return "\n".join(out) + "\n"


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
