"""Telephones, identity numbers and accounts in a text, looked for only around long runs of digits: elsewhere there are none."""

from __future__ import annotations

import re
from functools import cache

from archive.private.words import BLANK, unit, words

Span = tuple[int, int, int, int]  # start, end, characters left open at the beginning and at the end

DIGIT = "[0-9０-９]"
_DASHES = " \u00a0\u2002-\u200b\u3000·.\\-－—–‐‑―"
DASH = f"[{_DASHES}]?"
_GAP = f"[{_DASHES}\t]{{0,3}}"  # between the area and the number: "023 - 47520000"
_PLUS = "(?:[+＋]|00)"
_NOT_BEFORE, _NOT_AFTER = f"(?<!{DIGIT})", f"(?!{DIGIT})"
_URL = re.compile(r"(?:https?|ftp)://[!-~]+")
_MOBILE = re.compile(
    f"{_NOT_BEFORE}(?:{_PLUS}?86[)）]?{DASH})?([1１][3-9３-９]{DIGIT}{DASH}{DIGIT}{{4}}{DASH}{DIGIT}{{4}}"
    f"|[1１][3-9３-９]{DIGIT}{{3}}{DASH}{DIGIT}{{3}}{DASH}{DIGIT}{{3}}){_NOT_AFTER}"
)
_ABROAD = (
    f"(?:{_PLUS}86[)）]?{DASH}|86[)）]?[-－—])[(（]?[0０]?{DIGIT}{{2,3}}[)）]?"  # +86 23, without the 0 of the area
)
_AREA = f"[（(]?[0０]{DIGIT}{{2,3}}[)）]?"
_LANDLINE = re.compile(
    f"(?<![0-9０-９\\-－])(?<!{DIGIT}[.．])(?:(?:{_ABROAD}|{_AREA}){_GAP}|[(（]{DIGIT}{{3,4}}[)）])({DIGIT}{{3,4}}{DASH}{DIGIT}{{4}}){_NOT_AFTER}"
)
_HOTLINE = re.compile(f"{_NOT_BEFORE}[48]00({DASH}{DIGIT}{{3,4}}{DASH}{DIGIT}{{3,4}}){_NOT_AFTER}")
_BARE = re.compile(f"{_NOT_BEFORE}({DIGIT}{{7,8}}|{DIGIT}{{3,4}}[- －—]{DIGIT}{{4}}){_NOT_AFTER}")
_DATE = re.compile(
    r"(?:19|20)\d\d[-－—]?(?:0[1-9]|1[0-2])?[-－—]?(?:0[1-9]|[12]\d|3[01])?$|(?:19|20)\d\d[-－—](?:19|20)\d\d$"
)
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z０-９])[1-9１-９][0-9０-９]{5}(?:19|20|１９|２０)[0-9０-９]{2}(?:0[1-9]|1[0-2]|[０１][０-９])"
    r"(?:0[1-9]|[12]\d|3[01]|[０-３][０-９])[0-9０-９]{3}[0-9０-９XxＸｘ](?![0-9A-Za-z０-９])"
)
LONG = re.compile(f"{DIGIT}(?:[)）]?{_GAP}[(（]?{DIGIT}){{6,}}")
_LABEL = 16  # characters before a run in which its label may stand


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    w = words()
    office_or_person = (
        rf"(?:(?:{w['office_endings']})|[{w['surnames']}][\u4e00-\u9fff]{{1,2}}|[{w['surnames']}] [\u4e00-\u9fff])"
    )
    label = rf"(?:(?:{w['account_words']}){BLANK}?[:：为是]?|(?:{w['account_nouns']}){BLANK}?[:：为])[ \t\u3000]?"
    return {
        "contact": re.compile(w["contact_words"]),
        "asked": re.compile(rf"(?:{w['contact_words']}){BLANK}?[:：]\s*$"),
        "call": re.compile(rf"(?:{w['call_words']})(?:电话)?[:：]?{BLANK}?$"),
        "listed": re.compile(rf"[^\n\t0-9]{{0,16}}?{office_or_person}[）)]?[:：]?\s?"),
        "account": re.compile(rf"{label}([A-Za-zＡ-Ｚａ-ｚ]{{0,2}}{DIGIT}(?:[ \-－—]?{DIGIT}){{6,24}}+)"),
        "identity": re.compile(
            rf"(?:{w['identity_words']})[^0-9０-９\n]{{0,8}}({DIGIT}(?:[ \-－—]?{DIGIT}){{13,16}}(?:[ \-－—]?[0-9０-９XxＸｘ])?)"
            rf"{_NOT_AFTER}"
        ),
    }


def numbers(text: str) -> list[Span]:
    """What of `text` belongs to a private number."""
    spans: list[Span] = []
    urls = [m.span() for m in _URL.finditer(text)] if "://" in text else []
    spoken: dict[int, bool] = {}  # by the beginning of a line: a file may be one line with thousands of numbers
    for run in LONG.finditer(text):
        if not any(start <= run.start() < end for start, end in urls):
            spans += _of_run(text, run.start(), run.end(), spoken)
    return spans


def open_digits(value: str) -> tuple[int, int]:
    """How many digits stay readable before and after a mask: of a mobile the network it belongs to, of others none."""
    return max(0, sum(c.isalnum() for c in value) - 8), 0


def _of_run(text: str, start: int, end: int, spoken: dict[int, bool]) -> list[Span]:
    patterns = _patterns()
    begin = max(0, start - 1)  # a bracket or a plus sign may stand before
    line = text.rfind("\n", 0, start) + 1
    label = max(line, start - _LABEL)
    spans = [(m.start(), m.end(), 3, 0) for m in _IDENTITY.finditer(text, begin, end + 1)]
    spans += [(m.start(1), m.end(1), 3, 0) for m in patterns["identity"].finditer(text, label, end + 1)]
    spans += [
        (m.start(1), m.end(1), 0, 0) for m in patterns["account"].finditer(text, label, end) if _is_account(text, m)
    ]
    amount, count = unit("units_of_amounts"), unit("units")
    phones = [
        m
        for pattern in (_MOBILE, _LANDLINE)
        for m in pattern.finditer(text, begin, end)
        if not amount.match(text, m.end())
    ]
    bare = [m for m in _BARE.finditer(text, begin, end) if not _DATE.match(m.group(1))]
    if bare and line not in spoken:
        spoken[line] = _speaks_of_contact(text, line, end)
    if bare and not spoken[line]:
        bare = [
            m
            for m in bare
            if _is_listed(text, m) or patterns["call"].search(text, max(line, m.start() - _LABEL), m.start())
        ]
    phones += [m for m in (*_HOTLINE.finditer(text, begin, end), *bare) if not count.match(text, m.end())]
    return spans + [(m.start(1), m.end(1), *open_digits(m.group(1))) for m in phones]


def _speaks_of_contact(text: str, line: int, end: int) -> bool:
    """Whether the line says what its number is for, or the line before asks for it ("联系电话：" and a line break)."""
    stop = text.find("\n", end)
    if _patterns()["contact"].search(text, line, stop if stop >= 0 else len(text)):
        return True
    return line > 0 and bool(_patterns()["asked"].search(text, max(0, line - _LABEL), line))


def _is_account(text: str, number: re.Match[str]) -> bool:
    """Long numbers are accounts whatever follows ("户名：…"); a short one may count accounts."""
    return sum(c.isalnum() for c in number.group(1)) >= 12 or not unit("units").match(text, number.end())


def _is_listed(text: str, number: re.Match[str]) -> bool:
    """A contact list without the word telephone: a line or cell that is an office or a person, and this number."""
    begin = max(text.rfind("\n", 0, number.start()), text.rfind("\t", 0, number.start())) + 1
    at_end = number.end() == len(text) or text[number.end()] in "\n\t"
    return at_end and bool(_patterns()["listed"].fullmatch(text, begin, number.start()))
