"""What is exported: the tables of the archive with their columns and keys, and their rows as a stream."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

# What only the archive itself needs: counts that follow from the tables.
_OWN = frozenset(
    {
        "agency_counts", "commitment_counts", "facet_counts", "letter_counts", "meta", "session_counts", "totals",
    }
)  # fmt: skip
JSON_COLUMNS = frozenset(
    {
        ("attachments", "tables"), ("letter_tables", "header"), ("letter_tables", "rows"), ("pages", "breadcrumb"),
        ("pages", "metadata"), ("run_sites", "notes"), ("run_sites", "outcomes"), ("sites", "hosts"), ("versions", "diff"),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column: name, SQLite type (TEXT, INTEGER, REAL), and whether it may be NULL."""

    name: str
    type: str
    nullable: bool


@dataclass(frozen=True)
class Table:
    """A table: columns in order, primary key, foreign keys as (own columns, other table, its columns)."""

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = field(default=())

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return [column.name for column in self.columns]

    @property
    def letter_column(self) -> str | None:
        """The column that leads to the letter a row belongs to; None for tables about other things."""
        if self.name == "letters":
            return "id"
        return "letter_id" if "letter_id" in self.primary_key else None


def tables(connection: sqlite3.Connection) -> dict[str, Table]:
    """The exported tables by name, in the order they were made (parents need not come first)."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY rowid"
    )
    return {name: _table(connection, name) for (name,) in names.fetchall() if name not in _OWN}


def _table(connection: sqlite3.Connection, name: str) -> Table:
    info = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    columns = tuple(Column(column, kind, not (notnull or key)) for _, column, kind, notnull, _, key in info)
    primary = tuple(column for key, column in sorted((key, column) for _, column, *_, key in info if key))
    keys: dict[int, tuple[str, list[str], list[str]]] = {}
    for number, _, other, own, theirs, *_ in connection.execute(f'PRAGMA foreign_key_list("{name}")'):
        keys.setdefault(number, (other, [], []))
        keys[number][1].append(own)
        keys[number][2].append(theirs)
    foreign = tuple(
        (tuple(own), other, tuple(theirs)) for _, (other, own, theirs) in sorted(keys.items(), reverse=True)
    )
    return Table(name, columns, primary, foreign)


def rows(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[str | int | float | None, ...]]:
    """All rows in the order of the primary key, so that two exports of one archive are the same."""
    columns = ", ".join(f'"{name}"' for name in table.names)
    order = ", ".join(f'"{name}"' for name in table.primary_key)
    yield from connection.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {order}')
