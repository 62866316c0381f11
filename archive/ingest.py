"""Captures to archive.db: read in order, parsed in worker processes, stored by one writer in batches. Doing it again is safe."""

from __future__ import annotations

import functools
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive import bulk, captures, counts, coverage, ledger, parsing, planner, pool, schema, search, states
from archive.captures import Captured, Problem
from archive.errors import ArchiveError, explained
from archive.further import Place
from archive.ledger import FileRead, Site
from archive.lock import writing
from archive.parsing import Parsed
from archive.pool import Parse
from archive.store import Store
from parsers import PARSER_VERSION

log = logging.getLogger(__name__)

BATCH = 64  # captures parsed as one task
# Batches stored at once, and what a crash or a full disk costs at most: some ten seconds' work. Ids are hashes, so a letter touches
# a leaf page of some thirty indexes; in 100,000 letters a transaction of 512 wrote 2 MB a letter, one of 2,048 a third of that.
TRANSACTION = 32
_UNFINISHED = "unfinished"

Progress = Callable[[int, int, int], None]  # bytes read, bytes in all, captures stored


@dataclass
class Result:
    """What an ingest did."""

    captures: int = 0
    letters: int = 0
    changed: int = 0
    removed: int = 0
    other_parser: bool = False
    unreadable: list[str] = field(default_factory=list)


@dataclass
class _Batch:
    items: list[Captured] = field(default_factory=list)
    files: dict[str, FileRead] = field(default_factory=dict)
    bytes: int = 0


def ingest(
    path: Path,
    directory: Path,
    sites: Iterable[Site] = (),
    *,
    workers: int = 1,
    progress: Progress | None = None,
    parse: Parse | None = None,
) -> Result:
    """Take everything new in `directory` into the archive at `path`, made if it is not there.

    `sites` are the registry's entries; `parse` replaces the process pool (a Dask client's submit, for instance). A new archive is
    built under another name and moved into place when it is whole. Raises ArchiveError.
    """
    if not directory.is_dir():
        raise ArchiveError(
            f"{directory} does not exist; crawl first, or give the folder of the captures with --captures."
        )
    with writing(path, new=True), explained(path):
        if path.exists():
            with _closing(schema.open_archive(path)) as db:
                return fill(db, directory, sites, workers=workers, progress=progress, parse=parse)
        return build(path, directory, sites, workers=workers, progress=progress, parse=parse)


def build(path: Path, directory: Path, sites: Iterable[Site], **options: Any) -> Result:
    """Make a new archive at `path` from the captures alone; what an interrupted build left is continued, not begun again.

    The caller holds the writer's lock. Raises ArchiveError or what `fill` raises.
    """
    part = path.with_name(path.name + ".part")
    with _closing(_open_part(part, directory)) as db:
        result = fill(db, directory, sites, new=True, **options)
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _retire(path)
    part.replace(path)
    return result


def _retire(path: Path) -> None:
    """Before another file takes the place of an archive: its -wal must not be taken for that of the new file."""
    if path.exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=1)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _remove(path: Path) -> None:
    for ending in ("-wal", "-shm", ""):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _open_part(part: Path, directory: Path) -> Database:
    """The unfinished archive a killed build left, if this parser made it from files that are still there; else a new one."""
    if part.exists():
        try:
            db = schema.open_archive(part)
            made_by = db.conn.execute("SELECT value FROM meta WHERE key = 'parser_version'").fetchone()
            if made_by == (PARSER_VERSION,) and _all_there(db, directory):
                return db
            db.close()
        except ArchiveError as error:
            log.warning("unfinished_build_dropped file=%s reason=%r", part, str(error))
        _remove(part)
    db = schema.create_archive(part)
    db.execute("INSERT INTO meta (key, value) VALUES ('parser_version', ?)", [PARSER_VERSION])
    return db


def _all_there(db: Database, directory: Path) -> bool:
    """Whether `directory` still holds what `db` was made from: a file that was taken away must not live on."""
    sizes = {captures.name_of(file): file.stat().st_size for file in map(captures.present, captures.files(directory))}
    read_to = db.conn.execute("SELECT file, read_to FROM capture_files").fetchall()
    return all(sizes.get(file, -1) >= end for file, end in read_to)


def fill(
    db: Database,
    directory: Path,
    sites: Iterable[Site] = (),
    *,
    workers: int = 1,
    progress: Progress | None = None,
    parse: Parse | None = None,
    new: bool = False,
) -> Result:
    """Take everything new in `directory` into `db`; one that is `new`, with no reader, gets most of its indexes at the end."""
    store = make_store(db, directory, sites)
    divisions = divisions_of(db, store.sites.values())
    result, before = Result(), _letters(db)
    interrupted = db.conn.execute("SELECT 1 FROM meta WHERE key = ?", [_UNFINISHED]).fetchone() is not None
    total = sum(file.stat().st_size for file in captures.files(directory))
    done = 0
    batches = _batches(db, directory)
    indexes = bulk.indexes_at_the_end(db) if new else nullcontext()
    with indexes, closing(pool.in_order(batches, lambda batch: batch.items, divisions, workers, parse)) as stream:
        for batch, parsed in _joined(stream):
            if batch.items:
                mark_unfinished(db)
            result.captures += store.take(zip(batch.items, parsed, strict=True), batch.files)
            done += batch.bytes
            if progress:
                progress(done, total, result.captures)
    if result.captures or store.resources or interrupted:
        finish(store, interrupted=interrupted)
    after = _letters(db)
    result.letters, result.changed = after[0] - before[0], after[1] - before[1]
    result.removed, result.unreadable = store.withdrawals, store.unreadable
    signed = db.conn.execute("SELECT value FROM meta WHERE key = 'parser_version'").fetchone()
    result.other_parser = signed is not None and signed[0] != PARSER_VERSION
    return result


def make_store(db: Database, directory: Path, sites: Iterable[Site] = ()) -> Store:
    """A writer that can read captures again from `directory`; rows of sites visited before follow the registry."""
    store = Store(db, sites)
    store.again.reparse = functools.partial(_reparse, directory, divisions_of(db, store.sites.values()))
    visited = {site for (site,) in db.conn.execute("SELECT id FROM sites")}
    with db.atomic():
        ledger.save_sites(db, [site for site in store.sites.values() if site["id"] in visited])
    return store


def divisions_of(db: Database, sites: Iterable[Site]) -> dict[str, str]:
    """Division code of each site, from the registry's entries and, for others, from the archive."""
    stored = dict(db.conn.execute("SELECT id, place_code FROM sites WHERE place_code IS NOT NULL"))
    return stored | {site["id"]: site["division"] for site in sites if site.get("division")}


def mark_unfinished(db: Database) -> None:
    """Note that `finish` is due, for the case that this process does not come to it."""
    db.execute("INSERT INTO meta (key, value) VALUES (?, '1') ON CONFLICT DO NOTHING", [_UNFINISHED])


def finish(store: Store, *, interrupted: bool = False) -> None:
    """What needs all letters at once: proofs of absence, agencies, counts. `interrupted`: an earlier ingest did not get here."""
    db = store.db
    with db.atomic():
        states.update(db.conn, states.absent(db.conn, None if interrupted else store.runs))
        store.letters.agencies.settle(forget=interrupted or store.letters.replaced)
        if store.letters.replaced:
            _drop_unused_places(db)
        counts.refresh(db.conn)
        coverage.refresh(db)
        db.conn.execute("DELETE FROM meta WHERE key = ?", [_UNFINISHED])
    planner.refresh(db.conn)
    if store.withdrawals:
        _scrub(db)


def _drop_unused_places(db: Database) -> None:
    """Places that only a replaced row spoke of, so that the table is that of a rebuild."""
    references = db.conn.execute(
        'SELECT m.name, f."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) f '
        """WHERE m.type = 'table' AND f."table" = 'places' AND m.name <> 'places'"""
    ).fetchall()
    used = " UNION ".join(f"SELECT {column} FROM {table}" for table, column in references)
    db.conn.execute(
        f"WITH RECURSIVE used (code) AS ({used} UNION SELECT p.parent_code FROM places p JOIN used u ON p.code = u.code) "
        "DELETE FROM places WHERE code NOT IN (SELECT code FROM used WHERE code IS NOT NULL)"
    )


def _scrub(db: Database) -> None:
    """Deleted text stays in free pages and old index segments until they are written over: write them over now."""
    for (name,) in db.conn.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
    ).fetchall():
        db.conn.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
    db.conn.commit()
    db.conn.execute("VACUUM")
    search.realign(db.conn)
    db.conn.commit()
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _batches(db: Database, directory: Path) -> Iterator[_Batch]:
    """The captures not yet stored, in order, with how far they bring each file."""
    read_to = {
        name: FileRead(*rest)
        for name, *rest in db.conn.execute("SELECT file, read_to, records, problem FROM capture_files")
    }
    batch = _Batch()
    for listed in captures.files(directory):
        path = captures.present(listed)
        name, size = captures.name_of(path), path.stat().st_size
        start, records, problem = read_to.get(name, FileRead(0, 0, None))
        closed = path.name == name
        if closed and start >= size:
            continue
        place = start
        for item in captures.read(path, start):
            if isinstance(item, Problem):
                problem = item.what
                log.warning("capture_file_spoilt file=%s offset=%d what=%r", item.file, item.offset, item.what)
                continue
            if item.offset != start or not start:
                records += 1
            batch.bytes += item.offset - place
            place = item.offset
            batch.items.append(item)
            batch.files[name] = FileRead(place, records, problem)
            if len(batch.items) >= BATCH:
                yield batch
                batch = _Batch()
        batch.bytes += size - place
        # A closed file is read to its end; of an open one the last record is looked at again next time.
        batch.files[name] = FileRead(size if closed else place, records, problem)
    yield batch


def _joined(stream: Iterable[tuple[_Batch, list[Parsed]]]) -> Iterator[tuple[_Batch, list[Parsed]]]:
    """Several parsed batches as one to be stored, without the bodies, which nobody needs any more."""
    joined, found = _Batch(), list[Parsed]()
    for number, (batch, parsed) in enumerate(stream, 1):
        for item in batch.items:
            item.body = item.body if item.type == "resource" else None
        joined.items += batch.items
        joined.files |= batch.files
        joined.bytes += batch.bytes
        found += parsed
        if number % TRANSACTION == 0:
            yield joined, found
            joined, found = _Batch(), []
    yield joined, found


def _reparse(
    directory: Path, divisions: dict[str, str], file: str, offset: int, following: Sequence[Place] = ()
) -> tuple[Captured, Parsed]:
    stored = captures.read_at(directory, file, offset)
    more = [captures.read_at(directory, place.file, place.offset) for place in following]
    return stored, parsing.parse(stored, divisions, more)


def _letters(db: Database) -> tuple[int, int]:
    row: tuple[int, int] = db.conn.execute(
        "SELECT count(*), coalesce(sum(version_count - 1), 0) FROM letters"
    ).fetchone()
    return row


@contextmanager
def _closing(db: Database) -> Iterator[Database]:
    try:
        yield db
    finally:
        db.close()
