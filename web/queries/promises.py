"""The commitments by the time they end: one page of them, how many there are, and the counts of each filter's values.

Without words, an office or an assembly the counts come from the cube `commitment_counts`, made at every ingest; else see
web.queries.promise_tally.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from web.queries.filters import province_of, rolled_up
from web.queries.promise_ask import PromiseAsk, by_stretch, conditions, in_order
from web.queries.promise_list import Promises, listed
from web.queries.promise_tally import counted
from web.site import value

PAGE = 30
# Offices are counted for at most so many commitments, and so many of them: each commitment has to be read for it.
COUNTABLE = 10_000
OFFICES = 40


def promises(conn: sqlite3.Connection, ask: PromiseAsk, now: date, size: int = PAGE) -> Promises:
    """The answer to `ask`, seen from the day `now`."""
    if ask.q or ask.agency or ask.office or ask.assembly:
        return counted(conn, ask, now, size)
    month = now.isoformat()[:7]
    table, cube = conditions(conn, ask, month)
    facets = {}
    columns = {"due": "substr(due_month, 1, 4)", "kind": "due_kind", "year": "year"}
    columns["place"] = "place_code" if ask.place else "province_code"
    for name, column in columns.items():
        condition, values = cube.sql(name)
        if name == "place" and ask.place:
            condition, values = f"{condition} and province_code = ?", [*values, province_of(ask.place)]
        sql = f"select {column}, sum(commitments) from commitment_counts where {condition} group by 1"
        found = [(str(v), n) for v, n in conn.execute(sql, values)]
        if name == "place" and ask.place:
            found = list(rolled_up(conn, dict(found), province_of(ask.place)).items())
        facets[name] = in_order(name, found)
    condition, values = cube.sql()
    total = value(conn, f"select coalesce(sum(commitments), 0) from commitment_counts where {condition}", values)
    if ask.place and total <= COUNTABLE:
        condition, values = table.sql()
        # The plus keeps SQLite from grouping along the index of offices, which is that of the whole archive.
        sql = f"select +c.agency_id, count(*) from commitments c where {condition} and +c.agency_id is not null group by 1"
        facets["agency"] = in_order("agency", conn.execute(f"{sql} order by 2 desc limit {OFFICES}", values).fetchall())
    condition, values = cube.sql("when")
    sql = f"select due_month, sum(commitments) from commitment_counts where {condition} group by 1"
    stretches = by_stretch(conn.execute(sql, values), month)
    condition, values = cube.sql("when", "due")
    sql = f"select due_month, sum(commitments) from commitment_counts where {condition} and due_month <> '' group by 1"
    months = conn.execute(sql, values).fetchall()
    return Promises(listed(conn, ask, table, now, size) if total else [], total, False, facets, stretches, months)
