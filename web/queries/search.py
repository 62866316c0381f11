"""Search over the letters: ranked, filtered, counted, and never longer than a reader waits.

Without words the counts come from the cube `letter_counts`, made at every ingest. With words (or an office) the letters that
match are read as candidates and counted one by one: see web.queries.candidates.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from archive import search as words
from web.queries.asking import Where
from web.queries.candidates import candidates
from web.queries.dated import DATED, DATED_BY
from web.queries.filters import Ask, province_of, rolled_up, where
from web.queries.tally import FACETS, in_order, tally
from web.site import rows, value

Row = dict[str, Any]

PAGE = 20
# Offices are counted for a result of at most so many letters, and so many of them: each letter has to be read for it.
COUNTABLE = 5_000
OFFICES = 40
SHOWN = f"""l.id, l.title, l.kind, l.doc_number, l.agency_id, l.agency_name, l.place_code, l.assembly, l.submission_kind,
    l.submission_number, l.submission_title, l.outcome, l.signed_on, l.published_at, l.state, l.commitment_count,
    l.first_seen, l.changed_at, l.url, {DATED} as dated, {DATED_BY} as dated_by"""


@dataclass
class Result:
    """What a question found: one page of letters, how many there are, and the counts of each filter's values.

    `capped`: there are more than `total`; only those were looked at.
    """

    letters: list[Row]
    total: int
    capped: bool = False
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def search(
    conn: sqlite3.Connection, ask: Ask, size: int = PAGE, *, text: bool = False, snippets: bool = False
) -> Result:
    """The page `ask.page` of `size` letters; `text` adds the whole text, `snippets` pieces of it around the words."""
    conditions = where(conn, ask)
    if ask.q or ask.agency or ask.office:
        found, capped = candidates(conn, ask, conditions)
        if ask.office:
            offices = set(conditions.clauses["office"][1])
            found = [one for one in found if one.agency in offices]
        ids, total, facets = tally(conn, found, ask, capped)
        ids = ids[(ask.page - 1) * size : ask.page * size]
    else:
        capped = False
        total, facets = _counts(conn, ask, conditions)
        ids = _browse(conn, ask, conditions, size) if total else []
    return Result(_details(conn, ids, ask.q if snippets else "", text), total, capped, facets)


def _counts(conn: sqlite3.Connection, ask: Ask, conditions: Where) -> tuple[int, dict[str, list[tuple[str, int]]]]:
    """Number of letters, and of those with each value of each filter, all other filters in force."""
    measure = "sum(with_commitments)" if ask.commitments else "sum(letters)"
    cube = Where({name: clause for name, clause in conditions.clauses.items() if name != "commitments"})
    facets = {}
    for name, column in FACETS.items():
        condition, values = cube.sql(name)
        if name == "agency":
            continue
        if name == "place" and ask.place:
            column = "place_code"
            condition, values = f"{condition} and province_code = ?", [*values, province_of(ask.place)]
        if name == "commitments":
            sql = f"select '1', coalesce(sum(with_commitments), 0) from letter_counts where {condition}"
        else:
            sql = f"select {column}, {measure} from letter_counts where {condition} group by 1 having {measure} > 0"
        found = [(str(v), n) for v, n in conn.execute(sql, values)]
        if name == "place" and ask.place:
            found = list(rolled_up(conn, dict(found), province_of(ask.place)).items())
        facets[name] = in_order(name, found)
    condition, values = cube.sql()
    total = int(value(conn, f"select coalesce({measure}, 0) from letter_counts where {condition}", values))
    if ask.place and total <= COUNTABLE:
        condition, values = conditions.sql()
        # The plus keeps SQLite from grouping along the index of offices, which is that of the whole archive.
        sql = f"select +agency_id, count(*) from letters where {condition} and +agency_id is not null group by 1 order by 2 desc limit ?"
        facets["agency"] = in_order("agency", conn.execute(sql, [*values, OFFICES]).fetchall())
    return total, facets


def newest(conn: sqlite3.Connection, ask: Ask, size: int) -> list[Row]:
    """The newest letters of an office or a place, without counting anything."""
    return _details(conn, _browse(conn, ask, where(conn, ask), size), "", text=False)


def latest_seen(conn: sqlite3.Connection, size: int) -> Result:
    """The letters seen or changed last, whenever they were signed, for a feed without filters."""
    found = conn.execute(
        "select rowid from (select * from (select rowid, first_seen as at from letters where state <> 'removed' order by first_seen desc limit ?1)"
        " union select * from (select rowid, changed_at from letters where state <> 'removed' and changed_at is not null order by changed_at desc limit ?1))"
        " group by rowid order by max(at) desc, rowid desc limit ?1",
        [size],
    )
    letters = _details(conn, [rowid for (rowid,) in found], "", text=False)
    return Result(letters, len(letters))


def _browse(conn: sqlite3.Connection, ask: Ask, conditions: Where, size: int) -> list[int]:
    # Those removed are few, and an index names them; to ask each letter for its state would read all that are paged past.
    there = Where({**conditions.clauses, "": ("rowid not in (select rowid from letters where state = 'removed')", [])})
    condition, values = there.sql()
    order = DATED if ask.sort == "oldest" else f"{DATED} desc"
    sql = f"select rowid from letters where {condition} order by {order} limit ? offset ?"
    return [rowid for (rowid,) in conn.execute(sql, [*values, size, (ask.page - 1) * size])]


def _details(conn: sqlite3.Connection, ids: list[int], q: str, text: bool) -> list[Row]:
    """The letters in the order of `ids`; with words, their title and a snippet as pieces of (text, is a hit)."""
    if not ids:
        return []
    columns = f"l.rowid, {SHOWN}" + (", l.text" if q or text else "")
    marks = ",".join("?" * len(ids))
    found = {r["rowid"]: r for r in rows(conn, f"select {columns} from letters l where l.rowid in ({marks})", ids)}
    letters = [found[rowid] for rowid in ids if rowid in found]
    if q:
        for letter in letters:
            letter["snippet"] = words.snippet(letter["text"], q)
            letter["title_pieces"] = _pieces(letter["title"] or letter["id"], q)
    return letters


def _pieces(text: str, q: str) -> list[tuple[str, bool]]:
    pieces, position = [], 0
    for start, end in words.spans(text, q):
        pieces += [(text[position:start], False), (text[start:end], True)]
        position = end
    return [(piece, hit) for piece, hit in [*pieces, (text[position:], False)] if piece]
