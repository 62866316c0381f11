import pytest

from parsers import parse
from tests.parsers.letters import ANSWER, OFFICE, OPENING, TITLE, URL, html, letter, paragraphs


@pytest.mark.parametrize(
    ("metas", "info", "published", "source"),
    [
        ({}, "", "2023-04-28T10:00:00+08:00", "meta:PubDate"),
        ({"PubDate": "2023-04-28 10:50"}, "发布时间：2023-05-01", "2023-04-28T10:50:00+08:00", "meta:PubDate"),
        ({"PubDate": "2023-04-28"}, "", "2023-04-28", "meta:PubDate"),
        ({"PubDate": "昨天"}, "发布时间：2023-04-29", "2023-04-29", "page:发布时间"),
        ({"PubDate": None}, "发布日期：2021- 10- 08 10: 45", "2021-10-08T10:45:00+08:00", "page:发布日期"),
        ({"PubDate": None}, "日期：2012-06-18 0:0", "2012-06-18T00:00:00+08:00", "page:日期"),
        ({"PubDate": None}, "发布时间：2025/8/18 10:42:46", "2025-08-18T10:42:46+08:00", "page:发布时间"),
    ],
)
def test_the_date_of_publication_comes_from_the_most_formal_place(metas, info, published, source):
    record = letter(metas=metas, info=info)
    assert record["letter"]["published_at"] == published
    assert {"field": "letter.published_at", "source": source} in record["evidence"]


def test_the_label_table_comes_before_the_line_under_the_title():
    table = "<table><tr><td>索引号：</td><td>11500/23</td><td>发布日期：</td><td>2023-04-20</td></tr></table>"
    page = html(paragraphs("胡付忠代表：", OPENING, ANSWER), metas={"PubDate": None}).replace(
        '<div class="info">', table + '<div class="info">'
    )
    record = parse(page.encode(), URL)
    assert record.letter.published_at == "2023-04-20"
    assert record.page.index_number == "11500/23"


def test_signed_published_and_address_may_tell_three_dates():
    record = letter(end=(OFFICE, "2019年7月3日"), metas={"PubDate": "2020-08-04"})
    assert (record["letter"]["signed_on"], record["letter"]["published_at"]) == ("2019-07-03", "2020-08-04")


def test_a_missing_signed_date_is_missing():
    record = letter(end=(OFFICE,))
    assert (record["letter"]["signed_on"], record["letter"]["signed_on_status"]) == (None, "missing")


def test_an_ambiguous_signed_date_is_left_open():
    record = letter(end=(OFFICE, "2023111日"), metas={"PubDate": None}, info="")
    assert (record["letter"]["signed_on"], record["letter"]["signed_on_status"]) == (None, "ambiguous")
    assert [(i["code"], i["detail"]) for i in record["issues"]] == [
        ("signed_on_ambiguous", "2023111日: 2023-01-11 or 2023-11-01")
    ]
    assert not any(e["field"] == "letter.signed_on" for e in record["evidence"])


@pytest.mark.parametrize(
    "top", ["津城函〔2023〕8号", "办理结果：A", "签发人：李明", "公开属性：主动公开", "津城函〔2023〕8号 A类 主动公开"]
)
def test_markers_are_read_above_the_title_and_below_the_letter(top):
    above, below = letter(top=[top, TITLE]), letter(after=[top])
    assert above["letter"]["outcome"] == below["letter"]["outcome"]
    assert above["letter"]["disclosure"] == below["letter"]["disclosure"]
    assert above["officials"] == below["officials"]


def test_words_of_the_body_are_no_markers():
    record = letter("其中办理结果为A类的建议共18件。", "我局依据津府发〔2023〕5号文件，主动公开了有关信息。", "B")
    assert (record["letter"]["outcome"], record["letter"]["disclosure"], record["letter"]["doc_number"]) == (
        None,
        None,
        None,
    )


def test_the_label_table_may_tell_number_outcome_and_publicity():
    table = "<ul><li>索引号：11500/23</li><li>文号：津城函[2023]08号</li><li>办理结果：B类</li><li>公开方式：主动公开</li></ul>"
    record = parse(
        html(paragraphs("胡付忠代表：", OPENING, ANSWER))
        .replace('<div class="info">', table + '<div class="info">')
        .encode(),
        URL,
    ).to_dict()
    letter_ = record["letter"]
    assert (letter_["doc_number"], letter_["doc_number_raw"], letter_["outcome"], letter_["disclosure"]) == (
        "津城函〔2023〕8号",
        "津城函[2023]08号",
        "B",
        "主动公开",
    )
    assert {"field": "letter.outcome", "source": "metadata:办理结果"} in record["evidence"]


def test_the_kind_of_paper_beside_the_date_is_no_outcome():
    assert letter(info="类别：提案　发布时间：2023-04-28")["letter"]["outcome"] is None
    assert letter(info="办理结果：A　发布时间：2023-04-28")["letter"]["outcome"] == "A"


def test_an_outcome_in_the_title_counts():
    assert letter(title=TITLE + "（B类）")["letter"]["outcome"] == "B"


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        ("20084月15日", "2008-04-15"),
        ("2008415日", "2008-04-15"),
        ("2008年415日", "2008-04-15"),
        ("2008111日", None),
        ("2008年13月1日", None),
    ],
)
def test_a_damaged_date_of_publication_is_restored_and_told_where_one_reading_is_left(printed, published):
    record = letter(metas={"PubDate": None}, info=f"发布时间：{printed}", end=(OFFICE, "2008年4月1日"))
    assert record["letter"]["published_at"] == published
    assert [i["code"] for i in record["issues"]] == (["lost_character"] if published else [])


@pytest.mark.parametrize(
    ("end", "signed"), [("2023427日", "2023年4月27日"), ("20234月", "2023年4月"), ("2023", "2023年")]
)
def test_a_repaired_signed_date_is_told_as_precise_as_it_was(end, signed):
    record = letter(end=(OFFICE, end))
    assert record["letter"]["signed_on_status"] == "repaired"
    assert {"code": "signed_on_repaired", "detail": f"{end} -> {signed}"} in record["issues"]
