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
    [(b"", "empty_page"), (b"  \n", "empty_page"), (b"%PDF-1.7 ...", "not_a_page"), (b"PK\x03\x04....", "not_a_page"), (b"\x89PNG\r\n\x1a\n", "not_a_page")],
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
    page = html(paragraphs("胡付忠代表：", OPENING, ANSWER), metas={"PubDate": None}).replace('<div class="info">', table + '<div class="info">')
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
    assert [(i["code"], i["detail"]) for i in record["issues"]] == [("signed_on_ambiguous", "2023111日: 2023-01-11 or 2023-11-01")]
    assert not any(e["field"] == "letter.signed_on" for e in record["evidence"])


@pytest.mark.parametrize("top", ["津城函〔2023〕8号", "办理结果：A", "签发人：李明", "公开属性：主动公开", "津城函〔2023〕8号 A类 主动公开"])
def test_markers_are_read_above_the_title_and_below_the_letter(top):
    above, below = letter(top=[top, TITLE]), letter(after=[top])
    assert above["letter"]["outcome"] == below["letter"]["outcome"]
    assert above["letter"]["disclosure"] == below["letter"]["disclosure"]
    assert above["officials"] == below["officials"]


def test_words_of_the_body_are_no_markers():
    record = letter("其中办理结果为A类的建议共18件。", "我局依据津府发〔2023〕5号文件，主动公开了有关信息。", "B")
    assert (record["letter"]["outcome"], record["letter"]["disclosure"], record["letter"]["doc_number"]) == (None, None, None)


def test_the_label_table_may_tell_number_outcome_and_publicity():
    table = "<ul><li>索引号：11500/23</li><li>文号：津城函[2023]08号</li><li>办理结果：B类</li><li>公开方式：主动公开</li></ul>"
    record = parse(html(paragraphs("胡付忠代表：", OPENING, ANSWER)).replace('<div class="info">', table + '<div class="info">').encode(), URL).to_dict()
    letter_ = record["letter"]
    assert (letter_["doc_number"], letter_["doc_number_raw"], letter_["outcome"], letter_["disclosure"]) == ("津城函〔2023〕8号", "津城函[2023]08号", "B", "主动公开")
    assert {"field": "letter.outcome", "source": "metadata:办理结果"} in record["evidence"]


def test_the_kind_of_paper_beside_the_date_is_no_outcome():
    assert letter(info="类别：提案　发布时间：2023-04-28")["letter"]["outcome"] is None
    assert letter(info="办理结果：A　发布时间：2023-04-28")["letter"]["outcome"] == "A"


def test_an_outcome_in_the_title_counts():
    assert letter(title=TITLE + "（B类）")["letter"]["outcome"] == "B"


def test_without_signature_the_title_names_the_issuer():
    record = letter(title="江津区城市管理局关于区人大八届四次会议第31号建议的答复", end=())
    assert record["agencies"] == [{"name": "江津区城市管理局", "role": "issuer"}]
    assert codes(record) == []


def test_without_signature_and_title_the_pages_source_is_an_inference():
    record = letter(end=(), metas={"ContentSource": "江津区城市管理局"})
    assert record["agencies"] == [{"name": "江津区城市管理局", "role": "issuer"}]
    assert codes(record) == ["issuer_inferred"]


@pytest.mark.parametrize("source", ["本网", "原创", "本站", "网络", "互联网", "无"])
def test_a_source_that_names_no_office_infers_nothing(source):
    assert letter(end=(), metas={"ContentSource": source})["agencies"] == []


def test_a_telephone_on_the_line_below_belongs_to_the_person_above():
    record = letter(after=("联系人：李明", "联系电话：023-47500000"))
    assert record["officials"] == [{"name": "李明", "role": "contact", "title": None, "phone": "023-47500000"}]


def test_officials_come_in_reading_order():
    record = letter(top=("签发人：张坤宏",), after=("此复函已经胡梅主任审签。", "（联系人：李明；联系电话：023-47500000）"))
    assert [(o["role"], o["name"]) for o in record["officials"]] == [("signer", "张坤宏"), ("reviewer", "胡梅"), ("contact", "李明")]


def test_people_named_in_the_body_are_no_officials():
    assert letter("联系人：请与社区网格员王强联系。经办人员已到场。")["officials"] == []


def test_a_clean_and_a_flattened_table_give_the_same_commitments():
    cells = [["序号", "承诺事项", "完成时限", "责任单位"], ["1", "新建停车位100个", "2023年底前", "区城管局"], ["2", "加强管理", "长期坚持", "区城管局"]]
    table = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in cells) + "</table>"
    lines = ("胡付忠代表：", OPENING, ANSWER, THANKS, OFFICE, SIGNED, "附件", "承诺事项列表")
    whole, flat = record_of(paragraphs(*lines) + table), record_of(paragraphs(*lines, *[c for row in cells for c in row]))

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
    record = parse(f"<div><h1>{TITLE}</h1>{paragraphs('胡付忠代表：', OPENING, ANSWER, OFFICE, SIGNED)}</div>".encode(), URL)
    assert (record.kind, record.letter.title, record.letter.signed_on) == ("reply", TITLE, "2023-04-27")
