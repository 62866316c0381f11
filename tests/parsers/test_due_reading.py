from datetime import date

import pytest

from parsers.due_grammar import normalise, times
from parsers.due_reading import read

DAY = date(2023, 4, 27)


def due(phrase, anchor=DAY):
    (match,) = times(normalise(phrase)[0])
    return read(match, anchor)


@pytest.mark.parametrize(
    ("phrase", "kind", "start", "end"),
    [
        ("2023年底前", "by", "2023-04-27", "2023-12-31"),
        ("6月30日前", "by", "2023-04-27", "2023-06-30"),
        ("2023年12月前", "by", "2023-04-27", "2023-11-30"),
        ("2023年下半年", "within", "2023-07-01", "2023-12-31"),
        ("2023年7月起", "from", "2023-07-01", None),
        ("三年内", "by", "2023-04-27", "2026-04-27"),
        ("半年内", "by", "2023-04-27", "2023-10-27"),
        ("30日内", "by", "2023-04-27", "2023-05-27"),
        ("15个工作日内", "by", "2023-04-27", "2023-05-22"),
        ("2023—2025年", "within", "2023-01-01", "2025-12-31"),
        ("“十四五”期间", "within", "2021-01-01", "2025-12-31"),
        ("“十四五”末", "by", "2023-04-27", "2025-12-31"),
        ("“十四五”时期末", "by", "2023-04-27", "2025-12-31"),
        ("“十四五”规划期末", "by", "2023-04-27", "2025-12-31"),
        ("“十四五”收官之年", "by", "2023-04-27", "2025-12-31"),
        ("“十四五”时期", "within", "2021-01-01", "2025-12-31"),
        ("“十四五”期内", "within", "2021-01-01", "2025-12-31"),
        ("两三年内", "by", "2023-04-27", "2026-04-27"),
        ("三五年内", "by", "2023-04-27", "2028-04-27"),
        ("十五六天内", "by", "2023-04-27", "2023-05-13"),
        ("一百八十天内", "by", "2023-04-27", "2023-10-24"),
        ("一个季度内", "by", "2023-04-27", "2023-07-27"),
        ("春节前", "by", "2023-04-27", "2024-02-10"),
        ("9月开学前", "by", "2023-04-27", "2023-09-01"),
        ("2024年3月开学前", "by", "2023-04-27", "2024-03-01"),
        ("8月28日开学前", "by", "2023-04-27", "2023-08-28"),
        ("2024年2月春节前", "by", "2023-04-27", "2024-02-10"),
        ("每学年", "recurring", "2023-04-27", None),
        ("每季度", "recurring", "2023-04-27", None),
        ("待资金到位后", "conditional", None, None),
    ],
)
def test_a_named_time_is_an_interval(phrase, kind, start, end):
    found = due(phrase)
    assert (found.kind, found.start and found.start.isoformat(), found.end and found.end.isoformat()) == (
        kind,
        start,
        end,
    )


def test_a_second_reading_is_kept_beside_the_first():
    found = due("2023年12月前")
    assert (found.alt_end, found.issue) == (date(2023, 12, 31), "due_end_ambiguous")


def test_a_day_that_does_not_exist_has_no_deadline():
    assert due("2023年2月30日前") is None


@pytest.mark.parametrize(
    ("phrase", "anchor", "start", "end"),
    [
        ("汛期后", date(2024, 8, 20), "2024-10-01", None),
        ("2024年汛后", date(2024, 3, 1), "2024-10-01", None),
        ("汛后", date(2024, 11, 1), "2025-10-01", None),
        ("暑假期间", date(2024, 8, 20), "2024-07-01", "2024-08-31"),
        ("供暖期后", date(2024, 1, 10), "2024-03-15", None),
        ("汛前", date(2024, 8, 20), "2024-08-20", "2025-05-01"),
    ],
)
def test_an_event_that_goes_on_is_the_one_that_is_meant_unless_before_it(phrase, anchor, start, end):
    found = due(phrase, anchor)
    assert (found.start.isoformat(), found.end and found.end.isoformat()) == (start, end)


def test_months_after_are_counted_from_the_letter_where_nothing_else_is_told():
    assert (due("两个月后").kind, due("两个月后").start) == ("from", date(2023, 6, 27))
    assert list(times("试运行两个月后正式开放")) == []


def test_guarding_against_floods_is_no_season():
    assert list(times("做好防汛前期准备")) == []


@pytest.mark.parametrize(
    ("phrase", "start"),
    [
        ("开学后", "2023-09-01"),
        ("明年开春后", "2024-03-01"),
        ("入冬后", "2023-12-01"),
        ("入汛后", "2023-05-01"),
        ("汛后", "2023-10-01"),
    ],
)
def test_after_what_only_begins_counts_from_its_first_day(phrase, start):
    assert due(phrase).start == date.fromisoformat(start)


def test_before_term_is_before_the_next_of_the_two_terms():
    assert [due("开学前", day).end for day in (DAY, date(2023, 12, 10))] == [date(2023, 9, 1), date(2024, 3, 1)]


@pytest.mark.parametrize("phrase", ["国庆节假期后", "国庆长假后", "“国庆”假期后"])
def test_the_holiday_of_a_feast_is_the_feast(phrase):
    assert due(phrase).start == date(2023, 10, 8)


def test_seasons_taken_for_granted_and_reviews_at_the_end_of_a_year_are_no_time():
    assert list(times("确保四季常绿,做好年终考核")) == []
