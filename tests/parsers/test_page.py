import pytest

from parsers import page
from tests.parsers.letters import ANSWER, OPENING, TITLE, URL, html, paragraphs

LETTER = paragraphs("胡付忠代表：", OPENING, ANSWER, ANSWER, "江津区城市管理局", "2023年4月27日")


def read(source):
    return page.read(source, URL)


def test_label_tables_in_front_of_and_behind_the_letter_are_metadata():
    table = "<table><tr><td>索引号：</td><td>11500/23</td><td>文号：</td><td>津城函〔2023〕8号</td></tr></table>"
    for source in (
        html(LETTER).replace('<div class="info">', table + '<div class="info">'),
        html(LETTER).replace('<div class="footer">', table + '<div class="footer">'),
    ):
        assert read(source).info.metadata["索引号"] == "11500/23"
        assert read(source).info.metadata["文号"] == "津城函〔2023〕8号"


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<html>",
        "<body>",
        "文字",
        "<div id=zoom>",
        "<div class='content",
        "<a href='http://[x.pdf'>复函.pdf</a>",
        "<title>",
        "<meta name=PubDate content=>",
        "\x00<p>",
    ],
)
def test_scraps_of_pages_raise_nothing(source):
    assert read(source) is not None


def test_a_page_that_can_be_no_answer_is_not_read_to_its_end():
    found = page.read(html(LETTER), URL, with_body=False)
    assert found.body == []
    assert found.info.breadcrumb[-1] == "人大代表建议办理"


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("<title>答复</title>", "答复"),
        ("<TITLE lang=zh>\n答　复\n</TITLE>", "答 复"),
        ("<title>答复", ""),
        ("<p>答复</p>", ""),
        ("<titles>x</titles>", ""),
    ],
)
def test_the_title_element_is_read_where_it_ends(source, title):
    assert read(source).title_tag == title


def test_in_a_text_only_copy_the_office_above_the_title_is_the_site():
    title = "津政务函〔202311号 关于江津区第十八届人大三次会议第18号建议的复函"
    found = read(f"<title>{title}</title><div class=content><p>江津区民政局</p><p>{title}</p>{LETTER}</div>")
    assert found.first_line == "江津区民政局"
    assert next(item.text for item in found.body if getattr(item, "text", "")) == title


def test_an_office_above_a_title_that_it_begins_stays_in_the_letter():
    found = read(f"<title>{TITLE}</title><div class=content><p>江津区民政局</p><p>{TITLE}</p>{LETTER}</div>")
    assert found.first_line == ""
    assert next(item.text for item in found.body if getattr(item, "text", "")) == "江津区民政局"


def test_lines_of_preformatted_text_are_lines():
    typed = "\n".join([TITLE, "", "胡付忠代表：", OPENING, *[ANSWER] * 6, "江津区城市管理局", "2023年4月27日"])
    body = read(f"<head><title>江津区人民政府</title></head><body><PRE>{typed}</PRE>").body
    assert [item.text for item in body if getattr(item, "text", "")][:2] == [TITLE, "胡付忠代表："]
