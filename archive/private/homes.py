"""Where somebody lives. A place alone is none: 保坪村五组 is a home only after words such as 家住 or 住址."""

from __future__ import annotations

import re
from functools import cache

from archive.private.numbers import Span
from archive.private.words import BLANK, words

_N = "[0-9０-９一二三四五六七八九十百]"
_FLAT = r"[0-9０-９一二三四五六七八九十A-Za-z]{1,5}(?:栋|幢|座|号楼|#楼|楼|单元|组团|号|室)"
_FLAT_OF = re.compile(rf"(?:{_FLAT}[ ]?){{0,4}}[0-9一二三四五六七八九十]{{1,3}}单元(?:[ ]?{_FLAT}|[0-9-]{{1,6}})*")
_EXACT = re.compile(rf"单元|[0-9]+室|{_FLAT}{_FLAT}")
_BUILDING = re.compile(r"小区|花园|家属院|公寓|[栋幢]|[0-9]+组|村[^\n]{0,6}[0-9]+号")
# 三社区, 三社联动, 五组织 are other words.
_HOUSE = re.compile(
    rf"[路街巷道弄村湾坊段]{_N}{{1,5}}号|{_N}{{1,3}}(?:组(?![织长成合建])|社(?![区会保联员工干])|队(?![长伍员]))"
)
_END = re.compile(
    rf"{_N}{{1,5}}(?:号楼|号|组|社|队|室|栋|幢|座|楼|层|单元)(?:附?[0-9A-Za-z-]{{1,6}})?|小区|花园|家属院|公寓"
)
_SENTENCE = r"[^\n\t。；;，,]+"
LOOK = re.compile("址|住|居|户籍|单元")  # a cheap look that spares most texts the dear ones


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    w = words()
    somebody = rf"[{w['surnames']}](?:某|[*＊×]|女士|先生)"
    not_of_office = "".join(f"(?<!{word})" for word in w["office_addresses"].split("|"))
    return {
        "label": re.compile(rf"(?:{w['home_labels']}){BLANK}?([:：]?)[为是在]?([ \u3000\t\n]?)({_SENTENCE})"),
        "verb": re.compile(rf"(?:{w['home_verbs']})({_SENTENCE})"),
        "dwelling": re.compile(rf"(?:{w['dwelling_verbs']})({_SENTENCE})"),
        "address": re.compile(rf"{not_of_office}(?:{w['address_labels']})\s?[:：]\s?({_SENTENCE})"),
        "residents": re.compile(rf"(?:{w['residents']})(?!{somebody})"),
    }


def homes(text: str) -> list[Span]:
    """What of `text` says where somebody lives."""
    patterns = _patterns()
    spans = [(m.start(), m.end(), 0, 0) for m in _FLAT_OF.finditer(text)] if "单元" in text else []
    for m in patterns["label"].finditer(text):
        if m.group(1) and m.group(2) in ("", " ", "\u3000"):
            spans.append((m.start(3), m.end(3), 0, 0))
        elif is_home(m.group(3)):
            spans.append((m.start(3), m.start(3) + _length(m.group(3)), 0, 0))
    for m in patterns["verb"].finditer(text):
        if is_home(m.group(1)):
            spans.append((m.start(1), m.start(1) + _length(m.group(1)), 0, 0))
    for m in patterns["dwelling"].finditer(text):
        said = m.group(1)
        if _EXACT.search(said) or (is_home(said) and not patterns["residents"].search(said)):
            spans.append((m.start(1), m.start(1) + _length(said), 0, 0))
    for m in patterns["address"].finditer(text):
        if _EXACT.search(m.group(1)) or _BUILDING.search(m.group(1)):
            spans.append((m.start(1), m.end(1), 0, 0))
    return spans


def is_home(address: str) -> bool:
    """Whether an address goes down to a building, a house or a villagers' group."""
    return bool(_EXACT.search(address) or _BUILDING.search(address) or _HOUSE.search(address))


def _length(sentence: str) -> int:
    """How much of a sentence is the address: 家住滨江路0号的张某反映噪声 goes on after it."""
    for part in (sentence.split("的")[0], sentence):
        if is_home(part) and (ends := [m.end() for m in _END.finditer(part)]):
            return ends[-1]
    return len(sentence)
