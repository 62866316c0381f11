"""How the archive behaves at national size: `python -m bench.scale 100000` (or N= in the environment).

Made letters of real length (bench/letters.py) are stored by the archive's own writer. Before the last of them a copy of the
archive is set aside, and the same rows are then stored there by bare `sqlite3` executemany: same file, tables, indexes,
triggers and full-text index, as many letters a transaction. Printed: the ratio of the two, time per letter as the archive grows,
memory, size against the letters' text, search latency against LIKE, and captures to archive.db from WARC files. CPU times; a
busy machine changes them little. The archive stays in BENCH_DIR (else bench/data) for `python -m bench.web`.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from archive import ingest, rows, schema, search
from archive.ids import short
from archive.store import Store
from bench import made, warc

N = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("N", "20000"))
PAGES = int(os.environ.get("PAGES", "1500"))
QUERIES = 200
WRITTEN = ("pages", "captures", "letters", *rows.CHILDREN, "submissions", "versions", "page_states")
# As many letters are stored a second time with executemany, and as many are the window of "ms per letter" at a size.
WINDOW = min(10_000, N // 2)
MARKS = sorted({n for n in (1_000, 10_000, 20_000, 50_000, 100_000, 200_000, 300_000, 500_000, 700_000) if n < N} | {N})


def main() -> None:
    """Run all measurements and print them."""
    path = made.path_of(N)
    store_letters(path)
    sizes(path)
    latency(path)
    if PAGES:
        with tempfile.TemporaryDirectory(dir=made.DATA) as folder:
            warc.end_to_end(Path(folder), PAGES)


def store_letters(path: Path) -> None:
    """Store N letters, the last of them also bare into a copy; a line for each step of growth."""
    for old in (path, path.with_suffix(".part"), path.with_suffix(".bare")):
        made.remove(old)
    db = schema.create_archive(path.with_suffix(".part"))
    store = Store(db, made.SITES)
    grow = Growth()
    for spent in made.fill(store, 0, N - WINDOW):
        grow.add(*spent)
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(path.with_suffix(".part"), path.with_suffix(".bare"))
    grow.stored.clear()
    for spent in made.fill(store, N - WINDOW, N):
        grow.add(*spent)
    stored = statistics.mean(grow.stored)
    finishing = _finish(store) / N
    bare = _bare(db, path.with_suffix(".bare"))
    print(f"per letter, the last {WINDOW:,}: record to rows, masked {grow.making / N * 1e3:.2f} ms; store {stored * 1e3:.2f} ms; "
          f"agencies, counts and coverage at the end {finishing * 1e3:.2f} ms; bare executemany {bare * 1e3:.2f} ms")  # fmt: skip
    print(f"letters/s against bare: {bare / (stored + finishing):.2f} (wanted 0.60), "
          f"masking and rows included {bare / (stored + finishing + grow.making / N):.2f}")  # fmt: skip
    made.remove(path.with_suffix(".bare"))
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    path.with_suffix(".part").rename(path)


class Growth:
    """CPU time per letter as the archive grows, printed at each of MARKS."""

    def __init__(self) -> None:
        self.count = 0
        self.making = 0.0
        self.stored: deque[float] = deque(maxlen=max(1, WINDOW // made.CHUNK))  # seconds per letter, by transaction
        self.first: float | None = None
        self.began = time.monotonic()

    def add(self, count: int, storing: float, making: float) -> None:
        """A transaction of `count` letters and its CPU seconds."""
        before = self.count
        self.count += count
        self.making += making
        self.stored.append(storing / count)
        for mark in MARKS:
            if before < mark <= self.count:
                self.tell(mark)

    def tell(self, mark: int) -> None:
        """One line."""
        recent = statistics.mean(self.stored)
        if mark >= min(10_000, N):
            self.first = self.first or recent
        growth = f", {recent / self.first:.2f} times that at {min(10_000, N):,}" if self.first else ""
        print(f"{mark:>9,} letters: {recent * 1e3:.2f} ms CPU per letter stored{growth}; {_memory():.0f} MB; "
              f"{time.monotonic() - self.began:,.0f} s on the clock", flush=True)  # fmt: skip


def _finish(store: Store) -> float:
    began = time.process_time()
    ingest.finish(store)
    return time.process_time() - began


def _bare(db: Database, path: Path) -> float:
    """The rows of the last letters from `db` stored in the copy with plain executemany; CPU seconds per letter of that alone."""
    bare = schema.open_archive(path)
    bare.conn.execute("PRAGMA foreign_keys = OFF")
    spent = 0.0
    for start in range(N - WINDOW, N, made.CHUNK):
        ids = [short("bench", number) for number in range(start, min(start + made.CHUNK, N))]
        loaded = _rows(db, ids)
        began = time.process_time()
        bare.conn.execute("BEGIN")
        for statement, found in loaded:
            bare.conn.executemany(statement, found)
        bare.conn.commit()
        spent += time.process_time() - began
    (count,) = bare.conn.execute("SELECT count(*) FROM letters").fetchone()
    bare.close()
    if count != N:
        raise SystemExit(f"the copy has {count:,} letters instead of {N:,}")
    return spent / WINDOW


def _rows(db: Database, ids: list[str]) -> list[tuple[str, list[tuple[object, ...]]]]:
    """The insert statement of each table with the rows that came with these captures."""
    of = f"SELECT page_id FROM captures WHERE id IN ({', '.join('?' * len(ids))})"
    where = {
        "pages": "id", "captures": "page_id", "letters": "id", "versions": "letter_id", "page_states": "page_id",
        "submissions": "id",
    }  # fmt: skip
    loaded: list[tuple[str, list[tuple[object, ...]]]] = []
    for table in WRITTEN:
        inside = (
            f"SELECT submission_id FROM letter_submissions WHERE letter_id IN ({of})" if table == "submissions" else of
        )
        cursor = db.conn.execute(f"SELECT * FROM {table} WHERE {where.get(table, 'letter_id')} IN ({inside})", ids)
        width = len(cursor.description)
        loaded.append((f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * width)})", cursor.fetchall()))
    return loaded


def sizes(path: Path) -> None:
    """The file against the text in it, as it grew and as it is published."""
    db = schema.open_archive(path)
    (text,) = db.conn.execute("SELECT sum(length(CAST(text AS BLOB))) FROM letters").fetchone()
    size = path.stat().st_size
    print(f"archive.db: {size / text:.2f} times the letters' text ({text / N:,.0f} bytes a letter; wanted under 4)")
    _largest(db, text)
    db.close()
    if shutil.disk_usage(path.parent).free > 3 * size:
        published = path.with_suffix(".published")
        shutil.copyfile(path, published)
        _optimize(published)
        print(f"  after optimize and VACUUM (as published): {published.stat().st_size / text:.2f} times")
        made.remove(published)


def _optimize(path: Path) -> None:
    db = schema.open_archive(path)
    for (name,) in db.conn.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchall():
        db.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
    db.execute("VACUUM")
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def _largest(db: Database, text: int) -> None:
    try:
        found = db.conn.execute(
            "SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name ORDER BY size DESC LIMIT 8"
        ).fetchall()
    except sqlite3.OperationalError:
        return
    print("  largest: " + ", ".join(f"{name} {size / text:.2f}" for name, size in found))


def latency(path: Path) -> None:
    """CPU time of searches for two-character words, half of them any two characters of a text, against LIKE."""
    db = schema.read_archive(path)
    search.register(db.conn)
    dice = random.Random(3)
    (top,) = db.conn.execute("SELECT max(rowid) FROM letters").fetchone()
    words: list[str] = []
    while len(words) < QUERIES:
        (text,) = db.conn.execute(
            "SELECT text FROM letters WHERE rowid >= ? LIMIT 1", [dice.randint(1, top)]
        ).fetchone()
        start = dice.randrange(len(text) - 2)
        word = text[start : start + 2]
        if all("\u4e00" <= c <= "\u9fff" for c in word):
            words.append(word)
    first_page = "SELECT id, title FROM letters WHERE rowid IN (SELECT rowid FROM letters_fts WHERE letters_fts MATCH zh_query(?)) LIMIT 20"
    ranked = "SELECT rowid FROM letters_fts WHERE letters_fts MATCH zh_query(?) ORDER BY rank LIMIT 20"
    newest = "SELECT rowid FROM letters_fts WHERE letters_fts MATCH zh_query(?) ORDER BY rowid DESC LIMIT 20"
    for name, sql in (("first 20", newest), ("all, first 20", first_page), ("ranked", ranked)):
        print(f"search, {name}: {_percentiles(db, sql, words)}")
    scans = [_cpu(db, "SELECT count(*) FROM letters WHERE text LIKE '%' || ? || '%'", w) for w in words[:3]]
    print(f"the same with LIKE: median {statistics.median(scans) * 1e3:,.0f} ms CPU")
    db.close()


def _percentiles(db: Database, sql: str, words: Iterable[str]) -> str:
    taken = sorted(_cpu(db, sql, word) * 1e3 for word in words)
    return f"median {statistics.median(taken):.2f} ms CPU, p95 {taken[int(len(taken) * 0.95)]:.1f}"


def _cpu(db: Database, sql: str, word: str) -> float:
    began = time.process_time()
    db.conn.execute(sql, [word]).fetchall()
    return time.process_time() - began


def _memory() -> float:
    """Resident megabytes now."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
