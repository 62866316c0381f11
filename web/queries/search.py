"""Search over the letters: ranked, filtered, counted, and never longer than a reader waits.

Without words the counts come from the cube `letter_counts`. With words (or an office) the letters that match are the
candidates: all of them when there are at most MANY, else the most recently archived ones, and the page says so.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from archive import search as words
from web.queries.asking import Where
from web.queries.filters import Ask, where, within
from web.queries.filters import province as province_of
from web.site import rows, value

Row = dict[str, Any]

PAGE = 20
MANY = 10_000
# With a filter in force and a word that is nearly everywhere, fewer candidates are looked for: each costs a look-up.
MANY_FILTERED = 2_000
FEW = 3_000

FACETS = {
    "place": "province_code",
    "year": "year",
    "assembly": "assembly",
    "kind": "kind",
    "outcome": "outcome",
    "commitments": "has_commitments",
    "state": "state",
}
SHOWN = """l.id, l.title, l.kind, l.doc_number, l.agency_id, l.agency_name, l.place_code, l.assembly, l.submission_kind,
    l.submission_number, l.submission_title, l.outcome, l.signed_on, l.published_at, l.state, l.commitment_count,
    l.first_seen, l.changed_at, l.url, coalesce(l.signed_on, substr(l.published_at, 1, 10)) as dated"""


@dataclass
class Result:
    """What a question found: one page of letters, how many there are, and the counts of each filter's values."""

    letters: list[Row]
    total: int
    capped: bool = False
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def search(conn: sqlite3.Connection, ask: Ask, size: int = PAGE, text: bool = False) -> Result:
    """The page `ask.page` of `size` letters, with snippets of the words looked for; `text` adds the whole text."""
    conditions = where(conn, ask)
    if ask.q or ask.agency:
        ids, result = _candidates(conn, ask, conditions, size)
    else:
        ids, result = _browse(conn, ask, conditions, size)
    result.letters = _details(conn, ids, ask.q, text)
    return result


def _browse(conn: sqlite3.Connection, ask: Ask, conditions: Where, size: int) -> tuple[list[int], Result]:
    measure = "sum(with_commitments)" if ask.commitments else "sum(letters)"
    cube = Where({name: clause for name, clause in conditions.clauses.items() if name != "commitments"})
    facets: dict[str, list[tuple[str, int]]] = {}
    for name, column in FACETS.items():
        if name == "place" and ask.place:
            column = "place_code"
        condition, values = cube.sql(name)
        if name == "place" and ask.place:
            condition, values = cube.sql("place")
            condition, values = f"{condition} and province_code = ?", [*values, province_of(ask.place)]
        if name == "commitments":
            sql = f"select '1', sum(with_commitments) from letter_counts where {condition}"
        else:
            sql = f"select {column}, {measure} from letter_counts where {condition} group by 1 having {measure} > 0"
        facets[name] = _sorted(name, [(str(v), n or 0) for v, n in conn.execute(sql, values)])
    condition, values = cube.sql()
    total = value(conn, f"select coalesce({measure}, 0) from letter_counts where {condition}", values)
    condition, values = conditions.sql()
    order = "signed_on" if ask.sort == "oldest" else "signed_on desc"
    dated = " and signed_on is not null" if ask.sort == "oldest" else ""
    offset = (ask.page - 1) * size
    found = conn.execute(
        f"select rowid from letters where {condition}{dated} order by {order} limit ? offset ?", [*values, size, offset]
    )
    return [rowid for (rowid,) in found] if total else [], Result([], total, False, facets)


def _candidates(conn: sqlite3.Connection, ask: Ask, conditions: Where, size: int) -> tuple[list[int], Result]:
    match = words.zh_query(ask.q) if ask.q else ""
    common = bool(match) and _common(conn, match)
    columns = "l.rowid, l.province_code, l.place_code, l.year, l.assembly, l.kind, l.outcome, l.has_commitments, l.state, l.signed_on"
    cap = MANY
    if not match:
        condition, values = conditions.sql()
        sql = f"select {columns}, 0 from letters l where {condition} order by signed_on desc"
    elif not common:
        condition, values = "l.state <> 'removed'", [match]
        if ask.agency:
            condition, values = "l.state <> 'removed' and l.agency_id = ?", [match, ask.agency]
        sql = (
            f"select {columns}, f.rank from letters_fts f cross join letters l on l.rowid = f.rowid "
            f"where f.letters_fts match ? and {condition}"
        )
    else:
        condition, values = conditions.sql()
        cap = MANY_FILTERED if ask.filters() else MANY
        if ask.filters() and _size(conn, conditions) <= FEW:
            # One row can be looked up in the full-text index, but not with a word that may go on ("水*"): that is read whole.
            matching = "select rowid from letters_fts where letters_fts match ?"
            test = f"l.rowid in ({matching})" if "*" in match else f"exists ({matching} and rowid = l.rowid)"
            sql = f"select {columns}, 0 from letters l where {condition} and {test}"
            values = [*values, match]
        else:
            sql = (
                f"select {columns}, 0 from letters_fts f cross join letters l on l.rowid = f.rowid "
                f"where f.letters_fts match ? and {condition} order by f.rowid desc"
            )
            values = [match, *values]
    found = conn.execute(f"{sql} limit ?", [*values, cap + 1]).fetchall()
    capped = len(found) > cap
    return _count(conn, found[:cap], ask, size, capped)


def _common(conn: sqlite3.Connection, match: str) -> bool:
    sql = "select count(*) from (select 1 from letters_fts where letters_fts match ? limit ?)"
    return bool(value(conn, sql, [match, MANY + 1]) > MANY)


def _size(conn: sqlite3.Connection, conditions: Where) -> int:
    condition, values = conditions.sql()
    return int(value(conn, f"select count(*) from (select 1 from letters where {condition} limit {FEW + 1})", values))


def _count(conn: sqlite3.Connection, found: list[Any], ask: Ask, size: int, capped: bool) -> tuple[list[int], Result]:
    """Filter the candidates, count every filter's values among those that pass all other filters, sort, take the page."""
    inside = None
    if ask.place:
        condition, values = within(conn, ask.place)
        inside = {
            c
            for (c,) in conn.execute(f"select code from places where {condition.replace('place_code', 'code')}", values)
        }
    wanted = {name: getattr(ask, name) for name in FACETS if getattr(ask, name)}
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    kept = []
    for rowid, province, place, year, assembly, kind, outcome, committed, state, signed, rank in found:
        has = {
            "place": place if ask.place else province,
            "year": "" if year is None else str(year),
            "assembly": assembly,
            "kind": kind,
            "outcome": outcome,
            "commitments": "1" if committed else "",
            "state": state,
        }
        misses = [
            name
            for name, want in wanted.items()
            if (place not in (inside or ()) if name == "place" else has[name] != want)
        ]
        if not misses:
            kept.append((rank, signed or "", rowid))
            for name in FACETS:
                counts[name][has[name] or ""] += 1
        elif len(misses) == 1:
            counts[misses[0]][has[misses[0]] or ""] += 1
    if ask.sort == "newest" or (ask.sort != "oldest" and (not ask.q or capped)):
        kept.sort(key=lambda row: row[1], reverse=True)
    elif ask.sort == "oldest":
        kept.sort(key=lambda row: (not row[1], row[1]))
    else:
        kept.sort(key=lambda row: (row[0], row[2]))
    facets = {
        name: _sorted(name, [(v, n) for v, n in counter.items() if v or name != "commitments"])
        for name, counter in counts.items()
    }
    start = (ask.page - 1) * size
    return [rowid for *_, rowid in kept[start : start + size]], Result([], len(kept), capped, facets)


def _sorted(name: str, counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    if name == "year":
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda count: (-count[1], count[0]))


def _details(conn: sqlite3.Connection, ids: list[int], q: str, text: bool) -> list[Row]:
    """The letters of one page in the order of `ids`, with a snippet as pieces of (text, is a hit) when there are words."""
    marks = ",".join("?" * len(ids))
    found = {
        r["rowid"]: r
        for r in rows(conn, f"select l.rowid, {SHOWN}, l.text from letters l where l.rowid in ({marks})", ids)
    }
    letters = [found[rowid] for rowid in ids if rowid in found]
    for letter in letters:
        body = letter["text"] if text else letter.pop("text")
        if q and not text:
            letter["snippet"] = words.snippet(body, q)
            letter["title_pieces"] = _pieces(letter["title"] or letter["id"], q)
    return letters


def _pieces(text: str, q: str) -> list[tuple[str, bool]]:
    pieces, position = [], 0
    for start, end in words.spans(text, q):
        pieces += [(text[position:start], False), (text[start:end], True)]
        position = end
    return [(piece, hit) for piece, hit in [*pieces, (text[position:], False)] if piece]
