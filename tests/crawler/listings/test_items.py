"""Items of a list, each from its own node."""

import pytest

from crawler.listings.base import Item
from crawler.listings.items import absolute, find_items, is_detail
from tests.crawler.counting import steps

BASE = "http://www.example.gov.cn/zwgk/jyta/"
TITLE = "市司法局关于市十五届人大二次会议第20230087号建议的答复"


def items(html: str, base: str = BASE, column: str = BASE) -> list[Item]:
    return find_items(html, base, column).items


@pytest.mark.parametrize(
    "row",
    [
        '<li><a href="./202304/t20230427_1.html" title="{t}">{t}</a><span>2023-04-27</span></li>',
        '<li><span>2023-04-27</span><a href="./202304/t20230427_1.html">{t}</a></li>',
        '<li><a href="./202304/t20230427_1.html">{t}<span class="time">2023-04-27</span></a></li>',
        '<li><a href="./202304/t20230427_1.html" title="{t}">市司法局关于市十五届...</a>[2023-04-27]</li>',
        '<li><a href="./202304/t20230427_1.html">{t}</a> 2023-04-27</li>',
        '<table><tr><td><a href="./202304/t20230427_1.html">{t}</a></td><td>县司法局</td><td>2023-04-27</td></tr></table>',
        '<dl><dt><a href="./202304/t20230427_1.html">{t}</a></dt><dd>2023年4月27日</dd></dl>',
        '<div class="item"><p><a href="./202304/t20230427_1.html">{t}</a></p><b>2023/04/27</b></div>',
        '<table><tr><td><a href="./202304/t20230427_1.html" mc="{t}" rq="2023-04-27">市司法局关于</a></td></tr></table>',
    ],
)
def test_title_link_and_date_come_from_the_item(row):
    html = f"<div class='list'>{row.format(t=TITLE)}</div>"
    assert items(html) == [Item(BASE + "202304/t20230427_1.html", TITLE, "2023-04-27")]


def test_item_without_a_date_does_not_take_its_neighbours():
    html = """<ul><li><a href="t20230427_1.html">关于第1号建议的答复</a><span>2023-04-27</span></li>
    <li><a href="t20230426_2.html">关于第2号建议的答复</a></li>
    <li><a href="t20230425_3.html">关于第3号建议的答复</a><span>2023-04-25</span></li></ul>"""
    found = find_items(html, BASE, BASE)
    assert [item.date for item in found.items] == ["2023-04-27", "", "2023-04-25"]
    assert found.undated == 1


def test_navigation_and_news_beside_the_list_are_left_out():
    html = """<ul class="nav"><li><a href="/zwgk/">政务公开</a></li><li><a href="/zwgk/jyta/">建议提案办理</a></li></ul>
    <div class="side"><h3>热点新闻</h3><ul><li><a href="/xwzx/202304/t20230401_7.html">全县招商引资大会召开</a><i>2023-04-01</i></li>
    <li><a href="/xwzx/202304/t20230402_8.html">县领导调研重点项目</a><i>2023-04-02</i></li></ul></div>
    <div class="main"><ul class="list"><li><a href="202304/t20230427_1.html">关于第1号建议的答复</a><span>2023-04-27</span></li>
    <li><a href="202304/t20230426_2.html">关于第2号建议的答复</a><span>2023-04-26</span></li></ul></div>"""
    assert [item.title for item in items(html)] == ["关于第1号建议的答复", "关于第2号建议的答复"]


def test_list_in_several_ul_is_one_list():
    row = "<li><a href='202304/t20230427_{0}.html'>关于第{0}号建议的答复</a><span>2023-04-27</span></li>"
    html = "".join(f"<div class=m><ul class='odd'>{row.format(n)}{row.format(n + 1)}</ul></div>" for n in (1, 3, 5))
    assert len(items(html)) == 6


def test_unfilled_templates_are_passed_over_and_counted():
    html = """<ul><li><a href="{{item.url}}">{{item.title}}</a></li>
    <li><a href="202304/t20230427_1.html">关于第1号建议的答复</a><span>2023-04-27</span></li></ul>"""
    found = find_items(html, BASE, BASE)
    assert (len(found.items), found.templates) == (1, 1)


def test_links_are_resolved_against_the_response_and_dots_are_not_stripped():
    html = '<ul><li><a href="../../govpublic/202304/t20230427_1.html">关于第1号建议的答复</a>2023-04-27</li></ul>'
    assert (
        items(html, BASE + "2/index.html")[0].url == "http://www.example.gov.cn/zwgk/govpublic/202304/t20230427_1.html"
    )


def test_off_host_items_are_kept_for_the_count():
    html = """<ul><li><a href="http://mp.weixin.qq.com/s/abcdef">关于第1号建议的答复</a>2023-04-27</li>
    <li><a href="t20230427_1.html">关于第2号建议的答复</a>2023-04-27</li></ul>"""
    assert len(items(html)) == 2


def test_page_without_a_list_has_no_items():
    assert items("<ul><li><a href='/zwgk/'>政务公开</a></li><li><a href='/hdjl/'>互动交流</a></li></ul>") == []
    assert items("") == []


@pytest.mark.parametrize(
    "path",
    [
        "/zwgk/jyta/202304/t20230427_1.html", "/art/2023/4/27/art_9_1.html", "/art/2023/art_" + "0a" * 16 + ".html",
        "/gkmlpt/content/1/1234/post_1234567.html", "/info/1089/209977.htm", "/c108836/202510/174224859.shtml",
        "/public/2000001201/2023512391.html", "/html/ASSZF/202304/1234567890123456.html", "/jyta/202304/" + "0a" * 16 + ".shtml",
        "/OpennessContent/show/123456.html", "/c/2023-4-7/123.shtml", "/Content-2320120.html", "/view?id=12", "/jyta/letter.pdf",
    ],
)  # fmt: skip
def test_addresses_of_documents(path):
    assert is_detail("http://www.example.gov.cn" + path)


@pytest.mark.parametrize(
    "path", ["/", "/zwgk/jyta/", "/zwgk/index.html", "/zwgk/jyta/index_3.shtml", "/xxgk/common_list.shtml"]
)
def test_addresses_of_columns(path):
    assert not is_detail("http://www.example.gov.cn" + path)


@pytest.mark.parametrize(
    "href", ["", "#", "javascript:void(0)", "mailto:a@example.cn", "ftp://a/b", "http://[::bad", "tel:1"]
)
def test_hrefs_that_lead_nowhere(href):
    assert absolute(BASE, href) == ""


def test_nested_lists_are_looked_at_once_a_node():
    row = "<div class='c'><a href='t20230427_{0}.html'>关于第{0}号建议的答复</a>"
    pages = ["".join(row.format(n) for n in range(count)) for count in (300, 1200)]
    small, large = (steps("items.py", lambda page=page: find_items(page, BASE, BASE)) for page in pages)
    assert small > 1000
    assert large < 5 * small


@pytest.mark.parametrize(
    "link",
    [
        "<a href='javascript:void(0)' onclick=\"window.open('./202304/t20230427_1.html')\">{t}</a>",
        "<a onclick=\"location.href='./202304/t20230427_1.html'\">{t}</a>",
        "<a href=\"javascript:openDoc('./202304/t20230427_1.html')\">{t}</a>",
    ],
)
def test_page_that_a_script_opens_is_an_item(link):
    (item,) = items(f"<ul><li>{link.format(t=TITLE)}<span>2023-04-27</span></li></ul>")
    assert (item.url, item.date) == (BASE + "202304/t20230427_1.html", "2023-04-27")


def test_script_without_an_address_is_no_item():
    assert items("<ul><li><a href='javascript:go(2)'>关于第1号建议的答复</a><span>2023-04-27</span></li></ul>") == []
