import pytest

from parsers import PARSER_VERSION, parse
from tests.parsers.letters import (
    ANSWER,
    OFFICE,
    OPENING,
    SIGNED,
    THANKS,
    TITLE,
    URL,
    html,
    letter,
    paragraphs,
    record_of,
)


def codes(record):
    return [issue["code"] for issue in record["issues"]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_page"),
        (b"  \n", "empty_page"),
        (b"%PDF-1.7 ...", "not_a_page"),
        (b"PK\x03\x04....", "not_a_page"),
        (b"\x89PNG\r\n\x1a\n", "not_a_page"),
    ],
)
def test_bytes_that_are_no_page_say_why(body, code):
    record = parse(body, URL)
    assert (record.kind, record.letter, [i.code for i in record.issues]) == ("other", None, [code])


def test_the_url_of_a_record_is_canonical():
    assert parse(b"<p>", URL.replace(".html", "_wap.html") + "#top").url == URL


def test_the_version_is_a_word():
    assert PARSER_VERSION.isalnum()


def test_an_ordinary_letter_has_no_issues():
    record = letter()
    assert (record["kind"], record["issues"]) == ("reply", [])
    assert record["letter"]["title"] == TITLE
    assert record["letter"]["reply_form"] == "复函"
    assert record["page"]["site_name"] == "重庆市江津区人民政府"


def test_a_clean_and_a_flattened_table_give_the_same_commitments():
    cells = [
        ["序号", "承诺事项", "完成时限", "责任单位"],
        ["1", "新建停车位100个", "2023年底前", "区城管局"],
        ["2", "加强管理", "长期坚持", "区城管局"],
    ]
    table = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in cells) + "</table>"
    lines = ("胡付忠代表：", OPENING, ANSWER, THANKS, OFFICE, SIGNED, "附件", "承诺事项列表")
    whole, flat = (
        record_of(paragraphs(*lines) + table),
        record_of(paragraphs(*lines, *[c for row in cells for c in row])),
    )

    def bare(record):
        return [{k: v for k, v in c.items() if k not in ("start", "end")} for c in record["commitments"]]

    assert bare(whole) == bare(flat) != []
    assert whole["tables"] == flat["tables"]
    assert whole["attachments"] == flat["attachments"] == [{"title": "承诺事项列表", "url": None, "kind": "inline"}]


def test_rows_of_a_table_come_before_promises_of_the_body():
    table = "<table><tr><td>承诺事项</td><td>完成时限</td></tr><tr><td>新建停车位100个</td><td>年底前</td></tr></table>"
    record = record_of(paragraphs("胡付忠代表：", OPENING, "下一步，我局将加强管理。", THANKS, OFFICE, SIGNED) + table)
    assert [c["source"] for c in record["commitments"]] == ["table", "body"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_record_does_not_depend_on_the_encoding(encoding):
    page = html(paragraphs("胡付忠代表：", OPENING, ANSWER, THANKS, OFFICE, SIGNED))
    plain, other = parse(page.encode(), URL).to_dict(), parse(page.encode(encoding), URL).to_dict()
    plain["issues"], other["issues"] = [], []
    assert plain == other


def test_a_fragment_without_head_is_a_page():
    record = parse(
        f"<div><h1>{TITLE}</h1>{paragraphs('胡付忠代表：', OPENING, ANSWER, OFFICE, SIGNED)}</div>".encode(), URL
    )
    assert (record.kind, record.letter.title, record.letter.signed_on) == ("reply", TITLE, "2023-04-27")


def test_a_page_whose_chinese_is_all_numbers_is_read():
    body = "".join(
        f"&#{ord(c)};" if "\u4e00" <= c <= "\u9fff" else c for c in html(paragraphs("胡付忠代表：", OPENING, ANSWER))
    )
    assert parse(body.encode(), URL).to_dict()["kind"] == "reply"


def test_a_page_whose_words_are_parted_letter_by_letter_is_read():
    parted = "".join(f"<span>{c}</span>" for c in OPENING)
    body = html(
        f"<p>胡付忠代表：</p><p>{parted}</p><p>{ANSWER}</p>", title="", heading=False, metas={"ArticleTitle": None}
    )
    assert parse(body.encode(), URL).to_dict()["kind"] == "reply"
