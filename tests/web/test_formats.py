"""Dates, numbers and bilingual texts as each language writes them."""

import pytest

from web import formats, i18n


@pytest.fixture(params=["zh-CN", "en"])
def lang(request):
    i18n.use(request.param)
    yield request.param
    i18n.use(i18n.DEFAULT)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2023-04-27", "2023年4月27日", "27 April 2023"),
        ("2023-04", "2023年4月", "April 2023"),
        ("2023", "2023年", "2023"),
        ("2023-04-27T10:50:07+08:00", "2023年4月27日", "27 April 2023"),
        ("2026-12-31T16:00:00Z", "2027年1月1日", "1 January 2027"),
        ("2023-02-31", "2023-02-31", "2023-02-31"),
        ("soon", "soon", "soon"),
        (None, "", ""),
    ],
)
def test_a_day(lang, value, zh, en):
    assert formats.day(value) == (zh if lang == "zh-CN" else en)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2023-04-27T10:50:07+08:00", "2023年4月27日 10:50", "27 April 2023, 10:50"),
        ("2026-11-23T08:00:00Z", "2026年11月23日 16:00", "23 November 2026, 16:00"),
        ("2026-10-31T18:30:00+00:00", "2026年11月1日 02:30", "1 November 2026, 02:30"),
        ("2023-04-27", "2023年4月27日", "27 April 2023"),
        ("2023-04-27 25:99", "2023-04-27 25:99", "2023-04-27 25:99"),
    ],
)
def test_a_moment(lang, value, zh, en):
    assert formats.moment(value) == (zh if lang == "zh-CN" else en)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("已过期限的承诺 / Commitments past their day", "已过期限的承诺", "Commitments past their day"),
        ("数据整理依 CC BY 4.0 / The compilation is CC BY 4.0", "数据整理依 CC BY 4.0", "The compilation is CC BY 4.0"),
        (
            "截至某日。day 默认今天。 What was due. Kept or not.",
            "截至某日。day 默认今天。",
            "What was due. Kept or not.",
        ),
        ("复函 letters", "复函 letters", "复函 letters"),
        ("只有中文。", "只有中文。", "只有中文。"),
        ("Only English.", "Only English.", "Only English."),
        (None, "", ""),
    ],
)
def test_the_half_of_a_text_in_the_readers_language(lang, text, zh, en):
    assert formats.spoken(text) == (zh if lang == "zh-CN" else en)


def test_a_count():
    assert formats.number(1234567) == "1,234,567"
    assert formats.number(None) == ""
