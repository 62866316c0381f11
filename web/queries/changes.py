"""What happened to letters after they were published: edited, vanished, taken down, back again, removed on request."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from web.queries.asking import Asking
from web.site import rows

Row = dict[str, Any]

KINDS = ("edited", "missing", "withdrawn", "blocked", "back", "removed")


@dataclass(frozen=True)
class ChangeAsk(Asking):
    """One question to the changes: a month as 2026-10, and one of KINDS."""

    month: str = ""
    what: str = ""

    accepted: ClassVar[dict[str, re.Pattern[str]]] = {
        "month": re.compile(r"(19|20)[0-9][0-9]-(0[1-9]|1[0-2])"),
        "what": re.compile("|".join(KINDS)),
    }
    narrowing: ClassVar[tuple[str, ...]] = ("month", "what")

    @property
    def end(self) -> str:
        """The first day after the month asked for; without one, a day that never comes."""
        if not self.month:
            return "9999"
        return (date.fromisoformat(f"{self.month}-28") + timedelta(days=4)).replace(day=1).isoformat()


def latest(conn: sqlite3.Connection, size: int, ask: ChangeAsk | None = None) -> list[Row]:
    """One page of `size` changes, newest first."""
    ask = ask or ChangeAsk()
    return rows(
        conn,
        """
        select happened_at, change, letter_id, title, agency, place_code, version, added, removed, url from changes
        where happened_at >= ?1 and happened_at < ?2 and (?3 = '' or change = ?3) order by happened_at desc limit ?4 offset ?5
        """,
        [ask.month, ask.end, ask.what, size, (ask.page - 1) * size],
    )
