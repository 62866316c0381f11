"""The dated copy of archive.db that a public server shows and everybody downloads: never changed, whole or not there."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from archive import search
from archive.errors import ArchiveError, explained
from archive.schema import read_archive

NAME = "archive.db"  # metadata.yml speaks of the database "archive"
INSPECT = "inspect.json"
CHECKSUM = "SHA256SUMS"
CURRENT = "current"
_READ_ONLY = 0o444


def publish(archive: Path, directory: Path, day: date) -> Path:
    """Copy the archive to `directory`/<day>/archive.db and point `directory`/current there; returns the copy.

    Beside it: inspect.json (counts and hash, for `datasette --inspect-file`) and SHA256SUMS (for `sha256sum -c`). An ingest
    may write meanwhile; the copy shows one moment. Publishing again on a day replaces that day's copy. Raises ArchiveError.
    """
    with explained(archive):
        source = read_archive(archive)
    folder, part = directory / day.isoformat(), directory / f".{day.isoformat()}.part"
    try:
        with explained(directory):
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            with closing(sqlite3.connect(part / NAME)) as copy:
                source.conn.backup(copy)  # page by page: the index speaks of rows by their numbers
            _finish(part / NAME)
            _describe(part)
            shutil.rmtree(folder, ignore_errors=True)
            part.rename(folder)
            _point(directory / CURRENT, folder.name)
    finally:
        source.close()
        shutil.rmtree(part, ignore_errors=True)  # there is none after a success
    return folder / NAME


def _finish(copy: Path) -> None:
    """Index merged, statistics for the planner, no journal that would need a writable folder; checked."""
    connection = sqlite3.connect(copy, isolation_level=None)
    try:
        search.register(connection)
        search.optimize(connection)
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("VACUUM")  # the merge left free pages, and deleted text may stand in others
        search.realign(connection)
        (problem,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if problem != "ok":
            raise ArchiveError(
                f"{copy} is not whole ({problem}); run `fuhan verify` on the archive, then publish again."
            )
    finally:
        connection.close()


def _describe(folder: Path) -> None:
    copy = folder / NAME
    with copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    connection = sqlite3.connect(f"{copy.absolute().as_uri()}?immutable=1", uri=True)
    try:
        names = [
            n
            for (n,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            ).fetchall()
        ]
        counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    finally:
        connection.close()
    inspected = {
        copy.stem: {
            "hash": digest,
            "size": copy.stat().st_size,
            "file": NAME,
            "tables": {name: {"count": count} for name, count in counts.items()},
        }
    }
    (folder / INSPECT).write_text(json.dumps(inspected, indent=1) + "\n", encoding="utf-8")
    (folder / CHECKSUM).write_text(f"{digest}  {NAME}\n", encoding="utf-8")
    copy.chmod(_READ_ONLY)


def _point(link: Path, target: str) -> None:
    """Make `link` lead to `target` in one step: a server that restarts never finds it missing."""
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target, target_is_directory=True)
    new.replace(link)
