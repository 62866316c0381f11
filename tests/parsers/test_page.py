import pytest

from parsers import page, parse
from tests.parsers.letters import ANSWER, OPENING, TITLE, URL, html, paragraphs

LETTER = paragraphs("胡付忠代表：", OPENING, ANSWER, ANSWER, "江津区城市管理局", "2023年4月27日")
NEWS = "".join(f"<li><a href='/n{i}.html'>我区召开第{i}次建议提案办理工作推进会议，安排部署下一步工作</a></li>" for i in range(40))


def read(source):
    return page.read(source, URL)


def body_lines(source):
    return [item.text for item in read(source).body if getattr(item, "text", "")]


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
    source = html("@").replace('<div class="TRS_Editor">@</div>', f"<div><ul>{NEWS}</ul></div>{node.replace('@', LETTER)}")
    expected = [TITLE, "胡付忠代表：", OPENING, ANSWER, ANSWER, "江津区城市管理局", "2023年4月27日"]
    assert parse(source.encode(), URL).letter.text.split("\n") == expected


def test_the_fullest_of_several_nodes_of_one_name_is_the_letters():
    source = html(LETTER).replace('<div class="info">', '<div class="TRS_Editor"><p>摘要</p></div><div class="info">')
    assert body_lines(source)[0] == "胡付忠代表："


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ('<meta name="PubDate" content="2023-04-28">', "2023-04-28"),
        ("<META NAME='pubdate' CONTENT='2023-04-28'>", "2023-04-28"),
        ("<meta name=PubDate content=2023-04-28>", "2023-04-28"),
        ('<meta content="2023-04-28" name="PubDate"/>', "2023-04-28"),
        ('<meta name="PubData" content="2023-04-28">', "2023-04-28"),
        ('<meta id="x" name="PubDate" scheme="y" content="2023-04-28">', "2023-04-28"),
        ('<meta name="PubDate" content=""><meta name="PubDate" content="2023-04-28">', "2023-04-28"),
        ('<meta name="PubDate" content="2023-04-28"><meta name="PubDate" content="2024-01-01">', "2023-04-28"),
    ],
)
def test_standard_meta_tags_are_read_in_any_spelling(tag, value):
    found = read(html(LETTER, metas={"PubDate": None}).replace("</head>", tag + "</head>")).metas
    assert found["pubdate"][1] == value


def test_other_meta_tags_are_left_out():
    found = read(html(LETTER, metas={"renderer": "webkit", "viewport": "width=1"})).info.metadata
    assert set(found) == {"SiteName", "ArticleTitle", "PubDate"}


def test_an_entity_in_a_meta_tag_is_resolved():
    found = read(html(LETTER, metas={"ContentSource": "区城管局&amp;区住建委&nbsp;"})).metas
    assert found["contentsource"] == ("ContentSource", "区城管局&区住建委")


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
    assert read(html(LETTER).replace(f"<h1>{TITLE}", "<h1>江津区城市管理局<br>" + TITLE)).heading == ["江津区城市管理局", TITLE]


def test_label_tables_in_front_of_and_behind_the_letter_are_metadata():
    table = "<table><tr><td>索引号：</td><td>11500/23</td><td>文号：</td><td>津城函〔2023〕8号</td></tr></table>"
    for source in (html(LETTER).replace('<div class="info">', table + '<div class="info">'), html(LETTER).replace('<div class="footer">', table + '<div class="footer">')):
        assert read(source).info.metadata["索引号"] == "11500/23"
        assert read(source).info.metadata["文号"] == "津城函〔2023〕8号"


@pytest.mark.parametrize(
    "files",
    [
        '<p><a href="P020230428.pdf">附件：复函.pdf</a></p>',
        '<p><a href="./P020230428.pdf?x=1">复函</a></p><p><a href="./P020230428.pdf?x=1">复函</a></p>',
        '<script>showVsbpdfIframe("/jytabl/202304/P020230428.pdf","100%")</script>',
        '<iframe src="/jytabl/202304/P020230428.pdf"></iframe>',
    ],
)
def test_files_are_links_calls_and_frames_and_count_once(files):
    found = read(html(LETTER + files)).files
    assert [address.split("?")[0] for _, address in found] == ["http://www.jiangjin.gov.cn/jytabl/202304/P020230428.pdf"]


def test_links_that_are_no_files_are_left_out():
    links = '<a href="javascript:void(0)">打印.pdf</a><a href="#">顶部</a><a href="/zwgk/">政务公开</a><a href="mailto:a@b">写信</a>'
    assert read(html(LETTER + links)).files == []


@pytest.mark.parametrize("source", ["", "<html>", "<body>", "文字", "<div id=zoom>", "<div class='content", "<a href='http://[x.pdf'>复函.pdf</a>", "<title>", "<meta name=PubDate content=>", "\x00<p>"])
def test_scraps_of_pages_raise_nothing(source):
    assert read(source) is not None
