"""Is the archive whole? Captures against their digests, rows against captures, indexes against text, offsets against text."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlite_utils import Database

from archive import captures, search

# Tables whose offsets point into letters.text, with the column that must be found there (None: just within the text).
_SPANS = (("sections", "marker"), ("commitments", "content"), ("evidence", None))

Tell = Callable[[str], None]


def verify(db: Database, directory: Path | None, tell: Tell = lambda _: None) -> Iterator[str]:
    """One sentence per fault; nothing when all is well. `tell` hears what is being looked at.

    Without `directory` the captures are left out (a published copy comes without them).
    """
    connection = db.conn
    tell("database file")
    yield from (f"archive.db: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok")
    tell("foreign keys")
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"{table} row {rowid} points to nothing in {parent}"
    tell("full-text index")
    yield from search.check(connection)
    tell("offsets")
    yield from _offsets(connection)
    tell("versions")
    yield from _versions(connection)
    if directory is not None:
        tell("captures")
        yield from _captures(connection, directory, tell)


def _offsets(connection: sqlite3.Connection) -> Iterator[str]:
    for table, column in _SPANS:
        shown = f't."{column}"' if column else "NULL"
        rows = connection.execute(
            f'SELECT t.letter_id, t.position, t.start, t."end", {shown}, l.text FROM {table} t JOIN letters l ON l.id = t.letter_id '
            "WHERE t.start IS NOT NULL ORDER BY t.letter_id, t.position"
        )
        for letter, position, start, end, value, text in rows:
            if not 0 <= start < end <= len(text):
                yield f"{table} {letter},{position}: [{start}, {end}) lies outside the text of {len(text)} characters"
            elif value and _bare(value) not in _bare(text[start:end]):
                yield f"{table} {letter},{position}: {column} does not stand at [{start}, {end})"


def _bare(text: str) -> str:
    return "".join(text.split())


def _versions(connection: sqlite3.Connection) -> Iterator[str]:
    for (letter,) in connection.execute(
        "SELECT l.id FROM letters l WHERE l.state <> 'removed' AND l.version_count <> "
        "(SELECT count(*) FROM versions v WHERE v.letter_id = l.id)"
    ):
        yield f"letters {letter}: version_count does not fit its versions"
    for (letter,) in connection.execute("SELECT id FROM letters WHERE length(text) <> text_length"):
        yield f"letters {letter}: text_length does not fit its text"


def _captures(connection: sqlite3.Connection, directory: Path, tell: Tell) -> Iterator[str]:
    files = {captures.name_of(path): path for path in captures.files(directory)}
    for (name,) in connection.execute("SELECT file FROM capture_files ORDER BY file").fetchall():
        path = files.get(name)
        if path is None:
            yield f"{name}: the file is gone from {directory}; its letters cannot be rebuilt"
            continue
        tell(name)
        seen: set[int] = set()
        for item in captures.check(path):
            if isinstance(item, captures.Problem):
                yield f"{name}: {item.what}"
            else:
                seen.add(item)
        stored = connection.execute('SELECT id, "offset" FROM captures WHERE file = ?', [name])
        yield from (f"captures {key}: no record at {offset} of {name}" for key, offset in stored if offset not in seen)
