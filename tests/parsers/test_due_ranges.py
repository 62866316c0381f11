import re
from datetime import date

import pytest

from parsers.due_ranges import PATTERN, interval

ANCHOR = date(2023, 4, 27)
RANGE = re.compile(PATTERN)


def ends(text, anchor=ANCHOR):
    match = RANGE.search(text)
    found = match and interval(match.groupdict(), anchor)
    return found and tuple(day and day.isoformat() for day in found)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023—2025年", "2023-01-01", "2025-12-31"),
        ("2023年8月至10月", "2023-08-01", "2023-10-31"),
        ("2023年8—10月", "2023-08-01", "2023-10-31"),
        ("2023年11月至次年2月", "2023-11-01", "2024-02-29"),
        ("2023.6-2024.6", "2023-06-01", "2024-06-30"),
        ("2023年5月起至2023年12月底", "2023-05-01", "2023-12-31"),
        ("2023年7月1日起,至12月31日止", "2023-07-01", "2023-12-31"),
        ("2023年9月1日至30日", "2023-09-01", "2023-09-30"),
        ("9月1—15日", "2023-09-01", "2023-09-15"),
        ("下月10日至20日", "2023-05-10", "2023-05-20"),
        ("2023年6月1日—12月31日", "2023-06-01", "2023-12-31"),
        ("2023、2024年", "2023-01-01", "2024-12-31"),
        ("2023、2024、2025年", "2023-01-01", "2025-12-31"),
        ("今明两年", "2023-01-01", "2024-12-31"),
        ("2023年底至2024年3月", "2023-12-31", "2024-03-31"),
        ("2023年10月至2024年初", "2023-10-01", None),
        ("2023.6.1—12.31", "2023-06-01", "2023-12-31"),
        ("2023.6—12", "2023-06-01", "2023-12-31"),
    ],
)
def test_a_range_has_its_first_and_last_day(text, first, last):
    assert ends(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "anchor", "first", "last"),
    [
        ("1-12月", ANCHOR, "2023-01-01", "2023-12-31"),
        ("3月至6月", ANCHOR, "2023-03-01", "2023-06-30"),
        ("3-10月", date(2023, 8, 16), "2023-03-01", "2023-10-31"),
        ("3月至明年6月", ANCHOR, "2023-03-01", "2024-06-30"),
        ("1-3月", ANCHOR, "2024-01-01", "2024-03-31"),
        ("6月1日至30日", date(2023, 8, 16), "2024-06-01", "2024-06-30"),
        ("11月—2月", ANCHOR, "2023-11-01", "2024-02-29"),
    ],
)
def test_without_a_year_the_running_one_is_meant_until_its_end_is_over(text, anchor, first, last):
    assert ends(text, anchor) == (first, last)


@pytest.mark.parametrize("text", ["9月31日至10月5日", "9月20日至10日", "2025—2023年"])
def test_days_that_do_not_exist_or_run_back_are_no_range(text):
    assert ends(text) is None


@pytest.mark.parametrize(
    "text", ["2023-12月底", "2023-05-12", "2023.6-12万元", "三至四季度", "2023年,到2025年", "5—10万元"]
)
def test_what_is_one_time_or_none_is_no_range(text):
    assert RANGE.search(text) is None
