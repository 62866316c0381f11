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
_SAID = ("site_name", "breadcrumb", "index_number", "metadata")
_DESCRIBED = ("record_kind", *_SAID, "masked", "content_hash", "parser_version")


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

    def exists(self, page: str) -> bool:
        """Whether the page is known."""
        return self._connection.execute("SELECT 1 FROM pages WHERE id = ?", [page]).fetchone() is not None

    def letter_of(self, url: str | None) -> str | None:
        """Id of the letter the page at `url` shows."""
        row = self._connection.execute("SELECT letter_id FROM pages WHERE id = ?", [page_id(url or "")]).fetchone()
        return row[0] if row else None

    def has_capture(self, key: str) -> bool:
        """Whether a capture is stored already."""
        return self._connection.execute("SELECT 1 FROM captures WHERE id = ?", [key]).fetchone() is not None

    def add_capture(self, item: Captured, new: PageRow | None, title: str | None) -> str:
        """Rows of a new capture and, if need be, of its page; returns the page's id. What it refers to must be there.

        `new` is what the page says of itself and `title` its letter's, where it was parsed.
        """
        url = canonical(item.url)
        page = page_id(url)
        if not self.exists(page):
            # What `describe` will say is said at once: a row that grows later leaves holes in the file.
            said = [getattr(new, column) if new else None for column in _SAID]
            self._connection.execute(
                f"INSERT INTO pages (id, url, kind, site_id, column_id, found_on, list_date, list_title, {', '.join(_SAID)}) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    page,
                    url,
                    item.kind,
                    item.site,
                    item.column,
                    item.found_on,
                    item.list_date,
                    _listed(item, title),
                    *said,
                ],
            )
        else:
            self.note_list(page, item, title)
        refers_to, content = self._referred(page, item)
        self._connection.execute(
            "INSERT INTO captures (id, page_id, run_id, type, kind, outcome, fetched_at, status, content_type, bytes, digest, "
            'content_hash, refers_to, file, "offset") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
            [item.id, page, item.run, item.type, item.kind, item.outcome, item.fetched_at, item.status, item.content_type,
             item.size, item.digest, content, refers_to, item.file, item.offset],
        )  # fmt: skip
        return page

    def note_list(self, page: str, item: Captured, title: str | None) -> None:
        """What the list says of a page that is known: the newest that is said. Its title only where it is not the letter's."""
        own, state = self._connection.execute(
            "SELECT l.title, l.state FROM pages p LEFT JOIN letters l ON l.id = p.letter_id WHERE p.id = ?", [page]
        ).fetchone()
        if state == "removed":
            return
        self._connection.execute(
            "UPDATE pages SET list_title = coalesce(?1, list_title), list_date = coalesce(?2, list_date), "
            "found_on = coalesce(found_on, ?3) WHERE id = ?4 AND (coalesce(?1, list_title), coalesce(?2, list_date), "
            "coalesce(found_on, ?3)) IS NOT (list_title, list_date, found_on)",
            [_listed(item, title or own), item.list_date, item.found_on, page],
        )

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

    def clear(self, page: str) -> None:
        """Take out what a page says that could show a letter taken out on request."""
        self.set(page, **dict.fromkeys(("list_title", "list_date", *_SAID)), masked=0)

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


def _listed(item: Captured, title: str | None) -> str | None:
    listed = mask(item.list_title or "") or None
    return None if listed == title else listed
