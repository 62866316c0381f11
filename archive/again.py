"""Captures of a page that are stored already, read and parsed again in order of time."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from archive.captures import Captured
from archive.further import FurtherPages, Place
from archive.parsing import Parsed


class Reparse(Protocol):
    """Reads the capture at (file, offset) again and parses it, together with the further pages of its letter."""

    def __call__(self, file: str, offset: int, following: Sequence[Place] = (), /) -> tuple[Captured, Parsed]:
        """Raises OSError or ValueError where a capture cannot be read."""
        ...


class UnreadableError(Exception):
    """A stored capture cannot be read any more; says where and why."""


class Reread(NamedTuple):
    """A capture, parsed; for a revisit also what the capture it refers to holds."""

    item: Captured
    parsed: Parsed
    referred: Parsed | None = None


class Again:
    """Reads through `reparse`; without one nothing can be read."""

    def __init__(self, connection: sqlite3.Connection, further: FurtherPages, reparse: Reparse | None) -> None:
        self._connection = connection
        self._further = further
        self.reparse = reparse

    def of(self, page: str) -> list[Reread]:
        """What a page showed: its captures, or of a letter over several pages those that have to be read together.

        Raises UnreadableError.
        """
        showings = self._further.showings(page)
        if not showings:
            return self.each(page)
        items = []
        for showing in showings:
            item, parsed = self.read(showing.first, list(showing.following.values()))
            items.append(Reread(dataclasses.replace(item, id=showing.first.id, fetched_at=showing.at), parsed))
        return items

    def each(self, page: str) -> list[Reread]:
        """Every capture of a page, also those that show nothing. Raises UnreadableError."""
        stored = self._connection.execute(
            'SELECT c.id, c.file, c."offset", r.id, r.file, r."offset" FROM captures c LEFT JOIN captures r ON r.id = c.refers_to '
            'WHERE c.page_id = ? ORDER BY c.fetched_at, c.file, c."offset"',
            [page],
        ).fetchall()
        items = []
        for row in stored:
            place, referred = Place(*row[:3]), Place(*row[3:])
            item, parsed = self.read(place)
            shown = self.read(referred)[1] if referred.file else None
            items.append(Reread(dataclasses.replace(item, id=place.id), parsed, shown))
        return items

    def read(self, place: Place, following: Sequence[Place] = ()) -> tuple[Captured, Parsed]:
        """One capture with those that follow it. Raises UnreadableError."""
        if self.reparse is None:
            raise UnreadableError(f"{place.file} at {place.offset}: no captures to read from")
        try:
            return self.reparse(place.file, place.offset, following)
        except (OSError, ValueError) as error:
            # Not the error's path: that is this machine's.
            told = getattr(error, "strerror", None) or error
            raise UnreadableError(f"{place.file} at {place.offset}: {told}") from error
