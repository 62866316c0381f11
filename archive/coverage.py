"""How complete a session is: the numbers whose replies were seen, and the gaps up to the highest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from sqlite_utils import Database

_LONGEST_GAPS = 2_000  # characters; a session of which one letter is published would list hundreds of ranges
_YEAR = re.compile(r"(?:19|20)\d\d(?=\D?\d{3,}$)")
_NUMBER = re.compile(r"(.*?)[-—－_]?0*(\d{1,6})$")

_ANSWERED = """
SELECT coalesce(s.place_code, ''), coalesce(s.assembly, ''), coalesce(s.term, 0), coalesce(s.session, 0), s.between_sessions,
  s.number, s.letter_count, min(l.year), max(l.year)
FROM submissions s
JOIN letter_submissions a ON a.submission_id = s.id
JOIN letters l ON l.id = a.letter_id
GROUP BY s.id
"""


def number_of(printed: str | None) -> tuple[str, int | None]:
    """(series, number) of a printed number: 0716 -> ("", 716), 20180329 -> ("", 329), BH037 -> ("BH", 37).

    ("", None) when there is none, (printed, None) when it holds no digits at its end.
    """
    if not printed:
        return "", None
    match = _NUMBER.fullmatch(_YEAR.sub("", printed.strip()))
    return (match[1], int(match[2])) if match else (printed, None)


def gaps(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The ranges from 1 to the highest of `numbers` that are not among them."""
    seen = sorted({0, *numbers})
    return [(before + 1, after - 1) for before, after in pairwise(seen) if after - before > 1]


def refresh(db: Database) -> None:
    """Make session_counts agree with submissions and letters; within the caller's transaction."""
    groups: dict[tuple[str, str, int, int, int, str], list[tuple[int | None, int, int | None, int | None]]] = (
        defaultdict(list)
    )
    for place, assembly, term, session, between, printed, letters, first, last in db.conn.execute(_ANSWERED):
        series, number = number_of(printed)
        groups[place, assembly, term, session, between, series].append((number, letters, first, last))
    db.conn.execute("DELETE FROM session_counts")
    db.conn.executemany(
        "INSERT INTO session_counts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*key, *_row(answered)) for key, answered in sorted(groups.items())],
    )


def _row(answered: list[tuple[int | None, int, int | None, int | None]]) -> tuple[int | str | None, ...]:
    numbers = {number for number, *_ in answered if number}
    missing = gaps(numbers)
    listed = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in missing)
    if len(listed) > _LONGEST_GAPS:
        listed = listed[:_LONGEST_GAPS].rpartition(", ")[0] + ", …"
    years = [year for *_, first, last in answered for year in (first, last) if year]
    return (
        sum(letters for _, letters, _, _ in answered),
        len(answered),
        len(numbers),
        max(numbers, default=None),
        sum(b - a + 1 for a, b in missing) if numbers else None,
        listed if numbers else None,
        min(years, default=None),
        max(years, default=None),
    )
