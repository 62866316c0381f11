"""Page numbers in links and paths: next link, VSB downwards, numeric path, all on one page."""

import pytest

from crawler.listings.base import Page, declared
from crawler.listings.next_link import NextLink, has_pager, next_url
from crawler.listings.numeric_path import NumericPath
from crawler.listings.reverse import Reverse
from crawler.listings.single import Single

HOST = "http://www.example.gov.cn"
ROW = "<ul><li><a href='/info/1089/{0}.htm'>关于第{0}号建议的答复</a><span>2023-04-27</span></li></ul>"


def test_next_link_goes_by_its_words():
    for words in ("下一页", "下页", "下頁", "[下一页]", "下一页 &gt;"):
        assert next_url(f"<a href='list_2.shtml'>{words}</a>", HOST + "/a/list.shtml") == HOST + "/a/list_2.shtml"


def test_script_calls_and_the_page_itself_are_no_next_link():
    assert next_url("<a href='javascript:go(2)'>下一页</a>", HOST + "/a/") == ""
    assert next_url("<a href='#'>下一页</a><a href='/a/'>下一页</a>", HOST + "/a/") == ""
    assert next_url("<a href='/b/'>下一页工作安排</a>", HOST + "/a/") == ""


@pytest.mark.parametrize(
    ("pager", "there"),
    [
        ("<a href='javascript:turn(2)'>2</a>", True),
        ("<a onclick='turn(2)'>[2]</a>", True),
        ("<span onclick='go(3)'>下一页</span>", True),
        ("<button onclick='more(2)'>加载更多</button>", True),
        ("<script>if(ele.value>9)</script>", True),
        ("<a href='javascript:go(1)'>尾页</a> 1", False),
        ("<a href='javascript:;'>下一页</a>", False),
        ("<a href='/b/2.html'>第2号建议的答复</a>", False),
        ("<li>2</li>", False),
        ("", False),
    ],
)
def test_pager_nobody_understands_is_seen(pager, there):
    assert has_pager(ROW.format(1) + pager) is there


def test_next_link_plan_ends_where_the_link_ends():
    page = Page(HOST + "/a/10.htm", ROW.format(1) + "<a href='9.htm'>下页</a>", HOST + "/a.htm", 2)
    listed = NextLink().read(page)
    assert listed.next and listed.next.url == HOST + "/a/9.htm"
    assert NextLink().read(Page(HOST + "/a/1.htm", ROW.format(1), HOST + "/a.htm", 3)).next is None


def test_vsb_pages_count_downwards():
    first = Page(HOST + "/zwgk/zbgg.htm", ROW.format(1) + '<span class="p_t">1/11</span>', HOST + "/zwgk/zbgg.htm")
    plan = Reverse.of_page(first)
    assert plan is not None
    assert plan.start(first).next.url == HOST + "/zwgk/zbgg/10.htm"  # type: ignore[union-attr]
    tenth = Page(HOST + "/zwgk/zbgg/2.htm", ROW.format(2), first.column, 10)
    assert plan.read(tenth).next.url == HOST + "/zwgk/zbgg/1.htm"  # type: ignore[union-attr]
    assert plan.read(Page(HOST + "/zwgk/zbgg/1.htm", ROW.format(3), first.column, 11)).next is None


def test_vsb_links_are_resolved_against_the_page_they_stand_on():
    row = "<ul><li><a href='../../info/1089/5.htm'>关于第5号建议的答复</a>2023-04-27</li></ul>"
    listed = Reverse(HOST + "/zwgk/zbgg", "htm", 11).read(
        Page(HOST + "/zwgk/zbgg/10.htm", row, HOST + "/zwgk/zbgg.htm", 2)
    )
    assert listed.items[0].url == HOST + "/info/1089/5.htm"


def test_numeric_path_counts_on():
    first = Page(
        HOST + "/zwgk/jyta/1.html", ROW.format(1) + "<script>parseInt('3')</script>", HOST + "/zwgk/jyta/1.html"
    )
    plan = NumericPath.of_page(first)
    assert plan is not None
    assert plan.start(first).next.url == HOST + "/zwgk/jyta/2.html"  # type: ignore[union-attr]
    assert plan.read(Page(HOST + "/zwgk/jyta/3.html", ROW.format(3), first.column, 3)).next is None


def test_page_number_after_an_id_is_found():
    plan = NumericPath.of_page(
        Page(HOST + "/content-863-21-1.html", ROW.format(1) + "共4页", HOST + "/content-863-21-1.html")
    )
    assert plan is not None
    assert plan.template == HOST + "/content-863-21-{n}.html"


def test_inline_data_is_the_whole_list():
    data = '[{"title":"关于第1号建议的答复","url":"/a/t20230427_1.html","date":"2023-04-27"},{"title":"无链接"}]'
    listed = Single().start(Page(HOST + "/a/", f"<script>var dataList = {data};</script>共2条", HOST + "/a/"))
    assert [(item.url, item.date) for item in listed.items] == [(HOST + "/a/t20230427_1.html", "2023-04-27")]
    assert (listed.total_items, listed.next) == (2, None)


def test_declared_numbers_are_read():
    assert declared("共<b>33</b>条 <span>1/5</span>") == (33, None)
    assert declared("共有 12 篇，共 2 页") == (12, 2)
    assert declared("var countPage = 7;") == (None, 7)
    assert declared("<totalrecord>2742</totalrecord>") == (2742, None)
    assert declared("共同办好建议") == (None, None)


def test_page_behind_a_missing_one_is_asked_for_by_its_number():
    assert NumericPath(HOST + "/a/{n}.html", 1, 9).again(4, 0, "").url == HOST + "/a/4.html"
    assert Reverse(HOST + "/a", "htm", 9).again(4, 0, "").url == HOST + "/a/6.htm"
