"""What happened to letters after they were published: edited, vanished, taken down, back again, removed on request."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from web import change_summary
from web.due import CHINA
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
    def times(self) -> tuple[str, str]:
        """From when, and before when, in UTC as the archive keeps it: the month is one of China. Without one, always."""
        if not self.month:
            return "", "9999"
        first = datetime.fromisoformat(f"{self.month}-01").replace(tzinfo=CHINA)
        after = (first + timedelta(days=32)).replace(day=1)
        return _utc(first), _utc(after)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def latest(conn: sqlite3.Connection, size: int, ask: ChangeAsk | None = None) -> list[Row]:
    """One page of `size` changes, newest first; an edit with what it changed, in one line (`summary`)."""
    ask = ask or ChangeAsk()
    found = rows(
        conn,
        """
        select happened_at, change, letter_id, title, agency, place_code, version, added, removed, url from changes
        where happened_at >= ?1 and happened_at < ?2 and (?3 = '' or change = ?3) order by happened_at desc limit ?4 offset ?5
        """,
        [*ask.times, ask.what, size, (ask.page - 1) * size],
    )
    for change in found:
        change["summary"] = summary(conn, change["letter_id"], change["version"]) if change["version"] else ""
    return found


def unproven(conn: sqlite3.Connection, size: int) -> list[Row]:
    """Letters whose page was not there when it was last asked for, newest first: they may be gone, or their site had a bad night."""
    return rows(
        conn,
        """
        select p.letter_id, l.title, l.agency_name as agency, p.url, p.state_since as since from pages p
        join letters l on l.id = p.letter_id
        where p.state = 'failing' and p.is_main = 1 order by p.state_since desc limit ?
        """,
        [size],
    )


def summary(conn: sqlite3.Connection, letter_id: str, number: int) -> str:
    """What a version changed, in one line."""
    fields = rows(
        conn,
        "select field, before, after from version_fields where letter_id = ? and number = ? order by field",
        [letter_id, number],
    )
    diff, covered = conn.execute(
        "select diff, covered from versions where letter_id = ? and number = ?", [letter_id, number]
    ).fetchone()
    return change_summary.told(fields, json.loads(diff or "[]"), covered)
