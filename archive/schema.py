"""Open, create and migrate archive.db. The tables stand in archive/migrations/*.sql and in docs/data.md."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from archive import planner, search, views
from archive.errors import ArchiveError, absent, explained
from archive.ids import page_id
from archive.migrations import migrations, names

SCHEMA_VERSION = len(names())
APPLICATION_ID = 0x66756861  # "fuha": tells `file` and us that this SQLite file is an archive of ours

# Each has outdated(connection) and install(db): the full-text tables with their triggers, then the views for people.
_INSTALLERS = (search, views)


def open_archive(path: str | Path, *, busy_seconds: float = 5.0) -> Database:
    """Open an existing archive for writing, migrated to this version.

    Raises ArchiveError when the file is missing, damaged, not ours, newer than this program, read-only or locked.
    """
    if not Path(path).exists():
        raise ArchiveError(absent(path))
    with explained(path):
        with closing(_connect_reading(path)) as looked:
            check_version(Database(looked), path)  # before WAL is switched on in what may be somebody else's file
        db = _connect(path, busy_seconds)
        try:
            if _version(db) < SCHEMA_VERSION or any(module.outdated(db.conn) for module in _INSTALLERS):
                install(db)
                planner.refresh(db.conn)
        except BaseException:
            db.close()
            raise
    return db


def create_archive(path: str | Path, *, busy_seconds: float = 5.0) -> Database:
    """Make a new, empty archive at `path`; raises ArchiveError when there is a file already or it cannot be made."""
    if Path(path).exists():
        raise ArchiveError(f"{path} exists already; give another name or move it away.")
    with explained(path):
        db = _connect(path, busy_seconds)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        install(db)
    return db


def read_archive(path: str | Path) -> Database:
    """Open an archive for reading only; raises ArchiveError as open_archive does."""
    if not Path(path).exists():
        raise ArchiveError(absent(path))
    with explained(path):
        connection = _connect_reading(path)
        search.register(connection)
        db = Database(connection)
        check_version(db, path)
        if _version(db) < SCHEMA_VERSION:
            raise ArchiveError(f"{path} was made by an older fuhan; run `fuhan ingest` once to migrate it.")
    return db


def checked_archive(path: str | Path) -> Database:
    """Open an archive to look it over: nothing is migrated and its journal stays as it is, so that a published copy keeps its bytes.

    Not read-only, because the check of a full-text table is a statement that writes, if only in name. Raises ArchiveError.
    """
    if not Path(path).exists():
        raise ArchiveError(absent(path))
    with explained(path):
        connection = sqlite3.connect(str(path))
        search.register(connection)
        db = Database(connection)
        check_version(db, path)
    return db


def install(db: Database) -> None:
    """Bring `db` to this version: pending migrations, full-text tables, views. Harmless when nothing is pending."""
    migrations.apply(db)
    for module in _INSTALLERS:
        with db.atomic():
            module.install(db)
    with db.atomic():
        db.conn.execute(
            "INSERT INTO meta (key, value) VALUES ('schema_version', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            [str(SCHEMA_VERSION)],
        )
        db.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def check_version(db: Database, path: str | Path) -> None:
    """Raise ArchiveError when the file is not an archive, or was made by a newer fuhan."""
    if db.conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ArchiveError(f"{path} is not an archive made by fuhan; give the right file with --db.")
    if (found := _version(db)) > SCHEMA_VERSION:
        raise ArchiveError(
            f"{path} has schema {found}, this fuhan knows {SCHEMA_VERSION}; update fuhan, or rebuild it with `fuhan rebuild`."
        )


def _version(db: Database) -> int:
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def _connect_reading(path: str | Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)


def _connect(path: str | Path, busy_seconds: float) -> Database:
    connection = sqlite3.connect(str(path), timeout=busy_seconds)
    connection.execute("PRAGMA journal_mode = WAL")  # readers go on reading while a crawl is taken in
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -131072")  # 128 MB: the indexes a letter touches stay in memory
    connection.execute("PRAGMA foreign_keys = ON")
    search.register(connection)  # the triggers call zh_seg
    connection.create_function("page_id_of", 1, page_id, deterministic=True)  # a migration calls it
    return Database(connection)
