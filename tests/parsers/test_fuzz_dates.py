"""Whatever the text, these functions answer; nothing is raised and no input makes them crawl."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import dates, deadlines, numerals
from parsers.damaged_dates import repair_date, repair_month, repair_month_day

KINDS = {"by", "within", "from", "ongoing", "recurring", "done", "conditional", "vague", "none"}
PIECES = st.sampled_from(
    [*"0123456789０１２年月日号前底末内起至到—-~、，。；每半个约近〇○零一二三四五六七八九十百廿 　\n《》“”()（）:：.TZ", "2023", "20", "工作日", "季度", "上半年", "旬",
     "十四五", "期间", "待", "后", "资金", "到位", "春节", "国庆", "已完成", "长期", "截至", "今年", "明年", "以来", "发布时间", "上午", "CST", "\x00", "𠮷", "\u200b"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
FUZZ = settings(max_examples=200, deadline=None)


@FUZZ
@given(TEXTS)
def test_numerals_answer_with_a_number_or_none(text):
    value = numerals.to_int(text)
    assert value is None or value >= 0


@FUZZ
@given(TEXTS)
def test_found_dates_exist_and_stand_where_they_are_said_to_stand(text):
    last = 0
    for value, start, end in dates.find_dates(text):
        assert last <= start < end <= len(text)
        assert value.raw == text[start:end]
        assert {"day": 10, "month": 7, "year": 4}[value.precision] == len(value.iso)
        if value.precision == "day":
            assert value.date is not None
        last = end


@FUZZ
@given(TEXTS)
def test_a_parsed_date_is_also_read_back_from_its_iso_form(text):
    value = dates.parse_date(text)
    if value and value.precision != "year":
        again = dates.parse_date(value.iso)
        assert again is not None
        assert again.iso == value.iso


@FUZZ
@given(TEXTS)
def test_a_timestamp_is_a_day_or_a_moment_in_china_time(text):
    stamp = dates.parse_timestamp(text)
    assert stamp is None or len(stamp) == 10 or stamp.endswith("+08:00")


@FUZZ
@given(st.datetimes(min_value=dates.datetime(1950, 1, 1), max_value=dates.datetime(2099, 12, 31)))
def test_every_moment_printed_the_usual_ways_is_read_back(moment):
    moment = moment.replace(microsecond=0)
    want = moment.isoformat() + "+08:00"
    assert dates.parse_timestamp(f"{moment:%Y-%m-%d %H:%M:%S}") == want
    assert dates.parse_timestamp(f"发布时间：{moment:%Y年%m月%d日 %H:%M:%S} 来源：某局") == want


@FUZZ
@given(DAYS)
def test_every_day_printed_in_chinese_is_read_back(day):
    digits = "〇一二三四五六七八九"
    year = "".join(digits[int(c)] for c in str(day.year))

    def small(n):
        tens, ones = divmod(n, 10)
        return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")

    for text in (
        f"{year}年{small(day.month)}月{small(day.day)}日",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
    ):
        value = dates.parse_date(text)
        assert value is not None
        assert value.date == day


@FUZZ
@given(TEXTS, DAYS)
def test_repairs_give_existing_days_and_choose_one_of_them(text, published):
    readings, chosen = repair_date(text, published)
    assert chosen is None or chosen in readings
    assert readings == sorted(set(readings))
    repair_month(text)
    repair_month_day(text)


@FUZZ
@given(DAYS)
def test_the_true_day_is_always_among_the_readings_of_its_damaged_form(day):
    for text in (
        f"{day.year}{day.month}{day.day}日",
        f"{day.year}{day.month}月{day.day}日",
        f"{day.year}年{day.month}{day.day}日",
    ):
        assert day in repair_date(text, None)[0]


@FUZZ
@given(TEXTS, DAYS)
def test_a_deadline_is_one_of_the_kinds_and_its_interval_runs_forward(text, anchor):
    due = deadlines.interpret(text, anchor)
    assert due.kind in KINDS
    if due.kind in ("done", "conditional"):
        assert (due.start, due.end) == (None, None)
    if due.kind in ("ongoing", "recurring", "vague", "none"):
        assert (due.start, due.end) == (anchor, None)
    if due.kind == "within" and due.start and due.end:
        assert due.start <= due.end


@FUZZ
@given(TEXTS, st.none() | DAYS)
def test_found_phrases_stand_in_order_where_they_are_said_to_stand(text, anchor):
    last = 0
    for start, end, words in deadlines.find_time_phrases(text, anchor):
        assert last <= start < end <= len(text)
        assert words == text[start:end]
        last = end


@FUZZ
@given(TEXTS)
def test_the_parts_of_a_cell_are_parts_of_it(text):
    assert all(part in text for part in deadlines.split(text))


@pytest.mark.parametrize(
    "unit",
    [
        "待",
        "每",
        "《",
        "2023年",
        "2",
        "十",
        "资金",
        "20",
        " ",
        "2023年至",
        "“十四五”",
        "近",
        "如",
        "月底",
        "1、",
        "视",
        "2023-",
        "，前",
    ],
)
def test_twenty_thousand_characters_of_anything_are_answered(unit):
    text = (unit * 20_000)[:20_000]
    deadlines.find_time_phrases(text, date(2023, 4, 27))
    deadlines.interpret(text, date(2023, 4, 27))
    deadlines.split(text)
    dates.find_dates(text)
    dates.parse_date(text)
    dates.parse_timestamp(text)
    numerals.to_int(text)
