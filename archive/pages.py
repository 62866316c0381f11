"""Rows of pages, their captures and their issues."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from archive.captures import Captured
from archive.further import Place
from archive.ids import page_id
from archive.privacy import mask
from archive.rows import PageRow
from parsers.urls import canonical

SHOWN = ("ok", "unchanged")
_SAID = ("site_name", "breadcrumb", "index_number", "metadata")
# Id of the capture with the bytes a page showed last; {} is the page.
NEWEST_BODY = """SELECT coalesce(r.id, s.id) FROM captures s LEFT JOIN captures r ON r.id = s.refers_to
WHERE s.page_id = {} AND s.outcome IN ('ok', 'unchanged') AND (s.type = 'response' OR r.id IS NOT NULL)
ORDER BY s.fetched_at DESC, s.file DESC, s."offset" DESC LIMIT 1"""
# The body a revisit speaks of: the newest of the same bytes up to then.
_REFERRED = """FROM captures r WHERE r.page_id = :page AND r.digest = :digest AND r.type <> 'revisit' AND r.fetched_at <= :at
ORDER BY r.fetched_at DESC, r.file DESC, r."offset" DESC LIMIT 1"""
_DESCRIBED = ("record_kind", *_SAID, "masked", "content_hash", "parser_version")


@dataclass(slots=True)
class Page:
    """What a decision about a page needs of its row and of its letter's."""

    id: str
    letter_id: str | None
    is_main: int
    content_hash: str | None
    parser_version: str | None
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
            "SELECT p.id, p.letter_id, p.is_main, p.content_hash, p.parser_version, l.state FROM pages p "
            "LEFT JOIN letters l ON l.id = p.letter_id WHERE p.id = ?",
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

    def found_on_letter(self, page: str) -> str | None:
        """Id of the letter on one of whose pages the page was found first."""
        (url,) = self._connection.execute("SELECT found_on FROM pages WHERE id = ?", [page]).fetchone()
        return self.letter_of(url)

    def found_on_pages(self, letter: str) -> set[str]:
        """Pages of files that were found on a page of `letter`, also where it does not link them any more."""
        own = {page for (page,) in self._connection.execute("SELECT id FROM pages WHERE letter_id = ?", [letter])}
        # Looks at all files there are: a letter is seldom taken out, and an index would be kept up for that alone.
        files = self._connection.execute(
            "SELECT id, found_on FROM pages INDEXED BY pages_kind WHERE kind = 'attachment' AND found_on IS NOT NULL"
        )
        return {page for page, found_on in files if page_id(found_on) in own}

    def is_removed(self, letter: str | None) -> bool:
        """Whether a letter was taken out on request."""
        row = self._connection.execute("SELECT state FROM letters WHERE id = ?", [letter]).fetchone()
        return row is not None and row[0] == "removed"

    def tell_of(self, page: str, letter: str | None) -> None:
        """Let the page's issues be those of `letter`."""
        self._connection.execute(
            "UPDATE issues SET letter_id = ?1 WHERE page_id = ?2 AND letter_id IS NOT ?1", [letter, page]
        )

    def has_capture(self, key: str) -> bool:
        """Whether a capture is stored already."""
        return self._connection.execute("SELECT 1 FROM captures WHERE id = ?", [key]).fetchone() is not None

    def add_capture(self, item: Captured, new: PageRow | None, title: str | None) -> tuple[str, set[str]]:
        """Rows of a new capture and, if need be, of its page. What it refers to must be there.

        `new` is what the page says of itself and `title` its letter's, where it was parsed. Returns the page's id and the
        outcomes of those of its captures that are stored already although they are later in time.
        """
        url = canonical(item.url)
        page = page_id(url)
        later: set[str] = set()
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
                    self.listing(item)[1],
                    _listed(self.listing(item)[0], title),
                    *said,
                ],
            )
        elif not (later := self._later(page, item)):
            self.note_list(page, item, self.own_title(page, title))
        refers_to, content = self._referred(page, item)
        self._connection.execute(
            "INSERT INTO captures (id, page_id, run_id, type, kind, outcome, fetched_at, status, content_type, bytes, digest, "
            'content_hash, refers_to, file, "offset") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
            [item.id, page, item.run, item.type, item.kind, item.outcome, item.fetched_at, item.status, item.content_type,
             item.size, item.digest, content, refers_to, item.file, item.offset],
        )  # fmt: skip
        return page, later

    def _later(self, page: str, item: Captured) -> set[str]:
        rows = self._connection.execute(
            "SELECT outcome FROM captures WHERE page_id = ?1 AND fetched_at >= ?2 "
            'AND (fetched_at, file, "offset") > (?2, ?3, ?4)',
            [page, item.fetched_at, item.file, item.offset],
        )
        return {outcome for (outcome,) in rows}

    def own_title(self, page: str, shown: str | None) -> str | None:
        """What a list is compared with: the title on the page, as `shown` now or else as it was last; nothing for a second page."""
        row = self._connection.execute(
            "SELECT coalesce(?, l.title) FROM pages p LEFT JOIN letters l ON l.id = p.letter_id "
            "WHERE p.id = ? AND (p.is_main = 1 OR p.letter_id IS NULL)",
            [shown, page],
        ).fetchone()
        return row[0] if row else None

    def listing(self, item: Captured) -> tuple[str | None, str | None]:
        """Title and date that a list, or for a file its letter, gives the page of a capture.

        Nothing where that letter was taken out on request: its words do not come back with its files.
        """
        if item.kind == "attachment" and self.is_removed(self.letter_of(item.found_on)):
            return None, None
        return mask(item.list_title or "") or None, item.list_date

    def note_list(self, page: str, item: Captured, title: str | None) -> None:
        """What the list says of a page that is known: the newest that is said, so items have to come in order of time.

        `title` is that of the page's letter then; a list that says the same says nothing.
        """
        *stored, state = self._connection.execute(
            "SELECT p.list_title, p.list_date, p.found_on, l.state FROM pages p LEFT JOIN letters l ON l.id = p.letter_id "
            "WHERE p.id = ?",
            [page],
        ).fetchone()
        if state == "removed":
            return
        (said, date), listed = self.listing(item), stored[0]
        if said:
            listed = _listed(said, title)
        values = [listed, date or stored[1], stored[2] or item.found_on]
        if values != stored:
            self.set(page, list_title=values[0], list_date=values[1], found_on=values[2])

    def forget_list(self, page: str, first: Captured) -> None:
        """Begin again with `note_list`: the page as its first capture found it."""
        column = first.column if first.site else None
        self.set(page, list_title=None, list_date=None, found_on=None, site_id=first.site, column_id=column)

    def _referred(self, page: str, item: Captured) -> tuple[str | None, str | None]:
        """For a revisit: the capture that holds the body, and the content hash of that."""
        if item.type != "revisit" or not item.digest:
            return None, None
        row = self._connection.execute(
            f"SELECT r.id, r.content_hash {_REFERRED}", {"page": page, "digest": item.digest, "at": item.fetched_at}
        ).fetchone()
        return row or (None, None)

    def refer(self, page: str, item: Captured) -> None:
        """Let the revisits that came in before the body `item` they speak of refer to it."""
        if item.type == "revisit" or not item.digest:
            return
        revisits = self._connection.execute(
            "SELECT id, fetched_at, refers_to FROM captures WHERE page_id = ? AND digest = ? AND type = 'revisit' AND fetched_at >= ?",
            [page, item.digest, item.fetched_at],
        ).fetchall()
        for key, at, known in revisits:
            found = self._connection.execute(
                f"SELECT r.id {_REFERRED}", {"page": page, "digest": item.digest, "at": at}
            ).fetchone()
            if found[0] != known:
                self._connection.execute("UPDATE captures SET refers_to = ? WHERE id = ?", [found[0], key])

    def newest_body(self, page: str) -> Place | None:
        """Where the bytes stand that the page showed last."""
        row = self._connection.execute(
            f'SELECT file.id, file.file, file."offset" FROM captures file WHERE file.id = ({NEWEST_BODY.format("?")})',
            [page],
        ).fetchone()
        return Place(*row) if row else None

    def newly_shown(self, page: str, capture: str) -> bool:
        """Note that the page shows what `capture` holds; whether that is new."""
        return (
            self._connection.execute(
                "UPDATE pages SET capture_id = ?1 WHERE id = ?2 AND capture_id IS NOT ?1", [capture, page]
            ).rowcount
            > 0
        )

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


def _listed(said: str | None, title: str | None) -> str | None:
    return None if said == title else said
