"""What can be wrong with archive.db, each as one sentence that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ArchiveError(Exception):
    """The archive cannot do what was asked; the message is one sentence for the person at the keyboard."""


@contextmanager
def explained(path: str | Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors on `path` into ArchiveError."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(explain(error, path)) from error
    except OSError as error:
        where = error.filename or path
        raise ArchiveError(f"{where}: {error.strerror or error}; mend that and run the command again.") from error


def absent(path: str | Path) -> str:
    """One sentence for an archive that is not there."""
    return f"{path} does not exist; run `fuhan ingest` to build it from the captures."


def explain(error: sqlite3.Error, path: str | Path) -> str:
    """One sentence for an SQLite error: what happened, where, what to do."""
    name = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "is locked" in text:
        return f"{path} is being written by another process; wait until it has finished and run the command again."
    if name.startswith("SQLITE_FULL") or "disk is full" in text:
        return f"The disk holding {path} is full; what was finished is kept: free some space and run the command again."
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in text or "not a database" in text:
        return (
            f"{path} is damaged or no SQLite database; move it away and run `fuhan rebuild`, the captures hold it all."
        )
    if name.startswith("SQLITE_READONLY") or "readonly" in text:
        return f"{path} or its folder is read-only; make the folder writable or give another place with --db."
    if name.startswith("SQLITE_CANTOPEN") or "unable to open" in text:
        return f"{path} cannot be opened; check that its folder exists and may be written."
    if name.startswith("SQLITE_IOERR"):
        return f"Reading or writing {path} failed ({text}); check the disk and run the command again."
    if "no such table" in text or "no such column" in text:
        return f"{path} is not an archive made by fuhan ({text}); give the right file with --db."
    return f"{path}: {text}."
