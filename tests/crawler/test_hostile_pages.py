"""Whatever a page holds, reading it ends, and ends without an error: one bad page is never the end of a run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.answers import decompress, retry_after
from crawler.attachments import find_attachments, mentions_files
from crawler.listings.apis import APIS
from crawler.listings.base import Page, declared
from crawler.listings.json_api import JsonApi
from crawler.listings.subcolumns import find_children, find_frame
from crawler.outcomes import Facts, Outcome, classify, classify_error
from crawler.platforms import recognise
from crawler.walk import Walk

COLUMN = "http://www.example.gov.cn/gkmlpt/index#3214"
PIECES = [
    "<ul>", "</ul>", "<li>", "<a href='t20230427_1.html'>", "<a href=\"javascript:x\" title='", "</a>", "关于第1号建议的答复", "2023-04-27",
    "2023-13-45", "共3页", "共999999999999条", "createPageHTML(", "'paging',", "3, 0, \"index\", \"html\")", "createPage()", "<script>", "</script>",
    "<datastore><record><![CDATA[", "]]></record>", "dataproxy.jsp", "'/module/web/jpage/dataproxy.jsp'", "<nextgroup>", "queryData=\"{'a':",
    "<script url='/u' queryData=\"{'a':null}\">", "/site/label/8888", "'/site/label/8888', {labelName: 'x'}", "getgovinfolist", "searchList",
    "'/igs/front/search/list.html?pageNumber=1'", "SID: '1'", "<meta name='siteIdMeta' content='1'>", "dataList = [{\"title\": 1}];", "\x00",
    "<iframe src='//[::1'>", "href='http://[bad'", "http://", "{{", "}}", "页面不存在", "系统维护", "document.cookie", "location", "$_ts", "404",
    ".pdf", "showVsbpdfIframe('a.pdf'", "<base href='//'>", "<base href='http://[x'>", "\ufffd", "﻿", "&#x110000;", "下一页", "class='p_t'>1/",
    "1/0", "perPage : 0", "totalRecord : -1", "Ls.pagination({pageCount: 0", "parseInt('0')", "\\", "'", '"', "<", ">",
]  # fmt: skip
HTML = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(HTML)
def test_lists(text: str):
    page = Page(COLUMN.partition("#")[0], text, COLUMN)
    walk = Walk("example", "congress", COLUMN, frozenset({"www.example.gov.cn"}))
    name, plan = recognise(page)
    listed = plan.start(page)
    walk.take(listed)
    following = (listed.plan or plan).read(Page(page.url, text, COLUMN, 2, len(listed.items)))
    walk.drifts(following)
    walk.take(following)
    walk.settle()
    assert name
    assert all(item.url.startswith("http") and item.title for item in listed.items + following.items)
    for ask in (listed.next, following.next):
        assert ask is None or ask.url.startswith("http")
    declared(text)
    find_children(text, page.url, COLUMN)
    find_frame(text, page.url)
    for api in APIS.values():
        api(page)


@settings(max_examples=300, deadline=None)
@given(HTML, st.sampled_from([0, 200, 202, 301, 304, 404, 412, 429, 500, 503, 521, 999]), st.sampled_from(["page", "json"]),
       st.sampled_from(["letter", "list", "attachment", "robots", "probe"]))  # fmt: skip
def test_outcomes(text: str, status: int, expect: str, kind: str):
    facts = Facts(
        "http://www.example.gov.cn/a/1.html",
        status,
        {"set-cookie": "a"},
        text.encode("utf-8", "replace"),
        kind,
        None,
        None,
        expect,
    )
    assert classify(facts) in Outcome
    assert classify_error(text) in Outcome


@settings(max_examples=300, deadline=None)
@given(HTML)
def test_attachments(text: str):
    mentions_files(text.encode("utf-8", "replace"))
    for url, _ in find_attachments(text, "http://www.example.gov.cn/a/1.html"):
        assert url.startswith("http")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=20))
def test_bytes_and_headers(body: bytes, header: str):
    assert classify(Facts("http://www.example.gov.cn/a/1.html", 200, {}, body)) in Outcome
    for encoding in ("gzip", "deflate", "gzip, deflate", header):
        assert isinstance(decompress(body, encoding), bytes)
    wait = retry_after(header)
    assert wait is None or wait >= 0


@settings(max_examples=200, deadline=None)
@given(st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6)),
                    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["rows", "url", "title", "d", "total"]), inner)),
                    max_leaves=12))  # fmt: skip
def test_json_answers(value: object):
    import json

    plan = JsonApi("http://www.example.gov.cn/api", "rows", date="d", total="total")
    listed = plan.read(Page("http://www.example.gov.cn/api", json.dumps(value), COLUMN, 1))
    assert all(item.url and item.title for item in listed.items)


@pytest.mark.parametrize(
    "text",
    ["<script " * 20_000, "<script>" * 20_000, "<!--" * 50_000, "createPage(" * 30_000, "<nextgroup>" * 30_000,
     "<script queryData=\"" * 10_000, "'/site/label/8888'" * 5_000, "共" * 100_000, "<title>" * 20_000, "<div>" * 3_000],
)  # fmt: skip
def test_repetition_does_not_run_away(text: str):
    """No time is asserted; a pattern that backtracks without end would meet the test run's own limit."""
    page = Page("http://www.example.gov.cn/a/", text, "http://www.example.gov.cn/a/")
    assert recognise(page)[1].start(page) is not None
    assert classify(Facts(page.url, 200, {}, text.encode())) in Outcome
