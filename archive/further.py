"""Further pages of a letter that goes on over several: which captures of them stood beside which capture of its first page."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from archive.ids import page_id
from parsers.urls import canonical

KIND = "part"  # of the captures of further pages; Fuhan-Found-On names the first


class Place(NamedTuple):
    """Where a capture with a body stands."""

    id: str
    file: str
    offset: int


@dataclass
class Showing:
    """What the pages of a letter showed from `at` on, until something of it changed."""

    at: str
    first: Place
    following: dict[str, Place] = field(default_factory=dict)


class FurtherPages:
    """Which pages go on behind which. Kept in memory, for there are few of them and every first page is asked about."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._of: dict[str, set[str]] | None = None

    def forget(self) -> None:
        """After a rollback: read them again."""
        self._of = None

    def add(self, page: str, found_on: str | None) -> str:
        """Note that `page` goes on where the page at `found_on` ends; returns the id of that one."""
        first = page_id(canonical(found_on or ""))
        self._known()[first].add(page)
        return first

    def of(self, first: str) -> list[str]:
        """Ids of the pages that go on behind page `first`."""
        return sorted(self._known().get(first, ()))

    def showings(self, first: str) -> list[Showing]:
        """The captures to be read together, in order of time; [] for a page that nothing follows.

        A page that came late, because it did not answer at first, belongs to all that was shown before it. One that changed makes
        a showing of its own, unless the same run saw the first page too.
        """
        parts = self.of(first)
        if not parts:
            return []
        marks = ", ".join("?" * (len(parts) + 1))
        rows = self._connection.execute(
            'SELECT c.page_id, c.fetched_at, c.run_id, coalesce(r.id, c.id), coalesce(r.file, c.file), coalesce(r."offset", c."offset") '
            f"FROM captures c LEFT JOIN captures r ON r.id = c.refers_to WHERE c.page_id IN ({marks}) "
            "AND c.outcome IN ('ok', 'unchanged') AND (c.type = 'response' OR r.id IS NOT NULL) "
            'ORDER BY c.fetched_at, c.file, c."offset"',
            [first, *parts],
        )
        found: list[Showing] = []
        newest: dict[str, Place] = {}
        run = None
        for page, at, of_run, *where in rows:
            place = Place(*where)
            if page == first:
                found.append(Showing(at, place, dict(newest)))
                run = of_run
                continue
            before, newest[page] = newest.get(page), place
            if not found:
                continue
            if before is None:
                for showing in found:
                    showing.following.setdefault(page, place)
            elif before != place and of_run != run:
                found.append(Showing(at, found[-1].first, dict(newest)))
            else:
                found[-1].following[page] = place
        return found

    def _known(self) -> dict[str, set[str]]:
        if self._of is None:
            self._of = defaultdict(set)
            for page, found_on in self._connection.execute(
                "SELECT id, found_on FROM pages INDEXED BY pages_kind WHERE kind = ?", [KIND]
            ):
                self.add(page, found_on)
        return self._of
