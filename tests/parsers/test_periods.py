import re
from datetime import date

import pytest

from parsers.periods import add_months, month_end, pattern, resolve

ANCHOR = date(2023, 4, 27)
PERIOD = re.compile(pattern("p"))


def read(text, anchor=ANCHOR):
    match = PERIOD.search(text)
    return match and resolve(match.groupdict(), "p", anchor)


@pytest.mark.parametrize(
    ("text", "start", "end", "unit"),
    [
        ("2023年", "2023-01-01", "2023-12-31", "year"),
        ("二〇二四年", "2024-01-01", "2024-12-31", "year"),
        ("今年", "2023-01-01", "2023-12-31", "year"),
        ("明年", "2024-01-01", "2024-12-31", "year"),
        ("2023年上半年", "2023-01-01", "2023-06-30", "half"),
        ("下半年", "2023-07-01", "2023-12-31", "half"),
        ("2023年第三季度", "2023-07-01", "2023-09-30", "quarter"),
        ("四季度", "2023-10-01", "2023-12-31", "quarter"),
        ("2024年2月", "2024-02-01", "2024-02-29", "month"),
        ("8月份", "2023-08-01", "2023-08-31", "month"),
        ("2月", "2024-02-01", "2024-02-29", "month"),
        ("8月上旬", "2023-08-01", "2023-08-10", "ten"),
        ("8月下旬", "2023-08-21", "2023-08-31", "ten"),
        ("2023年6月30日", "2023-06-30", "2023-06-30", "day"),
        ("2023.6.30", "2023-06-30", "2023-06-30", "day"),
        ("本月", "2023-04-01", "2023-04-30", "month"),
        ("下个月", "2023-05-01", "2023-05-31", "month"),
        ("本季度", "2023-04-01", "2023-06-30", "quarter"),
        ("第一个季度", "2024-01-01", "2024-03-31", "quarter"),
        ("8月中下旬", "2023-08-11", "2023-08-31", "ten"),
        ("8月上旬至中旬", "2023-08-01", "2023-08-20", "ten"),
        ("本月20日", "2023-04-20", "2023-04-20", "day"),
        ("下月15日", "2023-05-15", "2023-05-15", "day"),
        ("下月中旬", "2023-05-11", "2023-05-20", "ten"),
        ("下周五", "2023-05-05", "2023-05-05", "day"),
        ("2023.12月", "2023-12-01", "2023-12-31", "month"),
        ("2023.12.31日", "2023-12-31", "2023-12-31", "day"),
        ("2023.12月31日", "2023-12-31", "2023-12-31", "day"),
        ("2023全年", "2023-01-01", "2023-12-31", "year"),
        ("2023年前8个月", "2023-01-01", "2023-08-31", "month"),
        ("明年前三个月", "2024-01-01", "2024-03-31", "month"),
    ],
)
def test_a_period_has_its_first_and_last_day(text, start, end, unit):
    found = read(text)
    assert (found.start.isoformat(), found.end.isoformat(), found.unit) == (start, end, unit)


@pytest.mark.parametrize(
    ("text", "edge"), [("2023年底", "底"), ("6月末", "末"), ("年内", "内"), ("2024年初", "初"), ("2023年", "")]
)
def test_the_edge_of_a_period_is_kept(text, edge):
    assert read(text).edge == edge


@pytest.mark.parametrize(
    ("text", "month", "repaired"),
    [
        ("20238月底", 8, ("2023", "2023年")),
        ("2023年8底", 8, ("2023年8", "2023年8月")),
        ("2025年8前", 8, ("2025年8", "2025年8月")),
        ("2023上半年", 1, ("2023", "2023年")),
        ("2023年8月底", 8, None),
        ("23年底", 1, None),
    ],
)
def test_a_lost_mark_is_restored_and_shown(text, month, repaired):
    found = read(text)
    assert (found.start.month, found.repaired) == (month, repaired)


@pytest.mark.parametrize("text", ["2023年2月30日", "13月", "内蒙古", "第三", "300年", "一个月", ""])
def test_what_is_no_period_is_none(text):
    found = read(text)
    assert found is None or found.unit not in ("day", "month")


def test_a_month_is_added_and_clipped_to_its_end():
    assert add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert add_months(date(2023, 11, 30), 3) == date(2024, 2, 29)
    assert month_end(2024, 2) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023年7、8月", "2023-07-01", "2023-08-31"),
        ("7、8月份", "2023-07-01", "2023-08-31"),
        ("07、08月", "2023-07-01", "2023-08-31"),
        ("6、7、8月", "2023-06-01", "2023-08-31"),
        ("9月和10月", "2023-09-01", "2023-10-31"),
        ("七八月份", "2023-07-01", "2023-08-31"),
        ("九、十月份", "2023-09-01", "2023-10-31"),
        ("12、1月", "2023-12-01", "2024-01-31"),
        ("2023年三、四季度", "2023-07-01", "2023-12-31"),
        ("2023年第二、三季度", "2023-04-01", "2023-09-30"),
        ("第三、第四季度", "2023-07-01", "2023-12-31"),
        ("二三季度", "2023-04-01", "2023-09-30"),
        ("3、4季度", "2023-07-01", "2023-12-31"),
        ("2023年三至四季度", "2023-07-01", "2023-12-31"),
        ("二—四季度", "2023-04-01", "2023-12-31"),
    ],
)
def test_months_and_quarters_named_together_are_one_period(text, start, end):
    found = read(text)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(("text", "month"), [("1、6月底", 6), ("3、8月1日", 8), ("三、9月", 9)])
def test_an_enumerator_before_a_month_is_no_month(text, month):
    found = read(text)
    assert (found.start.month, found.end.month) == (month, month)


@pytest.mark.parametrize("text", ["四季常绿", "一个季度内", "8月下中旬"])
def test_seasons_and_lengths_are_no_quarters_and_ten_days_do_not_run_back(text):
    found = read(text)
    assert found is None
