"""How complete a place is: the numbers of suggestions and proposals seen in each session, and the gaps between them.

Numbers run from 1 in every session. The highest number seen is the least there can have been; what is above it nobody
can know from the letters.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

READ = 20_000
# Some assemblies put the year before the number: 20230146 is number 146 of 2023.
_WITH_YEAR = re.compile(r"(?:19|20)[0-9]{2}([0-9]{3,4})")
_PLAIN = re.compile(r"[0-9]{1,5}")


@dataclass
class Session:
    """One session of one assembly: the numbers letters answer, as (first, last) stretches, and the gaps between them."""

    assembly: str
    term: int
    session: int
    numbers: set[int] = field(default_factory=set)
    letters: int = 0

    @property
    def highest(self) -> int:
        """The highest number seen."""
        return max(self.numbers, default=0)

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """Stretches of numbers no letter answers, below the highest one."""
        return list(stretches(n for n in range(1, self.highest) if n not in self.numbers))


def sessions(conn: sqlite3.Connection, place_code: str) -> list[Session]:
    """The sessions of a place's own assemblies, newest first. Submissions between sessions have no run of numbers."""
    found: dict[tuple[str, int, int], Session] = {}
    sql = """
        select assembly, term, session, number, letter_count from submissions
        where place_code = ? and between_sessions = 0 and assembly is not null and term is not null and session is not null
        limit ?
    """
    for assembly, term, session, number, letters in conn.execute(sql, [place_code, READ]):
        key = (assembly, term, session)
        here = found.setdefault(key, Session(assembly, term, session))
        here.letters += letters
        if (ordinal := running_number(number)) is not None:
            here.numbers.add(ordinal)
    return sorted(found.values(), key=lambda s: (s.assembly, -s.term, -s.session))


def running_number(printed: str | None) -> int | None:
    """The number within the session: "0716" -> 716, "20230146" -> 146; None for one that is not counted so ("BH037")."""
    text = printed or ""
    if match := _WITH_YEAR.fullmatch(text):
        return int(match[1])
    return int(text) if _PLAIN.fullmatch(text) else None


def stretches(numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Rising numbers as (first, last) of unbroken stretches."""
    start = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if start is not None and last is not None:
            yield start, last
        start = last = number
    if start is not None and last is not None:
        yield start, last


def summary(conn: sqlite3.Connection, places: Iterable[str]) -> dict[str, tuple[int, int]]:
    """For each place: numbers seen and numbers there must have been, over all its sessions."""
    out: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for code in places:
        listed = sessions(conn, code)
        if seen := sum(len(s.numbers) for s in listed):
            out[code] = seen, sum(s.highest for s in listed)
    return dict(out)
