import pytest

from parsers import markup, parse
from parsers.node import densest, find_node, hinted, repaired
from tests.parsers.letters import ANSWER, OPENING, TITLE, URL, html, paragraphs

LETTER = paragraphs("胡付忠代表：", OPENING, ANSWER, ANSWER, "江津区城市管理局", "2023年4月27日")
NEWS = "".join(
    f"<li><a href='/n{i}.html'>我区召开第{i}次建议提案办理工作推进会议，安排部署下一步工作</a></li>" for i in range(40)
)


@pytest.mark.parametrize(
    "node",
    [
        '<div class="TRS_Editor">@</div>',
        '<div class="view TRS_UEDITOR trs_paper_default trs_web">@</div>',
        '<div id="zoom">@</div>',
        "<div id='UCAP-CONTENT'>@</div>",
        "<UCAPCONTENT>@</UCAPCONTENT>",
        '<div id="vsb_content_500"><div class="v_news_content">@</div></div>',
        '<div class="m-txt-article">@</div>',
        "<table><tr><td class=zoomcon>@</td></tr></table>",
        '<div class="article-content fontzoom">@</div>',
        '<div id="xyz"><section class="unheard-of">@</section></div>',
        "<div>@</div>",
        "<main>@</main>",
        "<table><tr><td>@</td></tr></table>",
    ],
)
def test_the_letters_node_is_found_on_every_platform_and_without_one(node):
    source = html("@").replace(
        '<div class="TRS_Editor">@</div>', f"<div><ul>{NEWS}</ul></div>{node.replace('@', LETTER)}"
    )
    expected = [TITLE, "胡付忠代表：", OPENING, ANSWER, ANSWER, "江津区城市管理局", "2023年4月27日"]
    assert parse(source.encode(), URL).letter.text.split("\n") == expected


def test_the_fullest_of_several_nodes_of_one_name_is_the_letters():
    source = html(LETTER).replace('<div class="info">', '<div class="TRS_Editor"><p>摘要</p></div><div class="info">')
    assert parse(source.encode(), URL).letter.text.split("\n")[1] == "胡付忠代表："


def test_a_known_node_is_preferred_and_an_unknown_one_guessed():
    known, unknown = html(LETTER), html(LETTER).replace("TRS_Editor", "nobody-knows")
    assert [find_node(*markup.shown(source)).guessed for source in (known, unknown)] == [False, True]


def test_a_node_is_its_tag_its_content_and_its_end():
    source = f"<div><div class='TRS_Editor'>{LETTER}</div></div>"
    start, inner, end = hinted(markup.lowered(source))
    assert source[start:inner] == "<div class='TRS_Editor'>"
    assert source[inner:end] == LETTER + "</div>"


def test_the_word_of_a_hint_in_running_text_is_no_node():
    source = f"<p>the zoom content of class details</p><section>{LETTER}</section>"
    assert hinted(markup.lowered(source)) is None


def test_links_are_no_running_text():
    source = f"<body><div><ul>{NEWS}</ul></div><div>{LETTER * 3}</div></body>"
    _, inner, _ = densest(source, markup.lowered(source))
    assert source[inner:].startswith(LETTER)


def test_unclosed_elements_are_closed_by_lxml():
    assert repaired("<div><p>甲<div>乙").count("</div>") == 2
    assert repaired("") == ""


def test_labels_of_a_table_above_are_no_running_text_of_the_letter():
    labels = "".join(
        f"<tr><td>{label}：</td><td>甲</td></tr>" for label in ("索引号", "发布机构", "主题分类", "发布日期")
    )
    letter = "".join(f"<div>{line}</div>" for line in ("胡付忠代表：", OPENING, ANSWER, ANSWER))
    source = (
        f'<body><div class="main"><table>{labels}</table><h1>{TITLE}</h1><div class="art">{letter}</div></div></body>'
    )
    _, inner, end = densest(source, markup.lowered(source))
    assert source[inner:end].startswith("<div>胡付忠代表")
