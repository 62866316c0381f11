"""The full-text tables of archive.db: contentless FTS5, kept by triggers that call zh_seg.

Contentless, because FTS5 must store the pairs of zh_seg and nobody wants to read those. `tokenize='ascii'`: zh_seg has
already cut, folded and lower-cased, so FTS5 only splits at blanks (a third less work than unicode61, and no dependence
on the Unicode tables of one SQLite). The comment `content="letters"` is for Datasette, which looks for it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from sqlite_utils import Database

from archive.search.query import zh_query
from archive.search.segment import zh_seg
from archive.search.snippet import zh_snippet

# Segments that FTS5 lets stand before it merges them; 4 is its own choice. Taking in letters costs an eighth less.
_AUTOMERGE = 8

# Raise the number when zh_seg gives other words for the same text; a change of the character tables is seen by itself.
_SEGMENTATION = 1
_TABLES = "".join((resources.files(__package__) / f).read_text("utf-8") for f in ("simplified.tsv", "variants.yml"))
VERSION = f"{_SEGMENTATION}-{zlib.crc32(_TABLES.encode()):08x}"
_META_KEY = "search_version"

_CHECKED_WORDS = 6  # of the end of each column, by `check`


@dataclass(frozen=True)
class Index:
    """A searched table: `columns` with the weight each has in the ranking."""

    table: str
    columns: dict[str, float]

    @property
    def name(self) -> str:
        """The full-text table."""
        return f"{self.table}_fts"

    def _words(self, row: str) -> str:
        return ", ".join(f"zh_seg({row}{column})" for column in self.columns)

    def ddl(self) -> list[str]:
        """Statements that make the empty full-text table and the triggers that keep it."""
        columns, name = ", ".join(self.columns), self.name
        add = f"INSERT INTO {name} (rowid, {columns}) VALUES (new.rowid, {self._words('new.')});"
        remove = f"INSERT INTO {name} ({name}, rowid, {columns}) VALUES ('delete', old.rowid, {self._words('old.')});"
        changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in self.columns)
        on = f"ON {self.table}"
        return [
            f'CREATE VIRTUAL TABLE {name} USING fts5/* content="{self.table}" */'
            f"({columns}, content='', tokenize='ascii')",
            f"INSERT INTO {name} ({name}, rank) VALUES ('rank', 'bm25({', '.join(map(str, self.columns.values()))})')",
            f"INSERT INTO {name} ({name}, rank) VALUES ('automerge', {_AUTOMERGE})",
            f"CREATE TRIGGER {name}_insert AFTER INSERT {on} WHEN NOT zh_deferred() BEGIN {add} END",
            f"CREATE TRIGGER {name}_delete AFTER DELETE {on} BEGIN {remove} END",
            f"CREATE TRIGGER {name}_update AFTER UPDATE OF {columns} {on} WHEN {changed} BEGIN {remove} {add} END",
        ]

    def drop(self) -> list[str]:
        """Statements that take the full-text table and its triggers away."""
        triggers = [f"DROP TRIGGER IF EXISTS {self.name}_{event}" for event in ("insert", "delete", "update")]
        return [*triggers, f"DROP TABLE IF EXISTS {self.name}"]

    def fill(self) -> str:
        """Statement that indexes every row there is."""
        columns = ", ".join(self.columns)
        return f"INSERT INTO {self.name} (rowid, {columns}) SELECT rowid, {self._words('')} FROM {self.table}"


INDEXES = (
    Index("letters", {"title": 8.0, "submission_title": 6.0, "agency_name": 3.0, "doc_number": 8.0, "text": 1.0}),
    Index("sections", {"heading": 1.0}),
    Index("commitments", {"content": 2.0, "responsible": 1.0, "due_text": 1.0}),
    Index("attachments", {"title": 2.0, "text": 1.0}),
)


def register(connection: sqlite3.Connection) -> None:
    """Put zh_seg, zh_query and zh_snippet on a connection. A writer without them cannot change a searched table."""
    connection.create_function("zh_seg", 1, zh_seg, deterministic=True)
    connection.create_function("zh_deferred", 0, lambda: 0)  # see deferred.py
    connection.create_function("zh_query", 1, zh_query, deterministic=True)
    connection.create_function("zh_snippet", 2, zh_snippet, deterministic=True)
    connection.create_function("zh_snippet", 3, zh_snippet, deterministic=True)


def outdated(connection: sqlite3.Connection) -> bool:
    """True when a full-text table is missing or was filled by another zh_seg: `install` makes it anew."""
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {index.name for index in INDEXES} <= found:
        return True
    row = connection.execute("SELECT value FROM meta WHERE key = ?", [_META_KEY]).fetchone()
    return row is None or row[0] != VERSION


def install(db: Database) -> None:
    """Make the full-text tables and fill them; nothing is done when they are there and of this version."""
    connection = db.conn
    register(connection)
    if not outdated(connection):
        return
    with db.atomic():
        for index in INDEXES:
            for statement in (*index.drop(), *index.ddl(), index.fill()):
                connection.execute(statement)
        connection.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            [_META_KEY, VERSION],
        )


def realign(connection: sqlite3.Connection) -> bool:
    """Index a table anew whose rows have other numbers than its index; True if there was one.

    Tables whose key is text have no row numbers of their own to keep: SQLite may give others when it copies a file (VACUUM INTO
    by a reading connection of 3.40 does).
    """
    moved = [index for index in INDEXES if _moved(connection, index)]
    for index in moved:
        for statement in (*index.drop(), *index.ddl(), index.fill()):
            connection.execute(statement)
    return bool(moved)


def _moved(connection: sqlite3.Connection, index: Index) -> bool:
    rows, indexed = f"SELECT rowid FROM {index.table}", f"SELECT id FROM {index.name}_docsize"
    found = connection.execute(f"SELECT EXISTS ({rows} EXCEPT {indexed}) OR EXISTS ({indexed} EXCEPT {rows})")
    return bool(found.fetchone()[0])


def optimize(connection: sqlite3.Connection) -> None:
    """Merge each full-text table into one b-tree: smaller and faster, for a copy that is only read."""
    for index in INDEXES:
        connection.execute(f"INSERT INTO {index.name} ({index.name}) VALUES ('optimize')")


def check(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence for every row whose words are not those the index holds, and for a broken index.

    Reads every text once: the number of words in each column, which FTS5 keeps, and the last words are compared.
    """
    for index in INDEXES:
        name = index.name
        try:
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:  # then the words below must do
                yield f"{name}: {error}; run `fuhan rebuild`."
                continue
            connection.rollback()  # the statement has begun a transaction, whose view of the file would grow old
        rows = connection.execute(
            f"SELECT t.rowid, d.sz, {index._words('t.')} FROM {index.table} t LEFT JOIN {name}_docsize d ON d.id = t.rowid"
        )
        for rowid, sizes, *texts in rows:
            words = [text.split() for text in texts]
            ends = " AND ".join(
                f'{column} : "{" ".join(w[-_CHECKED_WORDS:])}"'
                for column, w in zip(index.columns, words, strict=True)
                if w
            )
            same = sizes is not None and _varints(sizes) == [len(w) for w in words]
            if same and ends:
                sql = f"SELECT 1 FROM {name} WHERE rowid = ? AND {name} MATCH ?"
                same = connection.execute(sql, [rowid, ends]).fetchone() is not None
            if not same:
                yield f"{name}: row {rowid} is not indexed as it stands; run `fuhan rebuild`."
        gone = f"SELECT id FROM {name}_docsize WHERE id NOT IN (SELECT rowid FROM {index.table})"
        for (rowid,) in connection.execute(gone):
            yield f"{name}: row {rowid} is indexed but gone; run `fuhan rebuild`."


def _varints(data: bytes) -> list[int]:
    """Numbers of SQLite's variable-length encoding (below 2**56)."""
    numbers, value = [], 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(value)
            value = 0
    return numbers
