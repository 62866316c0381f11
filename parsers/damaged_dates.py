"""Dates that lost a character: 年, 月 or 日 dropped by an extractor that skips text nodes of one character.

Only what the calendar forces is restored; every other reading is handed back for someone with more knowledge to choose.
"""

from __future__ import annotations

import re
from datetime import date

from parsers.dates import DateValue, fold, parse_date

_AROUND = "()[]〔〕,.。;:"
_DAMAGED = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<nian>年?)(?P<rest>[0-9]{1,2}月[0-9]{1,2}|[0-9]{2,4})(?P<ri>[日号]?)"
)
# 二00七年 where digits were typed as figures and the lone 二 is gone: no other millennium has offices.
_NO_CENTURY = re.compile(
    r"[0〇○零][0〇○零一二三四五][一二三四五六七八九〇○零0]?年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日?)?"
)
_YEAR_MONTH = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?:(?P<m>1[0-2]|0?[1-9])月日?|年(?P<alone>1[0-2]|0?[1-9])|(?P<one>[1-9]))"
)
_RUN_OF_DAY = re.compile(
    r"(?<![0-9月第])(?:(?P<y>20[0-9]{2})(?P<nian>年?)(?=[0-9]{2,4}日)|(?=[0-9]{3,4}日))(?P<md>[0-9]{2,4})日(?=前|之前|以前|底|起|$|[,，、；;。])"
)
# One look that tells whether any of the rules below can apply: most deadlines are whole.
_MAY_HAVE_LOST = re.compile(
    r"(?<![0-9])20[0-9]{2}(?![0-9年.\-/—–~至])|[0-9]{5}|[0-9]{3,4}日|月[0-9]{1,2}(?![0-9日号、])|(?<![0-9月])[0-9]{1,2}[上中下]旬|年[0-9]{1,2}(?![0-9月日、.])|年[0-9]{3}|年[0-9]{2}日|月[至到—~-][0-9]{1,2}(?![0-9年月日号、.])"
)
_PHRASES = (
    (re.compile(r"(?<=[0-9]月)([0-9]{1,2})(?=前|之前|以前)"), r"\1日"),
    (re.compile(r"(?<![0-9.年月])(1[0-2]|[1-9])(?=[上中下]旬)"), r"\1月"),
    (re.compile(r"(?<=20[0-9]{2}年)(1[0-2]|[1-9])(?=[上中下]旬|[底末]|前|起|$|[,，、；;。](?![0-9]))"), r"\1月"),
    (re.compile(r"(?<![0-9])(20[0-9]{2})(?=[上下]半年|第?[一二三四1-4]季度)"), r"\1年"),
    (re.compile(r"(?<=[0-9]月[至到—~-])(1[0-2]|[1-9])(?=$|[底末前,，；;。])"), r"\1月"),
    # A cell that holds a year, two years or a year and a month, and nothing else.
    (re.compile(r"^(20[0-9]{2})$"), r"\1年"),
    (re.compile(r"^(20[0-9]{2})(20[0-9]{2})年?$"), r"\1—\2年"),
    (re.compile(r"^(20[0-9]{2})([1-9])$"), r"\1年\2月"),
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def repair_date(text: str, published: date | None = None) -> tuple[list[date], date | None]:
    """The readings of a date with lost characters, and the one to believe.

    `text` is the damaged form alone: `2023427日`, `202398`, `202012月3日`, `2023年427日`. A form with one reading is believed;
    of several (`2023111日`) the latest that is not after `published`. No reading: `([], None)`. Printed month and day
    are either both padded with zeros or neither, as offices print them.
    """
    bare = "".join(fold(text).split()).strip(_AROUND)
    if _NO_CENTURY.fullmatch(bare) and (whole := parse_date(f"二{bare}")) and whole.date:
        return [whole.date], whole.date
    match = _DAMAGED.fullmatch(bare)
    if not match:
        return [], None
    readings = sorted({d for d in (_day(match["y"], m, d) for m, d in _splits(match["rest"])) if d})
    if len(readings) == 1:
        return readings, readings[0]
    earlier = [d for d in readings if published and d <= published]
    return readings, earlier[-1] if earlier else None


def repair_month(text: str) -> DateValue | None:
    """The month of a year-month whose 年 or 月 is lost, or both (`202210月`, `2022年10`, `20229`), or None. `raw` keeps the damaged form."""
    bare = "".join(fold(text).split()).strip(_AROUND)
    match = _YEAR_MONTH.fullmatch(bare)
    return (
        DateValue(f"{match['y']}-{int(match['m'] or match['alone'] or match['one']):02}", "month", text.strip())
        if match
        else None
    )


def repair_year(text: str) -> DateValue | None:
    """The year that lost its 年 (`2023`), or None: to be believed only where a signature stands beside it."""
    bare = text.strip()
    return DateValue(bare, "year", bare) if _YEAR.fullmatch(bare) else None


def repair_month_day(text: str) -> list[tuple[int, int]]:
    """The readings (month, day) of a day whose 月 is lost (`1028日`, `111日`); empty for a plain day (`28日`)."""
    match = re.fullmatch(r"([1-9][0-9]{1,3})[日号]", "".join(fold(text).split()))
    if not match or int(match[1]) <= 31:
        return []
    return [(int(m), int(d)) for m, d in _splits(match[1]) if _day("2024", m, d)]


def repair_phrase(phrase: str) -> str:
    """A deadline's words with the marks put back that the calendar forces: `2023年630日前`, `6月30前`, `8上旬`, `2023上半年`."""
    if not _MAY_HAVE_LOST.search(phrase):
        return phrase
    for pattern, restored in _PHRASES:
        phrase = pattern.sub(restored, phrase)
    return _RUN_OF_DAY.sub(_day_restored, phrase)


def _day_restored(match: re.Match[str]) -> str:
    if match["y"] and not match["nian"]:
        readings, _ = repair_date(match.group())
        return f"{readings[0].year}年{readings[0].month}月{readings[0].day}日" if len(readings) == 1 else match.group()
    pairs = [(m, d) for m, d in _splits(match["md"]) if _day("2024", m, d)]
    return (
        "{}{}月{}日".format(match.group()[: match.start("md") - match.start()], *pairs[0])
        if len(pairs) == 1
        else match.group()
    )


def _splits(rest: str) -> list[tuple[str, str]]:
    if "月" in rest:
        month, _, day = rest.partition("月")
        return [(month, day)]
    pairs = [(rest[:i], rest[i:]) for i in range(1, len(rest))]
    if len(rest) == 4 and "0" in (rest[0], rest[2]):
        return [(rest[:2], rest[2:])]
    return [(m, d) for m, d in pairs if m[0] != "0" and d[0] != "0"]


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
