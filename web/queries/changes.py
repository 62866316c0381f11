"""What happened to letters after they were published: edited, vanished, taken down, back again, removed on request."""

from __future__ import annotations

import sqlite3
from typing import Any

from web.site import rows

Row = dict[str, Any]

KINDS = ("edited", "missing", "withdrawn", "blocked", "back", "removed")


def latest(conn: sqlite3.Connection, size: int, since: str = "", before: str = "9999", kind: str = "") -> list[Row]:
    """The last `size` changes from `since` on and before `before` (ISO dates), newest first; `kind` one of KINDS or ""."""
    return rows(
        conn,
        """
        select happened_at, change, letter_id, title, agency, place_code, version, added, removed, url from changes
        where happened_at >= ?1 and happened_at < ?2 and (?3 = '' or change = ?3) order by happened_at desc limit ?4
        """,
        [since, before, kind, size],
    )
