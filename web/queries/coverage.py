"""How complete a place is: numbers of suggestions and proposals seen in each session, counted at every ingest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from web.site import rows

Row = dict[str, Any]


def sessions(conn: sqlite3.Connection, place_code: str) -> list[Row]:
    """The sessions of a place's own assemblies, newest first, with the numbers seen and the gaps below the highest."""
    return rows(
        conn,
        """
        select assembly, term, session, between_sessions, series, letters, numbers, highest, missing, gaps
        from session_counts where place_code = ? order by assembly, term desc, session desc, between_sessions, series
        """,
        [place_code],
    )


def summary(conn: sqlite3.Connection, places: Iterable[str]) -> dict[str, tuple[int, int]]:
    """For each place: numbers seen, and numbers there must have been at least, over its regular sessions."""
    out = {}
    for code in places:
        seen, highest = conn.execute(
            "select sum(numbers), sum(highest) from session_counts where place_code = ? and between_sessions = 0 and highest > 0",
            [code],
        ).fetchone()
        if seen:
            out[code] = seen, highest
    return out
