"""Times with two ends (2023年8月至10月, 9月1日至30日, 2023、2024年): where they stand, and their first and last day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from parsers.periods import DASH, DAY, MONTH, Period, month_end, pattern, resolve

_YEAR = r"(?<![0-9])20[0-9]{2}"
_PAIRS = {"今明": (0, 1), "明后": (1, 2)}
# After a dotted day or month the year is not said again: 2023.6.1—12.31, 2023.6—12.
_DOTTED_END = r"(?<!20[0-9]{2}-[0-9]{2}-)(?<!20[0-9]{2}-[0-9]-)(?P<vm>1[0-2]|0?[1-9])(?:\.(?P<vd>3[01]|[12][0-9]|0?[1-9]))?(?![0-9.年月日号万亿元%个])"

# The groups are named as those of a period, so that `resolve` reads them: a and b periods, f and l years alone, x a month or
# day that leaves its 月 or 日 to the end (not 三至四季度), t a day of the same month, j and k years named together.
# 2023-12月 is no range.
PATTERN = (
    rf"(?:{pattern('a')}|(?P<fy>{_YEAR})(?!-[0-9]{{1,2}}月)"
    rf"|(?:(?P<xy>{_YEAR})年|(?P<xyr>今年|明年))?(?<![0-9.])(?P<xm>{MONTH})(?:月(?P<xd>{DAY})|(?!{DASH}第?[一二三四1-4]个?季)))"
    rf"(?:(?:起|开始),?)?{DASH}(?:(?P<td>{DAY})[日号]|{pattern('b')}|(?(adot){_DOTTED_END}|(?!))|(?P<ly>{_YEAR}))(?:之间|期间|止)?"
    rf"|(?P<jy>{_YEAR})年?(?:[、和]{_YEAR}年?)?[、和](?P<ky>{_YEAR})年(?![0-9底末上下第])"
    rf"|(?P<pair>{'|'.join(_PAIRS)})[两二]?年"
)
YEAR_GROUPS = ("ay", "ayc", "ays", "ayr", "adot", "ar", "arq", "aw", "fy", "xy", "xyr", "jy", "pair")


def interval(groups: Mapping[str, str | None], anchor: date) -> tuple[date, date | None] | None:
    """The first and the last day of a match of `PATTERN`, seen from `anchor`; None for a day that does not exist and for an
    end before its beginning. The last day is None where only a vague word gives it (至2024年初).

    Without a year the running one is meant as long as its end is not over (1-12月, said in April), else the next.
    """
    if groups.get("pair"):
        first, last = (anchor.year + years for years in _PAIRS[groups["pair"] or ""])
        return date(first, 1, 1), date(last, 12, 31)
    if any(groups.get(name) for name in YEAR_GROUPS):
        return _between(groups, anchor, None)
    running = _between(groups, anchor, anchor.year)
    if running and running[1] and running[1] < anchor:
        return _between(groups, anchor, anchor.year + 1)
    return running


def _between(groups: Mapping[str, str | None], anchor: date, year: int | None) -> tuple[date, date | None] | None:
    p = next((p for p in "xfj" if any(groups.get(p + name) for name in "dmy")), "a")
    first = resolve(groups, p, anchor, year)
    last = first and _last(groups, p, first)
    if first is None or last is None:
        return None
    begin = first.end if first.edge in ("底", "末") else first.start
    if last.end < begin:
        return None
    if last.edge == "初":
        return begin, None
    return begin, month_end(last.start.year, 6) if last.edge == "中" and last.unit == "year" else last.end


def _last(groups: Mapping[str, str | None], p: str, first: Period) -> Period | None:
    year = first.start.year
    if groups.get("td"):
        day = resolve({"tm": str(first.start.month), "td": groups["td"]}, "t", first.start, year)
        return day if first.unit == "day" else None
    if p == "j" or groups.get("ly"):
        return resolve(groups, "k" if p == "j" else "l", first.start)
    if groups.get("vm"):
        return resolve(groups, "v", first.start, year) if bool(groups.get("vd")) == (first.unit == "day") else None
    last = resolve(groups, "b", first.start, year)
    return resolve(groups, "b", first.start, year + 1) if last and last.end < first.start else last
