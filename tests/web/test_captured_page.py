"""A captured page shown: its words stay, nothing runs or loads, and private numbers are covered however they are written."""

import re

import pytest

from tests.archive.captured import CASES
from web.captured_page import harmless

URL = "http://www.example.gov.cn/x.html"


def shown(body, content_type="text/html; charset=utf-8"):
    return harmless(body.encode(), URL, content_type)


def test_words_and_tables_stay():
    out = shown("<html><body><h1>标题</h1><table border=1><tr><td colspan=2>甲</td></tr></table></body></html>")
    assert '<h1>标题</h1><table border="1"><tr><td colspan="2">甲</td></tr></table>' in out


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>", "<img src=http://evil.example/x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>",
        "<meta http-equiv=refresh content='0;url=http://evil.example/'>", "<base href=http://evil.example/>",
        "<iframe src=http://evil.example/></iframe>", "<form action=http://evil.example/><input></form>",
        "<svg><script>alert(1)</script></svg>", "<body onload=alert(1)>", "<link rel=stylesheet href=http://evil.example/>",
        "<object data=http://evil.example/></object>", "<!-- <script>alert(1)</script> -->", "<a href='tel:13800000000'>call</a>",
        "<div style='x' onmouseover=alert(1)>x</div>", "<div style='background:url(http://evil.example/x)'>x</div>",
        "<style>@import 'http://evil.example/x';</style>", r"<p style='background:\75rl(//evil.example)'>x</p>", "<math><mtext><script>alert(1)</script></mtext></math>",
    ],
)  # fmt: skip
def test_nothing_runs_loads_or_leads_away(evil):
    out = shown(f"<html><body><p>甲</p>{evil}<p>乙</p></body></html>")
    assert "甲" in out
    assert "乙" in out
    assert not re.search("script|evil|onerror|onload|onmouse|href|refresh|tel:", out)


@pytest.mark.parametrize(
    "number",
    ["13800000000", "138<b>0000</b>0000", "<span>138</span><span>0000</span><span>0000</span>", "023-<i>4750</i>0000"],
)
def test_a_telephone_number_is_covered_however_it_is_split(number):
    out = shown(f"<html><body><p>联系电话：{number}</p></body></html>")
    text = re.sub("<[^>]*>", "", out)
    assert "联系电话" in text
    assert not re.search("13800000000|0000000|47500000", text)
    assert "*" in text


def test_bytes_that_are_no_page_are_not_shown():
    assert harmless(b"%PDF-1.7 ...", URL, "application/pdf") is None
    assert harmless(b"", URL, None) is None


@pytest.mark.parametrize("case", [case.name for case in CASES])
def test_every_page_in_any_encoding_is_shown(case):
    path = next(c for c in CASES if c.name == case)
    import json

    meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    out = harmless((path / "page.html").read_bytes(), meta["url"], meta["content_type"])
    assert out.startswith('<!DOCTYPE html><meta charset="utf-8">')
    assert re.search("[\u4e00-\u9fff]{6}", out)
    assert not re.search(r"<(script|img|link|iframe|meta (?!charset))", out)
