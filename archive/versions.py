"""A letter's rows and its versions: the first, a further one when its content changed."""

from __future__ import annotations

import sqlite3

from archive import compare, covering, history
from archive.captures import Captured
from archive.letters import Letters, read
from archive.rows import COLUMNS, Rows, title_of


def write(connection: sqlite3.Connection, letters: Letters, rows: Rows, item: Captured, *, is_new: bool) -> None:
    """Store what capture `item` shows of a letter as its newest version.

    A letter that `is_new` gets its row; one whose versions were deleted (a replay) begins again with version 1. Raises
    sqlite3.IntegrityError when a value breaks the schema.
    """
    columns = dict(zip(COLUMNS["letters"], rows["letters"][0], strict=True))
    key = columns["id"]
    number = 1 + connection.execute("SELECT count(*) FROM versions WHERE letter_id = ?", [key]).fetchone()[0]
    difference: tuple[str | None, int, int, int] = (None, 0, 0, 0)
    fields: list[tuple[str, str | None, str | None]] = []
    if is_new:
        letters.insert(rows, item.fetched_at)
    else:
        if number > 1:
            difference, fields = _retire(connection, key, number - 1, rows)
        letters.replace(rows)
        connection.execute(
            "UPDATE letters SET version_count = ?, changed_at = ? WHERE id = ?",
            [number, item.fetched_at if number > 1 else None, key],
        )
    connection.execute(
        "INSERT INTO versions (letter_id, number, page_id, capture_id, seen_at, parser_version, content_hash, diff, added, removed, covered) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [key, number, key, item.id, item.fetched_at, columns["parser_version"], columns["content_hash"], *difference],
    )
    connection.executemany(
        "INSERT INTO version_fields (letter_id, number, field, before, after) VALUES (?, ?, ?, ?, ?)",
        [(key, number, *values) for values in fields],
    )


def _retire(
    connection: sqlite3.Connection, key: str, number: int, rows: Rows
) -> tuple[tuple[str, int, int, int], list[tuple[str, str | None, str | None]]]:
    """Keep the text of the version that is the newest so far; its difference to `rows`, and the fields that changed.

    What `rows` cover of it is covered first (archive.covering); the last number of the difference says how many names that were.
    """
    before = read(connection, key)
    if before is None:
        raise sqlite3.IntegrityError(f"letter {key} has versions but no row")
    new = rows["letters"][0][-1]
    said = [covering.Said(title_of(each), each["letters"][0][-1]) for each in (before, rows)]
    kept, cover = covering.cover_earlier(connection, key, number, *said)
    connection.execute("UPDATE versions SET text = ? WHERE letter_id = ? AND number = ?", [kept, key, number])
    changed = compare.changes(compare.fields(before, evidence=False), compare.fields(rows, evidence=False))
    fields = [(path, _text(b), _text(a)) for path, (b, a) in changed.items() if path != "letter.text"]
    return (*history.diff(kept, new), len(cover.names)), covering.cover_fields(fields, cover)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
