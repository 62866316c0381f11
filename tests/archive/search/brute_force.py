"""The reference search is measured against: no index, no regular expressions of ours, one character after the other."""

from __future__ import annotations

import unicodedata

from opencc import OpenCC

_T2S = OpenCC("t2s")


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character in "々〇" or "\U00020000" <= character <= "\U000323af"


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_T2S.convert(c) for c in text)


def words(text: str) -> list[str]:
    """Stretches of Han characters and stretches of other letters and digits, folded."""
    found: list[str] = []
    kind = None
    for character in _fold(text):
        now = "han" if _is_han(character) else "word" if character.isalnum() else None
        if now and now == kind:
            found[-1] += character
        elif now:
            found.append(character)
        kind = now
    return found


def contains(text: str, term: str) -> bool:
    """True where the words of `term` follow each other in `text`; Han words may be cut out of longer ones."""
    wanted, have = words(term), words(text)
    return bool(wanted) and any(_at(have[i : i + len(wanted)], wanted) for i in range(len(have)))


def _at(have: list[str], wanted: list[str]) -> bool:
    if len(have) < len(wanted):
        return False
    for i, (found, asked) in enumerate(zip(have, wanted, strict=True)):
        first, last = i == 0, i == len(wanted) - 1
        if not _is_han(asked[0]):
            fits = found == asked
        elif first and last:
            fits = asked in found
        elif first:
            fits = found.endswith(asked)
        elif last:
            fits = found.startswith(asked)
        else:
            fits = found == asked
        if not fits:
            return False
    return True
