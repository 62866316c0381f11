"""What offices did to letters after publishing them: edited, took down, let vanish."""

from __future__ import annotations

import sqlite3
from typing import Any

from web.queries.search import SHOWN
from web.site import rows

Row = dict[str, Any]

GONE = ("missing", "withdrawn")


def edited(conn: sqlite3.Connection, size: int, before: str = "9999") -> list[Row]:
    """The letters edited last (before the moment `before`), each with the size of its last change."""
    return rows(
        conn,
        f"""
        select {SHOWN}, l.changed_at as moment, v.number, v.added, v.removed from letters l
        join versions v on v.letter_id = l.id and v.number = l.version_count
        where l.changed_at < ? and l.state <> 'removed' order by l.changed_at desc limit ?
        """,
        [before, size],
    )


def vanished(conn: sqlite3.Connection, size: int, before: str = "9999") -> list[Row]:
    """The letters that went missing or were withdrawn last."""
    found: list[Row] = []
    for state in GONE:
        found += rows(
            conn,
            f"select {SHOWN}, l.state_since as moment from letters l where l.state = ? and l.state_since < ? "
            "order by l.state_since desc limit ?",
            [state, before, size],
        )
    return sorted(found, key=lambda r: r["moment"] or "", reverse=True)[:size]


def latest(conn: sqlite3.Connection, size: int, before: str = "9999") -> list[Row]:
    """Edited and vanished letters together, newest first; `moment` says when."""
    found = edited(conn, size, before) + vanished(conn, size, before)
    return sorted(found, key=lambda r: r["moment"] or "", reverse=True)[:size]
