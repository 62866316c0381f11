"""The publishers of the test bed that behave: one per platform and dialect, with generated letters."""

from __future__ import annotations

from dataclasses import replace

from examples.model import Column, Site
from tests.testbed.letters import Letters, column_letters

SEARCH = '{{"xxgkId":"{}","xxgkType":"xxgk_combination","nodeId":"330500","className":""}}'
KINDS = {"congress": "人大代表建议办理", "cppcc": "政协提案办理"}


def column(path: str, count: int, id: str = "congress", offset: int = 0, **options: object) -> Column:
    """A column with `count` generated letters."""
    items = column_letters(count, offset, congress=id != "cppcc", year=int(id) if id.isdigit() else 2025)
    return Column(id, path, KINDS.get(id, id), "cppcc" if id == "cppcc" else "congress", items, options=dict(options))


def split(made: Column, parts: int = 3) -> Column:
    """Every other letter of a column goes on over several pages."""
    made.items = [replace(item, parts=parts) if place % 2 else item for place, item in enumerate(made.items)]
    return made


def site(host: str, platform: str, *columns: Column, per_page: int = 10, **options: object) -> Site:
    """A publisher called after its host."""
    return Site(
        host, platform, f"示范县（{host.partition('.')[0]}）", list(columns), per_page=per_page, options=dict(options)
    )


def trs() -> list[Site]:
    """TRS in its dialects: both layouts, both bases, quoted totals, createPage, arguments shifted by one, years."""
    years = Column("congress", "/zwgk/jyta/rddbjy/", "人大代表建议办理", "congress")
    years.children = [
        column(f"/zwgk/jyta/rddbjy/{year}/", count, str(year), offset=year)
        for year, count in ((2025, 13), (2024, 7), (2023, 4))
    ]
    return [
        site("trs-cq.gov.cn", "trs", column("/bm/zfxxgkml/jytabl/rddbjybl/", 34),
             column("/bm/zfxxgkml/jytabl/zxwytabl/", 8, "cppcc", 100), layout="chongqing"),
        site("trs-hubei.gov.cn", "trs", column("/zwgk/jyta/", 23), ext="shtml", call="quoted"),
        site("trs-createpage.gov.cn", "trs", column("/zwgk/jyta/", 21), call="createPage"),
        site("trs-hunan.gov.cn", "trs", column("/zwgk/jyta/", 24), call="hunan", first_index=1),
        site("trs-stem.gov.cn", "trs", column("/zwgk/jyta/", 22, stem="list")),
        site("trs-parts.gov.cn", "trs", split(column("/zwgk/jyta/", 12))),
        site("trs-parts-2.gov.cn", "trs", split(column("/zwgk/jyta/", 12)), first_part=2),
        site("trs-variable.gov.cn", "trs", column("/zwgk/jyta/", 21), call="variable"),
        site("trs-records.gov.cn", "trs", column("/jyb_xxgk/xxgk_jyta/", 23), call="records"),
        site("trs-was5.gov.cn", "trs", column("/jyb_xxgk/jyta/", 47, channel="244081"), cap=3),
        site("trs-setpage.gov.cn", "trs", column("/zwgk/jyta/", 24), call="setPage", first_index=1),
        site("trs-years.gov.cn", "trs", years, ext="shtml"),
    ]  # fmt: skip


def hanweb() -> list[Site]:
    """JCMS in both dialects of its proxy, with more than three display pages; the disclosure module; JPAAS in three spellings."""
    stranger = column("/col/col1229000099/index.html", 9, "other", 500, stranger=True)
    tree = "/col/col1229512877/index.html"
    suggestions = column(tree, 17, page_id="3637001", search=SEARCH.format("W001-001"))
    proposals = column(
        "/col/col1229512878/index.html", 6, "cppcc", 200, page_id="3637001", search=SEARCH.format("W001-002")
    )
    return [
        site("jcms-window.gov.cn", "jcms", column("/col/col1229518512/index.html", 47), dialect="window"),
        site("jcms-page.gov.cn", "jcms", column("/col/col78960/index.html", 171), dialect="page"),
        site("xxgk.gov.cn", "xxgk", column("/col/col1229000155/index.html", 14), stranger, per_page=6),
        site("jpaas.gov.cn", "jpaas", column("/col/col1229512877/index.html", 33), per_page=15, fixed_rows=True),
        site("jpaas-build.gov.cn", "jpaas", column("/col/col1229512877/index.html", 12), parse_type="buildstatic", tag="当前栏目_list"),
        site("jpaas-tree.gov.cn", "jpaas", suggestions, proposals),
        site("truecms.gov.cn", "truecms", column("/ntsrmzf/jyta/jyta.html", 63)),
    ]  # fmt: skip


def others() -> list[Site]:
    """One host each of the remaining platforms."""
    xxgk_list = "/xxgk/jyta/index.html"
    return [
        site("gkmlpt.gov.cn", "gkmlpt", column("/gkmlpt/index#3214", 130)),
        site("nfcms.gov.cn", "nfcms", column("/zwgk/jytabl/index.html", 23)),
        site("nfcms-parts.gov.cn", "nfcms", split(column("/zwgk/jytabl/index.html", 12), 4)),
        site("vsb.gov.cn", "vsb", column("/zwgk/jytabl/rddbjy.htm", 33, info="1089"), per_page=7),
        site("ucap.gov.cn", "ucap", column("/xxgk/jyta/list.shtml", 24)),
        site("ucap-json.gov.cn", "ucap", column("/csrc/c100028/common_list.shtml", 41), json=True),
        site("lonsun.gov.cn", "lonsun", column("/public/column/6615904?type=4&catId=6718758&action=list", 26),
             column("/public/column/6615904?type=4&catId=6718759&action=list", 5, "cppcc", 300)),
        site("ilist.gov.cn", "ilist", column("/info/iList.jsp?cat_id=10512", 21)),
        site("shaanxi.gov.cn", "shaanxi", column("/zfxxgk/fdzdgknr/jyta/1.html", 22)),
        site("aspnet.gov.cn", "aspnet", column("/NewsLsit.aspx?ClassID=863", 25)),
        site("epoint.gov.cn", "epoint", column("/dynamic/zwgk/govInfoPub.html?categorynum=001012", 45)),
        site("ylcms.gov.cn", "ylcms", column("/cms/html/xmszfxxgk/jytabl/index.html", 23, site_id="40801")),
        site("igs.gov.cn", "igs", column("/zwgk/jyta/", 27, channel="5376927")),
        site("inline.gov.cn", "inline", column(xxgk_list, 47)),
        site("inline-data.gov.cn", "inline", column(xxgk_list, 36), data=True),
        site("frame.gov.cn", "frame", column("/zwgk/jyta/index.html", 19)),
    ]  # fmt: skip


def regional() -> list[Site]:
    """Systems that a city, a province or a ministry has for itself."""
    proposals = column("/content/column/6799", 5, "cppcc", 300)
    return [
        site("kunming.gov.cn", "kunming", column("/zfxxgkml/jytabl/", 23)),
        site("qujing.gov.cn", "qujing", column("/list/10172/jyta.html", 21)),
        site("qinghai.gov.cn", "qinghai", column("/jyt/zxta/index.html", 47)),
        site("yichang.gov.cn", "yichang", split(column("/list-1074-1.html", 24), 2)),
        site("chengdu.gov.cn", "column_index", column("/zwgk/column-index-1.shtml", 25)),
        site("xuancheng.gov.cn", "xuancheng", column("/XxgkContent/showList/121/30457/page_1.html", 22)),
        site("mca.gov.cn", "mca", column("/article/gk/jytabljggk/zxwyta/", 21)),
        site("eportal.gov.cn", "eportal", column("/eportal/ui?pageId=2006512", 26)),
        site("was5.gov.cn", "was5", column("/was5/web/search?channelid=244081", 23)),
        site("gtapp.gov.cn", "gtapp", column("/gtapp/nrglIndex.action", 24)),
        site("lonsun-column.gov.cn", "lonsun_column", column("/content/column/6798", 22), proposals),
        site("jian.gov.cn", "jian", column("/xxgk-list-jytabl.html", 25)),
        site("hunan.gov.cn", "hunan", column("/zwgk/jyta/", 43)),
    ]  # fmt: skip


def sites() -> list[Site]:
    """Every publisher that behaves."""
    return [*trs(), *hanweb(), *others(), *regional()]


def sized(letters: int, hosts: int, per_page: int = 20) -> list[Site]:
    """`letters` letters shared out over `hosts` TRS hosts, for benchmarks and for kills at any moment."""
    made: list[Site] = []
    for number in range(hosts):
        share = letters // hosts + (number < letters % hosts)
        items = Letters(share, f"第{number}县", offset=number * 100_000)
        congress = Column("congress", "/zwgk/jyta/", KINDS["congress"], "congress", items)  # type: ignore[arg-type]
        made.append(site(f"sized-{number:04}.gov.cn", "trs", congress, per_page=per_page))
    return made
