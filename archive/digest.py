"""A hash per table: whether two archives hold the same, whatever the order in which it came in."""

from __future__ import annotations

import hashlib

from sqlite_utils import Database

# Says when the steps were applied, not what is stored.
_LEFT_OUT = frozenset({"_sqlite_migrations"})


def digests(db: Database) -> dict[str, str]:
    """`{table: hash}` over the sorted rows of every ordinary table; full-text tables follow from them."""
    names = [
        name
        for (name,) in db.conn.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    return {name: _digest(db, name) for name in names if name not in _LEFT_OUT}


def _digest(db: Database, table: str) -> str:
    keys = [
        name for (name,) in db.conn.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", [table])
    ]
    digest = hashlib.sha256()
    for row in db.conn.execute(f"SELECT * FROM {table} ORDER BY {', '.join(keys) or 'rowid'}"):
        digest.update(repr(row).encode())
    return digest.hexdigest()[:16]
