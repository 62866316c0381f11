"""A tag that would stop the crawl is left out, and nothing else."""

import pytest

from crawler.html_tree import parse_html

MANY = " ".join(f"x{n}='>{n}'" for n in range(60_000))
ITEM = "<li><a href='t1.html'>关于第1号建议的答复</a></li>"
FILLING = "<p>建议</p>" * 10_000


def hrefs(page):
    return [node.attributes["href"] for node in parse_html(page).css("a[href]")]


@pytest.mark.parametrize(
    "opening", [f"<div {MANY}>", f"<a href='bad.html' {MANY}>x</a>", f"<div {'a/' * 60_000}>", f"<b {MANY}"]
)
def test_tag_with_too_many_attributes_is_left_out(opening):
    assert hrefs(ITEM + opening + (ITEM if opening.endswith(">") else "")) == ["t1.html"] * (
        2 if opening.endswith(">") else 1
    )


@pytest.mark.parametrize(
    "piece",
    [
        f"<img src='data:image/png;base64,{'AAA/' * 30_000}'>",
        f"<img src=data:image/png;base64,{'AAA/' * 30_000}>",
        f"<script>for(i=0;i<n;i++){{}} var dataList = [{'1, ' * 30_000}];</script>",
        f"<!-- <a {MANY}> -->",
        "<p title='a > b'>x</p>",
    ],
)
def test_long_is_not_too_many(piece):
    assert hrefs(f"{FILLING}{piece}<a title='>' href=\"t1.html\">关于第1号建议的答复</a>") == ["t1.html"]


@pytest.mark.parametrize(
    "page",
    ["<" * 100_000, "<a '" * 50_000, '<a href="' * 50_000, "<script>" * 20_000, "<!--" * 30_000, "<a =" * 50_000],
)
def test_any_text_gives_a_tree(page):
    assert parse_html(page).root is not None
