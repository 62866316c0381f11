"""A text is covered: same length, no digit of the line itself left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from archive.private.homes import LOOK, homes
from archive.private.numbers import DASH, DIGIT, LONG, Span, numbers, open_digits
from archive.private.words import BLANK, unit, words

_LATIN = "A-Za-zＡ-Ｚａ-ｚ0-9０-９"
_MAIL = re.compile(rf"(?<![{_LATIN}._%+-])[{_LATIN}._%+-]{{1,64}}(?=[ ]?[@＠][ ]?[{_LATIN}-]+(?:[.．。][{_LATIN}-]+)+)")
# Cheap looks that spare most texts the dear ones.
_MAYBE = re.compile(f"{DIGIT}{{3}}|[@＠址住居微QＱqｑ扣籍]|单元")
_CHAT = re.compile("[微QＱqｑ扣]")
# Tabs only here: a field of telephones may hold its area and its number in two cells; in a text they are two cells of numbers.
_RUN = re.compile(f"{DIGIT}(?:(?:{DASH}|\t){DIGIT}){{5,}}")


class Private(NamedTuple):
    """A string known to be private: what covers it, and whether only where it stands alone, as a cell does."""

    value: str
    cover: str
    alone: bool = False


@cache
def _chat() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![A-Za-z0-9/_.=?&-])({words()['chat_words']})(群|号码|号)?({BLANK}?[:：为是]{BLANK}?|{BLANK}?)"
        r"([A-Za-z0-9０-９_-]{5,20})",
        re.IGNORECASE,
    )


def mask(text: str, known: Iterable[Private] = ()) -> str:
    """`text` with everything private covered, of equal length; `known` are strings private whatever they look like."""
    known = [one for one in known if one.value in text]
    if not known and not _MAYBE.search(text):
        return text
    spans: list[Span] = []
    if LONG.search(text):
        spans += numbers(text)
    if "@" in text or "＠" in text:
        spans += [(m.start(), m.end(), min(1, len(m.group()) - 1), 0) for m in _MAIL.finditer(text)]
    if _CHAT.search(text):
        spans += [(m.start(4), m.end(4), 1, 0) for m in _chat().finditer(text) if _is_account(text, m)]
    if LOOK.search(text):
        spans += homes(text)
    covered = list(text) if spans or known else []
    for start, end, first, last in spans:
        cover(covered, start, end, first, last)
    for one in known:
        around = r"(?<!\S){}(?!\S)" if one.alone else "{}"
        for match in re.finditer(around.format(re.escape(one.value)), text):
            for at, letter in enumerate(one.cover, match.start()):
                if letter == "*":
                    covered[at] = letter
    return "".join(covered) or text


def mask_number(text: str | None) -> str | None:
    """A field that holds telephones, covered whatever its numbers look like."""
    if text is None:
        return None
    covered = list(mask(text))
    for match in _RUN.finditer("".join(covered)):
        cover(covered, match.start(), match.end(), *open_digits(match.group()))
    return "".join(covered)


def cover(letters: list[str], start: int, end: int, first: int = 0, last: int = 0) -> None:
    """Cover the letters and digits from `start` to `end`, but for the `first` and the `last` of them."""
    places = [i for i in range(start, end) if letters[i].isalnum()]
    for i in places[first : len(places) - last]:
        letters[i] = "*"


def _is_account(text: str, match: re.Match[str]) -> bool:
    """Whether a chat word is followed by an account: after a colon any; else a number after QQ, or a name after 微信号."""
    word, number, between, value = match.groups()
    if value.isdigit() and unit("units").match(text, match.end()):
        return False
    if between.strip():
        return True
    return value.isdigit() if word != "微信" else bool(number and value[0].isalpha())
