"""The letters that hold the words of a question, without reading more of them than a reader waits for.

All of them when there are at most MANY. Of a word that is nearly everywhere, only some are taken, those that came into the archive
last where no filter is in force, and the page says so: ranking a million letters by a word they all hold would take seconds and
tell nothing.
"""

from __future__ import annotations

import sqlite3
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
# Microseconds to read the text of one letter, and the newest letters whose texts tell how many hold the words.
READ, SAMPLED_TEXTS = 40, 300


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
    match = words.zh_query(ask.q)
    beginning = words.beginning(ask.q)
    if beginning and (share := _share_of_texts(conn, beginning)) * _letters(conn) > MANY:
        return _read_texts(conn, ask, conditions, beginning, share)
    if beginning or not _common(conn, match):
        return _read(conn, _scan("f.rank", "l.state <> 'removed'"), [match], MANY)
    condition, values = conditions.sql()
    if not ask.filters():
        return _read(conn, _scan("0", condition) + " order by f.rowid desc", [match, *values], MANY)
    held, wanted = _shares(conn, ask, conditions, match)
    if wanted.letters * PROBE <= BUDGET or PROBE / held < LOOKUP / wanted.share:
        return _probe(conn, match, condition, values, _cap(PROBE / held))
    return _read(conn, _scan("0", condition) + " order by f.rowid desc", [match, *values], _cap(LOOKUP / wanted.share))


def _probe(
    conn: sqlite3.Connection, match: str, condition: str, values: list[Any], most: int
) -> tuple[list[Candidate], bool]:
    """The letters of the filter, newest first, each looked up in the full-text index."""
    matching = "select rowid from letters_fts where letters_fts match ?"
    # A word that may go on ("水*") cannot be looked up for one letter: its entries are read whole.
    test = f"l.rowid in ({matching})" if "*" in match else f"exists ({matching} and rowid = l.rowid)"
    sql = f"select {_COLUMNS}, 0 from letters l where {condition} and {test} order by {DATED} desc"
    return _read(conn, sql, [*values, match], most)


def _read_texts(
    conn: sqlite3.Connection, ask: Ask, conditions: Where, sought: str, share: float
) -> tuple[list[Candidate], bool]:
    """The letters of the filter, newest first, whose texts hold `sought`, which very many do."""
    condition, values = conditions.sql()
    order = DATED if ask.filters() else "l.rowid"
    sql = f"select {_COLUMNS}, 0 from letters l where {condition} and instr(l.text, ?) order by {order} desc"
    return _read(conn, sql, [*values, sought], _cap(READ / share))


def _share_of_texts(conn: sqlite3.Connection, sought: str) -> float:
    sql = "select avg(instr(text, ?) > 0) from (select text from letters order by rowid desc limit ?)"
    return float(value(conn, sql, [sought, SAMPLED_TEXTS]) or 0)


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


def _common(conn: sqlite3.Connection, match: str) -> bool:
    sql = "select count(*) from (select 1 from letters_fts where letters_fts match ? limit ?)"
    return bool(value(conn, sql, [match, MANY + 1]) > MANY)
