"""The only writer of archive.db: takes captures with what was parsed from them, in batches, each batch whole or not at all."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlite_utils import Database

from archive import further, ledger, states, twins, versions
from archive.captures import Captured
from archive.further import FurtherPages, Place
from archive.letters import Letters
from archive.pages import SHOWN, Answers, Page, Pages
from archive.parsing import Parsed
from archive.privacy import mask
from archive.rows import PageRow, Rows, title_of

_REFUSED = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)


class Reparse(Protocol):
    """Reads the capture at (file, offset) again and parses it, together with the further pages of its letter."""

    def __call__(self, file: str, offset: int, following: Sequence[Place] = (), /) -> tuple[Captured, Parsed]:
        """Raises OSError or ValueError where a capture cannot be read."""
        ...


class Store:
    """Writes captures and records into one archive. Not for several threads; one writer per archive (archive/lock.py)."""

    def __init__(self, db: Database, sites: Iterable[ledger.Site] = (), reparse: Reparse | None = None) -> None:
        self.db = db
        self.connection: sqlite3.Connection = db.conn
        self.sites = {site["id"]: site for site in sites}
        self.letters = Letters(db)
        self.pages = Pages(db.conn)
        self.further = FurtherPages(db.conn)
        self.reparse = reparse
        self.resources = 0
        self.withdrawals = 0
        self.unreadable: list[str] = []
        self._known: set[tuple[str, ...]] = set()
        self._to_join: dict[str, None] = {}  # first pages of letters over several, in order

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
        touched: set[str] = set()
        answers = Answers()
        new = 0
        try:
            with self.db.atomic():
                if not careful:
                    self.letters.index.start()
                for item, parsed in batch:
                    if ledger.take_resource(self, item):
                        self.resources += 1
                    elif not self.pages.has_capture(item.id):
                        ledger.ensure(self.db, self._known, self.sites, item)
                        page = self.pages.add_capture(item, parsed.page, title_of(parsed.rows))
                        answers.add(item)
                        new += 1
                        touched.add(page)
                        self._content(page, item, parsed, careful=careful)
                touched |= self._join()
                ledger.count_answers(self.connection, answers.counts)
                states.update(self.connection, touched)
                ledger.save_files(self.connection, read_to)
                self.letters.index.flush()
        except BaseException:
            self._forget()
            raise
        return new

    def replay(self, page: str) -> bool:
        """Make a page's letter anew from all its captures in order of time, with the parser of today.

        False, with an issue of the page, where a capture can no longer be read; then nothing else is changed.
        """
        items = self._read_again(page)
        if items is None:
            return False
        self.connection.execute(
            "DELETE FROM versions WHERE letter_id IN (SELECT letter_id FROM pages WHERE id = ? AND is_main = 1)", [page]
        )
        self.connection.execute("UPDATE captures SET content_hash = NULL WHERE page_id = ?", [page])
        self.pages.set(page, content_hash=None, parser_version=None, list_title=None)
        last: tuple[Captured, PageRow] | None = None
        for item, parsed, referred in items:
            if referred and item.outcome in SHOWN and self._differs(page, item.id):
                parsed = referred
            self._content(page, item, parsed, replaying=True, careful=True)
            last = (item, parsed.page) if parsed.page else last
        self._drop_if_no_letter(page, last)
        for item, parsed, _ in items:
            self.pages.note_list(page, item, title_of(parsed.rows))
        return True

    def _join(self) -> set[str]:
        """Make the letters anew of which a page came in that does not stand alone; returns their pages."""
        joined = {page for page in self._to_join if self.pages.exists(page) and self.replay(page)}
        self._to_join.clear()
        return joined

    def _read_again(self, page: str) -> list[tuple[Captured, Parsed, Parsed | None]] | None:
        """A page's captures in order of time, parsed; for a revisit also what the capture it refers to holds.

        Of a letter over several pages each showing stands for the captures that were read together.
        """
        stored = self.connection.execute(
            'SELECT c.id, c.file, c."offset", r.file, r."offset" FROM captures c LEFT JOIN captures r ON r.id = c.refers_to '
            'WHERE c.page_id = ? ORDER BY c.fetched_at, c.file, c."offset"',
            [page],
        ).fetchall()
        if self.reparse is None:
            return None
        items: list[tuple[Captured, Parsed, Parsed | None]] = []
        showings = self.further.showings(page)
        stored = [] if showings else stored
        file, offset = "", 0
        try:
            for showing in showings:
                key, file, offset = showing.first
                item, parsed = self.reparse(file, offset, list(showing.following.values()))
                items.append((dataclasses.replace(item, id=key, fetched_at=showing.at), parsed, None))
            for key, file, offset, referred_file, referred_offset in stored:
                item, parsed = self.reparse(file, offset)
                referred = self.reparse(referred_file, referred_offset)[1] if referred_file else None
                items.append((dataclasses.replace(item, id=key), parsed, referred))
        except (OSError, ValueError) as error:
            told = f"{file} at {offset}: {getattr(error, 'strerror', None) or error}"  # not the path: that is this machine's
            self.pages.add_issues(page, self.pages.load(page).letter_id, [("capture_unreadable", told)])
            return None
        return items

    def restore(self, letter: str) -> None:
        """Bring back a letter whose withdrawal was lifted, from its captures."""
        self.connection.execute("UPDATE letters SET state = 'live' WHERE id = ? AND state = 'removed'", [letter])
        self.replay(letter)
        states.update(self.connection, [letter])

    def _forget(self) -> None:
        self._known.clear()  # what was remembered as stored may have been rolled back
        self._to_join.clear()
        self.further.forget()
        self.letters.forget()

    def _differs(self, page: str, revisit: str) -> bool:
        """Whether a revisit shows other content than the page's newest: an edit that was taken back. Notes what it shows."""
        self.connection.execute(
            "UPDATE captures SET content_hash = (SELECT r.content_hash FROM captures r WHERE r.id = captures.refers_to) WHERE id = ?",
            [revisit],
        )
        (content,) = self.connection.execute("SELECT content_hash FROM captures WHERE id = ?", [revisit]).fetchone()
        return content is not None and content != self.pages.load(page).content_hash

    def _drop_if_no_letter(self, page: str, last: tuple[Captured, PageRow] | None) -> None:
        """After a replay that found no letter: the old parser saw one where there is none."""
        twin_pages = self.connection.execute(
            "SELECT id FROM pages WHERE letter_id = ? AND id <> letter_id ORDER BY id", [page]
        ).fetchall()
        if self.letters.drop_unseen(page):
            if last:
                self.pages.describe(page, *last)
            for (twin,) in twin_pages:
                self.replay(twin)

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
            issue = ("not_stored", mask(f"{type(error).__name__}: {error}"))
            self.pages.add_issues(page, self.pages.load(page).letter_id, [issue])

    def _shown(self, page: str, item: Captured, parsed: Parsed, replaying: bool) -> None:
        if item.kind == further.KIND:
            first = self.further.add(page, item.found_on)
            if item.type == "response" and item.outcome in SHOWN:
                self.pages.set(page, capture_id=item.id)
                self._to_join[first] = None
        elif parsed.file is not None:
            letter = self.pages.letter_of(item.found_on)
            if letter:
                self.letters.add_file(letter, page, parsed.file)
            self.pages.set(page, capture_id=item.id)
            self.pages.set_issues(page, letter, parsed.issues)
        elif parsed.page and not replaying and self.further.of(page):
            self._to_join[page] = None
        elif parsed.page and parsed.page.id == page:
            self._page(self.pages.load(page), item, parsed.page, parsed.rows, replaying)
        elif parsed.page:
            self.pages.add_issues(page, None, [("address_differs", "the record names another page than the capture")])
        elif parsed.issues:
            self.pages.add_issues(page, self.pages.load(page).letter_id, parsed.issues)
        elif item.type == "revisit" and not replaying and item.outcome in SHOWN and self._differs(page, item.id):
            self.replay(page)

    def _page(self, page: Page, item: Captured, new: PageRow, rows: Rows | None, replaying: bool) -> None:
        if page.content_at and item.fetched_at < page.content_at and not replaying:
            self.replay(page.id)  # an older capture came in later: its place is before what is stored
            return
        if rows is None:
            if page.letter_id is None:
                self.pages.describe(page.id, item, new)
                self.pages.set_issues(page.id, None, new.issues)
            return
        self.connection.execute("UPDATE captures SET content_hash = ? WHERE id = ?", [new.content_hash, item.id])
        if page.content_hash == new.content_hash:
            return
        # Has the page changed, or only the parser? Both read by one parser will tell.
        other_parser = page.content_hash and page.parser_version != new.parser_version and not replaying
        if other_parser and self.replay(page.id):
            return
        is_new = page.letter_id is None
        if is_new:
            withdrawn = twins.withdrawn(self.connection, new)
            page.letter_id = withdrawn or twins.find(self.connection, rows)
            page.is_main = int(page.letter_id is None)
            page.letter_state = "removed" if withdrawn else None
        if page.letter_state == "removed":
            self.pages.set(
                page.id, letter_id=page.letter_id, content_hash=new.content_hash, record_kind=new.record_kind
            )
            self.pages.clear(page.id)
            return
        if page.is_main:
            versions.write(self.connection, self.letters, rows, item, is_new=is_new)
            page.letter_id = page.id
        self.pages.set(page.id, letter_id=page.letter_id, is_main=page.is_main)
        self.pages.describe(page.id, item, new)
        self.pages.set_issues(page.id, page.letter_id, new.issues)
