"""Dates as lists print them: 2023-04-27, [2023.4.27], 2023年4月27日, epoch seconds or milliseconds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

_BEIJING = timezone(timedelta(hours=8))
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?(?!\d)")
_WHOLE = re.compile(
    r"^[\[【(（\s]*(?:发布|时间|日期|发布时间|发布日期|公开日期|成文日期)?[:：\s]*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"(?:[\sT]*\d{1,2}:\d\d(?::\d\d)?)?[\]】)）\s]*$"
)
_MONTH = re.compile(r"^\s*((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?\s*$")


def find_date(text: str) -> str:
    """The first date in a text as ISO, or ''. A date that does not exist counts as none."""
    for match in _DATE.finditer(text):
        if found := _iso(match[1], match[2], match[3]):
            return found
    return ""


def is_date(text: str) -> bool:
    """True if the text is nothing but a date, with or without brackets, a label or a time."""
    return bool(_WHOLE.match(text)) and bool(find_date(text))


def date_of_fragments(fragments: list[str]) -> str:
    """The date among an item's pieces of text: the last that is nothing but a date (the date of publication stands behind
    that of the document), a day and a month in two pieces, or the last date in any piece."""
    whole = [text for text in fragments if is_date(text)]
    if whole:
        return find_date(whole[-1])
    neighbours = list(pairwise(fragments))
    for day, month in neighbours + [(second, first) for first, second in neighbours]:
        if (
            day.strip().isdecimal()
            and (match := _MONTH.match(month))
            and (found := _iso(match[1], match[2], day.strip()))
        ):
            return found
    return next((found for text in reversed(fragments) if (found := find_date(text))), "")


def from_value(value: object) -> str:
    """A date in JSON: text, or seconds or milliseconds since 1970, taken as Beijing time."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float) or (isinstance(value, str) and re.fullmatch(r"\d{10}|\d{13}", value)):
        seconds = float(value)
        if seconds > 1e11:
            seconds /= 1000
        try:
            return datetime.fromtimestamp(seconds, UTC).astimezone(_BEIJING).date().isoformat() if seconds > 0 else ""
        except (ValueError, OverflowError, OSError):
            return ""
    text = str(value)
    if re.fullmatch(r"(?:19|20)\d{6}", text):
        return _iso(text[:4], text[4:6], text[6:])
    return find_date(text)


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
