"""The numbers Word writes before paragraphs by itself. They are not in the text, yet a letter's outline hangs on them."""

from __future__ import annotations

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
_MOST = 999


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._styles = {s.get(f"{_W}styleId"): s for s in document.styles.element.iter(f"{_W}style")}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {a.get(f"{_W}abstractNumId"): a for a in root.iter(f"{_W}abstractNum")}
        for number in root.findall(f"{_W}num"):
            target = _value(number, "abstractNumId")
            levels = {}
            for level in abstract[target].iter(f"{_W}lvl") if target in abstract else ():
                index, start = level.get(f"{_W}ilvl", ""), _value(level, "start") or "1"
                if index.isdigit() and start.isdigit():
                    levels[int(index)] = (
                        _value(level, "numFmt") or "decimal",
                        _value(level, "lvlText") or "",
                        int(start),
                    )
            self._levels[number.get(f"{_W}numId", "")] = levels

    def label(self, paragraph: Any) -> str:
        """The number before this paragraph (`一、`, `1.`), or nothing; each call counts one paragraph on."""
        number, level = self._of(paragraph)
        levels = self._levels.get(number or "")
        if not levels or level not in levels:
            return ""
        key = number or ""
        self._counts[key, level] = self._counts.get((key, level), levels[level][2] - 1) + 1
        for deeper in [k for k in self._counts if k[0] == key and k[1] > level]:
            del self._counts[deeper]
        if levels[level][0] in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            form, _, start = levels.get(index, ("decimal", "", 1))
            return _write(self._counts.get((key, index), start), form)

        return re.sub(r"%([1-9])", shown, levels[level][1])

    def _of(self, paragraph: Any) -> tuple[str | None, int]:
        """Number list and level of a paragraph: its own, or those of its style."""
        properties = paragraph.find(f"{_W}pPr")
        for _ in range(10):
            if properties is None:
                return None, 0
            own = properties.find(f"{_W}numPr")
            if own is not None:
                level = _value(own, "ilvl") or "0"
                return _value(own, "numId"), int(level) if level.isdigit() else 0
            style = self._styles.get(_value(properties, "pStyle") or _value(properties, "basedOn"))
            if style is None:
                return None, 0
            properties = style if style.find(f"{_W}pPr/{_W}numPr") is None else style.find(f"{_W}pPr")
        return None, 0


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{_W}{name}")
    return None if found is None else str(found.get(f"{_W}val", ""))


def _write(number: int, form: str) -> str:
    if not 0 < number <= _MOST:
        return str(number)
    if form in _CHINESE:
        hundreds, rest = divmod(number, 100)
        tens, ones = divmod(rest, 10)
        text = (f"{_DIGITS[hundreds]}百" if hundreds else "") + (
            f"{_DIGITS[tens]}十" if tens else "零" if hundreds and ones else ""
        )
        return (
            (text + (_DIGITS[ones] if ones else "")).removeprefix("一")
            if 10 <= number < 20
            else text + (_DIGITS[ones] if ones else "")
        )
    if form == "decimalEnclosedCircle" and number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("lowerLetter", "upperLetter") and number <= 26:
        return chr((97 if form == "lowerLetter" else 65) + number - 1)
    return str(number)
