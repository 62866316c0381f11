"""Candidates filtered, counted by the values of every filter, and put in order."""

from __future__ import annotations

import sqlite3
from collections import Counter

from web.queries.candidates import Candidate
from web.queries.filters import Ask, codes_within, province_of, rolled_up

# Filter -> column of letters and of letter_counts that holds its values.
FACETS = {
    "place": "province_code",
    "agency": "agency_id",
    "year": "year",
    "assembly": "assembly",
    "kind": "kind",
    "outcome": "outcome",
    "commitments": "has_commitments",
    "state": "state",
}
Counts = dict[str, list[tuple[str, int]]]


def tally(conn: sqlite3.Connection, found: list[Candidate], ask: Ask, capped: bool) -> tuple[list[int], int, Counts]:
    """Row ids of the candidates that pass all filters, in order; how many; the counts of each filter's values.

    The count of a value says what choosing it would find: it is made among those that pass all other filters.
    """
    inside = codes_within(conn, ask.place) if ask.place else set()
    province = province_of(ask.place)
    wanted = {name: getattr(ask, name) for name in FACETS if getattr(ask, name)}
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    kept = []
    for one in found:
        has = {
            "place": (one.province if not ask.place else one.place if one.province == province else "") or "",
            "agency": one.agency or "",
            "year": str(one.year or ""),
            "assembly": one.assembly or "",
            "kind": one.kind,
            "outcome": one.outcome or "",
            "commitments": "1" if one.committed else "",
            "state": one.state,
        }
        misses = [
            name for name, want in wanted.items() if (one.place not in inside if name == "place" else has[name] != want)
        ]
        if not misses:
            kept.append(one)
            for name, held in has.items():
                counts[name][held] += 1
        elif len(misses) == 1:
            counts[misses[0]][has[misses[0]]] += 1
    if ask.place:
        counts["place"] = Counter(rolled_up(conn, counts["place"], province))
    _sort(kept, ask, capped)
    return [one.rowid for one in kept], len(kept), {name: in_order(name, list(c.items())) for name, c in counts.items()}


def in_order(name: str, counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The values of a filter in the order they are shown: years from the newest, all others from the most frequent."""
    return sorted(counts, reverse=True) if name == "year" else sorted(counts, key=lambda count: (-count[1], count[0]))


def _sort(kept: list[Candidate], ask: Ask, capped: bool) -> None:
    if ask.sort == "oldest":
        kept.sort(key=lambda one: one.dated or "")
    elif ask.sort == "newest" or not ask.q or capped:
        kept.sort(key=lambda one: one.dated or "", reverse=True)
    else:
        kept.sort(key=lambda one: (one.rank, one.rowid))
