"""Working days as the State Council's holiday notices have them."""

from __future__ import annotations

from datetime import date, timedelta

_DAY = timedelta(days=1)


def add_workdays(anchor: date, count: int) -> tuple[date, bool]:
    """The day `count` working days after `anchor` (the anchor itself not counted), and whether the calendar covers it.

    Where the notices are not out (or the year is before 2004) Monday to Friday count and the second value is False.
    """
    from chinese_calendar import is_workday  # heavy to import and seldom needed

    day, certain = anchor, True
    for _ in range(count):
        day += _DAY
        while True:
            try:
                works = is_workday(day)
            except NotImplementedError:
                works, certain = day.weekday() < 5, False
            if works:
                break
            day += _DAY
    return day, certain
