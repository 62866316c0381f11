"""Commitments counted one by one: those with certain words, of an office, or of an assembly.

At most MANY are read. When no more match, every count says what its link will find. Of more, only those are read that pass
all filters, and nothing is counted beyond them.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from archive import search as words
from web.queries.asking import Where
from web.queries.filters import codes_within, province_of, rolled_up
from web.queries.promise_ask import PromiseAsk, by_stretch, conditions, in_order
from web.queries.promise_list import Promises, Row, in_this_order, listed
from web.site import value

MANY = 10_000
# Of a word that more than MANY commitments hold, so many of the last are looked at for those that pass the filters.
LOOKED_AT = 30_000
FACETS = ("due", "kind", "year", "place", "agency")


class _One(NamedTuple):
    rowid: int
    place: str | None
    province: str | None
    agency: str | None
    kind: str
    year: int | None
    due_end: str | None
    made_on: str | None


def counted(conn: sqlite3.Connection, ask: PromiseAsk, now: date, size: int) -> Promises:
    """The answer to a question with words, an office or an assembly, seen from the day `now`."""
    month = now.isoformat()[:7]
    table, _ = conditions(conn, ask, month)
    first = {"", "office", "assembly"} | (set() if ask.q or ask.office else {"agency"})
    wide = Where({name: clause for name, clause in table.clauses.items() if name in first})
    matching = _matching(conn, ask, wide)
    common = matching > MANY
    read = _read(conn, ask, table if common else wide)
    capped = common and (len(read) > MANY or (bool(ask.q) and matching > LOOKED_AT))
    answer = _tally(conn, read[:MANY], ask, month)
    answer.capped = capped
    if common:
        answer.stretches = {}
    if capped and not ask.q:
        if "office" in table.clauses:  # of so many the index by date leads to the first sooner than those by office
            condition, values = table.clauses["office"]
            table.clauses["office"] = f"+{condition}", values
        answer.found = listed(conn, ask, table, now, size)  # those read are not the first ones
    else:
        answer.found = _page(conn, answer.found, ask, now, size)
    return answer


def _matching(conn: sqlite3.Connection, ask: PromiseAsk, wide: Where) -> int:
    """How many there are before the other filters, from an index alone and counted no further than needed."""
    condition, values = wide.sql("")
    found = f"select 1 from commitments c where {condition}"
    if ask.q:
        found, values = "select 1 from commitments_fts where commitments_fts match ?", [words.zh_query(ask.q)]
    return int(value(conn, f"select count(*) from ({found} limit ?)", [*values, LOOKED_AT + 1]))


def _read(conn: sqlite3.Connection, ask: PromiseAsk, where: Where) -> list[_One]:
    condition, values = where.sql()
    source = "commitments c"
    if ask.q:
        last = "select rowid from commitments_fts where commitments_fts match ? order by rowid desc limit ?"
        source = f"({last}) f cross join commitments c on c.rowid = f.rowid"
        values = [words.zh_query(ask.q), LOOKED_AT, *values]
    found = conn.execute(
        "select c.rowid, c.place_code, c.province_code, c.agency_id, c.due_kind, c.year, c.due_end, c.made_on "
        f"from {source} where {condition} limit ?",
        [*values, MANY + 1],
    )
    return [_One(*row) for row in found]


def _tally(conn: sqlite3.Connection, read: Iterable[_One], ask: PromiseAsk, month: str) -> Promises:
    """Those that pass all filters as `found`, and for every filter the counts of its values among those that pass the others."""
    inside = codes_within(conn, ask.place) if ask.place else set()
    kept: list[Row] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    ends: Counter[str] = Counter()
    months: Counter[str] = Counter()
    for one in read:
        has = {
            "due": (one.due_end or "")[:4],
            "kind": one.kind,
            "year": str(one.year or ""),
            "place": (one.place if ask.place else one.province) or "",
            "agency": one.agency or "",
        }
        passes = {
            "due": not ask.due or ask.due <= (one.due_end or "") <= f"{ask.due}-99",
            "kind": ask.kind in ("", has["kind"]),
            "year": ask.year in ("", has["year"]),
            "place": not ask.place or one.place in inside,
            "agency": ask.agency in ("", has["agency"]),
            "when": bool(by_stretch([(one.due_end, 1)], month)[ask.stretch]),
        }
        misses = {name for name, passed in passes.items() if not passed}
        if not misses:
            kept.append(one._asdict())
        for name in FACETS:
            if misses <= {name} and (name != "place" or not ask.place or one.province == province_of(ask.place)):
                counts[name][has[name]] += 1
        if misses <= {"when"}:
            ends[one.due_end or ""] += 1
        if one.due_end and misses <= {"when", "due"}:
            months[one.due_end[:7]] += 1
    if ask.place:
        counts["place"] = Counter(rolled_up(conn, counts["place"], province_of(ask.place)))
    facets = {name: in_order(name, list(counter.items())) for name, counter in counts.items()}
    stretches = by_stretch(ends.items(), month)
    return Promises(kept, len(kept), facets=facets, stretches=stretches, months=sorted(months.items()))


def _page(conn: sqlite3.Connection, kept: list[Row], ask: PromiseAsk, now: date, size: int) -> list[Row]:
    """The rows to show of those in `kept`, in the order of their end; without an end, in the order they were made."""
    key = "made_on" if ask.stretch == "open" else "due_end"
    falling = not (ask.stretch == "upcoming" or ask.due)
    ordered = sorted(kept, key=lambda one: (one[key] or "", one["rowid"]), reverse=falling)
    ids = [one["rowid"] for one in ordered[(ask.page - 1) * size : ask.page * size]]
    return in_this_order(conn, ids, now)
