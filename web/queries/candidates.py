"""The letters that hold the words of a question, without reading more of them than a reader waits for.

All of them when there are at most MANY. Of a word that is nearly everywhere, those that came into the archive last are taken and
the page says so: ranking a million letters by a word they all hold would take seconds and tell nothing.
"""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from archive import search as words
from web.queries.asking import Where
from web.queries.filters import Ask
from web.site import value

MANY = 10_000
# With a filter in force and a word that is nearly everywhere, fewer are looked for: each miss costs a look-up.
MANY_FILTERED = 2_000
# Letters of a filter that are rather looked up one by one in the full-text index than the other way round.
FEW = 3_000


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
    signed_on: str | None
    rank: float


_COLUMNS = """l.rowid, l.province_code, l.place_code, l.year, l.assembly, l.kind, l.outcome, l.has_commitments, l.state,
    l.agency_id, l.signed_on"""


def candidates(conn: sqlite3.Connection, ask: Ask, conditions: Where) -> tuple[list[Candidate], bool]:
    """The candidates for `ask`, and whether there are more; those of a rare word are not filtered yet."""
    if not ask.q:
        sql = f"select {_COLUMNS}, 0 from letters l where l.agency_id = ? and l.state <> 'removed' order by l.signed_on desc"
        return _read(conn, sql, [ask.agency], MANY)
    match = words.zh_query(ask.q)
    if not _common(conn, match):
        return _read(conn, _scan("f.rank", "l.state <> 'removed'"), [match], MANY)
    condition, values = conditions.sql()
    if not ask.filters():
        return _read(conn, _scan("0", condition) + " order by f.rowid desc", [match, *values], MANY)
    if _size(conn, condition, values) > FEW:
        return _read(conn, _scan("0", condition) + " order by f.rowid desc", [match, *values], MANY_FILTERED)
    # One row can be looked up in the full-text index, but not with a word that may go on ("水*"): that is read whole.
    matching = "select rowid from letters_fts where letters_fts match ?"
    test = f"l.rowid in ({matching})" if "*" in match else f"exists ({matching} and rowid = l.rowid)"
    return _read(
        conn, f"select {_COLUMNS}, 0 from letters l where {condition} and {test}", [*values, match], MANY_FILTERED
    )


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


def _size(conn: sqlite3.Connection, condition: str, values: list[Any]) -> int:
    return int(value(conn, f"select count(*) from (select 1 from letters where {condition} limit {FEW + 1})", values))
