from datetime import date

import pytest

from parsers.commitments import anchor_of, due
from tests.parsers.letters import ANSWER, OFFICE, OPENING, SIGNED, THANKS, paragraphs, record_of
from tests.parsers.test_tables import HEADER, table

DAY = date(2023, 4, 27)


def promised(*tables):
    record = record_of(
        paragraphs("胡付忠代表：", OPENING, ANSWER, THANKS, OFFICE, SIGNED, "附件", "承诺事项列表") + "".join(tables)
    )
    return [
        (c["ordinal"], c["content"], c["responsible"], c["due_text"], c["due_kind"], c["due_end"])
        for c in record["commitments"]
    ]


@pytest.mark.parametrize(
    ("signed", "published", "day"),
    [
        ("2023-04-27", "2023-05-01", date(2023, 4, 27)),
        ("2023-04", None, date(2023, 4, 1)),
        ("2023", None, date(2023, 1, 1)),
        (None, "2023-05-01T10:00:00+08:00", date(2023, 5, 1)),
        (None, None, None),
    ],
)
def test_deadlines_count_from_the_signed_day_else_from_publication(signed, published, day):
    assert anchor_of(signed, published) == day


def test_each_row_is_a_commitment():
    assert promised(
        table(
            HEADER,
            ("1", "新建停车位100个", "2023年底前", "区城管局、区住建委"),
            ("2", "加强管理", "长期坚持", "区城管局"),
        )
    ) == [
        (1, "新建停车位100个", ["区城管局", "区住建委"], "2023年底前", "by", "2023-12-31"),
        (2, "加强管理", ["区城管局"], "长期坚持", "ongoing", None),
    ]


def test_a_merged_deadline_serves_all_its_rows():
    found = promised(
        table(
            ("承诺事项", "完成时限", "责任科室"), ("停车位", "<td rowspan=2>6月底</td>", "市政科"), ("路灯", "照明科")
        )
    )
    assert [(c[1], c[2], c[5]) for c in found] == [
        ("停车位", ["市政科"], "2023-06-30"),
        ("路灯", ["照明科"], "2023-06-30"),
    ]


def test_a_content_cell_spanning_rows_is_one_commitment():
    found = promised(
        table(
            ("承诺事项", "完成时限", "责任单位"),
            ("<td rowspan=2>新建停车位</td>", "年底前", "区城管局"),
            ("年底前", "区住建委"),
        )
    )
    assert [c[1] for c in found] == ["新建停车位"]


def test_labels_and_values_make_commitments():
    found = promised(
        table(
            ("承诺事项", "新建停车位"),
            ("完成时限", "年底前"),
            ("责任单位", "区城管局"),
            ("承诺事项", "加强管理"),
            ("完成时限", "长期"),
        )
    )
    assert [(c[1], c[2], c[4]) for c in found] == [("新建停车位", ["区城管局"], "by"), ("加强管理", [], "ongoing")]


@pytest.mark.parametrize("printed", ["1", "（1）", "1.", "一", "1、"])
def test_the_printed_number_of_a_row_is_read(printed):
    assert promised(table(HEADER, (printed, "新建停车位", "年底前", "区城管局")))[0][0] == 1


@pytest.mark.parametrize("printed", ["", "合计", "—"])
def test_a_row_without_a_number_has_none(printed):
    assert promised(table(HEADER, (printed, "新建停车位", "年底前", "区城管局")))[0][0] is None


def test_an_empty_deadline_is_none_and_an_empty_row_nothing():
    assert [(c[1], c[3], c[4]) for c in promised(table(HEADER, ("1", "新建停车位", "", ""), ("2", "", "", "")))] == [
        ("新建停车位", None, "none")
    ]


def test_a_deadline_with_two_readings_is_told():
    issues = []
    assert due("2023年12月前", DAY, issues) == ("by", "2023-04-27", "2023-11-30")
    assert [(i.code, i.detail) for i in issues] == [("due_end_ambiguous", "2023年12月前: 2023-11-30 or 2023-12-31")]


def test_without_any_day_a_deadline_has_a_kind_and_no_dates():
    assert due("年底前", None, []) == ("by", None, None)
    assert due(None, None, []) == ("none", None, None)


def test_words_no_one_understands_are_told():
    issues = []
    assert due("按程序", DAY, issues)[0] == "none"
    assert [i.code for i in issues] == ["due_unreadable"]


def test_a_deadline_that_lost_a_mark_is_restored_and_told():
    issues = []
    assert due("2023年630日前", DAY, issues) == ("by", "2023-04-27", "2023-06-30")
    assert [(i.code, i.detail) for i in issues] == [("lost_character", "2023年630日前 -> 2023年6月30日前")]


def test_a_mark_that_the_text_tells_of_is_told_once():
    issues = []
    assert due("202312月底前", DAY, issues) == ("by", "2023-04-27", "2023-12-31")
    assert issues == []


FINISHED = (("漩门科创园一期", "21000", "2021年11月"), ("楚门智造孵化器", "9800", "2022年8月"))


@pytest.mark.parametrize(
    ("header", "kind"),
    [("竣工时间", "other"), ("时间", "other"), ("完成时限", "commitments"), ("计划竣工时间", "commitments")],
)
def test_a_table_of_what_was_finished_before_the_letter_is_none_of_promises(header, kind):
    record = record_of(
        paragraphs("胡付忠代表：", OPENING, ANSWER, OFFICE, SIGNED) + table(("项目名称", "面积", header), *FINISHED)
    )
    assert record["tables"][0]["kind"] == kind
    assert len(record["commitments"]) == (0 if kind == "other" else 2)


def test_a_table_in_which_one_day_is_still_to_come_is_one_of_promises():
    found = promised(table(("项目名称", "面积", "竣工时间"), *FINISHED, ("清港众创空间", "1600", "2023年9月")))
    assert [c[1] for c in found] == ["漩门科创园一期", "楚门智造孵化器", "清港众创空间"]
