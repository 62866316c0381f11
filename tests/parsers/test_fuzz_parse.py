"""Whatever the bytes, `parse` answers with a valid record; nothing is raised."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse
from parsers.titles import is_reply_title, parse_title
from tests.parsers.cases import ALL, load
from tests.parsers.letters import ANSWER, OFFICE, OPENING, SIGNED, THANKS, TITLE, URL, html, paragraphs
from tests.parsers.validity import check

FUZZ = settings(max_examples=100, deadline=None)
CASES = [load(folder) for folder in ALL]
HEADERS = st.sampled_from(
    [
        None,
        "",
        "text/html",
        "text/html; charset=utf-8",
        "text/html; charset=gb2312",
        "text/html; charset=big5",
        "charset=\x00",
        "text/html; charset=utf-16",
    ]
)
URLS = st.sampled_from(
    [
        URL,
        "",
        "#",
        "http://[",
        "javascript:void(0)",
        "http://a.gov.cn/x_wap.html?from=1",
        "\x00",
        "//a",
        "http://a.gov.cn:99999/",
    ]
)
TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<div class='TRS_Editor'>", "<div id=zoom>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<td rowspan=3>", "<td colspan=99>", "<th>", "<br>",
     "<br/>", "<span>", "</span>", "<a href='a.pdf'>", "<a href=''>", "</a>", "<h1>", "</h1>", "<style>", "</style>", "<script>", "</script>", "<!--", "-->", "<o:p>", "<meta name=PubDate content='",
     "'>", "\"", "<title>", "</title>", "<body>", "</body></html>", "<html>", "<ul><li>", "<div style='display:none'>", "<![CDATA[", "<?xml ?>", "<", ">", "&nbsp;", "&amp;nbsp;", "&#0;", "&#xD800;",
     "\x00", "\u202e", "\u3000", "\t", "\n"]
)  # fmt: skip
WORDS = st.sampled_from(
    [TITLE, "胡付忠代表：", "尊敬的", "代表", "委员：", OPENING, ANSWER, THANKS, OFFICE, SIGNED, "2023427日", "2023年 月 日", "津城函〔2023〕8号", "津城函〔20238", "〔", "〕", "号", "第", "办理结果：A", "C2类",
     "签发人：", "联系人：李明", "电话：023-00000000", "此复函已经胡梅主任审签。", "一、", "（一）", "1.", "一是", "二是", "首先，", "关于“", "”的建议", "《", "》", "收悉，", "现答复如下：", "经商市财政局、",
     "我局将在", "2023年底前", "待资金到位后", "每季度", "“十四五”期间", "完成。", "附件", "承诺事项列表", "序号", "承诺事项", "完成时限", "责任单位", "1", "当前位置：", "首页", ">", "索引号：", "发布日期：2023-04-28",
     "抄送：", "人大", "政协", "届", "次会议", "的答复", "協辦", "10.4%2022年", "202210月", "（联系人", "扫一扫"]
)  # fmt: skip
SOUP = st.lists(st.one_of(TAGS, WORDS, st.text(max_size=4)), max_size=40).map("".join)


@FUZZ
@given(st.binary(max_size=600), URLS, HEADERS)
def test_any_bytes_are_answered(body, url, header):
    check(parse(body, url, header))


@FUZZ
@given(SOUP, URLS, HEADERS, st.sampled_from(["utf-8", "gb18030", "utf-16", "big5"]))
def test_any_soup_of_tags_and_words_is_answered(soup, url, header, encoding):
    check(parse(soup.encode(encoding, "ignore"), url, header))


@FUZZ
@given(SOUP, st.lists(WORDS, max_size=6))
def test_any_soup_inside_a_letter_is_answered(soup, top):
    body = paragraphs(*top, "胡付忠代表：", OPENING) + soup + paragraphs(ANSWER, OFFICE, SIGNED)
    check(parse(html(body).encode(errors="replace"), URL))


@FUZZ
@given(st.lists(WORDS, max_size=30), st.integers(0, 2**32))
def test_any_lines_of_a_letter_are_answered(words, seed):
    order = random.Random(seed)
    lines = ["".join(words[i : i + order.randint(1, 3)]) for i in range(0, len(words), 2)]
    check(parse(html(paragraphs(*lines), title=order.choice([TITLE, "关于", "".join(words)[:60]])).encode(), URL))


@pytest.mark.parametrize("case", CASES[::8], ids=lambda case: case.name)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_case_with_changed_bytes_is_answered(case, data):
    body = bytearray(case.body)
    for _ in range(data.draw(st.integers(1, 30))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    check(parse(bytes(body), case.url, case.content_type))


@FUZZ
@given(st.sampled_from(CASES), st.sampled_from(CASES), st.floats(0, 1), st.floats(0, 1))
def test_halves_of_two_cases_are_answered(one, other, left, right):
    check(
        parse(
            one.body[: int(len(one.body) * left)] + other.body[int(len(other.body) * right) :],
            one.url,
            other.content_type,
        )
    )


@FUZZ
@given(st.sampled_from(CASES), st.floats(0, 1), SOUP)
def test_a_case_with_soup_thrown_in_is_answered(case, place, soup):
    at = int(len(case.body) * place)
    check(parse(case.body[:at] + soup.encode(errors="ignore") + case.body[at:], case.url, case.content_type))


@FUZZ
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map("".join)))
def test_any_title_is_answered(title):
    squeezed = "".join(title.split())
    found = parse_title(squeezed)
    assert is_reply_title(squeezed) in (True, False)
    for value, start, end in [
        *found.numbers,
        *found.issuers,
        *(one for one in (found.category, found.suggestion) if one),
    ]:
        assert squeezed[start:end] == value
