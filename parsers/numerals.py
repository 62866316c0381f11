"""Numerals as letters print them: ASCII, full-width and Chinese digits, financial forms, positional and multiplied."""

from __future__ import annotations

import re
from functools import lru_cache

ZEROS = "〇零○◯"  # U+3007, U+96F6, and the circles typists use for them (U+25CB, U+25EF)
LETTER_ZEROS = "OoＯｏΟοОо"  # 二OO七: a letter typed for a zero; only believed beside a Chinese digit

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= dict.fromkeys(ZEROS, 0) | {"两": 2, "兩": 2, "貳": 2, "參": 3, "陸": 6, "弍": 2, "叄": 3, "幺": 1}
_TENS = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ASCII = {**{c: c for c in "0123456789"}, **{chr(0xFF10 + i): str(i) for i in range(10)}}
_LONGEST = 24
_LESSER = re.compile(
    "一(?=[二两])|[二两](?=三)|三(?=[四五])|(?<=三)两|四(?=五)|五(?=[六七])|六(?=七)|七(?=八)|八(?=九)"
)

CHINESE_NUMERAL = "".join(_DIGITS) + "".join(_TENS) + "".join(_UNITS)
"""Characters of a Chinese numeral below ten thousand, for use inside a regular expression's brackets."""


@lru_cache(maxsize=4096)
def to_int(text: str) -> int | None:
    """The whole number that `text` is, as a whole, or None.

    Takes `18`, `１８`, `十八`, `一百零三`, `二〇二三`, `二00七`, `廿三`, `贰拾`, `3万5千`; blanks around and inside are
    ignored. Anything more or less than a numeral (`第18`, `一十百`, ``) is None; nothing is raised. Above 24 characters: None.
    """
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return int(text)
    chars = [c for c in text if not c.isspace()]
    if not 0 < len(chars) <= _LONGEST:
        return None
    chinese = any(c in _DIGITS for c in chars)
    symbols: list[str | int] = []
    for c in chars:
        if c in _ASCII:
            symbols.append(int(_ASCII[c]))
        elif c in _DIGITS:
            symbols.append(_DIGITS[c])
        elif chinese and c in LETTER_ZEROS:
            symbols.append(0)
        elif c in _UNITS or c in _BIG or c in _TENS:
            symbols.append(c)
        else:
            return None
    if all(isinstance(s, int) for s in symbols):
        return int("".join(str(s) for s in symbols))
    return _multiplied(symbols)


def latest(text: str) -> int | None:
    """The whole number that `text` is; of an approximate one the greater: 两三 is 3, 三五 5, 十五六 16, 二三十 30."""
    return to_int(_LESSER.sub("", text, count=1))


def _multiplied(symbols: list[str | int]) -> int | None:
    total = 0
    last_big = 10**16
    section: list[str | int] = []
    for s in symbols:
        if isinstance(s, str) and s in _BIG:
            value = _section(section)
            if not value or _BIG[s] >= last_big:
                return None
            last_big = _BIG[s]
            total += value * last_big
            section = []
        else:
            section.append(s)
    if not section:
        return total
    tail = _section(section)
    if tail is None or tail >= last_big:
        return None
    if len(section) == 1 and total and last_big > 10 and isinstance(section[0], int) and section[0]:
        return total + section[0] * last_big // 10  # 三万五 = 35,000
    return total + tail


def _section(symbols: list[str | int]) -> int | None:
    """The value of a stretch below 万; None when its units do not fall in order."""
    total, last_unit = 0, 10**4
    digits: list[int] = []
    zero_before = False
    for s in symbols:
        if isinstance(s, int):
            digits.append(s)
            continue
        unit, given = (10, _TENS[s] // 10) if s in _TENS else (_UNITS[s], None)
        zero_before, value = _coefficient(digits, zero_before)
        if unit >= last_unit or (given is not None and value is not None):
            return None
        if value is None:
            value = given or (1 if unit == 10 else None)
        if value is None or not 0 < value < last_unit // unit:
            return None
        total += value * unit
        last_unit, digits, zero_before = unit, [], False
    zero_before, value = _coefficient(digits, zero_before)
    if value is None:
        return total
    if value >= last_unit:
        return None
    if 10 < last_unit < 10**4 and not zero_before and value < 10:
        return total + value * last_unit // 10  # 一百三 = 130
    return total + value


def _coefficient(digits: list[int], zero_before: bool) -> tuple[bool, int | None]:
    """Whether the run opens with a zero, and its value; None for a run without a digit."""
    if not digits:
        return zero_before, None
    return digits[0] == 0, int("".join(map(str, digits)))
