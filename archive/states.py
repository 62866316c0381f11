"""Brings the states of pages and letters in line with their captures. Order of ingest does not matter: only dates do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archive.history import Seen, State, effective, timeline

_CAPTURES = """
SELECT c.id, c.fetched_at, c.outcome, c.status, c.content_hash, coalesce(r.ok > 0 AND r.ok * 2 >= r.answers, 0)
FROM captures c JOIN pages p ON p.id = c.page_id LEFT JOIN run_sites r ON r.run_id = c.run_id AND r.site_id = p.site_id
WHERE c.page_id = ? ORDER BY c.fetched_at, c.file, c."offset"
"""
# An address that answers without the letter counts as well as one that does not. INDEXED BY: kind and outcome say little.
_ABSENT = """
SELECT page_id FROM captures INDEXED BY captures_run_id WHERE run_id = ? AND kind = 'letter'
AND (outcome IN ('gone', 'soft_404', 'moved', 'empty') OR (outcome IN ('ok', 'unchanged') AND content_hash IS NULL))
"""
_LIVING = ("changed", "live")


def update(connection: sqlite3.Connection, pages: Iterable[str]) -> None:
    """Recompute the states of `pages` and of the letters they show."""
    letters: set[str] = set()
    for page in sorted(pages):
        letter = _update_page(connection, page)
        if letter:
            letters.add(letter)
    for letter in sorted(letters):
        _update_letter(connection, letter)


def absent(connection: sqlite3.Connection, runs: Iterable[str] | None = None) -> set[str]:
    """Letter pages that were not there in one of `runs` (None: in any): more captures of a run may prove that or refute it."""
    keys = runs if runs is not None else [run for (run,) in connection.execute("SELECT id FROM runs").fetchall()]
    return {page for run in keys for (page,) in connection.execute(_ABSENT, [run])}


def _update_page(connection: sqlite3.Connection, page: str) -> str | None:
    letter, *stored = connection.execute(
        "SELECT letter_id, state, state_since, state_capture_id, first_seen, last_seen, last_tried FROM pages WHERE id = ?",
        [page],
    ).fetchone()
    captures = [Seen(i, at, o, s, c, bool(a)) for i, at, o, s, c, a in connection.execute(_CAPTURES, [page])]
    states = timeline(captures, is_letter=letter is not None)
    shown = [c.at for c in captures if c.outcome in ("ok", "unchanged") and (letter is None or c.content)]
    now = states[-1] if states else State("failing", captures[0].at, captures[0].capture_id) if captures else None
    if now is None:
        return None
    tried = max(c.at for c in captures)
    values = [now.name, now.since, now.capture_id, min(shown, default=None), max(shown, default=None), tried]
    if values != stored:
        connection.execute(
            "UPDATE pages SET state = ?, state_since = ?, state_capture_id = ?, first_seen = ?, last_seen = ?, last_tried = ? "
            "WHERE id = ?",
            [*values, page],
        )
    # Nearly every page begins by being there; pages.first_seen says so, and a million rows are saved.
    rows = [(page, i, s.name, s.since, s.capture_id) for i, s in enumerate(states) if i or s.name != "live"]
    known = connection.execute(
        "SELECT page_id, position, state, since, capture_id FROM page_states WHERE page_id = ? ORDER BY position",
        [page],
    ).fetchall()
    if rows != known:
        connection.execute("DELETE FROM page_states WHERE page_id = ?", [page])
        connection.executemany("INSERT INTO page_states VALUES (?, ?, ?, ?, ?)", rows)
    return str(letter) if letter else None


def _update_letter(connection: sqlite3.Connection, letter: str) -> None:
    stored = connection.execute(
        "SELECT state, state_since, first_seen, last_seen FROM letters WHERE id = ?", [letter]
    ).fetchone()
    if stored[0] == "removed":
        return
    pages = connection.execute(
        "SELECT id, first_seen, last_seen, is_main FROM pages WHERE letter_id = ? ORDER BY is_main DESC, id", [letter]
    ).fetchall()
    states = [state for page, seen, *_ in pages if (state := _of_page(connection, page, seen))]
    if not states:
        return
    # A letter is there as long as one of its pages is; the main page speaks first.
    best = next((s for s in states if s.name in _LIVING), None) or next(
        (s for s in states if s.name == "blocked"), states[0]
    )
    first = min((p[1] for p in pages if p[1]), default=stored[2])
    last = max((p[2] for p in pages if p[2]), default=stored[3])
    values = (best.name, best.since, first, last)
    if values == stored:
        return
    connection.execute(
        "UPDATE letters SET state = ?, state_since = ?, last_seen = ? WHERE id = ?",
        [best.name, best.since, last, letter],
    )
    if first != stored[2]:  # on its own, for all the indexes by date hold it
        connection.execute("UPDATE letters SET first_seen = ? WHERE id = ?", [first, letter])


def _of_page(connection: sqlite3.Connection, page: str, first_seen: str | None) -> State | None:
    rows = connection.execute(
        "SELECT state, since, capture_id FROM page_states WHERE page_id = ? ORDER BY position", [page]
    )
    begin = [State("live", first_seen, "")] if first_seen else []
    return effective([*begin, *(State(*row) for row in rows)])
