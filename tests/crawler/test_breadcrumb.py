"""A letter's breadcrumb leads to its column."""

import pytest

from crawler.breadcrumb import column_of
from tests.crawler.counting import steps

LETTER = "http://www.example.gov.cn/info/1089/209977.htm"


@pytest.mark.parametrize(
    "html",
    [
        "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/zwgk.htm'>政务公开</a> &gt; <a href='/zwgk/jyta.htm'>建议提案</a> &gt; 正文</div>",
        "<table><tr><td>您现在的位置： <a href='../../index.htm'>首页</a>>><a href='../../zwgk/jyta.htm'>建议提案</a></td></tr></table>",
        "<div class='bread-crumb'><a href='/index.html'>首页</a><a href='/zwgk.htm'>公开</a><a href='/zwgk/jyta.htm'>建议提案</a></div>",
    ],
)
def test_last_link_is_the_column(html):
    assert column_of(html, LETTER).url == "http://www.example.gov.cn/zwgk/jyta.htm"


def test_the_letter_itself_is_not_its_column():
    html = "<p>当前位置：<a href='/zwgk/jyta.htm'>建议提案</a> &gt; <a href='/info/1089/209977.htm'>第18号</a></p>"
    assert column_of(html, LETTER).text == "建议提案"


def test_links_to_other_hosts_do_not_count():
    html = "<p>当前位置：<a href='/zwgk/jyta.htm'>建议提案</a> &gt; <a href='http://www.gov.cn/x/'>中国政府网</a></p>"
    assert column_of(html, LETTER).text == "建议提案"


def test_column_told_by_a_query_is_kept():
    html = "<p>您的位置：<a href='/'>首页</a> > <a href='/?a=dir&p=D1101X'>人大建议</a></p>"
    assert column_of(html, LETTER).url == "http://www.example.gov.cn/?a=dir&p=D1101X"


def test_page_without_breadcrumb_has_no_column():
    assert column_of("<div><a href='/zwgk/jyta.htm'>建议提案</a></div>", LETTER) is None


def test_address_in_the_text_is_no_breadcrumb():
    body = "<div>" + "我局位置优越。" * 100 + "当前的位置<a href='/x.htm'>附件</a></div>"
    assert column_of(body, LETTER) is None


def test_sub_column_of_a_year_gives_way_to_its_parent():
    html = "<p>您的位置：<a href='/'>首页</a> > <a href='/jyta/rdjy/'>人大建议</a> > <a href='/jyta/rdjy/2023/'>2023</a></p>"
    assert column_of(html, "http://www.example.gov.cn/jyta/rdjy/2023/202308/t1.html").text == "人大建议"


@pytest.mark.parametrize(
    "opening", ["<div>", "<div class='position'>当前位置：", "<span>当前位置：<a href='http://x.example/'>甲</a>"]
)
def test_nested_nodes_are_read_once_each(opening):
    small, large = (steps("breadcrumb.py", lambda n=n: column_of(opening * n, LETTER)) for n in (500, 2000))
    assert small > 500
    assert large < 5 * small


def test_links_are_looked_for_in_few_nodes(monkeypatch):
    looked = []
    monkeypatch.setattr("crawler.breadcrumb.links", lambda html, url: looked.append(len(html)) or [])
    column_of("<div class='crumb'>当前位置：<a href='/x/'>甲</a><a href='/y/'>乙</a></div>" * 300, LETTER)
    assert 2 <= len(looked) < 30
