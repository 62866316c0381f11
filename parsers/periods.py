"""Calendar periods as Chinese prints them: year, half, quarter, month, ten days, day, with the edges 底 末 内 初 中."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from parsers.numerals import to_int

MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_NOT_AFTER_NUMBER = r"(?<![0-9.〇○零一二三四五六七八九十百])"
# 内蒙古, 底数, 初步, 中央, 末端: an edge word must not be the head of another word.
_EDGE = (
    r"年?底(?!数|线|板|部|座|商|层|册|图)|年?末(?!端|梢)|年?内(?!蒙|江|黄|乡|丘|涝|河|环|部|设|容|外|地|需|控)|全年|"
    r"年?初(?!步|中|级|次|审|稿|期|始|核|心|验|设)|年?中(?=前|[,。;、)]|$)"
)
_RELATIVE_YEARS = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "当年": 0,
    "明年": 1,
    "明年度": 1,
    "次年": 1,
    "来年": 1,
    "下年": 1,
}
_RELATIVE_YEARS |= {"下一年": 1, "下年度": 1, "下一年度": 1, "后年": 2}

_Group = Callable[[str], str | None]


def pattern(p: str) -> str:
    """The regular expression of one period. Its groups are named `p` + something and are read back by `resolve`."""
    relative_year = "|".join(sorted(_RELATIVE_YEARS, key=len, reverse=True))
    year = (
        rf"(?<![0-9])(?P<{p}y>(?:19|20)[0-9]{{2}})(?P<{p}ny>年度?|(?=年?[底末]|[上下]半年|第?[一二三四]季度)|(?=(?:1[0-2]|0?[1-9])月))"
        rf"|(?P<{p}yc>[一二][〇○零0O九][〇○零0O一二三四五六七八九]{{2}})年度?"
        rf"|(?<![0-9.])(?P<{p}y2>[12][0-9])年(?=年?底|[0-9]{{1,2}}月|[上下]半年|第?[一二三四]季)"
        rf"|(?P<{p}yr>{relative_year})"
    )
    after_year = rf"{_part(p, '1')}|(?P<{p}ml>1[0-2]|[1-9])(?=[底末前起]|[上中下]旬|[,。;)]|$)"
    relative = (
        rf"(?P<{p}r>本月|当月|下个?月|次月|本季度?|下一?个?季度|本周|下周)"
        rf"|{_NOT_AFTER_NUMBER}(?P<{p}b>(?<![半近多每去前往历全个])年|(?<!个)月|季度?)(?=[底末]|内(?!容))"
    )
    dotted = rf"(?<![0-9.])(?P<{p}dot>20[0-9]{{2}}(?P<{p}sep>[.\-/])[0-9]{{1,2}}(?:(?P={p}sep)[0-9]{{1,2}})?)(?![0-9])"
    alone = rf"{_NOT_AFTER_NUMBER}(?:{_part(p, '2')})"
    return rf"(?:(?:{dotted}|(?:{year})(?:{after_year})?|{alone}|{relative})(?P<{p}e>{_EDGE})?)"


def _part(p: str, n: str) -> str:
    return (
        rf"(?P<{p}h{n}>[上下])半年|第?(?P<{p}q{n}>[一二三四1-4])(?:个)?季度?"
        rf"|(?P<{p}m{n}>{MONTH})月(?:份|(?P<{p}d{n}>{_DAY})[日号]|(?P<{p}t{n}>[上中下])旬)?"
    )


class Period(NamedTuple):
    """A period, both ends inclusive. `unit` is year, half, quarter, month, ten, week or day; `repaired` shows a lost character."""

    start: date
    end: date
    unit: str
    edge: str = ""
    repaired: tuple[str, str] | None = None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, count: int) -> date:
    """`day` moved by whole months, clipped to the end of a shorter month (31 January + 1 = 28 or 29 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def resolve(groups: Mapping[str, str | None], p: str, anchor: date, year: int | None = None) -> Period | None:
    """The period that a match of `pattern(p)` means, seen from `anchor`; None where it does not exist (2月30日).

    A part without a year is the next one that is not before the anchor's own month, quarter or half; `year` overrides that.
    """

    def group(name: str) -> str | None:
        return groups.get(f"{p}{name}") or groups.get(f"{p}{name}1") or groups.get(f"{p}{name}2")

    try:
        period = _dotted(group("dot")) or _relative(group("r") or group("b"), anchor)
        if period is None:
            printed = _year(group, anchor)
            period = _in_year(group, year if printed is None else printed, anchor)
    except (ValueError, OverflowError):
        return None
    if period is None:
        return None
    return Period(period.start, period.end, period.unit, (group("e") or "")[-1:], _repair(groups, p, group))


def _months(year: int, first: int, last: int, unit: str) -> Period:
    return Period(date(year, first, 1), month_end(year, last), unit)


def _year(group: _Group, anchor: date) -> int | None:
    if group("y2"):
        return to_int("20" + (group("y2") or ""))
    relative = group("yr")
    if relative:
        return anchor.year + _RELATIVE_YEARS[relative]
    return to_int(group("y") or group("yc") or "")


def _dotted(text: str | None) -> Period | None:
    if not text:
        return None
    year, month, *day = (int(n) for n in re.split(r"[.\-/]", text))
    return (
        Period(date(year, month, day[0]), date(year, month, day[0]), "day")
        if day
        else _months(year, month, month, "month")
    )


def _relative(word: str | None, anchor: date) -> Period | None:
    if not word:
        return None
    later = word[0] in "下次"
    if word == "年":
        return _months(anchor.year, 1, 12, "year")
    if "周" in word:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * later)
        return Period(monday, monday + timedelta(days=6), "week")
    if "月" in word:
        first = add_months(anchor.replace(day=1), int(later))
        return _months(first.year, first.month, first.month, "month")
    first = add_months(date(anchor.year, (anchor.month - 1) // 3 * 3 + 1, 1), 3 * later)
    return _months(first.year, first.month, first.month + 2, "quarter")


def _in_year(group: _Group, year: int | None, anchor: date) -> Period | None:
    month_word = group("m") or group("ml")
    if group("h"):
        first, last, unit = (1, 6, "half") if group("h") == "上" else (7, 12, "half")
    elif group("q"):
        last = 3 * (to_int(group("q") or "") or 0)
        first, unit = last - 2, "quarter"
    elif month_word:
        first = last = 1 if month_word == "元" else to_int(month_word) or 0
        unit = "month"
    else:
        return None if year is None else _months(year, 1, 12, "year")
    day = to_int(group("d") or "")
    if year is None:
        past = last < anchor.month or (day is not None and first == anchor.month and day < anchor.day)
        year = anchor.year + past
    if day is not None:
        return Period(date(year, first, day), date(year, first, day), "day")
    ten = group("t")
    if ten:
        begin = date(year, first, {"上": 1, "中": 11, "下": 21}[ten])
        return Period(begin, month_end(year, first) if ten == "下" else begin + timedelta(days=9), "ten")
    return _months(year, first, last, unit)


def _repair(groups: Mapping[str, str | None], p: str, group: _Group) -> tuple[str, str] | None:
    if group("ml"):
        return f"{group('y')}年{group('ml')}", f"{group('y')}年{group('ml')}月"
    if group("y") and not groups.get(p + "ny"):
        return f"{group('y')}", f"{group('y')}年"
    return None
