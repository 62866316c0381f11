"""A letter over several pages read as one, and the note where a page is missing."""

from parsers import parse
from parsers.joining import Following

URL = "http://www.example.gov.cn/jyta/202304/t20230427_67430.html"
SECOND, THIRD = URL.replace(".html", "_1.html"), URL.replace(".html", "_2.html")
PAGER = "<p>[1] [2] [3] 下一页</p>"
CALL = '<script>createPageHTML(3,0,"t20230427_67430","html")</script>'
TITLE = "关于县十八届人大二次会议第12号建议的答复"
BODIES = (
    "<p>赵建国代表：</p><p>您提出的《关于加强校车安全工作的建议》收悉。现答复如下：</p><p>一、工作开展情况</p><p>2024年以来，我局投入资金100万元。</p>",
    "<p>二、下一步打算</p><p>2025年12月底前，我局将完成第一期校车安全项目建设。</p>",
    '<p>感谢您的关心和支持！</p><p>示范县教育局</p><p>2024年5月6日</p><p><a href="/files/a.pdf">附件：校车名单.pdf</a></p>',
)


def page(body, around=PAGER + CALL):
    return (
        f'<html><head><title>{TITLE}</title></head><body><div class="nav">当前位置：<a href="/">首页</a></div><h1>{TITLE}</h1>'
        f'<div class="TRS_Editor">{body}{around}</div><div>主办：示范县人民政府</div></body></html>'
    ).encode()


FIRST, REST = page(BODIES[0]), [Following(page(BODIES[1]), SECOND), Following(page(BODIES[2]), THIRD)]


def issues(record):
    return [(issue.code, issue.detail) for issue in record.issues]


def test_joined_letter_is_that_of_one_page():
    whole = parse(page("".join(BODIES), around=""), URL)
    joined = parse(FIRST, URL, None, REST)
    assert joined.to_dict() == whole.to_dict()
    assert joined.letter.signed_on == "2024-05-06"
    assert [one.due_end for one in joined.commitments] == ["2025-12-31"]
    assert [one.url for one in joined.attachments] == ["http://www.example.gov.cn/files/a.pdf"]


def test_order_of_pages_is_that_of_their_numbers():
    assert parse(FIRST, URL, None, REST[::-1]).to_dict() == parse(FIRST, URL, None, REST).to_dict()


def test_first_page_alone_says_what_is_missing():
    assert ("letter_continues", "page 1, 2") in issues(parse(FIRST, URL))


def test_gap_between_pages_is_told():
    assert ("letter_continues", "page 1") in issues(parse(FIRST, URL, None, REST[1:]))


def test_page_one_served_under_every_number_is_no_page():
    again = [Following(FIRST, SECOND), Following(FIRST, THIRD)]
    record = parse(FIRST, URL, None, again)
    assert record.letter.text == parse(FIRST, URL).letter.text
    assert ("letter_continues", "page 1, 2") in issues(record)


def test_pages_of_a_letter_that_is_now_on_one_are_left_out():
    short = page(BODIES[0], around="")
    assert parse(short, URL, None, REST).to_dict() == parse(short, URL).to_dict()
