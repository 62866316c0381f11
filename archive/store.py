"""The only writer of archive.db: takes captures with what was parsed from them, in batches, each batch whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from sqlite_utils import Database

from archive import further, ledger, related, states, twins, versions
from archive.again import Again, Reparse, Reread, UnreadableError
from archive.captures import Captured
from archive.further import FurtherPages
from archive.letters import Letters
from archive.pages import SHOWN, Answers, Page, Pages
from archive.parsing import Parsed
from archive.privacy import mask
from archive.rows import PageRow, Rows, title_of

_REFUSED = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)


class Store:
    """Writes captures and records into one archive. Not for several threads; one writer per archive (archive/lock.py)."""

    def __init__(self, db: Database, sites: Iterable[ledger.Site] = (), reparse: Reparse | None = None) -> None:
        self.db = db
        self.connection: sqlite3.Connection = db.conn
        self.sites = {site["id"]: site for site in sites}
        self.letters = Letters(db)
        self.pages = Pages(db.conn)
        self.further = FurtherPages(db.conn)
        self.again = Again(db.conn, self.further, reparse)
        self.resources = 0
        self.withdrawals = 0
        self.runs: set[str] = set()  # of which captures were stored
        self.unreadable: list[str] = []
        self._known: set[tuple[str, ...]] = set()
        self._anew: dict[str, None] = {}  # pages whose letter is to be made anew at the end of the batch, in order
        self._admitted: frozenset[str] = frozenset()  # pages seen again that showed a letter before
        self._listed: dict[str, None] = {}  # pages of which something came in late that a list may have said
        self._files: dict[str, None] = {}  # pages of files to be read once more
        self._told: dict[str, None] = {}  # pages of files whose issues may be another letter's now

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
                        page, later = self.pages.add_capture(item, parsed.page, title_of(parsed.rows))
                        answers.add(item)
                        new += 1
                        touched.add(page)
                        if later:
                            self._late(page, item)
                        if not later & set(SHOWN):
                            self._content(page, item, parsed, careful=careful)
                touched |= self.settle()
                ledger.count_answers(self.connection, answers.counts)
                self.runs |= {run for run, _ in answers.counts}
                states.update(self.connection, touched)
                ledger.save_files(self.connection, read_to)
                self.letters.index.flush()
        except BaseException:
            self._forget()
            self._nothing_due()
            raise
        return new

    def replay(self, first: str) -> set[str]:
        """Make the letter of a page, and those it may be taken for, anew from all captures in order of time, with the parser of today.

        Returns the pages that were made anew: none, with an issue of the page, where a capture can no longer be read.
        """
        try:
            shown = related.pages(self.connection, first, self.again)
            listed = {page: self.again.each(page) if self.further.of(page) else shown[page] for page in shown}
        except UnreadableError as error:
            self._unreadable(first, error)
            return set()
        due, files = self._files, self._forget_letters(shown)
        self._files = {}
        for page, (item, parsed, referred) in sorted(
            ((page, reread) for page, items in shown.items() for reread in items),
            key=lambda one: related.moment(one[1].item),
        ):
            differs = referred and item.outcome in SHOWN and self._differs(page, item.id)
            self._content(page, item, referred if referred and differs else parsed, replaying=True, careful=True)
        for page in shown:
            self.connection.execute(
                "UPDATE captures SET content_hash = (SELECT r.content_hash FROM captures r WHERE r.id = captures.refers_to) "
                "WHERE page_id = ? AND refers_to IS NOT NULL",
                [page],
            )
            self._list(page, listed[page])
        for page, file in files.items():
            self.letters.add_file(page, file)
            self._told[page] = None
        self._files = due | dict.fromkeys(self._files.keys() - files)
        self._admitted = frozenset()
        return set(shown)

    def _forget_letters(self, pages: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Begin again with the letters of `pages`, except those taken out on request; returns what was read from their files."""
        files: dict[str, dict[str, Any]] = {}
        letters = {page: letter for page in pages if (letter := self.pages.load(page).letter_id)}
        self._admitted = frozenset(letters)
        for page in pages:
            if letter := letters.get(page):
                files |= {file["page_id"]: file for file in self.letters.files(letter)}
                self.connection.execute("DELETE FROM versions WHERE letter_id = ?", [letter])
                self.letters.drop_unseen(letter)
            self.connection.execute("UPDATE captures SET content_hash = NULL WHERE page_id = ?", [page])
            self.pages.set(page, content_hash=None, parser_version=None)
            self.pages.set_issues(page, None, [])
        return files

    def _late(self, page: str, item: Captured) -> None:
        """A capture came in after others of its page that are later in time: note what is to be seen again in order of time."""
        self.pages.refer(page, item)
        self._listed[page] = None
        if item.kind == "attachment":
            self._told[page] = None
        if item.outcome not in SHOWN:
            return
        if item.kind == further.KIND:
            self._part(page, item)
            self._anew[self.further.add(page, item.found_on)] = None
        elif item.kind == "attachment":
            self._files[page] = None
        elif item.kind == "letter":
            self._anew[page] = None

    def settle(self) -> set[str]:
        """At the end of a batch: what has to be seen in order of time or together; returns the pages whose letters it touched."""
        touched: set[str] = set()
        for page in list(self._anew):
            if page not in touched and self.pages.exists(page):
                touched |= self.replay(page)
        for page in self._listed.keys() - touched:
            with suppress(UnreadableError):
                self._list(page, self.again.each(page))
        for page in list(self._files):
            self._file_again(page)
        for page in self._told:
            self._tell(page)
        self._nothing_due()
        return touched

    def _nothing_due(self) -> None:
        self._anew, self._listed, self._files, self._told = {}, {}, {}, {}
        self._admitted = frozenset()

    def _list(self, page: str, items: Sequence[Reread]) -> None:
        """Note what the lists said of a page; `items` are its captures in order of time."""
        known = self.pages.load(page)
        if known.letter_state == "removed":
            return
        own = None
        self.pages.forget_list(page, items[0].item)
        for item, parsed, referred in items:
            if known.is_main:
                own = title_of(parsed.rows) or (title_of(referred.rows) if referred else None) or own
            self.pages.note_list(page, item, own)

    def _part(self, page: str, item: Captured) -> None:
        """A further page was seen: if it shows other bytes than before, its letter is to be read again."""
        first = self.further.add(page, item.found_on)
        body = self.pages.newest_body(page)
        if body and self.pages.newly_shown(page, body.id):
            self._anew[first] = None

    def _file_again(self, page: str) -> None:
        """Read the newest body of a file, for the letters that link it."""
        body = self.pages.newest_body(page)
        if body is None:
            return
        try:
            item, parsed = self.again.read(body)
        except UnreadableError as error:
            self._unreadable(page, error)
            return
        self._content(page, item, parsed, careful=True)

    def _tell(self, page: str) -> None:
        """Issues of a file are told of the letter it was found on, unless only others link it; of one taken out they are not kept."""
        found, linking = self.pages.found_on_letter(page), self.letters.linking(page)
        if linking or not self.pages.is_removed(found):
            self.pages.tell_of(page, found if found in linking or not linking else linking[0])
        else:
            self.pages.set_issues(page, None, [])

    def _unreadable(self, page: str, error: UnreadableError) -> None:
        self.pages.add_issues(page, self.pages.load(page).letter_id, [("capture_unreadable", str(error))])

    def files_of(self, letter: str) -> set[str]:
        """Pages of files that `letter` links or that were found on its pages."""
        return self.letters.file_pages(letter) | self.pages.found_on_pages(letter)

    def silence(self, files: Iterable[str]) -> None:
        """Take out what a letter that was taken out said of its files; what others say of them comes back from their captures."""
        for file in files:
            self.pages.set(file, list_title=None, list_date=None)
            self._files[file] = self._listed[file] = self._told[file] = None

    def restore(self, letter: str) -> None:
        """Bring back a letter whose withdrawal was lifted, from its captures."""
        self.connection.execute("UPDATE letters SET state = 'live' WHERE id = ? AND state = 'removed'", [letter])
        pages = self.replay(letter)
        for file in self.files_of(self.pages.load(letter).letter_id or letter):
            self._files[file] = self._listed[file] = None
        states.update(self.connection, pages or [letter])

    def _forget(self) -> None:
        self._known.clear()  # what was remembered as stored may have been rolled back
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

    def _content(
        self, page: str, item: Captured, parsed: Parsed, *, replaying: bool = False, careful: bool = False
    ) -> None:
        """What the capture shows, stored. `careful`: a letter that breaks the schema becomes an issue instead of an error."""
        if not careful:
            self._shown(page, item, parsed, replaying)
            return
        try:
            # Rows that wait for the index are indexed outside of what may be taken back.
            with self.letters.index.paused(), self.db.atomic():
                self._shown(page, item, parsed, replaying)
        except _REFUSED as error:
            self._forget()
            issue = ("not_stored", mask(f"{type(error).__name__}: {error}"))
            self.pages.add_issues(page, self.pages.load(page).letter_id, [issue])

    def _shown(self, page: str, item: Captured, parsed: Parsed, replaying: bool) -> None:
        if item.kind == further.KIND:
            if item.outcome in SHOWN:
                self._part(page, item)
            else:
                self.further.add(page, item.found_on)
        elif item.kind == "attachment" and item.type == "revisit" and item.outcome in SHOWN:
            body = self.pages.newest_body(page)
            if body and self.pages.newly_shown(page, body.id):
                self._files[page] = None
        elif parsed.file is not None:
            self.letters.add_file(page, parsed.file)
            self.pages.set(page, capture_id=item.id)
            self.pages.set_issues(page, None, parsed.issues)
            self._told[page] = None
        elif parsed.page and not replaying and self.further.of(page):
            self._anew[page] = None
        elif parsed.page and parsed.page.id == page:
            self._page(self.pages.load(page), item, parsed.page, parsed.rows, replaying)
        elif parsed.page:
            self.pages.add_issues(page, None, [("address_differs", "the record names another page than the capture")])
        elif parsed.issues:
            known = self.pages.load(page)
            if known.letter_state != "removed":
                self.pages.add_issues(page, known.letter_id, parsed.issues)
            if item.kind == "attachment":
                self._told[page] = None
        elif item.type == "revisit" and not replaying and item.outcome in SHOWN and self._differs(page, item.id):
            self._anew[page] = None

    def _page(self, page: Page, item: Captured, new: PageRow, rows: Rows | None, replaying: bool) -> None:
        if rows is None:
            if page.letter_id is None:
                self.pages.describe(page.id, item, new)
                self.pages.set_issues(page.id, None, new.issues)
            return
        self.connection.execute("UPDATE captures SET content_hash = ? WHERE id = ?", [new.content_hash, item.id])
        if page.content_hash == new.content_hash:
            return
        is_new = page.letter_id is None
        if not replaying:
            # Has the page changed, or only the parser? Both read by one parser will tell.
            other_parser = page.content_hash and page.parser_version != new.parser_version
            decides = is_new or page.is_main
            if other_parser or (decides and related.shown_later(self.connection, page.id, rows, item)):
                self._anew[page.id] = None
        if is_new:
            # Another letter of that title and place was not kept out when it came, and is not when it is seen again.
            withdrawn = None if page.id in self._admitted else twins.withdrawn(self.connection, new, rows)
            page.letter_id = withdrawn or twins.find(self.connection, rows)
            page.is_main = int(page.letter_id is None)
            page.letter_state = "removed" if withdrawn else None
        if page.letter_state == "removed":
            self.pages.set(
                page.id, letter_id=page.letter_id, content_hash=new.content_hash, record_kind=new.record_kind
            )
            self.pages.clear(page.id)
            if is_new:
                self.silence(self.pages.found_on_pages(page.letter_id or ""))
            return
        if page.is_main:
            files = {} if is_new else self.letters.fetched_files(page.id)
            versions.write(self.connection, self.letters, rows, item, is_new=is_new)
            page.letter_id = page.id
            files |= self.letters.fetched_files(page.id)
            self._told |= dict.fromkeys(files)
            self._files |= dict.fromkeys(file for file, read in files.items() if not read)
        elif is_new and (said := self.pages.listing(item)[0]):
            self.pages.set(page.id, list_title=said)
        self.pages.set(page.id, letter_id=page.letter_id, is_main=page.is_main)
        self.pages.describe(page.id, item, new)
        self.pages.set_issues(page.id, page.letter_id, new.issues)
