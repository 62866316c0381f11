"""What the crawler remembers between runs, in captures/state.db: addresses, validators, when each is due, what lists taught.

A fetch is recorded here only after its capture is on disk, so a kill loses at most what the captures still hold;
crawler/folding.py reads those records on the next start. Deleting the file costs one full walk of the lists and no letter.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from crawler.capture_log import Logged
from crawler.captures import Place, Stored
from crawler.outcomes import CONTENT, VANISHED, Outcome
from crawler.revisits import STEPS, first_step, next_due
from parsers.urls import canonical

log = logging.getLogger(__name__)

_COMMIT_EVERY = 50  # fetches; what a kill takes from here is folded in again from the captures


class Due(NamedTuple):
    """An address to ask for now, with what a conditional request needs."""

    url: str
    site: str
    column: str
    kind: str
    found_on: str
    list_title: str
    list_date: str
    etag: str
    modified: str
    earlier: Stored | None


class Found(NamedTuple):
    """An entry of a list, or an attachment or a further page of a letter."""

    url: str
    title: str = ""
    date: str = ""
    kind: str = "letter"


@dataclass(frozen=True, slots=True)
class ColumnMemory:
    """What earlier walks of a list left: `complete_at` is '' if none went to its end."""

    complete_at: str = ""
    found: int = 0
    declared: int | None = None
    learnt: dict[str, Any] | None = None


def stamp(moment: datetime) -> str:
    """UTC to the second; sorts as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class State:
    """The crawler's memory. One process at a time; with `copy` changes stay in memory (dry runs)."""

    def __init__(self, path: Path, run: str, copy: bool = False) -> None:
        self.run = run
        self._db = sqlite3.connect(":memory:" if copy else path, isolation_level=None)
        if copy and path.exists():
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as original:
                original.backup(self._db)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        self._db.executescript(Path(__file__).with_name("state.sql").read_text("utf-8"))
        self._pending = 0
        self._folded: dict[str, int] = {}

    def close(self) -> None:
        """Commits and closes."""
        self.commit()
        self._db.close()

    def commit(self) -> None:
        """Makes what was recorded so far durable, together with how far in the capture files that is."""
        if self._folded:
            self._begin()
            self._db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?)", self._folded.items())
            self._folded.clear()
        if self._db.in_transaction:
            self._db.execute("COMMIT")
        self._pending = 0

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN")

    # Lists -> addresses

    def discover(self, site: str, column: str, found_on: str, items: Iterable[Found]) -> tuple[int, int]:
        """Notes the entries of a list page. Returns how many were unknown, and how many known ones now read differently.

        An entry whose title or date changed in the list is due at once, whatever its schedule.
        """
        self._begin()
        new = changed = 0
        for item in items:
            key = canonical(item.url)
            row = self._db.execute("SELECT list_title, list_date FROM urls WHERE key = ?", (key,)).fetchone()
            if row is None:
                new += 1
                self._db.execute(
                    "INSERT INTO urls (key, url, host, site, column_id, kind, found_on, list_title, list_date, listed_in)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        key,
                        item.url,
                        host_of(item.url),
                        site,
                        column,
                        item.kind,
                        found_on,
                        item.title,
                        item.date,
                        self.run,
                    ),
                )
            else:
                # What a second list leaves out is no change of what the first one says.
                now = (item.title or row[0], item.date or row[1])
                differs = bool(item.title) and row != now and row != ("", "")
                changed += differs
                self._db.execute(
                    "UPDATE urls SET listed_in = ?, due = CASE WHEN ? THEN '' ELSE due END, list_title = CASE ? WHEN ''"
                    " THEN list_title ELSE ? END, list_date = CASE ? WHEN '' THEN list_date ELSE ? END WHERE key = ?",
                    (self.run, differs, item.title, item.title, item.date, item.date, key),
                )
        return new, changed

    def due(
        self,
        host: str,
        sites: Iterable[str],
        now: datetime,
        limit: int,
        since: str = "",
        full: bool = False,
        parts: bool = False,
    ) -> list[Due]:
        """Up to `limit` addresses of a host that this run has not asked for and that are due (`full`: all of them).

        `parts`: only further pages of letters, without which those that came would be halves.
        """
        self._begin()
        marks = ",".join("?" * len(names := list(sites)))
        rows = self._db.execute(
            "SELECT key, url, site, column_id, kind, found_on, list_title, list_date, etag, modified, stored_url, stored_at,"
            f" digest FROM urls WHERE host = ? AND site IN ({marks}) AND asked_in <> ? AND (due <= ? OR ?)"
            " AND (list_date = '' OR list_date >= ?) AND (kind = 'part' OR NOT ?) ORDER BY outcome IS NOT NULL, due, rowid LIMIT ?",
            (host, *names, self.run, stamp(now), full, since, parts, limit),
        ).fetchall()
        self._db.executemany("UPDATE urls SET asked_in = ? WHERE key = ?", [(self.run, row[0]) for row in rows])
        return [
            Due(
                url,
                site,
                column,
                kind,
                found_on,
                title,
                date,
                etag,
                modified,
                Stored(where, at, digest) if at else None,
            )
            for _, url, site, column, kind, found_on, title, date, etag, modified, where, at, digest in rows
        ]

    def hosts_due(self, sites: Iterable[str], now: datetime, full: bool = False) -> list[str]:
        """Hosts on which something of these sites is due."""
        marks = ",".join("?" * len(names := list(sites)))
        query = f"SELECT DISTINCT host FROM urls WHERE site IN ({marks}) AND asked_in <> ? AND (due <= ? OR ?)"
        return [row[0] for row in self._db.execute(query, (*names, self.run, stamp(now), full))]

    def count_due(self, site: str, now: datetime, full: bool = False) -> int:
        """How many addresses of a site this run has left unasked though they are due."""
        query = "SELECT count(*) FROM urls WHERE site = ? AND asked_in <> ? AND (due <= ? OR ?)"
        return int(self._db.execute(query, (site, self.run, stamp(now), full)).fetchone()[0])

    # Fetches

    def record(self, entry: Logged, place: Place) -> str:
        """Notes a fetch whose capture stands at `place`. Returns new, changed, unchanged, missing, moved or failed."""
        self._begin()
        if entry.kind in ("letter", "attachment", "part"):
            verdict = self._record_page(entry)
        else:
            verdict = self._record_list(entry)
        self._db.execute(
            "INSERT OR REPLACE INTO visits VALUES (?, ?, ?, ?, ?, ?, ?)",
            (canonical(entry.url), entry.date, entry.outcome, entry.status, entry.run, place.file, place.offset),
        )
        self._folded[place.file] = place.end
        self._pending += 1
        if self._pending >= _COMMIT_EVERY:
            self.commit()
        return verdict

    def _record_page(self, entry: Logged) -> str:
        key = canonical(entry.url)
        query = "SELECT digest, step, failures, stored_at, failed_in, fetched_at FROM urls WHERE key = ?"
        row = self._db.execute(query, (key,)).fetchone()
        if row is None:
            self.discover(
                entry.site,
                entry.column,
                entry.found_on,
                [Found(entry.url, entry.list_title, entry.list_date, entry.kind)],
            )
            row = ("", 0, 0, None, "", None)
        digest, step, failures, stored_at, failed_in, fetched_at = row
        if fetched_at is not None and entry.date < fetched_at:
            return "unchanged"  # an import from before our own last visit
        now = datetime.fromisoformat(entry.date)
        content = entry.outcome in CONTENT
        if content:
            step = first_step(entry.list_date, now.date()) if stored_at is None else step + 1
            failures = 0
        elif failed_in != entry.run:  # the attempts of one run count as one failure
            failures += 1
        # A moved page's target has a row of its own; the old address is only looked at now and then.
        wait = len(STEPS) - 1 if entry.outcome == Outcome.MOVED else step if content else failures - 1
        due = stamp(next_due(key, now, wait, failures - 1, entry.outcome))
        answered = content and not _not_modified(entry)
        stored = answered and not entry.revisit
        self._db.execute(
            "UPDATE urls SET outcome = ?, fetched_at = ?, step = ?, failures = ?, due = ?, asked_in = ?,"
            " failed_in = CASE WHEN ? THEN failed_in ELSE ? END,"
            " etag = CASE WHEN ? THEN ? ELSE etag END, modified = CASE WHEN ? THEN ? ELSE modified END,"
            " digest = CASE WHEN ? THEN ? ELSE digest END, stored_at = CASE WHEN ? THEN ? ELSE stored_at END,"
            " stored_url = CASE WHEN ? THEN ? ELSE stored_url END WHERE key = ?",
            (
                entry.outcome, entry.date, step, failures, due, entry.run, content, entry.run, answered, entry.etag, answered, entry.modified, stored, entry.digest, stored, entry.date, stored, entry.url, key,
            ),
        )  # fmt: skip
        if not content:
            return "missing" if entry.outcome in VANISHED else "moved" if entry.outcome == Outcome.MOVED else "failed"
        if stored_at is None:
            return "new"
        return "unchanged" if not stored or digest == entry.digest else "changed"

    def _record_list(self, entry: Logged) -> str:
        if entry.outcome in CONTENT and not _not_modified(entry):
            self._db.execute(
                "INSERT INTO lists (url, etag, modified, digest, stored_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET"
                " etag = excluded.etag, modified = excluded.modified, digest = excluded.digest,"
                " stored_at = CASE WHEN ? THEN stored_at ELSE excluded.stored_at END",
                (entry.url, entry.etag, entry.modified, entry.digest, entry.date, entry.revisit),
            )
        return "unchanged" if entry.revisit else "changed"

    def earlier_list(self, url: str) -> tuple[str, str, Stored | None]:
        """ETag, Last-Modified and last stored capture of a list page."""
        row = self._db.execute("SELECT etag, modified, digest, stored_at FROM lists WHERE url = ?", (url,)).fetchone()
        return (row[0], row[1], Stored(url, row[3], row[2])) if row else ("", "", None)

    # Columns

    def column(self, site: str, url: str) -> ColumnMemory:
        """What earlier walks of a column left."""
        query = "SELECT complete_at, found, declared, learnt FROM columns WHERE site = ? AND url = ?"
        row = self._db.execute(query, (site, url)).fetchone()
        return ColumnMemory(row[0], row[1], row[2], json.loads(row[3])) if row else ColumnMemory()

    def walked(self, site: str, url: str, found: int, declared: int | None, at: datetime, complete: bool) -> None:
        """Notes the end of a walk; one that did not go to the end leaves the earlier figures."""
        self._begin()
        self._db.execute("INSERT OR IGNORE INTO columns (site, url) VALUES (?, ?)", (site, url))
        if complete:
            self._db.execute(
                "UPDATE columns SET complete_at = ?, found = ?, declared = ? WHERE site = ? AND url = ?",
                (stamp(at), found, declared, site, url),
            )
        self.commit()

    def learn(self, site: str, url: str, facts: dict[str, Any]) -> None:
        """Keeps what a probe proved about a column."""
        self._begin()
        self._db.execute("INSERT OR IGNORE INTO columns (site, url) VALUES (?, ?)", (site, url))
        known = {**(self.column(site, url).learnt or {}), **facts}
        self._db.execute("UPDATE columns SET learnt = ? WHERE site = ? AND url = ?", (json.dumps(known), site, url))

    def parts_of(self, letter: str) -> list[str]:
        """Addresses of the further pages of a letter that were found so far."""
        query = "SELECT url FROM urls WHERE host = ? AND kind = 'part' AND found_on = ? ORDER BY rowid"
        return [row[0] for row in self._db.execute(query, (host_of(letter), letter))]

    def known_letters(self, site: str) -> int:
        """Letters of a site seen in its lists, ever."""
        return int(
            self._db.execute("SELECT count(*) FROM urls WHERE site = ? AND kind = 'letter'", (site,)).fetchone()[0]
        )

    # Runs

    def finish(self, site: str, status: str, letters_found: int, at: datetime) -> None:
        """Notes how a run ended for a site."""
        self._begin()
        self._db.execute(
            "INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?)", (self.run, site, stamp(at), status, letters_found)
        )

    def last_run(self, site: str) -> tuple[str, str, int] | None:
        """When the last run that ended well or degraded was, its status and letters found; None if there was none."""
        query = (
            "SELECT finished_at, status, letters_found FROM runs WHERE site = ? AND run <> ? AND status <> 'failed'"
            " ORDER BY finished_at DESC LIMIT 1"
        )
        row = self._db.execute(query, (site, self.run)).fetchone()
        return (row[0], row[1], row[2]) if row else None

    # Captures -> state

    def folded(self) -> dict[str, int]:
        """How far each capture file was recorded, in bytes by its name."""
        return dict(self._db.execute("SELECT name, folded FROM files"))

    def folded_to(self, file: str, size: int) -> None:
        """Notes that a capture file is recorded up to its byte `size`; durable now."""
        self._folded[file] = size
        self.commit()


def _not_modified(entry: Logged) -> bool:
    """True for a 304; read back from the captures it is a revisit without an HTTP status."""
    return entry.status == 304 or (entry.revisit and entry.status is None)


def host_of(url: str) -> str:
    """The host of an address, in small letters."""
    return (urlsplit(url).hostname or "").lower()
