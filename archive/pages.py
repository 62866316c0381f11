"""Rows of pages, their captures and their issues."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from archive.captures import Captured
from archive.ids import page_id
from archive.privacy import mask
from archive.rows import PageRow
from parsers.urls import canonical

SHOWN = ("ok", "unchanged")
_DESCRIBED = (
    "record_kind",
    "site_name",
    "breadcrumb",
    "index_number",
    "metadata",
    "masked",
    "content_hash",
    "parser_version",
)


@dataclass(slots=True)
class Page:
    """What a decision about a page needs of its row and of its letter's."""

    id: str
    letter_id: str | None
    is_main: int
    content_hash: str | None
    parser_version: str | None
    content_at: str | None
    letter_state: str | None


@dataclass(slots=True)
class Answers:
    """Captures counted per (run, site): all, those that showed a page, challenges."""

    counts: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def add(self, item: Captured) -> None:
        """Count one capture; one without a run or a site is not counted."""
        if item.run and item.site:
            count = self.counts.setdefault((item.run, item.site), [0, 0, 0])
            count[0] += 1
            count[1] += item.outcome in SHOWN
            count[2] += item.outcome == "challenge"


class Pages:
    """Writes within the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def load(self, page: str) -> Page:
        """The page's row; raises TypeError when there is none."""
        row = self._connection.execute(
            "SELECT p.id, p.letter_id, p.is_main, p.content_hash, p.parser_version, c.fetched_at, l.state FROM pages p "
            "LEFT JOIN captures c ON c.id = p.capture_id LEFT JOIN letters l ON l.id = p.letter_id WHERE p.id = ?",
            [page],
        ).fetchone()
        return Page(*row)

    def letter_of(self, url: str | None) -> str | None:
        """Id of the letter the page at `url` shows."""
        row = self._connection.execute("SELECT letter_id FROM pages WHERE id = ?", [page_id(url or "")]).fetchone()
        return row[0] if row else None

    def has_capture(self, key: str) -> bool:
        """Whether a capture is stored already."""
        return self._connection.execute("SELECT 1 FROM captures WHERE id = ?", [key]).fetchone() is not None

    def add_capture(self, item: Captured) -> str:
        """Rows of a new capture and, if need be, of its page; returns the page's id. What it refers to must be there."""
        url = canonical(item.url)
        page = page_id(url)
        removed = self._connection.execute(
            "SELECT 1 FROM pages p JOIN letters l ON l.id = p.letter_id WHERE p.id = ? AND l.state = 'removed'", [page]
        ).fetchone()
        title, date = (None, None) if removed else (mask(item.list_title or "") or None, item.list_date)
        self._connection.execute(
            "INSERT INTO pages (id, url, kind, site_id, column_id, found_on, list_title, list_date) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "list_title = coalesce(excluded.list_title, list_title), list_date = coalesce(excluded.list_date, list_date), "
            "found_on = coalesce(found_on, excluded.found_on)",
            [page, url, item.kind, item.site, item.column, item.found_on, title, date],
        )
        refers_to, content = self._referred(page, item)
        self._connection.execute(
            "INSERT INTO captures (id, page_id, run_id, type, kind, outcome, fetched_at, status, content_type, bytes, digest, "
            'content_hash, refers_to, file, "offset") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
            [item.id, page, item.run, item.type, item.kind, item.outcome, item.fetched_at, item.status, item.content_type,
             item.size, item.digest, content, refers_to, item.file, item.offset],
        )  # fmt: skip
        return page

    def _referred(self, page: str, item: Captured) -> tuple[str | None, str | None]:
        """For a revisit: the capture that holds the body, and the content hash of that."""
        if item.type != "revisit" or not item.digest:
            return None, None
        row = self._connection.execute(
            "SELECT id, content_hash FROM captures WHERE page_id = ? AND digest = ? AND type <> 'revisit' "
            "ORDER BY fetched_at DESC LIMIT 1",
            [page, item.digest],
        ).fetchone()
        return row or (None, None)

    def describe(self, page: str, item: Captured, new: PageRow) -> None:
        """What the page says of itself, as of capture `item`."""
        self._connection.execute(
            f"UPDATE pages SET {', '.join(f'{c} = ?' for c in _DESCRIBED)}, capture_id = ? WHERE id = ?",
            [*(getattr(new, c) for c in _DESCRIBED), item.id, page],
        )

    def set(self, page: str, **values: Any) -> None:
        """Change columns of a page's row."""
        self._connection.execute(
            f"UPDATE pages SET {', '.join(f'{c} = ?' for c in values)} WHERE id = ?", [*values.values(), page]
        )

    def set_issues(self, page: str, letter: str | None, issues: list[tuple[str, str]]) -> None:
        """The page's issues, `(code, detail)`, in place of those it had."""
        self._connection.execute("DELETE FROM issues WHERE page_id = ?", [page])
        self._insert_issues(page, letter, issues, 0)

    def add_issues(self, page: str, letter: str | None, issues: list[tuple[str, str]]) -> None:
        """Further issues of the page; one that is there already is not said twice."""
        known = self._connection.execute("SELECT code, detail FROM issues WHERE page_id = ?", [page]).fetchall()
        self._insert_issues(page, letter, [issue for issue in issues if issue not in known], len(known))

    def _insert_issues(self, page: str, letter: str | None, issues: list[tuple[str, str]], first: int) -> None:
        self._connection.executemany(
            "INSERT INTO issues (page_id, position, letter_id, code, detail) VALUES (?, ?, ?, ?, ?)",
            [(page, i, letter, code, detail) for i, (code, detail) in enumerate(issues, first)],
        )
