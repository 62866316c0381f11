from datetime import date, timedelta

import pytest

from parsers.damaged_dates import repair_date, repair_month, repair_month_day, repair_phrase, repair_year


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023427日", "2023-04-27"),
        ("２０２３４２７日", "2023-04-27"),
        ("2023 4 27 日", "2023-04-27"),
        ("202398", "2023-09-08"),
        ("2023108", "2023-10-08"),
        ("2023619", "2023-06-19"),
        ("2017822日", "2017-08-22"),
        ("201759日", "2017-05-09"),
        ("2023712日", "2023-07-12"),
        ("202012月3日", "2020-12-03"),
        ("202012月3", "2020-12-03"),
        ("2023年427日", "2023-04-27"),
        ("20231231日", "2023-12-31"),
        ("2023120日", "2023-01-20"),
        ("20230427日", "2023-04-27"),
        ("（2023427日）", "2023-04-27"),
        ("2024229日", "2024-02-29"),
    ],
)
def test_a_form_with_one_reading_is_restored(text, iso):
    day = date.fromisoformat(iso)
    assert repair_date(text, None) == ([day], day)


@pytest.mark.parametrize(
    ("published", "chosen"),
    [
        ("2023-11-06", "2023-11-01"),
        ("2023-11-01", "2023-11-01"),
        ("2023-10-31", "2023-01-11"),
        ("2023-01-05", None),
        (None, None),
    ],
)
def test_of_two_readings_the_nearest_not_after_publication_is_chosen(published, chosen):
    readings, believed = repair_date("2023111日", date.fromisoformat(published) if published else None)
    assert readings == [date(2023, 1, 11), date(2023, 11, 1)]
    assert believed == (date.fromisoformat(chosen) if chosen else None)


@pytest.mark.parametrize(
    "text",
    ["", "2023", "20234", "2023229日", "2023940日", "202300日", "2023427个", "第2023427号", "二〇二三", "9" * 3000],
)
def test_what_no_calendar_allows_has_no_reading(text):
    assert repair_date(text, date(2023, 12, 31)) == ([], None)


def test_of_the_365_days_of_2023_only_36_have_two_readings():
    days = [date(2023, 1, 1) + timedelta(days=i) for i in range(365)]
    readings = {d: repair_date(f"2023{d.month}{d.day}日")[0] for d in days}
    assert all(d in found for d, found in readings.items())
    assert sum(len(found) == 1 for found in readings.values()) == 329
    assert sum(len(found) == 2 for found in readings.values()) == 36


def test_a_month_that_lost_its_year_mark_is_restored():
    value = repair_month("202210月")
    assert value is not None
    assert (value.iso, value.precision, value.raw) == ("2022-10", "month", "202210月")
    assert repair_month("202213月") is None
    assert repair_month("2022年10月") is None
    assert repair_month("2022年10").iso == "2022-10"


def test_a_year_that_lost_its_mark_is_restored():
    assert repair_year("2023").iso == "2023"
    assert repair_year("1823") is None
    assert repair_year("20231") is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [("00七年七月十九日", "2007-07-19"), ("0一七年七月十九日", "2017-07-19"), ("0二三年十二月三日", "2023-12-03")],
)
def test_a_year_that_lost_its_first_numeral_is_of_this_millennium(text, iso):
    day = date.fromisoformat(iso)
    assert repair_date(text) == ([day], day)


def test_a_day_that_lost_its_month_mark_has_the_readings_of_the_calendar():
    assert repair_month_day("1028日") == [(10, 28)]
    assert repair_month_day("111日") == [(1, 11), (11, 1)]
    assert repair_month_day("628日") == [(6, 28)]
    assert repair_month_day("38日") == [(3, 8)]
    assert repair_month_day("28日") == []
    assert repair_month_day("999日") == []


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("2025年8", "2025年8月"), ("2025年8前", "2025年8月前"), ("2025年12底前", "2025年12月底前"), ("2024年3起", "2024年3月起"), ("2023年8上旬", "2023年8月上旬"),
        ("2023年630日前", "2023年6月30日前"), ("2023630日前", "2023年6月30日前"), ("202551日起", "2025年5月1日起"), ("630日前", "6月30日前"), ("6月30前", "6月30日前"),
        ("8上旬", "8月上旬"), ("2023上半年", "2023年上半年"), ("20253季度", "2025年3季度"), ("2024", "2024年"), ("20242026", "2024—2026年"), ("20258", "2025年8月"),
    ],
)  # fmt: skip
def test_a_deadline_gets_back_the_marks_that_the_calendar_forces(printed, whole):
    assert repair_phrase(printed) == whole


@pytest.mark.parametrize(
    "phrase",
    ["2023年6月30日前", "2023年12月底前", "2023—2025年", "2023年上半年", "三季度", "30日内", "100日内", "45日内", "15个工作日内", "6月底", "8月上旬", "2023年1月-6月", "2023年3、5月",
     "长期坚持", "202512", "2023年1111日内", "111日前", "3个内", "第20180329号", ""],
)  # fmt: skip
def test_a_sound_or_an_open_deadline_stays_as_it_is(phrase):
    assert repair_phrase(phrase) == phrase


@pytest.mark.parametrize(
    ("damaged", "whole"), [("2025年1月至6", "2025年1月至6月"), ("1月至6前", "1月至6月前"), ("1月至6日", "1月至6日")]
)
def test_the_last_month_of_a_range_is_put_back(damaged, whole):
    assert repair_phrase(damaged) == whole
