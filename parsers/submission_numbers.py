"""Numbers of suggestions and proposals as titles and openings print them: one, a list, or the two ends of a range."""

from __future__ import annotations

import re

# Letters may stand in front, with a dash or without (BH037, Z-0127), behind a year (2023-Z-0127) or between parts (ZX-01-0127).
# A dash between two numbers is part of the number as printed: it parts a sub-number (147-2) as often as the ends of a range.
_DASH = "[-－—–‐‑−]"
_LETTERS = rf"(?:[A-Za-zＡ-Ｚａ-ｚ]{{1,5}}{_DASH}?)?"
ID = rf"{_LETTERS}[0-9０-９]{{1,12}}(?:{_DASH}{_LETTERS}[0-9０-９]{{1,12}}){{0,2}}"
_CHINESE = "[〇零一二三四五六七八九十百]{1,6}"
_JOIN = r"(?:以及|[、,，;；/／·和及与并暨至到～~])"
_GOES_ON = rf"(?=号|{_JOIN}|[）)\]】〕﹞])"  # not 第12号、2023年工作


def _listed(one: str) -> str:
    """The pattern of a list of numbers `one`; another one after 建议 or 提案 counts only with both 第 and 号 around it."""
    return (
        rf"第?{one}号?(?:(?:(?:代表)?建议|提案|议案){_JOIN}第{one}号"
        rf"|(?:{_JOIN}第?|第|(?<=号){_DASH}{{1,2}}第?){one}{_GOES_ON}号?)*"
    )


_NUMBERS = re.compile(
    rf"(?<![〕\]］】）)0-9０-９A-Za-zＡ-Ｚ])(?<![0-9A-Za-z]{_DASH})(?:第[〔﹝]|第?[（(\[【]?)(?P<ids>{_listed(ID)})[）)\]】〕﹞]?号?"
)
_CHINESE_NUMBERS = re.compile(rf"(?=第{_CHINESE}(?:号|{_JOIN}))(?P<ids>{_listed(_CHINESE)})")
_ONE_ID = re.compile(ID)
_ONE_CHINESE = re.compile(_CHINESE)


def numbers_in(text: str, start: int = 0) -> list[tuple[str, int, int]]:
    """(number, start, end) of the first list of numbers at or behind `start`; [] where none is. `text` holds no blanks.

    Letters and zeros stay as printed. A range (第12至15号) gives the two numbers it prints.
    """
    for pattern, one in ((_NUMBERS, _ONE_ID), (_CHINESE_NUMBERS, _ONE_CHINESE)):
        for match in pattern.finditer(text, start):
            if "号" in match.group():
                at = match.start("ids")
                return [(m.group(), at + m.start(), at + m.end()) for m in one.finditer(match.group("ids"))]
    return []
