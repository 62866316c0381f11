"""The rows a list of commitments shows, in order, and the whole of an answer."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from web import due
from web.queries.asking import Where
from web.queries.promise_ask import PromiseAsk, conditions
from web.site import rows

Row = dict[str, Any]

SHOWN = """{status} as due_state, c.letter_id, c.position, c.source, c.ordinal, c.content, c.responsible, c.due_text, c.due_kind, c.due_start,
    c.due_end, c.place_code, c.agency_id, c.agency_name, c.year, c.assembly, c.made_on, l.title, l.state, l.doc_number,
    exists (select 1 from commitments d where d.letter_id = c.letter_id and d.repeats = c.position) as said_twice"""


def shown(now: date) -> str:
    """The columns a list of commitments shows, for a SELECT from commitments c and letters l."""
    return SHOWN.format(status=due.status_on(now))


@dataclass
class Promises:
    """One page of commitments with the size of the whole and the counts by filter.

    `stretches`: how many there are in each stretch of time, all else being equal; `months`: by the month they end, in all
    stretches. Both are empty when too many match to be counted beyond what is listed.
    """

    found: list[Row]
    total: int
    capped: bool = False
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    stretches: dict[str, int] = field(default_factory=dict)
    months: list[tuple[str, int]] = field(default_factory=list)


def nearest(conn: sqlite3.Connection, ask: PromiseAsk, now: date, size: int) -> list[Row]:
    """The first commitments of an office or a place in a stretch of time, without counting anything."""
    table, _ = conditions(conn, ask, now.isoformat()[:7])
    return listed(conn, ask, table, now, size)


def listed(conn: sqlite3.Connection, ask: PromiseAsk, table: Where, now: date, size: int) -> list[Row]:
    """The page of `ask` under the conditions `table`, in the order of an index."""
    condition, values = table.sql()
    # Rows first and what is shown of them afterwards: no letter is read for a commitment that is paged past.
    sql = f"select c.rowid from commitments c where {condition} order by {_order(ask)} limit ? offset ?"
    found = conn.execute(sql, [*values, size, (ask.page - 1) * size])
    return in_this_order(conn, [rowid for (rowid,) in found], now)


def in_this_order(conn: sqlite3.Connection, ids: list[int], now: date) -> list[Row]:
    """What is shown of the commitments with these row ids, in their order."""
    if not ids:
        return []
    marks = ",".join("?" * len(ids))
    sql = f"select c.rowid, {shown(now)} from commitments c join letters l on l.id = c.letter_id where c.rowid in ({marks})"
    found = {row["rowid"]: row for row in rows(conn, sql, ids)}
    return [found[rowid] for rowid in ids if rowid in found]


def _order(ask: PromiseAsk) -> str:
    if ask.stretch == "open":
        return "c.made_on desc"
    if ask.stretch == "passed":
        return "due_end desc"
    return "due_end" if ask.stretch == "upcoming" or ask.due else "due_end desc"  # those without an end come last
