"""TRS page numbers: both argument layouts, both bases."""

import pytest

from crawler.listings.base import Page
from crawler.listings.suffix import PagerCall, Suffix, pager_call

URL = "http://www.example.gov.cn/zwgk/jyta/"


@pytest.mark.parametrize(
    ("script", "call"),
    [
        ('createPageHTML(25, 0, "index", "html");', PagerCall(25, "index", "html")),
        ("createPageHTML('12','0','list','shtml','black2',230);", PagerCall(12, "list", "shtml")),
        ('createPage(25, 0, "index", "html")', PagerCall(25, "index", "html")),
        ("createPage(7,0)", PagerCall(7)),
        ("createPageHTML('paging',8, 1,'index','html',150);", PagerCall(8, "index", "html")),
        ("createPageHTML(8, 0, 'wjk_glrb', 'htm', 'x', 3)", PagerCall(8, "wjk_glrb", "htm")),
        ("var countPage = 9;\ncreatePageHTML(countPage, 0, 'index', 'htm');", PagerCall(9, "index", "htm")),
        ("$('.p').pagination(\"setPage\", 1, 322);", PagerCall(322)),
        ("var recordCount = 61; var pageSize = 20;", PagerCall(4)),
        ("function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}", None),
        ("nothing", None),
    ],
)
def test_call_is_read(script, call):
    assert pager_call(f"<script>{script}</script>") == call


def list_page(script: str, number: int = 1, url: str = URL) -> Page:
    row = f"<li><a href='202304/t20230427_{number}.html'>关于第{number}号建议的答复</a>2023-04-27</li>"
    return Page(url, f"<ul>{row}</ul><script>{script}</script>", URL, number)


def test_page_two_is_index_1_until_proven_otherwise():
    plan = Suffix.of_page(list_page('createPageHTML(3,0,"index","html")'), PagerCall(3, "index", "html"))
    first = plan.start(list_page('createPageHTML(3,0,"index","html")'))
    assert first.next and first.next.url == URL + "index_1.html"
    other = plan.other()
    assert other is not None
    assert other.again(2, 1, URL).url == URL + "index_2.html"
    assert other.other() is None
    assert other.learnt() == {"first_index": 1}


def test_learnt_base_is_asked_for_at_once():
    plan = Suffix.of_page(list_page(""), PagerCall(3, "index", "html"), first_index=1)
    assert plan.address(2) == URL + "index_2.html"
    assert plan.other() is None


def test_last_page_has_no_next():
    plan = Suffix.of_page(list_page(""), PagerCall(3, "index", "html"))
    last = plan.read(list_page('createPageHTML(3,2,"index","html")', 3))
    assert (last.next, last.total_pages, len(last.items)) == (None, 3, 1)


def test_stem_and_extension_come_from_the_address_where_the_call_has_none():
    page = list_page("createPage(7,0)", url=URL + "list_ft.shtml")
    assert Suffix.of_page(page, PagerCall(7)).address(2) == URL + "list_ft_1.shtml"
