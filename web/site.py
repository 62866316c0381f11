"""The archive a running Datasette serves: which of its databases it is, and how a page reads from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.database import Database, QueryInterrupted
from datasette.utils import sqlite_timelimit

T = TypeVar("T")

# Tables that make a database one of ours; `datasette` may be pointed at any file.
SIGNATURE = ("letters", "submissions", "commitments", "pages", "versions")
# Datasette's own default; a page of ours that needs longer is a fault, not a setting.
PAGE_LIMIT_MS = 3_000

_known: WeakKeyDictionary[Datasette, str] = WeakKeyDictionary()


class UnavailableError(Exception):
    """The page cannot be made now; answered with status 503 and the message."""


class NoArchiveError(UnavailableError):
    """No database among those served holds an archive of letters."""


class TooSlowError(UnavailableError):
    """A page's statements ran into the time limit."""


async def archive(datasette: Datasette) -> Database:
    """The first database that holds an archive; raises NoArchiveError with one sentence when there is none."""
    name = _known.get(datasette)
    if name in datasette.databases:
        return datasette.databases[name]
    for name, db in datasette.databases.items():
        if db.memory_name or db.is_memory:
            continue
        try:
            found = await db.execute_fn(_looks_like_archive)
        except sqlite3.Error:
            continue
        if found:
            _known[datasette] = name
            return db
    raise NoArchiveError("No archive of letters is being served here.")


def _looks_like_archive(conn: sqlite3.Connection) -> bool:
    marks = ",".join("?" * len(SIGNATURE))
    sql = f"select count(*) from sqlite_master where type = 'table' and name in ({marks})"
    return bool(conn.execute(sql, SIGNATURE).fetchone()[0] == len(SIGNATURE))


async def read(datasette: Datasette, query: Callable[[sqlite3.Connection], T], limit_ms: int = PAGE_LIMIT_MS) -> T:
    """Run `query(conn)` on a reading connection of the archive, in one visit to the thread pool.

    All statements of a page see one snapshot. Raises NoArchiveError, or TooSlowError when they take more than `limit_ms`.
    """
    db = await archive(datasette)

    def visit(conn: sqlite3.Connection) -> T:
        with sqlite_timelimit(conn, limit_ms):
            conn.execute("begin")
            try:
                return query(conn)
            finally:
                conn.rollback()

    # The language of the request is in the context, which a thread of the pool does not have of itself.
    here = copy_context()
    try:
        result: T = await db.execute_fn(lambda conn: here.run(visit, conn))
    except (sqlite3.OperationalError, QueryInterrupted) as error:
        if "interrupted" in str(error):
            raise TooSlowError("This question takes longer than the server allows.") from error
        if "no such" in str(error):
            raise NoArchiveError(
                "This archive was made by another version; run `fuhan ingest` to bring it up to date."
            ) from error
        raise
    return result


async def letter_path(datasette: Datasette, letter_id: str, suffix: str = "") -> str:
    """The address of a letter's page on this server, such as /archive/letters/d13d6a90764e."""
    db = await archive(datasette)
    return str(datasette.urls.row(db.name, "letters", letter_id)) + suffix


def rows(conn: sqlite3.Connection, sql: str, params: Any = ()) -> list[dict[str, Any]]:
    """All rows of a statement as dicts."""
    cursor = conn.execute(sql, params)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def row(conn: sqlite3.Connection, sql: str, params: Any = ()) -> dict[str, Any] | None:
    """The first row of a statement as a dict, or None."""
    return next(iter(rows(conn, sql, params)), None)


def value(conn: sqlite3.Connection, sql: str, params: Any = ()) -> Any:
    """The first value of the first row, or None."""
    found = conn.execute(sql, params).fetchone()
    return found[0] if found else None
