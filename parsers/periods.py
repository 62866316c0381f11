"""Calendar periods as Chinese prints them: year, half, quarter, month, ten days, day, with the edges 底 末 内 初 中."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from parsers.numerals import to_int

MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_NUMBERED = "一二三四五六七八九"
# Numbers that follow each other make one period: 7、8月, 三、四季度, 七八月, 三至四季度; after an enumerator (1、6月底前) they do not.
_AND = "[、和及与或]"
DASH = r"(?:[—–‒―─\-~]{1,3}|至|到)"


def _each(steps: list[tuple[str, str]], mark: str, unit: str, before: str = "") -> str:
    """A number up to the next one, for each pair of numbers that follow each other; the second is only looked at."""
    return "|".join(rf"{a}(?:(?:{unit})?{_AND}){mark}(?={before}{b})" for a, b in steps)


_MONTHS = (
    rf"(?=[0-9]{{1,2}}月?份?{_AND})(?:{_each([(str(a), f'0?{a % 12 + 1}(?![0-9])') for a in range(12, 0, -1)], '', '月份?')})"
    rf"|(?=[{_NUMBERED}]月?份?(?:{_AND}[{_NUMBERED}十]|[{_NUMBERED}])|十[一二]?月?份?{_AND})"
    rf"(?:{_each(list(pairwise(_NUMBERED)), '?', '月份?')}|{_each([('九', '十'), ('十', '十一'), ('十一', '十二'), ('十二', '[一元]')], '', '月份?')})"
)
_QUARTERS = (
    rf"{_each(list(pairwise('一二三四')), '?', '季度?', '第?')}|{_each(list(pairwise('1234')), '', '季度?', '第?')}|"
    + "|".join(
        rf"{a}{DASH}(?=第?[{b}])"
        for a, b in (("一", "二三四"), ("二", "三四"), ("三", "四"), ("1", "234"), ("2", "34"), ("3", "4"))
    )
)
_NOT_AFTER_NUMBER = r"(?<![0-9.〇○零一二三四五六七八九十百])"
_TEN = rf"[上中下](?:旬?(?:[、和]|{DASH})?[中下])?"
_WEEK = "一二三四五六日天"
# 内蒙古, 底数, 初步, 中央, 末端: an edge word must not be the head of another word.
_YEAR_END = "终(?=$|[前,。;、)]|之前|以前|完成)"
_EDGE = (
    r"年?底(?!数|线|板|部|座|商|层|册|图)|年?末(?!端|梢)|年?[之以]?内(?!蒙|江|黄|乡|丘|涝|河|环|部|设|容|外|地|需|控)|全年|"
    rf"年?{_YEAR_END}|岁末|"
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
        rf"(?<![0-9])(?P<{p}y>(?:19|20)[0-9]{{2}})(?P<{p}ny>年度?|(?=年?[底末]|全年|[上下]半年|第?[一二三四]季度)|(?=(?:1[0-2]|0?[1-9])月))"
        rf"|(?P<{p}yc>[一二][〇○零0O九][〇○零0O一二三四五六七八九]{{2}})年度?"
        rf"|(?<![0-9.])(?P<{p}ys>[12][0-9])年(?=年?底|[0-9]{{1,2}}月|[上下]半年|第?[一二三四]季)"
        rf"|(?P<{p}yr>{relative_year})"
    )
    after_year = rf"{_part(p, '1')}|(?P<{p}ml>1[0-2]|[1-9])(?=[底末前起]|[上中下]旬|[,。;)]|$)"
    relative = (
        rf"(?P<{p}r>本月|当月|下个?月|次月)(?:份?(?P<{p}d3>{DAY})[日号]|(?P<{p}t3>{_TEN})旬|(?P<{p}s3>[上下])半月)?"
        rf"|(?P<{p}rq>本季度?|下一?个?季度)|(?P<{p}w>[本下]周)(?P<{p}wd>[{_WEEK}])?"
        rf"|{_NOT_AFTER_NUMBER}(?P<{p}b>(?<![半近多每去前往历全个])年|(?<!个)月|(?<!个)季度?)(?=[底末]|内(?!容)|(?<=年)(?:{_YEAR_END}|中(?=之?前)))"
    )
    dotted = rf"(?<![0-9.])(?P<{p}dot>20[0-9]{{2}}(?P<{p}sep>[.\-/])[0-9]{{1,2}}(?:(?P={p}sep)[0-9]{{1,2}}日?|月份?(?:{DAY}[日号])?)?)(?![0-9])"
    alone = rf"{_NOT_AFTER_NUMBER}(?:{_part(p, '2')})"
    return rf"(?:(?:{dotted}|(?:{year})(?:{after_year})?|{alone}|{relative})(?P<{p}e>{_EDGE})?)"


def _part(p: str, n: str) -> str:
    # 四季 alone are the seasons.
    quarter = "季度?" if n == "1" else "季(?:度|(?=[底末内前初]))"
    return (
        rf"(?P<{p}h{n}>[上下])半年|前(?P<{p}f{n}>[二两三23])个?季度|[前头](?P<{p}g{n}>1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])个月|第?(?P<{p}q{n}>(?=[一二三四1-4].{{0,8}}季)(?:(?:{_QUARTERS})第?)*[一二三四1-4])(?:(?<=第.)个)?{quarter}"
        rf"|(?P<{p}m{n}>(?=[0-9{_NUMBERED}十元])(?:0?(?:{_MONTHS}))*{MONTH})月(?:份?(?P<{p}d{n}>{DAY})[日号]|份?(?P<{p}t{n}>{_TEN})旬|份?(?P<{p}s{n}>[上下])半月|份)?"
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
        name = p + name
        return groups.get(name) or groups.get(f"{name}1") or groups.get(f"{name}2") or groups.get(f"{name}3")

    try:
        period = _dotted(group("dot")) or _relative(group, anchor)
        if period is None:
            printed = _year(group, anchor)
            period = _in_year(group, year if printed is None else printed, anchor)
    except (ValueError, OverflowError):
        return None
    if period is None:
        return None
    return Period(
        period.start, period.end, period.unit, (group("e") or "")[-1:].replace("终", "末"), _repair(groups, p, group)
    )


def _months(year: int, first: int, last: int, unit: str) -> Period:
    return Period(date(year, first, 1), month_end(year, last), unit)


def _year(group: _Group, anchor: date) -> int | None:
    if group("ys"):
        return to_int("20" + (group("ys") or ""))
    relative = group("yr")
    if relative:
        return anchor.year + _RELATIVE_YEARS[relative]
    return to_int(group("y") or group("yc") or "")


def _dotted(text: str | None) -> Period | None:
    if not text:
        return None
    year, month, *day = (to_int(part) or 0 for part in re.findall(rf"[0-9]+|{DAY}", text))
    return _day(date(year, month, day[0])) if day else _months(year, month, month, "month")


def _day(day: date) -> Period:
    return Period(day, day, "day")


def _relative(group: _Group, anchor: date) -> Period | None:
    month, week, quarter, bare = group("r"), group("w"), group("rq"), group("b")
    if month or bare == "月":
        first = add_months(anchor.replace(day=1), int((month or "")[:1] in ("下", "次")))
        return _in_month(group, first.year, first.month)
    if week:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * (week[0] == "下"))
        if group("wd"):
            return _day(monday + timedelta(days=min(_WEEK.index(group("wd") or ""), 6)))
        return Period(monday, monday + timedelta(days=6), "week")
    if bare == "年":
        return _months(anchor.year, 1, 12, "year")
    if quarter or bare:
        first = add_months(date(anchor.year, (anchor.month - 1) // 3 * 3 + 1, 1), 3 * ((quarter or "")[:1] == "下"))
        return _months(first.year, first.month, first.month + 2, "quarter")
    return None


def _in_month(group: _Group, year: int, month: int) -> Period:
    if group("d"):
        return _day(date(year, month, to_int(group("d") or "") or 0))
    if group("s"):
        half = Period(date(year, month, 1), date(year, month, 15), "ten")
        return half if group("s") == "上" else Period(date(year, month, 16), month_end(year, month), "ten")
    ten = (group("t") or "").strip("旬")
    if not ten:
        return _months(year, month, month, "month")
    begin, last = (date(year, month, {"上": 1, "中": 11, "下": 21}[word]) for word in (ten[0], ten[-1]))
    end = month_end(year, month) if ten[-1] == "下" else last + timedelta(days=9)
    if end < begin:
        raise ValueError(f"{ten}旬 ends before it begins")
    return Period(begin, end, "ten")


def _in_year(group: _Group, year: int | None, anchor: date) -> Period | None:
    months, quarters = group("m") or group("ml"), group("q")
    if group("f"):
        first, last, unit = 1, 3 * (to_int(group("f") or "") or 0), "quarter"
    elif group("g"):
        first, last, unit = 1, to_int(group("g") or "") or 0, "month"
    elif group("h"):
        first, last, unit = (1, 6, "half") if group("h") == "上" else (7, 12, "half")
    elif quarters:
        first, last, unit = 3 * (to_int(quarters[0]) or 0) - 2, 3 * (to_int(quarters[-1]) or 0), "quarter"
    elif months:
        first, last = _numbers(months)
        unit = "month"
    else:
        return None if year is None else _months(year, 1, 12, "year")
    day = to_int(group("d") or "")
    if year is None:
        past = last < anchor.month or (day is not None and last == anchor.month and day < anchor.day)
        year = anchor.year + (past and first <= last)
    if day is not None or group("t") or group("s"):
        return _in_month(group, year, last)
    return Period(date(year, first, 1), month_end(year + (last < first), last), unit)


def _numbers(months: str) -> tuple[int, int]:
    """The first and the last of the months that are named together (7、8; 七八; 11、12、1)."""
    named = re.findall(r"[0-9]+|十[一二]?|[一二三四五六七八九元]", months)
    first, last = (1 if word == "元" else to_int(word) or 0 for word in (named[0], named[-1]))
    return first, last


def _repair(groups: Mapping[str, str | None], p: str, group: _Group) -> tuple[str, str] | None:
    if group("ml"):
        return f"{group('y')}年{group('ml')}", f"{group('y')}年{group('ml')}月"
    if group("y") and not groups.get(p + "ny"):
        return f"{group('y')}", f"{group('y')}年"
    return None
