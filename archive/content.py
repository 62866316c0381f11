"""When are two letters the same, and when has one changed: judged on normalised content, never on the page around it."""

from __future__ import annotations

import re
from typing import Any

from archive.ids import short

_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")  # zero-width characters
_FULL = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_FOLDED = tuple(zip("，：；（）！？．－％", ",:;()!?.-%", strict=True))
# What publishers put over names and numbers: 刘**, 138****0000, 张某某, ×××.
_MASK = re.compile(r"[*＊]{2,}|[×xX]{3,}|某某|(?<=[\u4e00-\u9fff])某(?=[，,；;：:、代委])")
_SHINGLE = 5
TELLING = 12  # characters; a shorter title (复函) is shared by letters that have nothing to do with each other

Record = dict[str, Any]


def normalised(text: str | None) -> str:
    """`text` without white space and with full-width forms folded: what a reader would call the same."""
    if not text:
        return ""
    text = "".join(text.split())
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    for full, half in _FOLDED:  # seven times as fast as NFKC, which folds much that does not occur
        text = text.replace(full, half)
    if _FULL.search(text):
        text = _FULL.sub(lambda m: chr(ord(m.group()) - 0xFEE0), text)
    return text


def content_hash(record: Record) -> str:
    """16 hex digits over what the letter says: title, number, outcome, publicity, text and enclosed files."""
    letter = record["letter"]
    files = [(a["title"], a["url"]) for a in record["attachments"] if a["kind"] == "file"]
    values = [normalised(letter[k]) for k in ("title", "doc_number_raw", "outcome", "disclosure", "text")]
    return short(*values, files, length=16)


def title_hash(doc_number: str | None, title: str | None) -> str | None:
    """16 hex digits over document number and title: enough to know a withdrawn letter again without keeping it.

    None where both together say too little (复函).
    """
    number, telling = normalised(doc_number), normalised(title)
    return short(number, telling, length=16) if number or len(telling) >= TELLING else None


def is_masked(text: str) -> bool:
    """Whether the publisher covered names or numbers in `text`."""
    return bool(_MASK.search(text))


def similarity(one: str, other: str) -> float:
    """Share of five-character pieces two texts have in common (0 to 1), pieces touched by a mask left out."""
    first, second = _shingles(one), _shingles(other)
    if not first or not second:
        return 1.0 if normalised(one) == normalised(other) else 0.0
    # The share of the smaller set: a masked twin lacks pieces, it adds none.
    return len(first & second) / min(len(first), len(second))


def _shingles(text: str) -> set[str]:
    clean = normalised(_MASK.sub("\x00", text))
    pieces = {clean[i : i + _SHINGLE] for i in range(len(clean) - _SHINGLE + 1)}
    return {piece for piece in pieces if "\x00" not in piece}
