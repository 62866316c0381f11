"""Pages that may show one letter: whether they do was decided in order of time, so they are seen again together."""

from __future__ import annotations

import sqlite3

from archive import twins
from archive.again import Again, Reread, UnreadableError
from archive.captures import Captured
from archive.rows import Rows

Moment = tuple[str, str, int]  # when a capture was made; its file and place in it order those of one second


def moment(item: Captured) -> Moment:
    """The place of a capture in the order of time."""
    return item.fetched_at, item.file, item.offset


def pages(connection: sqlite3.Connection, first: str, again: Again) -> dict[str, list[Reread]]:
    """What `first` showed, and every page that shows its letter or one that it may have been taken for, ever.

    A page taken out on request stands alone; a letter whose captures are gone is left out. Raises UnreadableError where those of
    the letter of `first` cannot be read.
    """
    letter, state = connection.execute(
        "SELECT p.letter_id, l.state FROM pages p LEFT JOIN letters l ON l.id = p.letter_id WHERE p.id = ?", [first]
    ).fetchone()
    together = _of_letter(connection, letter) if letter and state != "removed" else [first]
    found = {page: again.of(page) for page in together}
    seen, todo = {letter}, list(found)
    while todo and state != "removed":
        for item, *parses in found[todo.pop()]:
            for rows in [parsed.rows for parsed in parses if parsed and parsed.rows]:
                for near in [key for key in twins.near(connection, rows, item.fetched_at) if key not in seen]:
                    seen.add(near)
                    try:
                        more = {page: again.of(page) for page in _of_letter(connection, near)}
                    except UnreadableError:
                        continue
                    found |= more
                    todo += more
    return found


def shown_later(connection: sqlite3.Connection, page: str, rows: Rows, item: Captured) -> bool:
    """Whether a letter that `page` shows, or may be taken for, has changed or come up at another address after `item`."""
    own = connection.execute("SELECT letter_id FROM pages WHERE id = ?", [page]).fetchone()[0]
    letters = {*twins.near(connection, rows, item.fetched_at), own} - {None}
    return any(at > moment(item) for letter in letters for at in _decided(connection, letter, page))


def _of_letter(connection: sqlite3.Connection, letter: str) -> list[str]:
    return [page for (page,) in connection.execute("SELECT id FROM pages WHERE letter_id = ? ORDER BY id", [letter])]


def _decided(connection: sqlite3.Connection, letter: str, but: str) -> list[Moment]:
    """When each version of a letter was seen, and when each of its pages showed it first; of the page `but` nothing."""
    found = connection.execute(
        'SELECT v.seen_at, c.file, c."offset" FROM versions v JOIN captures c ON c.id = v.capture_id '
        "WHERE v.letter_id = ? AND v.page_id <> ?",
        [letter, but],
    ).fetchall()
    for page in _of_letter(connection, letter):
        if page != but:
            found += connection.execute(
                'SELECT fetched_at, file, "offset" FROM captures WHERE page_id = ? AND content_hash IS NOT NULL '
                'ORDER BY fetched_at, file, "offset" LIMIT 1',
                [page],
            ).fetchall()
    return found
