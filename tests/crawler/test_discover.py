"""The columns of a portal are found from its home page, within a budget of requests."""

import pytest

from crawler.discover import Candidate, Discovery

HOME = "http://www.example.gov.cn/"
LETTERS = """<ul><li><a href="202304/t20230427_1.html">关于区第十八届人大三次会议第18号建议的复函</a></li>
<li><a href="202305/t20230511_2.html">对政协提案第31号的答复</a></li></ul>"""


def search(pages: dict[str, str], budget: int = 30) -> tuple[list[Candidate], list[str]]:
    """What is found in these pages (path -> HTML), and the paths asked for in their order."""
    discovery, asked = Discovery(HOME, budget), []
    while url := discovery.next():
        path = url.removeprefix(HOME)
        asked.append(path)
        if path in pages:
            discovery.see(url, pages[path])
        else:
            discovery.failed(url)
    return discovery.found(), asked


def columns(pages: dict[str, str], budget: int = 30) -> dict[str, str]:
    return {c.url.removeprefix(HOME): c.kind for c in search(pages, budget)[0]}


def test_column_linked_from_the_home_page_is_found_with_its_letters():
    (found,), _ = search({"": "<a href='zwgk/jytabl/'>建议提案办理</a>", "zwgk/jytabl/": LETTERS})
    assert found.confirmed
    assert found.letters == 2
    assert found.sample == HOME + "zwgk/jytabl/202304/t20230427_1.html"


def test_the_way_leads_through_disclosure_and_catalogue():
    pages = {
        "": "<a href='zwgk/'>政务公开</a><a href='news/'>新闻</a>",
        "zwgk/": "<a href='xxgk/'>政府信息公开</a>",
        "xxgk/": "<a href='fdzdgknr/'>法定主动公开内容</a>",
        "xxgk/fdzdgknr/": "<a href='jyta/'>建议提案</a>",
        "zwgk/xxgk/": "<a href='fdzdgknr/'>法定主动公开内容</a>",
        "zwgk/xxgk/fdzdgknr/": "<a href='jyta/'>建议提案</a>",
        "zwgk/xxgk/fdzdgknr/jyta/": LETTERS,
    }
    found, asked = search(pages)
    assert [c.url for c in found] == [HOME + "zwgk/xxgk/fdzdgknr/jyta/"]
    assert "news/" not in asked


def test_site_map_is_looked_at_before_the_disclosure_pages():
    pages = {"": "<a href='zwgk/'>政府信息公开</a><a href='map.html'>网站地图</a>", "map.html": "", "zwgk/": ""}
    assert search(pages)[1] == ["", "map.html", "zwgk/"]


def test_column_is_found_in_a_script_tree():
    tree = '<script>var z=[{id:1,name:"人大代表建议",url:"/zwgk/rddbjy/"},{id:2,name:"政协提案",url:"/zwgk/zxta/"}]</script>'
    pages = {
        "": "<a href='tree.html'>信息公开目录</a>",
        "tree.html": tree,
        "zwgk/rddbjy/": LETTERS,
        "zwgk/zxta/": LETTERS,
    }
    assert columns(pages) == {"zwgk/rddbjy/": "congress", "zwgk/zxta/": "cppcc"}


def test_list_in_a_frame_confirms_the_page_around_it():
    pages = {
        "": "<a href='jyta/'>建议提案</a>",
        "jyta/": "<iframe src='list.html'></iframe>",
        "jyta/list.html": LETTERS,
    }
    (found,), _ = search(pages)
    assert found.url == HOME + "jyta/"
    assert found.confirmed


def test_parent_of_years_is_proposed_and_not_its_years():
    years = "<a href='2025/'>2025年</a><a href='2024/'>2024年</a>"
    pages = {"": "<a href='jyta/rddbjy/'>人大代表建议</a>", "jyta/rddbjy/": years, "jyta/rddbjy/2025/": LETTERS}
    (found,), _ = search(pages)
    assert found.url == HOME + "jyta/rddbjy/"
    assert found.children == [HOME + "jyta/rddbjy/2025/", HOME + "jyta/rddbjy/2024/"]
    assert found.confirmed


def test_parts_are_proposed_and_not_their_empty_sum():
    parts = "<a href='rddbjy/'>人大代表建议</a><a href='zxta/'>政协提案</a>"
    pages = {"": "<a href='jyta/'>建议提案办理</a>", "jyta/": parts, "jyta/rddbjy/": LETTERS, "jyta/zxta/": LETTERS}
    assert columns(pages) == {"jyta/rddbjy/": "congress", "jyta/zxta/": "cppcc"}


def test_page_of_that_name_without_letters_stays_unconfirmed():
    (found,), _ = search({"": "<a href='jyta/'>建议提案</a>", "jyta/": "<p>栏目建设中</p>"})
    assert found.seen
    assert not found.confirmed


def test_page_that_does_not_come_stays_unseen():
    (found,), _ = search({"": "<a href='jyta/'>建议提案</a>"})
    assert not found.seen


@pytest.mark.parametrize(
    "link",
    [
        "<a href='yjzj/'>意见建议</a>",
        "<a href='202304/t1.html'>关于第18号建议的答复</a>",
        "<a href='http://www.other.gov.cn/jyta/'>建议提案</a>",
        "<a href='jyta.pdf'>建议提案办理</a>",
        "<a href='zj/'>提案线索征集</a>",
    ],
)
def test_these_are_no_columns(link):
    assert columns({"": link}) == {}


def test_kind_is_the_slugs_where_the_words_say_both():
    assert columns({"": "<a href='zwgk/zxwyta/'>建议提案</a>"}) == {"zwgk/zxwyta/": "cppcc"}


def test_budget_is_kept():
    home = "".join(f"<a href='p{n}/'>政府信息公开{n}</a>" for n in range(50))
    assert len(search({"": home}, budget=7)[1]) == 7


def test_address_is_asked_for_once():
    pages = {
        "": "<a href='jyta/'>建议提案</a><a href='jyta/index.html'>建议提案办理</a>",
        "jyta/": LETTERS + "<a href='/'>政府信息公开</a>",
    }
    assert search(pages)[1] == ["", "jyta/"]


def test_page_that_was_seen_before_it_was_a_candidate_is_judged_by_what_it_showed():
    pages = {
        "": "<a href='zwgk/'>政府信息公开</a>",
        "zwgk/": LETTERS + "<a href='/x/'>政务公开</a>",
        "x/": "<a href='/zwgk/'>建议提案</a>",
    }
    (found,), asked = search(pages)
    assert found.confirmed
    assert asked == ["", "zwgk/", "x/"]


def test_page_that_only_links_the_columns_is_not_proposed():
    pages = {"": "<a href='hub/'>建议提案</a>", "hub/": "<a href='/a/rddbjy/'>人大代表建议</a>", "a/rddbjy/": LETTERS}
    assert columns(pages) == {"a/rddbjy/": "congress"}


def test_letters_that_an_interface_brings_confirm_a_column():
    discovery = Discovery(HOME)
    discovery.next()
    discovery.see(HOME, "<a href='col/col1/index.html'>政协提案</a>")
    discovery.see(str(discovery.next()), "<script src='unitbuild.js'></script>")
    (found,) = discovery.found()
    discovery.listed(
        found, [("关于县政协十届五次会议第11号提案的答复", HOME + "art/1.html"), ("通知", HOME + "art/2.html")]
    )
    assert (found.letters, found.sample) == (1, HOME + "art/1.html")
