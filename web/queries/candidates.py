"""The letters that hold the words of a question, without reading more of them than a reader waits for.

All of them when there are at most MANY. Of a word that is nearly everywhere, only some are taken, those that came into the archive
last where no filter is in force, and the page says so: ranking a million letters by a word they all hold would take seconds and
tell nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Any, NamedTuple

from archive import search as words
from web.queries.asking import Where
from web.queries.dated import DATED
from web.queries.filters import Ask
from web.site import value

MANY = 10_000
# With a filter in force and a word that is nearly everywhere, so many are looked for at most and at least.
MANY_FILTERED, FEW_FILTERED = 2_000, 200
# Microseconds to look one letter up in the full-text index, and to look up the letter of one entry of it (measured at 100,000
# letters); and the time there is for either.
PROBE, LOOKUP = 90, 6
BUDGET = 150_000
# The newest letters, by which it is told how many of all hold a word.
SAMPLE = 5_000
# A single character that more letters hold is not looked up: its pairs would be read from the index, 4 microseconds for each letter.
EVERYWHERE = 20_000
# Letters whose texts are read for it instead (40 to 100 microseconds each), and those that tell how many hold it.
TEXTS, SAMPLED_TEXTS = 4_000, 300


class Candidate(NamedTuple):
    """What is needed of a letter to filter, count and sort it."""

    rowid: int
    province: str | None
    place: str | None
    year: int | None
    assembly: str | None
    kind: str
    outcome: str | None
    committed: int
    state: str
    agency: str | None
    dated: str
    rank: float


_COLUMNS = f"""l.rowid, l.province_code, l.place_code, l.year, l.assembly, l.kind, l.outcome, l.has_commitments, l.state,
    l.agency_id, {DATED}"""
_SEARCHED = next(tuple(index.columns) for index in words.INDEXES if index.table == "letters")


def candidates(conn: sqlite3.Connection, ask: Ask, conditions: Where) -> tuple[list[Candidate], bool]:
    """The candidates for `ask`, and whether there are more; those of a rare word are not filtered yet."""
    if not ask.q:
        named = {"agency": conditions.clauses["agency"]} if ask.agency else {"office": conditions.clauses["office"]}
        condition, values = Where(named).sql()
        # With n letters of N in all, the index by date leads to the newest MANY over MANY * N / n, that of offices over n.
        even = int((MANY * _letters(conn)) ** 0.5)
        many = f"select count(*) from (select 1 from letters where {condition} limit ?)"
        if ask.office and value(conn, many, [*values, even + 1]) > even:
            condition = f"+{condition}"
        sql = f"select {_COLUMNS}, 0 from letters l where {condition} and l.state <> 'removed' order by {DATED} desc"
        return _read(conn, sql, values, MANY)
    everywhere = _everywhere(conn, words.lone(ask.q))
    if not everywhere:
        return _matching(conn, ask, conditions, words.zh_query(ask.q), MANY)
    found, more = _matching(conn, ask, conditions, words.narrowed(ask.q, everywhere), TEXTS)
    return _holding(conn, ask.q, found, more)


def _matching(
    conn: sqlite3.Connection, ask: Ask, conditions: Where, match: str, most: int
) -> tuple[list[Candidate], bool]:
    """The letters that the full-text expression finds, all there are for "": at most `most`, or as many as there is time for."""
    condition, values = conditions.sql()
    if not match:
        order = DATED if ask.filters() else "l.rowid"
        return _read(conn, f"select {_COLUMNS}, 0 from letters l where {condition} order by {order} desc", values, most)
    if not _common(conn, match, most):
        return _read(conn, _scan("f.rank", "l.state <> 'removed'"), [match], most)
    if not ask.filters():
        return _read(conn, _scan("0", condition) + " order by f.rowid desc", [match, *values], most)
    held, wanted = _shares(conn, ask, conditions, match)
    if wanted.letters * PROBE <= BUDGET or PROBE / held < LOOKUP / wanted.share:
        return _probe(conn, match, condition, values, _cap(PROBE / held))
    return _read(conn, _scan("0", condition) + " order by f.rowid desc", [match, *values], _cap(LOOKUP / wanted.share))


def _holding(conn: sqlite3.Connection, q: str, found: list[Candidate], more: bool) -> tuple[list[Candidate], bool]:
    """Those of `found` whose texts hold the words; not more than MANY_FILTERED where not all of them are known anyway."""
    kept: list[Candidate] = []
    for one in found:
        texts = conn.execute(f"select {', '.join(_SEARCHED)} from letters where rowid = ?", [one.rowid]).fetchone()
        if words.holds(q, [text for text in texts if text]):
            kept.append(one)
            if more and len(kept) == MANY_FILTERED:
                break
    return kept, more


def _everywhere(conn: sqlite3.Connection, characters: Collection[str]) -> set[str]:
    """Those of single characters, each of which the index holds as many pairs, that more than EVERYWHERE letters hold, by the newest."""
    letters = _letters(conn)
    if not characters or letters <= EVERYWHERE:
        return set()
    sql = "select text from (select text from letters order by rowid desc limit ?)"
    texts = [text or "" for (text,) in conn.execute(sql, [SAMPLED_TEXTS])]
    return {c for c in characters if sum(words.holds(c, [text]) for text in texts) * letters > EVERYWHERE * len(texts)}


def _probe(
    conn: sqlite3.Connection, match: str, condition: str, values: list[Any], most: int
) -> tuple[list[Candidate], bool]:
    """The letters of the filter, newest first, each looked up in the full-text index."""
    matching = "select rowid from letters_fts where letters_fts match ?"
    # A word that may go on ("水*") cannot be looked up for one letter: its entries are read whole.
    test = f"l.rowid in ({matching})" if "*" in match else f"exists ({matching} and rowid = l.rowid)"
    sql = f"select {_COLUMNS}, 0 from letters l where {condition} and {test} order by {DATED} desc"
    return _read(conn, sql, [*values, match], most)


def _letters(conn: sqlite3.Connection) -> int:
    return int(value(conn, "select max(rowid) from letters") or 1)


class _Share(NamedTuple):
    letters: int
    share: float


def _shares(conn: sqlite3.Connection, ask: Ask, conditions: Where, match: str) -> tuple[float, _Share]:
    """The share of letters that hold the words, by the newest ones; and the letters that pass the filters."""
    top = _letters(conn)
    sql = "select count(*) from letters_fts where letters_fts match ? and rowid > ?"
    held = int(value(conn, sql, [match, top - SAMPLE])) / min(SAMPLE, top)
    condition, values = conditions.sql("agency", "office", "commitments")
    letters = int(value(conn, f"select coalesce(sum(letters), 0) from letter_counts where {condition}", values))
    if ask.agency:
        office = value(conn, "select letters from agency_counts where agency_id = ?", [ask.agency])
        letters = min(letters, int(office or 0))
    return max(held, 1 / SAMPLE), _Share(letters, max(letters, 1) / top)


def _cap(microseconds: float) -> int:
    """How many candidates there is time for, when one takes so long to find."""
    return int(min(MANY_FILTERED, max(FEW_FILTERED, BUDGET / microseconds)))


def _scan(rank: str, condition: str) -> str:
    return (
        f"select {_COLUMNS}, {rank} from letters_fts f cross join letters l on l.rowid = f.rowid "
        f"where f.letters_fts match ? and {condition}"
    )


def _read(conn: sqlite3.Connection, sql: str, values: list[Any], most: int) -> tuple[list[Candidate], bool]:
    found = conn.execute(f"{sql} limit ?", [*values, most + 1]).fetchall()
    return [Candidate(*row) for row in found[:most]], len(found) > most


def _common(conn: sqlite3.Connection, match: str, most: int) -> bool:
    sql = "select count(*) from (select 1 from letters_fts where letters_fts match ? limit ?)"
    return bool(value(conn, sql, [match, most + 1]) > most)
