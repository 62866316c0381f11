"""Terms that count from a printed time and not from the letter: 从2023年起三年内, 自2023年7月起，用两年时间."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from parsers.due_reading import Deadline
from parsers.numerals import latest
from parsers.periods import add_months

_TERM = re.compile(
    r",?的?(?P<lead>分|利用|用)?(?P<count>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?P<unit>年|个?月|个?季度)"
    r"(?P<tail>(?:左右)?的?时间|左右|(?:之|以)?内(?![容部蒙]))?(?![以来底末初前后度计规]|上半|下半)"
)
_MONTHS = {"年": 12, "月": 1, "季度": 3}


def term_at(text: str, at: int) -> tuple[int, int] | None:
    """(months, end) of a term that stands at `at` of a normalised `text`; None where none does.

    A number of years alone is one only at the end of the text: 从2023年起，3年培训1万人 tells how often, not how long.
    """
    match = _TERM.match(text, at)
    if match is None or not (match["lead"] or match["tail"] or match.end() == len(text)):
        return None
    if match["unit"] == "月" and not match["tail"]:
        return None
    months = _MONTHS[match["unit"].removeprefix("个")] * (latest(match["count"]) or 0)
    return (months, match.end()) if months else None


def through(due: Deadline, months: int) -> Deadline | None:
    """A time that begins something, with a term of `months` behind it; None for any other time.

    The term counts from the first day of the time: three years from 2023 are 2023, 2024 and 2025.
    """
    if due.kind != "from" or due.start is None:
        return None
    return replace(due, kind="within", end=add_months(due.start, months) - timedelta(days=1))
