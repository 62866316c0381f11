"""Where a query is found in a text: spans for marking, and a piece of the text around the best place."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from archive.search.folding import Folded
from archive.search.matching import pattern
from archive.search.query import parse

OPEN, CLOSE = "【", "】"
WIDTH = 60  # characters before and after the first hit
_MOST_HITS = 500
_LONGEST = 200_000  # characters looked through; readers can call zh_snippet in SQL


@lru_cache(maxsize=64)
def _compiled(query: str) -> tuple[re.Pattern[str], ...]:
    """One pattern per wanted term, longest first."""
    terms = {pattern(term): len("".join(term.runs)) for group in parse(query) for term in group.wanted}
    return tuple(re.compile(found) for found in sorted(terms, key=lambda p: -terms[p]))


def _hits(text: Folded, query: str) -> list[tuple[int, int, int]]:
    """(start, end, number of the term) in the original, in order, at most _MOST_HITS per term."""
    found: list[tuple[int, int, int]] = []
    for number, regex in enumerate(_compiled(query)):
        for count, match in enumerate(regex.finditer(text.text)):
            if count == _MOST_HITS:
                break
            found.append((*text.span(*match.span()), number))
    return sorted(found)


def _merged(hits: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The spans of `hits`, those that overlap joined."""
    merged: list[tuple[int, int]] = []
    for start, end, _ in hits:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def spans(text: str | None, query: str | None) -> list[tuple[int, int]]:
    """The places of `text` where the wanted terms of `query` stand, as offsets of the text as published."""
    if not text or not query:
        return []
    return _merged(_hits(Folded(text[:_LONGEST]), query))


def snippet(text: str | None, query: str | None, width: int = WIDTH) -> list[tuple[str, bool]]:
    """Pieces of `text` around the place where most terms of `query` stand together; True for a hit.

    Plain text without any mark-up: whoever shows it on a page escapes each piece. The first and last piece hold an
    ellipsis where the text goes on. Without a hit, the beginning of the text.
    """
    if not text:
        return []
    width = max(5, min(int(width), 2_000))
    text = text[:_LONGEST]
    hits = _hits(Folded(text), query) if query else []
    first = _densest(hits, 2 * width) if hits else 0
    middle = hits[first][0] if hits else 0
    start = max(0, middle - width) if hits else 0
    end = min(len(text), (hits[first][1] if hits else width) + width)
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    position = start
    for hit_start, hit_end in _merged(hits):
        if hit_start >= start and hit_end <= end:
            pieces += [(text[position:hit_start], False), (text[hit_start:hit_end], True)]
            position = hit_end
    pieces += [(text[position:end], False)] + ([("…", False)] if end < len(text) else [])
    return [(piece, hit) for piece, hit in pieces if piece]


def _densest(hits: list[tuple[int, int, int]], width: int) -> int:
    """Index of the first hit with the most different terms within `width` characters from it."""
    starts = [hit[0] for hit in hits]
    terms = [len({hit[2] for hit in hits[i : bisect_left(starts, start + width)]}) for i, start in enumerate(starts)]
    return terms.index(max(terms))


def zh_snippet(text: object, query: object, width: object = WIDTH) -> str:
    """`snippet` as one line of plain text, hits between 【 and 】; for SQL: zh_snippet(text, :q) or zh_snippet(text, :q, 30)."""
    try:
        room = int(str(width))
    except ValueError:
        room = WIDTH
    if text is None:
        return ""
    pieces = snippet(str(text), None if query is None else str(query), room)
    return " ".join("".join(f"{OPEN}{piece}{CLOSE}" if hit else piece for piece, hit in pieces).split())
