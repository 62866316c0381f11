"""The only writer of archive.db: takes captures with what was parsed from them, in batches, each batch whole or not at all."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from archive import compare, history, ledger, states, twins
from archive.captures import Captured
from archive.ids import page_id
from archive.letters import Letters, read
from archive.parsing import Parsed
from archive.privacy import mask
from archive.rows import COLUMNS, PageRow, Rows
from parsers.urls import canonical

_SHOWN = ("ok", "unchanged")
_REFUSED = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)
Reparse = Callable[[Captured], tuple[Captured, Parsed]]  # reads a stored capture's body again and parses it


@dataclass(slots=True)
class _Page:
    """What a decision about a page needs of its row."""

    id: str
    letter_id: str | None
    is_main: int
    content_hash: str | None
    parser_version: str | None
    content_at: str | None
    state: str | None = None  # of its letter


class Store:
    """Writes captures and records into one archive. Not for several threads; one writer per archive (archive/lock.py)."""

    def __init__(self, db: Database, sites: Iterable[ledger.Site] = (), reparse: Reparse | None = None) -> None:
        self.db = db
        self.sites = {site["id"]: site for site in sites}
        self.connection: sqlite3.Connection = db.conn
        self.letters = Letters(db)
        self.resources = 0
        self.withdrawals = 0
        self.unreadable: list[str] = []
        self.reparse = reparse
        self._known: set[tuple[str, ...]] = set()

    def take(self, items: Iterable[tuple[Captured, Parsed]], read_to: dict[str, ledger.FileRead] | None = None) -> int:
        """Store a batch in one transaction; returns how many captures were new.

        A capture that is stored already is skipped, so taking twice is taking once. A letter the schema refuses becomes an
        issue of its page. Raises sqlite3.OperationalError for a full or locked disk, with nothing of the batch stored.
        """
        batch = list(items)
        try:
            return self._take(batch, read_to or {}, careful=False)
        except _REFUSED:
            # Rare: do the batch again with a savepoint around each letter, to lose only the one that is refused. Not at
            # once, because each savepoint makes FTS5 write out its buffer.
            return self._take(batch, read_to or {}, careful=True)

    def _take(self, batch: list[tuple[Captured, Parsed]], read_to: dict[str, ledger.FileRead], *, careful: bool) -> int:
        new = 0
        try:
            with self.db.atomic():
                if not careful:
                    self.letters.index.start()
                touched: set[str] = set()
                answers: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
                for item, parsed in batch:
                    if ledger.take_resource(self, item):
                        self.resources += 1
                        continue
                    page = self._capture(item, answers)
                    if page:
                        new += 1
                        touched.add(page)
                        self._content(page, item, parsed, careful=careful)
                ledger.count_answers(self.connection, answers)
                states.update(self.connection, touched)
                ledger.save_files(self.connection, read_to)
                self.letters.index.flush()
        except BaseException:
            self._forget()
            raise
        return new

    def replay(self, page: str) -> None:
        """Make a page's letter anew from all its captures in order of time, with the parser of today."""
        if self.reparse is None:
            return
        self.connection.execute("UPDATE pages SET content_hash = NULL, parser_version = NULL WHERE id = ?", [page])
        self.connection.execute(
            "DELETE FROM versions WHERE letter_id IN (SELECT letter_id FROM pages WHERE id = ? AND is_main = 1)", [page]
        )
        self.connection.execute("UPDATE captures SET content_hash = NULL WHERE page_id = ?", [page])
        last: tuple[Captured, PageRow] | None = None
        stored = self.connection.execute(
            'SELECT id, file, "offset", refers_to, kind, outcome, fetched_at FROM captures WHERE page_id = ? '
            'ORDER BY fetched_at, file, "offset"',
            [page],
        ).fetchall()
        for key, file, offset, refers_to, kind, outcome, fetched_at in stored:
            pointer = Captured(file, offset, key, "", "", fetched_at, kind, outcome)
            if refers_to or outcome not in _SHOWN:
                self._revisit(page, key, refers_to)
                continue
            item, parsed = self.reparse(pointer)
            self._content(page, item, parsed, replaying=True, careful=True)
            last = (item, parsed.page) if parsed.page else last
        self._drop_if_no_letter(page, last)

    def _drop_if_no_letter(self, page: str, last: tuple[Captured, PageRow] | None) -> None:
        """After a replay that found no letter: the old parser saw one where there is none."""
        twins_of = self.connection.execute(
            "SELECT p.id FROM letters l JOIN pages p ON p.letter_id = l.id WHERE l.id = ? AND l.state <> 'removed' AND p.id <> l.id "
            "AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.letter_id = l.id)",
            [page],
        ).fetchall()
        if self.letters.drop_unseen(page):
            if last:
                self._describe(page, *last)
            for (twin,) in twins_of:
                self.replay(twin)

    def restore(self, letter: str) -> None:
        """Bring back a letter whose withdrawal was lifted, from its captures."""
        self.connection.execute("UPDATE letters SET state = 'live' WHERE id = ? AND state = 'removed'", [letter])
        self.replay(letter)
        states.update(self.connection, [letter])

    def _forget(self) -> None:
        self._known.clear()  # what was remembered as stored may have been rolled back
        self.letters.forget()

    def _capture(self, item: Captured, answers: dict[tuple[str, str], list[int]]) -> str | None:
        """The page and capture rows; None when the capture is stored already."""
        connection = self.connection
        url = canonical(item.url)
        page = page_id(url)
        if connection.execute("SELECT 1 FROM captures WHERE id = ?", [item.id]).fetchone():
            return None
        ledger.ensure(self.db, self._known, self.sites, item)
        removed = connection.execute(
            "SELECT 1 FROM pages p JOIN letters l ON l.id = p.letter_id WHERE p.id = ? AND l.state = 'removed'", [page]
        ).fetchone()
        title = mask(item.list_title) if item.list_title and not removed else None
        connection.execute(
            "INSERT INTO pages (id, url, kind, site_id, column_id, found_on, list_title, list_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET list_title = coalesce(excluded.list_title, list_title), "
            "list_date = coalesce(excluded.list_date, list_date), found_on = coalesce(found_on, excluded.found_on)",
            [page, url, item.kind, item.site, item.column, item.found_on, title, None if removed else item.list_date],
        )
        refers_to = None
        if item.type == "revisit" and item.digest:
            found = connection.execute(
                "SELECT id FROM captures WHERE page_id = ? AND digest = ? AND type <> 'revisit' ORDER BY fetched_at DESC LIMIT 1",
                [page, item.digest],
            ).fetchone()
            refers_to = found[0] if found else None
        connection.execute(
            "INSERT INTO captures (id, page_id, run_id, type, kind, outcome, fetched_at, status, content_type, bytes, digest, "
            'refers_to, file, "offset") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
            [item.id, page, item.run, item.type, item.kind, item.outcome, item.fetched_at, item.status, item.content_type,
             item.size, item.digest, refers_to, item.file, item.offset],
        )  # fmt: skip
        if item.run and item.site:
            count = answers[item.run, item.site]
            count[0] += 1
            count[1] += item.outcome in _SHOWN
            count[2] += item.outcome == "challenge"
        if item.type == "revisit":
            self._revisit(page, item.id, refers_to)
        return page

    def _revisit(self, page: str, capture: str, refers_to: str | None) -> None:
        """A revisit shows what the capture it refers to shows."""
        self.connection.execute(
            "UPDATE captures SET content_hash = (SELECT content_hash FROM captures WHERE id = ?) WHERE id = ?",
            [refers_to, capture],
        )

    def _content(
        self, page: str, item: Captured, parsed: Parsed, *, replaying: bool = False, careful: bool = False
    ) -> None:
        """What the capture shows, stored. `careful`: a letter that breaks the schema becomes an issue instead of an error."""
        if not careful:
            self._shown(page, item, parsed, replaying)
            return
        try:
            with self.db.atomic():
                self._shown(page, item, parsed, replaying)
        except _REFUSED as error:
            self._forget()
            self._issues(page, item, Parsed(issues=[("not_stored", mask(f"{type(error).__name__}: {error}"))]))

    def _shown(self, page: str, item: Captured, parsed: Parsed, replaying: bool) -> None:
        issues = list(parsed.issues)
        if parsed.file:
            self._file(page, item, parsed.file)
        elif parsed.page and parsed.page.id == page:
            self._page(self._load(page), item, parsed.page, parsed.rows, replaying)
        elif parsed.page:
            issues.append(("address_differs", "the record names another page than the capture"))
        self._issues(page, item, Parsed(parsed.page, None, parsed.file, issues))

    def _page(self, page: _Page, item: Captured, new: PageRow, rows: Rows | None, replaying: bool) -> None:
        connection = self.connection
        if page.content_at and item.fetched_at < page.content_at and not replaying:
            self.replay(page.id)  # an older capture came in later: its place is before what is stored
            return
        if rows is None:
            if page.letter_id is None:
                self._describe(page.id, item, new)
            return
        connection.execute("UPDATE captures SET content_hash = ? WHERE id = ?", [new.content_hash, item.id])
        if page.content_hash == new.content_hash:
            return
        if page.content_hash and page.parser_version != new.parser_version and self.reparse and not replaying:
            self.replay(page.id)  # has the page changed, or only the parser? Both read by one parser will tell
            return
        if page.letter_id is None:
            removed = twins.withdrawn(connection, new)
            page.letter_id = removed or twins.find(connection, rows)
            page.is_main = 0 if page.letter_id else 1
            if removed:
                page.state = "removed"
        if page.state == "removed":
            connection.execute(
                "UPDATE pages SET letter_id = ?, record_kind = ?, content_hash = ?, list_title = NULL, list_date = NULL WHERE id = ?",
                [page.letter_id, new.record_kind, new.content_hash, page.id],
            )
            new.issues = []
            return
        if page.is_main:
            self._letter(page, item, rows)
            page.letter_id = page.id
        connection.execute(
            "UPDATE pages SET letter_id = ?, is_main = ? WHERE id = ?", [page.letter_id, page.is_main, page.id]
        )
        self._describe(page.id, item, new)

    def _letter(self, page: _Page, item: Captured, rows: Rows) -> None:
        connection, key = self.connection, page.id
        columns = dict(zip(COLUMNS["letters"], rows["letters"][0], strict=True))
        number = 1
        changed: dict[str, tuple[Any, Any]] = {}
        difference: tuple[str | None, int, int] = (None, 0, 0)
        if page.letter_id is None:
            self.letters.insert(rows, item.fetched_at)
        else:
            number += connection.execute("SELECT count(*) FROM versions WHERE letter_id = ?", [key]).fetchone()[0]
            if number > 1:
                before = read(connection, key)
                if before is None:
                    raise sqlite3.IntegrityError(f"letter {key} has versions but no row")
                old_text = before["letters"][0][-1]
                changed = compare.changes(compare.fields(before, evidence=False), compare.fields(rows, evidence=False))
                difference = history.diff(old_text, columns["text"])
                connection.execute(
                    "UPDATE versions SET text = ? WHERE letter_id = ? AND number = ?", [old_text, key, number - 1]
                )
            self.letters.replace(rows)
            connection.execute(
                "UPDATE letters SET version_count = ?, changed_at = ? WHERE id = ?",
                [number, item.fetched_at if number > 1 else None, key],
            )
        connection.execute(
            "INSERT INTO versions (letter_id, number, page_id, capture_id, seen_at, parser_version, content_hash, added, removed, "
            "diff) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [key, number, page.id, item.id, item.fetched_at, columns["parser_version"], columns["content_hash"],
             difference[1], difference[2], difference[0]],
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO version_fields VALUES (?, ?, ?, ?, ?)",
            [
                (key, number, path, None if before is None else str(before), None if after is None else str(after))
                for path, (before, after) in changed.items()
                if path != "letter.text"
            ],
        )

    def _describe(self, page: str, item: Captured, new: PageRow) -> None:
        values = asdict(new)
        columns = (
            "record_kind",
            "site_name",
            "breadcrumb",
            "index_number",
            "metadata",
            "masked",
            "content_hash",
            "parser_version",
        )
        self.connection.execute(
            f"UPDATE pages SET {', '.join(f'{c} = ?' for c in columns)}, capture_id = ? WHERE id = ?",
            [*(values[c] for c in columns), item.id, page],
        )

    def _file(self, page: str, item: Captured, file: dict[str, Any]) -> None:
        if letter := self._letter_of(item.found_on):
            self.letters.add_file(letter, page, file)
        self.connection.execute("UPDATE pages SET capture_id = ? WHERE id = ?", [item.id, page])

    def _letter_of(self, url: str | None) -> str | None:
        row = self.connection.execute("SELECT letter_id FROM pages WHERE id = ?", [page_id(url or "")]).fetchone()
        return row[0] if row else None

    def _issues(self, page: str, item: Captured, parsed: Parsed) -> None:
        issues = [*(parsed.page.issues if parsed.page else []), *parsed.issues]
        if not issues and parsed.page is None and parsed.file is None:
            return
        self.connection.execute("DELETE FROM issues WHERE page_id = ?", [page])
        letter = self._letter_of(item.found_on) if parsed.file else self._load(page).letter_id
        self.connection.executemany(
            "INSERT INTO issues (page_id, position, letter_id, code, detail) VALUES (?, ?, ?, ?, ?)",
            [(page, i, letter, code, detail) for i, (code, detail) in enumerate(issues)],
        )

    def _load(self, page: str) -> _Page:
        row = self.connection.execute(
            "SELECT p.id, p.letter_id, p.is_main, p.content_hash, p.parser_version, c.fetched_at, l.state FROM pages p "
            "LEFT JOIN captures c ON c.id = p.capture_id LEFT JOIN letters l ON l.id = p.letter_id WHERE p.id = ?",
            [page],
        ).fetchone()
        return _Page(*row)
