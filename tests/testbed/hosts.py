"""The publishers of the test bed that behave: one per platform and dialect, with generated letters."""

from __future__ import annotations

from examples.model import Column, Site
from tests.testbed.letters import column_letters

KINDS = {"congress": "人大代表建议办理", "cppcc": "政协提案办理"}


def column(path: str, count: int, id: str = "congress", offset: int = 0, **options: object) -> Column:
    """A column with `count` generated letters."""
    items = column_letters(count, offset, congress=id != "cppcc")
    return Column(id, path, KINDS.get(id, id), "cppcc" if id == "cppcc" else "congress", items, options=dict(options))


def site(host: str, platform: str, *columns: Column, per_page: int = 10, **options: object) -> Site:
    """A publisher called after its host."""
    return Site(host, platform, f"示范县（{host.partition('.')[0]}）", list(columns), per_page=per_page, options=dict(options))


def trs() -> list[Site]:
    """TRS in its dialects: both layouts, both bases, quoted totals, createPage, arguments shifted by one, years."""
    years = Column("congress", "/zwgk/jyta/rddbjy/", "人大代表建议办理", "congress")
    years.children = [
        column(f"/zwgk/jyta/rddbjy/{year}/", count, str(year), offset=year) for year, count in ((2025, 13), (2024, 7), (2023, 4))
    ]
    return [
        site("trs-cq.gov.cn", "trs", column("/bm/zfxxgkml/jytabl/rddbjybl/", 34),
             column("/bm/zfxxgkml/jytabl/zxwytabl/", 8, "cppcc", 100), layout="chongqing"),
        site("trs-hubei.gov.cn", "trs", column("/zwgk/jyta/", 23), ext="shtml", call="quoted"),
        site("trs-createpage.gov.cn", "trs", column("/zwgk/jyta/", 21), call="createPage"),
        site("trs-hunan.gov.cn", "trs", column("/zwgk/jyta/", 24), call="hunan", first_index=1),
        site("trs-stem.gov.cn", "trs", column("/zwgk/jyta/", 22, stem="list")),
        site("trs-years.gov.cn", "trs", years, ext="shtml"),
    ]  # fmt: skip


def jcms() -> list[Site]:
    """JCMS in both dialects of its proxy; more than three display pages, so that the page alone is not enough."""
    return [
        site("jcms-window.gov.cn", "jcms", column("/col/col1229518512/index.html", 47), dialect="window"),
        site("jcms-page.gov.cn", "jcms", column("/col/col78960/index.html", 71), dialect="page"),
    ]


def others() -> list[Site]:
    """One host each of the remaining platforms."""
    return [
        site("gkmlpt.gov.cn", "gkmlpt", column("/gkmlpt/index#3214", 130)),
        site("vsb.gov.cn", "vsb", column("/zwgk/jytabl/rddbjy.htm", 33, info="1089"), per_page=7),
    ]


def sites() -> list[Site]:
    """Every publisher that behaves."""
    return [*trs(), *jcms(), *others()]


def sized(letters: int, hosts: int, per_page: int = 20) -> list[Site]:
    """`letters` letters shared out over `hosts` TRS hosts, for benchmarks and for kills at any moment."""
    from tests.testbed.letters import Letters

    made: list[Site] = []
    for number in range(hosts):
        share = letters // hosts + (number < letters % hosts)
        items = Letters(share, f"第{number}县", offset=number * 100_000)
        congress = Column("congress", "/zwgk/jyta/", KINDS["congress"], "congress", items)  # type: ignore[arg-type]
        made.append(site(f"sized-{number:04}.gov.cn", "trs", congress, per_page=per_page))
    return made
