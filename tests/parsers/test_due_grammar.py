from itertools import pairwise

import pytest

from parsers.due_grammar import condition, normalise, times


def test_blanks_go_and_full_width_forms_are_narrowed_with_their_places():
    text, offsets = normalise("２０２３ 年，\u200b底前")
    assert text == "2023年,底前"
    assert offsets == [0, 1, 2, 3, 5, 6, 8, 9]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2023年6月底前启动,年底前完成", ["period", "period"]),
        ("2023—2025年", ["range"]),
        ("“十四五”期间", ["plan"]),
        ("春节前", ["event"]),
        ("三年内", ["span"]),
        ("15个工作日内", ["span"]),
        ("每季度", ["every"]),
        ("待资金到位后", ["if"]),
        ("投资300万元建设3公里道路", []),
        ("", []),
    ],
)
def test_times_are_named_by_kind_in_order(text, kinds):
    assert [match.kind for match in times(text)] == kinds


def test_times_do_not_overlap():
    found = list(times("2023年6月底前启动,2024年底前完成,每年检查"))
    assert [left.end <= right.start for left, right in pairwise(found)] == [True, True]


@pytest.mark.parametrize(
    ("text", "clause"),
    [("验收合格后", "验收合格后"), ("2023年底前,审批通过后", "审批通过后"), ("后续推进", None), ("2023年底前", None)],
)
def test_a_clause_that_waits_for_something_is_found(text, clause):
    found = condition(text)
    assert (found and found.group()) == clause


def test_an_enumerator_before_a_year_is_no_length():
    assert [match.text for match in times("1、2023年6月底前;2、2024年底前")] == ["2023年6月底前", "2024年底前"]
