"""Places where text was inherited with characters lost: one CJK character at a border between digits and Chinese.

An extractor that drops text nodes of one three-byte character took 年, 月, 号, 〕, ： and ） out of pages that set digits and
Chinese in separate runs. Only values are repaired, only where the grammar forces the reading, each with an issue.
"""

from __future__ import annotations

import re

from parsers.damaged_dates import repair_month_day
from parsers.record import Issue
from parsers.text import LetterText

YEAR_MONTH = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>1[0-2]|[1-9])月")
_RANGE = re.compile(
    r"(?P<from>\d{2,4})(?P<unit>个工作日|天|日|元|万元|亿元|个月|小时|分钟|项)[^，。；]{0,6}?(?:压减|压缩|缩短|降低|减少|下降|精简)?(?:至|到)(?P<to>\d{4,6})(?P=unit)"
)
# A day no month has (38日, 1028日): 月 is lost. `45日内` is a span of days.
_MONTH_DAY = re.compile(r"(?<![\d月第.])(?P<d>\d{2,4}日)(?!内|以内|之内|左右|以上|以下|后|游|均|产|报|常|处理|无理由)")
_PERCENT = re.compile(r"(?P<p>\d+(?:\.\d+)?%)(?P<y>(?:19|20)\d\d年)")
# Two months side by side have lost what joined them: 至, 和 or 、.
_MONTHS = re.compile(r"(?<!\d)(?P<m>1[0-2]|[1-9])月(?P<n>1[0-2]|[1-9])月")
_OPEN = re.compile(r"^[（(][^（）()]*$")
# One pass over the letter that tells whether any of the rules can apply: most letters are whole.
_SUSPECT = re.compile(
    r"[0-9至到%\n](?:(?<=[0-9])(?:[0-9]{4,5}月|(?<![0-9月第.][0-9])[0-9]{1,3}日|月[0-9]{1,2}月)|(?<=[至到])[0-9]{4,6}[^0-9年]|(?<=%)(?:19|20)[0-9]{2}年|(?<=\n)[（(][^（）()\n]*(?=\n|$))"
)
_NUMERALS = "一二三四五六七八九十"
_FIGURE = re.compile("[0-9A-Za-z]")
_LAST_WORD = re.compile(r"[\w\-—*]+$")


def lost_characters(text: LetterText, first: int, signed: int = -1) -> list[Issue]:
    """One issue for each place below line `first` where the grammar shows that a character is missing; `?` is unknown.

    Line `signed` is left out: what is lost from the signed date has an issue of its own.
    """
    found: list[Issue] = []
    if not _SUSPECT.search(text.text):
        return found
    for index in range(first, len(text.lines)):
        line = text.lines[index] if index != signed else ""
        places: list[tuple[int, Issue]] = []
        if "月" in line:
            for match in YEAR_MONTH.finditer(line):
                places.append((match.start(), _issue(match.group(), f"{match['y']}年{match['m']}月")))
            for match in _MONTHS.finditer(line):
                places.append((match.start(), _issue(match.group(), f"{match['m']}月?{match['n']}月")))
        if "日" in line:
            for match in _MONTH_DAY.finditer(line):
                readings = repair_month_day(match["d"])
                if len(readings) == 1:
                    places.append((match.start(), _issue(match["d"], "{}月{}日".format(*readings[0]))))
        if "至" in line or "到" in line:
            for match in _RANGE.finditer(line):
                if halves := _halves(match["to"], int(match["from"])):
                    low, high = halves
                    places.append(
                        (match.start("to"), _issue(f"{match['to']}{match['unit']}", f"{low}?{high}{match['unit']}"))
                    )
        if "%" in line:
            for match in _PERCENT.finditer(line):
                places.append((match.start(), _issue(match.group(), f"{match['p']}?{match['y']}")))
        if (
            line[:1] in ("（", "(")
            and _OPEN.match(line)
            and (word := _LAST_WORD.search(line))
            and not any("）" in after or ")" in after for after in text.lines[index + 1 : index + 3])
        ):
            places.append((len(line), _issue(word.group(), word.group() + ("）"))))
        found.extend(issue for _, issue in sorted(places, key=lambda place: place[0]))
    return found


def has_lost(damaged: str, whole: str) -> bool:
    """Whether `damaged` is `whole` less up to three lone characters: numerals, or what stood beside a figure or a letter."""
    if not 0 < len(whole) - len(damaged) <= 3:
        return False
    at = before = 0
    for place, character in enumerate(whole):
        if at < len(damaged) and damaged[at] == character:
            at += 1
            continue
        beside = whole[max(0, place - 1) : place] + whole[place + 1 : place + 2]
        lone = character in _NUMERALS or (character >= "\u0800" and _FIGURE.search(beside))
        if not lone or before == place:
            return False
        before = place + 1
    return at == len(damaged)


def _issue(damaged: str, repaired: str) -> Issue:
    return Issue("lost_character", f"{damaged} -> {repaired}")


def _halves(digits: str, above: int) -> tuple[str, str] | None:
    """`4575` below 240 can only be 45 and 75: two rising numbers of one length, both under what they fell from."""
    if int(digits) <= above or len(digits) % 2:
        return None
    low, high = digits[: len(digits) // 2], digits[len(digits) // 2 :]
    return (low, high) if low[0] != "0" and high[0] != "0" and int(low) < int(high) <= above else None
