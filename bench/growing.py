"""An archive that grows to N letters: a first import, then further letters in turns with bare sqlite3 and a small archive.

The further letters go, transaction by transaction (the first is not counted: writers begin with nothing in mind), into three files: the large archive, a copy of it by bare `executemany` (same rows, tables,
indexes, triggers and full-text index, as many letters a transaction), and an archive that had SMALL letters. In turns, because the speed of a
machine that others use too changes from minute to minute, by a third and more.
"""

from __future__ import annotations

import resource
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from archive import bulk, ingest, rows, schema
from archive.store import Store
from bench import made

SMALL = 10_000
MARKS = (1_000, 10_000, 20_000, 50_000, 100_000, 200_000, 300_000, 500_000, 700_000, 1_000_000)
WRITTEN = ("pages", "captures", "letters", *rows.CHILDREN, "submissions", "versions", "page_states")
_OWNER = {"pages": "id", "captures": "page_id", "letters": "id", "page_states": "page_id", "submissions": "id"}


def build(path: Path, count: int) -> None:
    """Make the archive of `count` letters at `path`; prints what a letter costs, in each of the files."""
    part, small, bare = (path.with_suffix(end) for end in (".part", ".small", ".bare"))
    for old in (path, part, small, bare):
        made.remove(old)
    further = min(SMALL, count // 2)
    db = schema.create_archive(part)
    first_import(Store(db, made.SITES), count - further, small)
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(part, bare)
    in_turns(db, schema.open_archive(small), schema.open_archive(bare), count - further, count)
    for copy in (small, bare):
        made.remove(copy)
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    part.rename(path)


def first_import(store: Store, count: int, small: Path) -> None:
    """Fill a new archive as `fuhan ingest` does it the first time; leaves a copy of it as it was with SMALL letters."""
    began, stored, done, shown = time.monotonic(), 0.0, 0, 0
    with bulk.indexes_at_the_end(store.db):
        for letters, seconds, _ in made.fill(store, 0, count):
            stored += seconds
            done += letters
            if not small.exists() and done >= min(SMALL, count // 2):
                _copy(store.db, small)
            if any(done - letters < mark <= done for mark in MARKS):
                print(f"{done:>9,} letters: {stored / (done - shown) * 1e3:.2f} ms CPU each; {_memory():.0f} MB; "
                      f"{time.monotonic() - began:,.0f} s on the clock", flush=True)  # fmt: skip
                stored, shown = 0.0, done
        indexing = time.process_time()
    with _timed() as finishing:
        ingest.finish(store)
    print(f"first import, at its end: indexes {(finishing.began - indexing) / count * 1e3:.2f} ms a letter, "
          f"agencies, counts and statistics {finishing.seconds / count * 1e3:.2f} ms", flush=True)  # fmt: skip


def in_turns(large: Database, small: Database, bare: Database, start: int, stop: int) -> None:
    """Store the letters `start` to `stop` in three archives, in turns, and print the ratios."""
    bare.conn.execute("PRAGMA foreign_keys = OFF")
    store, other = Store(large, made.SITES), Store(small, made.SITES)
    (was,) = small.conn.execute("SELECT count(*) FROM letters").fetchone()
    turns: list[dict[str, float]] = []
    for number, (items, making) in enumerate(made.chunks(start, stop)):
        turn = {"letters": float(len(items)), "made": making}
        both = (("large", store), ("small", other))
        for name, of in both if number % 2 else both[::-1]:
            with _timed() as one:
                of.take(items)
            turn[name] = one.seconds
        loaded = _rows(large, [item.id for item, _ in items])
        with _timed() as one:
            bare.conn.execute("BEGIN")
            for statement, found in loaded:
                bare.conn.executemany(statement, found)
            bare.conn.commit()
        turns.append(turn | {"bare": one.seconds})
    counted = turns[1:] or turns
    letters = sum(turn["letters"] for turn in counted)
    each = {name: sum(turn[name] for turn in counted) / letters * 1e3 for name in ("made", "large", "small", "bare")}
    with _timed() as finishing:
        ingest.finish(store)
    (count,) = bare.conn.execute("SELECT count(*) FROM letters").fetchone()
    small.close()
    bare.close()
    if count != stop:
        raise SystemExit(f"the copy has {count:,} letters instead of {stop:,}")
    end = finishing.seconds / stop * 1e3
    ours = each["large"] + end
    print(f"{letters:,.0f} further letters: record to rows, masked {each['made']:.2f} ms; store {each['large']:.2f} ms; "
          f"agencies, counts and coverage of all at the end {end:.2f} ms; bare executemany {each['bare']:.2f} ms")  # fmt: skip
    print(f"letters/s against bare: {each['bare'] / ours:.2f} (wanted 0.60), "
          f"masking and rows included {each['bare'] / (ours + each['made']):.2f}")  # fmt: skip
    print(f"a letter at {stop:,} costs {each['large'] / each['small']:.2f} times what it costs at {was:,} (wanted at most 1.50): "
          f"{each['large']:.2f} ms against {each['small']:.2f} ms", flush=True)  # fmt: skip


def _copy(db: Database, to: Path) -> None:
    """The archive as it is now, with all its indexes."""
    db.conn.execute("VACUUM INTO ?", [str(to)])
    copy = schema.open_archive(to)
    bulk.complete(copy)
    ingest.finish(Store(copy, made.SITES))
    copy.close()


def _rows(db: Database, captures: list[str]) -> list[tuple[str, list[tuple[object, ...]]]]:
    """The insert statement of each table with the rows that came with these captures."""
    of = f"SELECT page_id FROM captures WHERE id IN ({', '.join('?' * len(captures))})"
    loaded: list[tuple[str, list[tuple[object, ...]]]] = []
    for table in WRITTEN:
        inside = (
            f"SELECT submission_id FROM letter_submissions WHERE letter_id IN ({of})" if table == "submissions" else of
        )
        cursor = db.conn.execute(
            f"SELECT * FROM {table} WHERE {_OWNER.get(table, 'letter_id')} IN ({inside})", captures
        )
        width = len(cursor.description)
        loaded.append((f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * width)})", cursor.fetchall()))
    return loaded


class _Timed:
    """CPU seconds of a block."""

    began = 0.0
    seconds = 0.0


@contextmanager
def _timed() -> Iterator[_Timed]:
    timed = _Timed()
    timed.began = time.process_time()
    yield timed
    timed.seconds = time.process_time() - timed.began


def _memory() -> float:
    """Resident megabytes now."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
