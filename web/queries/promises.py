"""The commitments by the time they end: one page of them, how many there are, and the counts of each filter's values."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from archive import search as words
from web import due
from web.queries.asking import Asking, Where
from web.queries.filters import AGENCY, PLACE, YEAR, province_of, within
from web.site import rows, value

Row = dict[str, Any]

PAGE = 30
MANY = 10_000
# Offices are counted for at most so many commitments, and so many of them: each commitment has to be read for it.
COUNTABLE = 10_000
OFFICES = 40
KINDS = ("by", "within", "from", "recurring", "ongoing", "conditional", "vague", "done", "none")
# Which stretch of time a reader looks at; months, because that is how finely the counts are kept.
WHEN = ("upcoming", "passed", "open", "all")

SHOWN = """{status} as due_state, c.letter_id, c.position, c.source, c.ordinal, c.content, c.responsible, c.due_text, c.due_kind, c.due_start,
    c.due_end, c.place_code, c.agency_id, c.agency_name, c.year, c.assembly, c.made_on, l.title, l.state, l.doc_number"""


def shown(now: date) -> str:
    """The columns a list of commitments shows, for a SELECT from commitments c and letters l."""
    return SHOWN.format(status=due.status_on(now))


@dataclass(frozen=True)
class PromiseAsk(Asking):
    """One question to the commitments. `due` is a year, or a month as 2023-12; `when` one of WHEN."""

    place: str = ""
    agency: str = ""
    kind: str = ""
    due: str = ""
    year: str = ""
    assembly: str = ""
    when: str = ""

    accepted: ClassVar[dict[str, re.Pattern[str]]] = {
        "place": PLACE,
        "agency": AGENCY,
        "kind": re.compile("|".join(KINDS)),
        "due": re.compile(r"(19|20)[0-9][0-9](-(0[1-9]|1[0-2]))?"),
        "year": YEAR,
        "assembly": re.compile("congress|cppcc"),
        "when": re.compile("|".join(WHEN)),
    }
    narrowing: ClassVar[tuple[str, ...]] = ("place", "agency", "kind", "due", "year", "assembly")

    @property
    def stretch(self) -> str:
        """The stretch of time in force: what was asked for; everything, when a due year or words narrow it already."""
        return self.when or ("all" if self.due or self.q or self.kind else "upcoming")


@dataclass
class Promises:
    """One page of commitments with the size of the whole and the counts by filter, and by month for the chart."""

    found: list[Row]
    total: int
    capped: bool = False
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    months: list[tuple[str, int]] = field(default_factory=list)


def promises(conn: sqlite3.Connection, ask: PromiseAsk, now: date, size: int = PAGE) -> Promises:
    """The answer to `ask`, seen from the day `now`."""
    this_month = now.isoformat()[:7]
    table, cube = _where(conn, ask, this_month)
    start = (ask.page - 1) * size
    if ask.q or ask.agency or ask.assembly:
        return _counted(conn, ask, table, now, start, size)
    facets = {}
    columns = {"due": "substr(due_month, 1, 4)", "kind": "due_kind", "year": "year"}
    columns["place"] = "place_code" if ask.place else "province_code"
    for name, column in columns.items():
        condition, values = cube.sql(name)
        if name == "place" and ask.place:
            condition, values = f"{condition} and province_code = ?", [*values, province_of(ask.place)]
        sql = f"select {column}, sum(commitments) from commitment_counts where {condition} group by 1"
        facets[name] = _sorted(name, [(str(v), n) for v, n in conn.execute(sql, values)])
    condition, values = cube.sql()
    total = value(conn, f"select coalesce(sum(commitments), 0) from commitment_counts where {condition}", values)
    if ask.place and total <= COUNTABLE:
        condition, values = table.sql()
        sql = (
            f"select c.agency_id, count(*) from commitments c where {condition} and c.agency_id is not null group by 1"
        )
        facets["agency"] = _sorted("agency", conn.execute(f"{sql} order by 2 desc limit {OFFICES}", values).fetchall())
    condition, values = cube.sql("when", "due")
    months = conn.execute(
        f"select due_month, sum(commitments) from commitment_counts where {condition} and due_month <> '' group by 1",
        values,
    ).fetchall()
    found = _listed(conn, ask, table, now, start, size) if total else []
    return Promises(found, total, False, facets, months)


def nearest(conn: sqlite3.Connection, ask: PromiseAsk, now: date, size: int) -> list[Row]:
    """The first commitments of an office or a place in a stretch of time, without counting anything."""
    table, _ = _where(conn, ask, now.isoformat()[:7])
    return _listed(conn, ask, table, now, 0, size)


def _listed(conn: sqlite3.Connection, ask: PromiseAsk, table: Where, now: date, start: int, size: int) -> list[Row]:
    condition, values = table.sql()
    return rows(
        conn,
        f"select {shown(now)} from commitments c join letters l on l.id = c.letter_id where {condition} "
        f"order by {_order(ask)} limit ? offset ?",
        [*values, size, start],
    )


def _where(conn: sqlite3.Connection, ask: PromiseAsk, month: str) -> tuple[Where, Where]:
    """The conditions of `ask` on commitments c, and the same on commitment_counts."""
    table: dict[str, tuple[str, list[Any]]] = {}
    cube: dict[str, tuple[str, list[Any]]] = {}
    if ask.place:
        condition, values = within(conn, ask.place)
        table["place"], cube["place"] = (f"c.{condition}", values), (condition, values)
    if ask.kind:
        table["kind"] = cube["kind"] = ("due_kind = ?", [ask.kind])
    if ask.year:
        table["year"], cube["year"] = ("c.year = ?", [int(ask.year)]), ("year = ?", [ask.year])
    if ask.agency:
        table["agency"] = ("c.agency_id = ?", [ask.agency])
    if ask.assembly:
        table["assembly"] = ("c.assembly = ?", [ask.assembly])
    if ask.due:
        table["due"] = ("due_end between ? and ?", [ask.due, f"{ask.due}-99"])
        cube["due"] = ("due_month between ? and ?", [ask.due, f"{ask.due}-99"])
    if ask.stretch == "upcoming":
        table["when"], cube["when"] = ("due_end >= ?", [month]), ("due_month >= ?", [month])
    elif ask.stretch == "passed":
        table["when"], cube["when"] = ("due_end < ?", [month]), ("due_month < ? and due_month <> ''", [month])
    elif ask.stretch == "open":
        table["when"], cube["when"] = ("due_end is null", []), ("due_month = ''", [])
    return Where(table), Where(cube)


def _order(ask: PromiseAsk) -> str:
    if ask.stretch == "open":
        return "c.made_on desc"
    if ask.stretch == "passed":
        return "due_end desc"
    return "due_end" if ask.stretch == "upcoming" or ask.due else "due_end desc"  # those without an end come last


def _counted(conn: sqlite3.Connection, ask: PromiseAsk, table: Where, now: date, start: int, size: int) -> Promises:
    """With words, an office or an assembly: at most MANY candidates are read and counted one by one."""
    condition, values = table.sql()
    source = "commitments c"
    if ask.q:
        source = "commitments_fts f cross join commitments c on c.rowid = f.rowid"
        condition, values = f"f.commitments_fts match ? and {condition}", [words.zh_query(ask.q), *values]
    read = conn.execute(
        "select c.rowid, c.place_code, c.province_code, c.agency_id, c.due_kind, c.year, c.due_end, c.made_on "
        f"from {source} where {condition} limit ?",
        [*values, MANY + 1],
    ).fetchall()
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("due", "kind", "year", "place", "agency")}
    months: Counter[str] = Counter()
    for _, place, province_code, agency, kind, year, due_end, _ in read[:MANY]:
        counts["agency"][agency or ""] += 1
        counts["place"][(place if ask.place else province_code) or ""] += 1
        counts["kind"][kind] += 1
        counts["year"][str(year or "")] += 1
        counts["due"][(due_end or "")[:4]] += 1
        if due_end:
            months[due_end[:7]] += 1
    rising = ask.stretch == "upcoming" or bool(ask.due)
    key = 7 if ask.stretch == "open" else 6
    ordered = sorted(read[:MANY], key=lambda r: (r[key] or "", r[0]), reverse=not rising)
    ids = [r[0] for r in ordered[start : start + size]]
    places = {rowid: place for place, rowid in enumerate(ids)}
    marks = ",".join("?" * len(ids))
    sql = f"select c.rowid, {shown(now)} from commitments c join letters l on l.id = c.letter_id where c.rowid in ({marks})"
    found = rows(conn, sql, ids) if ids else []
    found.sort(key=lambda r: places[r["rowid"]])
    facets = {name: _sorted(name, list(counter.items())) for name, counter in counts.items()}
    return Promises(found, min(len(read), MANY), len(read) > MANY, facets, sorted(months.items()))


def _sorted(name: str, counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    if name in ("due", "year"):
        return sorted(counts, reverse=True)
    if name == "kind":
        return sorted(counts, key=lambda count: KINDS.index(count[0]) if count[0] in KINDS else 99)
    return sorted(counts, key=lambda count: (-count[1], count[0]))
