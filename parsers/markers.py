"""Marker words beside the letter proper: outcome (办理结果) and publicity (公开属性)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.lexicon import alternatives, load

_GENRE = load("genre")
_CLASS = r"(?P<value>[A-EＡ-Ｅ][1-9１-９]?|[甲乙丙丁])"
_ANY_CLASS = re.compile(_CLASS)
_OUTCOME = re.compile(
    rf"(?:{alternatives(_GENRE['outcome_labels'])})\s*[：:]?\s*[（(“]?\s*{_CLASS}\s*(?:类|级|件)?\s*[）)”]?(?![A-Za-z0-9\u4e00-\u9fff]|\s*[、和])"
)
_GLUED = re.compile(
    rf"(?:号\s?|[〕\]］】）)]第?\d{{1,4}}|[〔﹝\[（(【［](?:19|20)\d{{3,6}}|^\s*|[（(【\[]\s*){_CLASS}\s?(?:类|级)\s*(?=$|[\s）)】\]公同主依不])"
)
# Glued to a number in brackets, or before the publicity without 类: …第5号（A）, B 同意公开, A类（主动公开）.
_BRACKETED = re.compile(rf"号\s?[（(]{_CLASS}[）)]\s*$")
_BEFORE_DISCLOSURE = re.compile(
    rf"^[（(【\[]?\s*{_CLASS}\s*(?:类|级)?\s*[（(\s]\s*(?:{alternatives(_GENRE['disclosure_values'])})\s*[）)】\]]?$"
)
_GLOSSED = re.compile(rf"^{_CLASS}\s*(?:类|级)?\s*[（(][^（）()]{{2,16}}[）)]$")
_ALONE = re.compile(rf"^[（(【\[]?\s*{_CLASS}\s*(?:类|级)?\s*[）)】\]]?$")
_DISCLOSURE = re.compile(
    rf"(?:{alternatives(_GENRE['disclosure_labels'])})\s*[：:]\s*[（(“]?\s*(?P<value>{alternatives(_GENRE['disclosure_values'])})(?![\u4e00-\u9fff])"
)
_BARE_DISCLOSURE = re.compile(
    r"(?:^|[\s（(【\[号类级])(?:此件(?!公开))?(?P<value>主动公开|依申请公开|不予公开|同意公开|不同意公开|同意全文公开|免予公开|此件公开发布)(?=$|[\s）)】\]。])"
)


@dataclass(slots=True)
class Marker:
    """A marker's bare value with its span [start, end) in the line."""

    value: str
    start: int
    end: int


def outcome_in(line: str) -> Marker | None:
    """The outcome class of a marker line: `办理结果：A`, `…21号C2类`, a bare `C`. The token only, never read from prose."""
    if len(line) > 160 or not _ANY_CLASS.search(line):
        return None
    for pattern in (_OUTCOME, _GLUED, _ALONE, _BRACKETED, _BEFORE_DISCLOSURE):
        if match := pattern.search(line):
            return Marker(match.group("value"), match.start("value"), match.end("value"))
    return None


def outcome_value(value: str) -> str | None:
    """The bare token of a label's value: `B类` -> `B`, `（C）` -> `C`, `A类（已解决）` -> `A`; None where it is no class (提案)."""
    match = _ALONE.match(value.strip()) or _GLOSSED.match(value.strip())
    return match.group("value") if match else None


def disclosure_in(line: str) -> Marker | None:
    """The publicity of a marker line as printed: `公开属性：主动公开`, `…C2类 同意公开`, `（此件公开发布）`."""
    if len(line) > 160 or ("公开" not in line and "是" not in line and "否" not in line):
        return None
    match = _DISCLOSURE.search(line) or _BARE_DISCLOSURE.search(line)
    return Marker(match.group("value"), match.start("value"), match.end("value")) if match else None
