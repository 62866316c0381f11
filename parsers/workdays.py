"""Working days as the State Council's holiday notices have them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)


def add_workdays(anchor: date, count: int) -> tuple[date, bool]:
    """The day `count` working days after `anchor` (the anchor itself not counted), and whether the calendar covers it.

    Where the notices are not out (or the year is before 2004) Monday to Friday count and the second value is False.
    """
    day, certain = anchor, True
    for _ in range(count):
        day += _DAY
        while True:
            works, known = _works(day)
            certain = certain and known
            if works:
                break
            day += _DAY
    return day, certain


@lru_cache(maxsize=8192)
def _works(day: date) -> tuple[bool, bool]:
    """Whether a day is a working day, and whether the calendar covers it: some twenty years of days, asked for again and again."""
    from chinese_calendar import is_workday  # heavy to import and seldom needed

    try:
        return is_workday(day), True
    except NotImplementedError:
        return day.weekday() < 5, False
