"""Dates and times as letters and pages print them. No clock: what is not printed is not known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from parsers.numerals import CHINESE_NUMERAL, LETTER_ZEROS, ZEROS, to_int

CHINA = timezone(timedelta(hours=8))

# One character to one character, so that offsets stay true.
_FOLD = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x00A0: 0x20, 0x2002: 0x20, 0x2003: 0x20}
_LETTERS = str.maketrans(dict.fromkeys(LETTER_ZEROS, "0"))
_S = r"[^\S\n]{0,8}"
_YEAR_CN = rf"[一二壹贰貳弍12]\s?[九玖{ZEROS}{LETTER_ZEROS}09](?:\s?[{CHINESE_NUMERAL}{LETTER_ZEROS}0-9]){{2}}"
_YEAR = rf"(?:(?:1\s?9|2\s?0)(?:\s?[0-9]){{2}}|{_YEAR_CN})"
_SMALL = rf"(?:[0-9]\s?[0-9]?|元|[{CHINESE_NUMERAL}{LETTER_ZEROS}0-9]{{1,4}})"

_WRITTEN = re.compile(
    rf"(?<![0-9])(?P<y>{_YEAR}){_S}年"
    rf"(?:{_S}(?P<m>{_SMALL}){_S}月(?:份|(?:{_S}(?P<d>{_SMALL})(?:{_S}[日号]|(?=[\s,.;:。、;)\]〕]|$)))|(?P<blank>{_S}日))?|{_S}月{_S}日)?"
)
_SEPARATED = re.compile(
    rf"(?<![0-9.\-/])(?P<y>(?:19|20)[0-9]{{2}}){_S}(?P<sep>[-./—–‐‑−·]){_S}(?P<m>[0-9]{{1,2}}){_S}(?P=sep){_S}"
    r"(?P<d>[0-9]{2}(?=[0-9]{2}:)|[0-9]{1,2}(?![0-9]))"
)
_YEAR_MONTH = re.compile(rf"(?P<y>(?:19|20)[0-9]{{2}}){_S}[-./—–]{_S}(?P<m>[0-9]{{1,2}})")
_COMPACT = re.compile(
    r"(?<![0-9A-Za-z第])(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?:日|(?![0-9A-Za-z_号]))"
)
_PLAIN = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<sep>[-/])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?: (?P<h>[0-9]{1,2}):(?P<mi>[0-9]{1,2})(?::(?P<s>[0-9]{1,2}))?)?"
)
_AROUND = " \t\r\n()（）[]〔〕【】,，.。;；:：、“”\"'"


@dataclass(frozen=True, slots=True)
class DateValue:
    """A printed date: `iso` is `2023-04-27`, `2023-04` or `2023` as `precision` (day, month, year) has it."""

    iso: str
    precision: str
    raw: str

    @property
    def date(self) -> date | None:
        """The calendar day, or None when only the month or the year is printed."""
        return date.fromisoformat(self.iso) if self.precision == "day" else None


def fold(text: str) -> str:
    """`text` with full-width ASCII and typographic blanks narrowed, character for character."""
    return text.translate(_FOLD)


def parse_date(text: str) -> DateValue | None:
    """The date that `text` is as a whole (blanks, brackets and a stop around it allowed), or None.

    All the forms of `find_dates`, and the bare `2023年`, `2023-04`, `2023.4`, `20230427`.
    """
    bare = text.strip(_AROUND + "\u3000\u00a0\u2002\u2003\u200b\ufeff")
    folded = fold(bare)
    if len(folded) > 60:
        return None
    for pattern in (_WRITTEN, _SEPARATED, _YEAR_MONTH, _COMPACT):
        match = pattern.match(folded)
        if match and match.end() == len(folded):
            return _value(match, bare)
    return None


def find_dates(text: str) -> list[tuple[DateValue, int, int]]:
    """Every date printed in `text` as (value, start, end), in reading order, without overlaps.

    A date that does not exist (2月30日) is left out. Eight digits in a row count only with 日 behind them or alone on
    their line: `第20180329号` is a number.
    """
    folded = fold(text)
    found: list[tuple[DateValue, int, int]] = []
    for pattern in (_WRITTEN, _SEPARATED, _COMPACT):
        for match in pattern.finditer(folded):
            start, end = match.span()
            if pattern is _COMPACT and folded[end - 1] != "日" and not _alone(folded, start, end):
                continue
            if pattern is _WRITTEN and match["m"] is None and folded.startswith("度", end):
                continue
            value = _value(match, text[start:end])
            if value:
                found.append((value, start, end))
    found.sort(key=lambda f: (f[1], -f[2]))
    kept: list[tuple[DateValue, int, int]] = []
    for item in found:
        if not kept or item[1] >= kept[-1][2]:
            kept.append(item)
    return kept


def _alone(text: str, start: int, end: int) -> bool:
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[line_start:start] + text[end : line_end if line_end >= 0 else len(text)]
    return not line.strip(_AROUND)


def _value(match: re.Match[str], raw: str) -> DateValue | None:
    parts = match.groupdict()
    year = to_int(parts["y"].translate(_LETTERS))
    if year is None or not 1900 <= year <= 2099:
        return None
    if parts.get("m") is None:
        return DateValue(f"{year:04}", "year", raw)
    month = 1 if parts["m"] == "元" else to_int(parts["m"])
    if month is None or not 1 <= month <= 12:
        return None
    if parts.get("d") is None:
        return DateValue(f"{year:04}-{month:02}", "month", raw)
    day = to_int(parts["d"])
    try:
        return DateValue(date(year, month, day or 0).isoformat(), "day", raw)
    except ValueError:
        return None


_LABEL = re.compile(r"(?:发\s?布|公\s?布|公\s?开|更\s?新)\s?(?:时\s?间|日\s?期)|PubDate", re.I)
_CLOCK = re.compile(
    r"(?:[\s\u200b]{0,8}|\s?T)(?P<half>上午|下午)?\s?(?P<h>[0-9]{1,2})\s?(?::|时)\s?(?P<mi>[0-9]{1,2})(?![0-9])"
    r"(?:\s?分?\s?:?\s?(?P<s>[0-9]{1,2})(?![0-9])\s?秒?(?:\.[0-9]{1,9})?)?\s?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?"
)
_JAVA = re.compile(
    r"[A-Z][a-z]{2} (?P<mon>[A-Z][a-z]{2}) (?P<d>[0-9]{2}) (?P<t>[0-9]{2}:[0-9]{2}:[0-9]{2}) CST (?P<y>[0-9]{4})"
)
_MONTHS = {m: i for i, m in enumerate("JanFebMarAprMayJunJulAugSepOctNovDec"[k : k + 3] for k in range(0, 36, 3))}


def parse_timestamp(text: str) -> str | None:
    """When something was published: `2023-04-27T10:50:07+08:00`, a bare `2023-04-27` where no time is printed, or None.

    `text` is a line or a meta value; what stands before and after is passed over, and a label 发布时间/发布日期 says where
    to begin. Missing seconds are `:00`; a printed zone is converted. An impossible date or time (24:00) is None.
    """
    if plain := _PLAIN.fullmatch(text):
        return _plainly(plain)
    folded = fold(text[:500])
    label = _LABEL.search(folded)
    if label:
        later = parse_timestamp(text[label.end() : 500]) if label.end() else None
        if later:
            return later
    java = _JAVA.search(folded)
    if java and java["mon"] in _MONTHS:
        folded = f"{java['y']}-{_MONTHS[java['mon']] + 1}-{java['d']} {java['t']}"
    matches = [m for p in (_WRITTEN, _SEPARATED, _COMPACT) for m in p.finditer(folded) if m["m"] and m["d"]]
    if not matches:
        return None
    first = min(matches, key=lambda m: m.start())
    day = _value(first, "")
    if day is None:
        return None
    clock = _CLOCK.match(folded, first.end())
    return day.iso if clock is None else _moment(day.iso, clock)


def _plainly(match: re.Match[str]) -> str | None:
    """The form nine pages in ten print, `2023-04-27 10:50[:07]`, without the search for all the others."""
    try:
        if match["h"] is None:
            return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
        parts = (int(match[name] or 0) for name in ("y", "m", "d", "h", "mi", "s"))
        return datetime(*parts, tzinfo=CHINA).isoformat()  # type: ignore[misc,arg-type]
    except ValueError:
        return None


def _moment(day: str, clock: re.Match[str]) -> str | None:
    hour = int(clock["h"])
    if clock["half"] == "下午" and 1 <= hour < 12:
        hour += 12
    try:
        moment = datetime.fromisoformat(f"{day}T{hour:02}:{int(clock['mi']):02}:{int(clock['s'] or 0):02}")
        zone = clock["zone"]
        if not zone:
            return moment.replace(tzinfo=CHINA).isoformat()
        offset = datetime.strptime("+0000" if zone.isalpha() else zone.replace(":", ""), "%z").tzinfo
        return moment.replace(tzinfo=offset).astimezone(CHINA).isoformat()
    except (ValueError, OverflowError):
        return None
