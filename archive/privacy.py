"""Telephones, e-mail, identity and account numbers and home addresses never enter archive.db: they are masked at its door.

A mask has the length of what it covers and leaves no digit of the line itself (`138********`, `023-********`), so offsets into the
text stay right. Public short numbers (12345, 110) are kept; longer hotlines and office landlines are masked like every other telephone,
because no rule tells them from private ones. Names a publisher covers later are covered by archive.covering.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

import yaml

Record = dict[str, Any]
Span = tuple[int, int, int, int]  # start, end, characters left open at the beginning and at the end

_D = "[0-9０-９]"
_NOT_BEFORE, _NOT_AFTER = f"(?<!{_D})", f"(?!{_D})"
_DASH = "[ \u00a0\u3000\t·.\\-－—–‐‑―]?"
_URL = re.compile(r"(?:https?|ftp)://[!-~]+")
_MOBILE = re.compile(
    f"{_NOT_BEFORE}(?:(?:\\+|＋|00)?86{_DASH})?([1１][3-9３-９]{_D}{_DASH}{_D}{{4}}{_DASH}{_D}{{4}}"
    f"|[1１][3-9３-９]{_D}{{3}}{_DASH}{_D}{{3}}{_DASH}{_D}{{3}}){_NOT_AFTER}"
)
_AREA = f"(?:[（(]?[0０]{_D}{{2,3}}[)）]?)"
_LANDLINE = re.compile(
    f"(?<![0-9０-９\\-－])(?:{_AREA}{_DASH}|[(（]{_D}{{3,4}}[)）])({_D}{{3,4}}{_DASH}{_D}{{4}}){_NOT_AFTER}"
)
_HOTLINE = re.compile(f"{_NOT_BEFORE}[48]00({_DASH}{_D}{{3,4}}{_DASH}{_D}{{3,4}}){_NOT_AFTER}")
_BARE = re.compile(f"{_NOT_BEFORE}({_D}{{7,8}}|{_D}{{3,4}}[- －—]{_D}{{4}}){_NOT_AFTER}")
_DATE = re.compile(
    r"(?:19|20)\d\d[-－—]?(?:0[1-9]|1[0-2])?[-－—]?(?:0[1-9]|[12]\d|3[01])?$|(?:19|20)\d\d[-－—](?:19|20)\d\d$"
)
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z０-９])[1-9１-９][0-9０-９]{5}(?:19|20|１９|２０)[0-9０-９]{2}(?:0[1-9]|1[0-2]|[０１][０-９])"
    r"(?:0[1-9]|[12]\d|3[01]|[０-３][０-９])[0-9０-９]{3}[0-9０-９XxＸｘ](?![0-9A-Za-z０-９])"
)
_OLD_IDENTITY = re.compile(r"(?<=身份证)([^0-9\n]{0,8})(\d{15}|\d{17}[\dXx])(?!\d)")
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}(?=[ ]?[@＠][ ]?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_FLAT = r"[0-9０-９一二三四五六七八九十A-Za-z]{1,5}(?:栋|幢|座|号楼|#楼|楼|单元|组团|号|室)"
_FLAT_OF = re.compile(rf"(?:{_FLAT}[ ]?){{0,4}}[0-9一二三四五六七八九十]{{1,3}}单元(?:[ ]?{_FLAT}|[0-9-]{{1,6}})*")
# Cheap looks that spare most texts the dear ones.
_MAYBE = re.compile(f"{_D}{{3}}|[@＠址住居微QＱ]|单元")
_LONG = re.compile(f"{_D}(?:[)）]?{_DASH}{_D}){{6,}}")
_HOME = re.compile("址|住|居|单元")
_CHAT = re.compile("微|Q|Ｑ")


@cache
def _words() -> dict[str, Any]:
    text = (resources.files("archive") / "lexicon" / "privacy.yml").read_text(encoding="utf-8")
    words = {k: v if isinstance(v, str) else _any_of(v) for k, v in yaml.safe_load(text).items()}
    sentence = r"[^\n\t。；;，,]+"
    return words | {
        "contact": re.compile(words["contact_words"]),
        "unit": re.compile(rf"\s?(?:余|多)?(?:{words['units']})"),
        "listed": re.compile(
            rf"[^\n\t0-9]{{0,16}}?(?:(?:{words['office_endings']})|[{words['surnames']}][\u4e00-\u9fff]{{1,2}}"
            rf"|[{words['surnames']}] [\u4e00-\u9fff])[）)]?[:：]?\s?"
        ),
        "home": re.compile(rf"(?:{words['home_labels']})\s?[:：为是在]?\s?({sentence})"),
        "verb": re.compile(rf"(?:{words['home_verbs']})({sentence})"),
        "address": re.compile(rf"(?:{words['address_labels']})\s?[:：]\s?({sentence})"),
        "account": re.compile(rf"(?:{words['account_words']})\s?[:：为]?\s?([A-Za-z]?[0-9][0-9 ]{{5,24}}[0-9])"),
        "chat": re.compile(rf"(?:{words['chat_words']})(?:群|号码)?\s?[:：]\s?([A-Za-z0-9_-]{{5,20}})"),
        "private": re.compile(words["private_headers"]),
    }


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def surnames() -> str:
    """First characters of persons' names that tell a name from other words."""
    return str(_words()["surnames"])


def mask(text: str, known: Iterable[str] = ()) -> str:
    """`text` with everything private covered, of equal length. `known` are strings private wherever they stand."""
    known = [value for value in known if value in text]
    if not known and not _MAYBE.search(text):
        return text
    spans: list[Span] = []
    if _LONG.search(text):
        spans += _numbers(text)
    if "@" in text or "＠" in text:
        spans += [(m.start(), m.end(), min(1, len(m.group()) - 1), 0) for m in _MAIL.finditer(text)]
    if _CHAT.search(text):
        spans += [(m.start(1), m.end(1), 1, 0) for m in _words()["chat"].finditer(text)]
    if _HOME.search(text):
        spans += _homes(text)
    covered = list(text) if spans or known else []
    for start, end, first, last in spans:
        _cover(covered, start, end, first, last)
    for value in known:
        for match in re.finditer(re.escape(value), text):
            cover = mask_number(value) or ""
            covered[match.start() : match.end()] = [
                new if new == "*" else old for old, new in zip(covered[match.start() : match.end()], cover, strict=True)
            ]
    return "".join(covered) or text


def mask_number(text: str | None) -> str | None:
    """A field that holds telephones, covered whatever its numbers look like."""
    if text is None:
        return None
    covered = list(mask(text))
    for match in re.finditer(f"{_D}(?:{_DASH}{_D}){{5,}}", "".join(covered)):
        _cover(covered, match.start(), match.end(), *_open(match.group()))
    return "".join(covered)


def mask_record(record: Record) -> Record:
    """A copy of a parser's record with every string but addresses (URLs) masked; offsets stay right."""
    known = private_strings(record)
    masked: Record = _walk(record, known)
    for official in masked["officials"]:
        official["phone"] = mask_number(official["phone"])
    return masked


def private_strings(record: Record) -> list[str]:
    """What the record itself knows to be private: telephones of officials and cells under private headers."""
    found = {official["phone"] for official in record["officials"] if official["phone"]}
    for table in record["tables"]:
        for i, head in enumerate(table["header"]):
            if _words()["private"].search(head):
                found |= {row[i] for row in table["rows"] if i < len(row)}
    # Short strings (an extension, 无) would cover too much elsewhere.
    return sorted((s for s in found if sum(c.isalnum() for c in s) >= 6), key=len, reverse=True)


# Values our parser chooses from a list, dates, places in the text: nothing private fits in.
_PLAIN = frozenset(
    {"kind", "role", "level", "parent", "start", "end", "evidence", "source", "due_kind", "due_start", "due_end", "assembly",
     "term", "session", "between_sessions", "signed_on", "published_at", "signed_on_status", "code", "lead", "ordinal"}
)  # fmt: skip


def _walk(value: Any, known: list[str], key: str | None = None) -> Any:
    if isinstance(value, str):
        return value if key in ("url", "Url", "URL") and _URL.match(value) else mask(value, known)
    if isinstance(value, dict):
        return {k: v if v is None or k in _PLAIN else _walk(v, known, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_walk(v, known, key) for v in value]
    return value


def _numbers(text: str) -> list[Span]:
    """Private numbers, looked for only around long runs of digits: elsewhere there can be none."""
    spans: list[Span] = []
    urls = [m.span() for m in _URL.finditer(text)] if "://" in text else []
    for run in _LONG.finditer(text):
        if not any(start <= run.start() < end for start, end in urls):
            spans += _numbers_of_run(text, run.start(), run.end())
    return spans


def _numbers_of_run(text: str, start: int, end: int) -> list[Span]:
    words = _words()
    begin = max(0, start - 1)  # a bracket or a plus sign may stand before
    line = text.rfind("\n", 0, start) + 1
    spans = [(m.start(), m.end(), 3, 0) for m in _IDENTITY.finditer(text, begin, end + 1)]
    spans += [(m.start(2), m.end(2), 3, 0) for m in _OLD_IDENTITY.finditer(text, max(line, start - 12), end)]
    spans += [(m.start(1), m.end(1), 0, 0) for m in words["account"].finditer(text, max(line, start - 10), end)]
    phones = [m for pattern in (_MOBILE, _LANDLINE, _HOTLINE) for m in pattern.finditer(text, begin, end)]
    if bare := [m for m in _BARE.finditer(text, begin, end) if not _DATE.match(m.group(1))]:
        stop = text.find("\n", end)
        if words["contact"].search(text, line, stop if stop >= 0 else len(text)):
            phones += bare
        else:
            phones += [m for m in bare if _is_listed(text, m)]
    for match in phones:
        if not words["unit"].match(text, match.end()):
            spans.append((match.start(1), match.end(1), *_open(match.group(1))))
    return spans


def _is_listed(text: str, number: re.Match[str]) -> bool:
    """A contact list without the word telephone: a line or cell that is an office or a person, and this number."""
    begin = max(text.rfind("\n", 0, number.start()), text.rfind("\t", 0, number.start())) + 1
    at_end = number.end() == len(text) or text[number.end()] in "\n\t"
    return at_end and bool(_words()["listed"].fullmatch(text, begin, number.start()))


def _homes(text: str) -> list[Span]:
    words = _words()
    spans = [(m.start(1), m.end(1), 0, 0) for m in words["home"].finditer(text)]
    if "单元" in text:
        spans += [(m.start(), m.end(), 0, 0) for m in _FLAT_OF.finditer(text)]
    for kind in ("verb", "address"):
        spans += [(m.start(1), m.end(1), 0, 0) for m in words[kind].finditer(text) if _is_flat(m.group(1))]
    return spans


def _is_flat(address: str) -> bool:
    return bool(
        re.search(
            rf"小区|花园|家属院|公寓|单元|[0-9]+室|[栋幢]|{_FLAT}{_FLAT}|[0-9]+组|村[^\n]{{0,6}}[0-9]+号", address
        )
    )


def _open(value: str) -> tuple[int, int]:
    """How many digits stay readable before and after the mask: of a mobile the network it belongs to, of others none."""
    return max(0, sum(c.isalnum() for c in value) - 8), 0


def _cover(letters: list[str], start: int, end: int, first: int, last: int) -> None:
    places = [i for i in range(start, end) if letters[i].isalnum()]
    for i in places[first : len(places) - last]:
        letters[i] = "*"
