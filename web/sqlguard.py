"""SQL stays open to readers; these limits keep one statement from taking the machine.

Measured on SQLite 3.40: the time limit cannot interrupt a single function call, so `hex(zeroblob(400000000))` took
1.2 GB and 13 seconds. The length limits stop that; printf and its kin build long strings before the limit is seen
and are refused instead.
"""

from __future__ import annotations

import sqlite3

LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 5_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 50_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 20,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
REFUSED_FUNCTIONS = {"load_extension", "fts3_tokenizer", "randomblob", "zeroblob", "printf", "format"}
REFUSED_ACTIONS = {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH}
# database_list would show the path of the file on the server.
SILENT_PRAGMAS = {"database_list"}


def guard(conn: sqlite3.Connection) -> None:
    """Set the limits and the authorizer on one reading connection.

    The writing connection of Datasette (its own in-memory catalogue) needs ATTACH and no guard: see `web.plugin`.
    """
    for limit, value in LIMITS.items():
        conn.setlimit(limit, value)
    conn.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, _db: str | None, _source: str | None) -> int:
    if action in REFUSED_ACTIONS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in REFUSED_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in SILENT_PRAGMAS:
        return sqlite3.SQLITE_IGNORE
    return sqlite3.SQLITE_OK
