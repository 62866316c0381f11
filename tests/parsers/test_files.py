import pytest

from parsers import page
from parsers.files import may_hold_files
from tests.parsers.letters import ANSWER, OPENING, URL, html, paragraphs

LETTER = paragraphs("胡付忠代表：", OPENING, ANSWER, ANSWER, "江津区城市管理局", "2023年4月27日")


def read(source):
    return page.read(source, URL)


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
    assert [address.split("?")[0] for _, address in found] == [
        "http://www.jiangjin.gov.cn/jytabl/202304/P020230428.pdf"
    ]


def test_links_that_are_no_files_are_left_out():
    links = '<a href="javascript:void(0)">打印.pdf</a><a href="#">顶部</a><a href="/zwgk/">政务公开</a><a href="mailto:a@b">写信</a>'
    assert read(html(LETTER + links)).files == []


@pytest.mark.parametrize(
    ("source", "worth"),
    [
        ("<a href=a.docx>x</a>", True),
        ('<a href="/a.pdf">x</a>', True),
        ("附件：", True),
        ("a.OFD?x", True),
        ("<p>版权所有</p>", False),
        ("", False),
    ],
)
def test_a_part_of_a_page_is_read_for_files_only_where_one_may_be(source, worth):
    assert may_hold_files(source) is worth


def test_files_listed_behind_the_letter_are_its_own():
    listed = '<ul class="fj"><li><a href="P1.docx">办理情况表</a></li></ul>'
    found = read(html(LETTER).replace('<div class="footer">', listed + '<div class="footer">')).files
    assert found == [("办理情况表", "http://www.jiangjin.gov.cn/jytabl/202304/P1.docx")]
