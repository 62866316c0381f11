"""Dates, numbers and names as the reader's language writes them (Jinja filters).

The archive keeps the times of its own doings in UTC; pages show them as the clocks in China have them.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from web import i18n
from web.due import CHINA

# "标题 / Title" or "中文说明。English description."
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BOTH = re.compile(r"(?s)(.*[\u4e00-\u9fff。；，：？！”）])\s*(?:/\s*)?([A-Z][^\u4e00-\u9fff]*)$")


def day(value: str | None) -> str:
    """An ISO date, month or year in words: 2023年4月27日, 2023年4月; 27 April 2023, April 2023. Unreadable text as it is.

    Of a time with a zone, the day it was in China.
    """
    if not value:
        return ""
    if len(value) > 10:
        value = _in_china(value) or value
    zh = i18n.current() == "zh-CN"
    parts = value[:10].split("-")
    try:
        if len(parts) == 1:
            return f"{int(parts[0])}年" if zh else parts[0]
        moment = date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    except ValueError:
        return value
    if len(parts) == 2:
        pattern = "y年M月" if zh else "MMMM y"
    else:
        pattern = "y年M月d日" if zh else "d MMMM y"
    return format_date(moment, pattern, locale=_locale())


def month(value: str) -> str:
    """The month of an ISO month, without its year: 11月, Nov."""
    try:
        first = date.fromisoformat(f"{value}-01")
    except ValueError:
        return value
    return format_date(first, "M月" if i18n.current() == "zh-CN" else "MMM", locale=_locale())


def moment(value: str | None) -> str:
    """An ISO time in words, in China's time, which is meant where the value has no zone; a bare date as `day` writes it."""
    if not value or len(value) <= 10:
        return day(value)
    local = _in_china(value)
    if local is None:
        return value
    pattern = "y年M月d日 HH:mm" if i18n.current() == "zh-CN" else "d MMMM y, HH:mm"
    return format_datetime(datetime.fromisoformat(local), pattern, locale=_locale())


def _in_china(value: str) -> str | None:
    """An ISO time as the same moment in China, without its zone; None for what is no time."""
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (parsed.astimezone(CHINA) if parsed.tzinfo else parsed).replace(tzinfo=None).isoformat()


def spoken(text: str | None) -> str:
    """The half of a text written in Chinese and then in English (metadata.yml is) that is in the reader's language."""
    chinese, slash, english = (text or "").partition(" / ")
    if slash and not _HAN.search(english):
        return chinese if i18n.current() == "zh-CN" else english
    match = _BOTH.match(text or "")
    if not match:
        return text or ""
    return match[1] if i18n.current() == "zh-CN" else match[2]


def number(value: Any) -> str:
    """A count with thousands separators; the empty string for None."""
    return "" if value is None else str(format_decimal(value, locale=_locale()))


@cache
def _parsed(name: str) -> Locale:
    return Locale.parse(name)  # takes a millisecond, and a page has a hundred numbers


def _locale() -> Locale:
    return _parsed(i18n.LOCALES[i18n.current()])
