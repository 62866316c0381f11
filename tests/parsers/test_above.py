import pytest

from parsers import page
from parsers.markup import spelt
from tests.parsers.letters import ANSWER, OPENING, TITLE, URL, html, paragraphs

LETTER = paragraphs("胡付忠代表：", OPENING, ANSWER, ANSWER, "江津区城市管理局", "2023年4月27日")


def read(source):
    return page.read(source, URL)


def test_the_breadcrumb_holds_every_crumb():
    assert read(html(LETTER)).info.breadcrumb == ["首页", "政务公开", "建议提案办理", "人大代表建议办理"]


def test_a_breadcrumb_without_position_words_is_told_by_its_class():
    source = html(LETTER).replace('<div class="location">当前位置：', '<div class="m-crumb">')
    assert read(source).info.breadcrumb == ["首页", "政务公开", "建议提案办理", "人大代表建议办理"]


@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
def test_the_heading_is_the_last_one_in_front_of_the_letter(tag):
    assert read(html(LETTER).replace("h1>", f"{tag}>")).heading == [TITLE]


def test_a_heading_that_is_no_heading_tag_is_told_by_the_article_title():
    assert read(html(LETTER).replace("<h1>", '<div class="tit">').replace("</h1>", "</div>")).heading == [TITLE]


def test_a_heading_broken_over_lines_keeps_its_lines():
    assert read(html(LETTER).replace(f"<h1>{TITLE}", "<h1>江津区城市管理局<br>" + TITLE)).heading == [
        "江津区城市管理局",
        TITLE,
    ]


def test_what_stands_in_front_of_the_letter_is_kept_without_the_breadcrumb():
    around = [item.text for item in read(html(LETTER)).around if getattr(item, "text", "")]
    assert around == [TITLE, "发布时间：2023-04-28"]


def test_the_first_line_stands_for_the_sites_name_where_nothing_names_it():
    source = f"<body><p>江津区人民政府</p><p>当前位置：首页&gt;建议提案</p><div class='TRS_Editor'>{LETTER}</div>"
    assert read(source).first_line == "江津区人民政府"


ROW = "<tr><td align=center>{}</td></tr>"


@pytest.mark.parametrize(
    ("rows", "heading"),
    [
        ([f"<font size=5><b>{TITLE}</b></font>", "发布时间：2006-9-11 来源：县水务局"], [TITLE]),
        ([f"<b>县水务局<br>{TITLE}</b>"], ["县水务局", TITLE]),
        (
            ["关于江津区第十八届人大三次会议<br>第18号建议的复函"],
            ["关于江津区第十八届人大三次会议", "第18号建议的复函"],
        ),
        (
            ["关于江津区第十八届人大三次会议", "第18号建议的复函"],
            ["关于江津区第十八届人大三次会议", "第18号建议的复函"],
        ),
        (["津城函〔2023〕8号", TITLE], ["津城函〔2023〕8号", TITLE]),
        ([f"<a href='/1.htm'>{TITLE}</a>", "首页 | 政务公开"], []),
        (["江津区人民政府", "建议提案办理"], []),
        ([TITLE, "人大代表建议答复"], [TITLE]),
    ],
)
def test_a_heading_in_another_row_of_a_layout_table_is_told_by_its_words(rows, heading):
    table = "".join(ROW.format(row) for row in rows)
    source = f"<title>江津区人民政府网</title><body><table><tr><td>您现在的位置：首页 &gt; 建议</td></tr>{table}<tr><td>{LETTER * 4}</td></tr></table>"
    assert read(source).heading == heading


def test_a_heading_above_the_breadcrumb_is_found_too():
    source = f"<title>江津区人民政府网</title><body><div>{TITLE}</div><div>当前位置：首页 &gt; 建议</div><div class='TRS_Editor'>{LETTER}</div>"
    assert read(source).heading == [TITLE]


def test_a_banner_that_is_a_heading_tag_gives_way_to_the_title_of_the_reply():
    source = (
        html(LETTER)
        .replace(f"<h1>{TITLE}</h1>", f"<h1>江津区人民政府</h1><div class='bt'>{TITLE}</div>")
        .replace("ArticleTitle", "X")
        .replace("<title>", "<title>网站_")
    )
    assert read(source).heading == [TITLE]


def test_the_name_of_a_column_in_a_heading_tag_gives_way_to_the_title_of_the_reply():
    source = f"<head><title>江津区人民政府网</title></head><body><h2>建议提案答复</h2><div class='bt'>{TITLE}</div><div class='TRS_Editor'>{LETTER}</div>"
    assert read(source).heading == [TITLE]


@pytest.mark.parametrize(
    "words", ["<b>当</b>前<b>位</b>置：", "&#24403;&#21069;&#20301;&#32622;：", "当前\u200b位\u200b置："]
)
def test_position_words_that_markup_parts_are_read(words):
    source = html(LETTER).replace("当前位置：", words)
    assert read(spelt(source)).info.breadcrumb == ["首页", "政务公开", "建议提案办理", "人大代表建议办理"]


def test_a_breadcrumb_of_links_is_told_by_its_class_in_capitals_too():
    links = '<DIV CLASS="crumbs"><A HREF="/">首页</A>&nbsp;/&nbsp;<A HREF="/a">政务公开</A> / <A HREF="/b">建议提案</A></DIV>'
    source = html(LETTER).replace('<div class="location">', f'{links}<div class="none">').replace("当前位置：", "")
    assert read(source).info.breadcrumb[:3] == ["首页", "政务公开", "建议提案"]


@pytest.mark.parametrize("title", [TITLE, TITLE.replace("第18号", "第Z-0018号")])
def test_the_banner_names_the_site_where_the_title_tag_is_the_title_alone(title):
    source = f"<title>{title}</title></head><body><p>分宜县政务公开网</p><p>当前位置：首页&gt;建议提案</p><p>发布时间：2012-07-16</p><div class='TRS_Editor'>{LETTER}</div>"
    assert read(source).first_line == "分宜县政务公开网"
