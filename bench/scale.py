"""How the archive behaves at national size: `python -m bench.scale 100000` (or N= in the environment).

Made letters of real length (bench/letters.py) are stored by the archive's own writer, and the last of them side by side with bare
`sqlite3` and into a small archive (bench/growing.py). Then: size against the letters' text, search latency against LIKE, and captures to
archive.db from WARC files. CPU times; what is compared is measured in turns. The archive stays in BENCH_DIR (else bench/data) for
`python -m bench.web`.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from archive import schema, search
from bench import growing, made, warc

N = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("N", "20000"))
PAGES = int(os.environ.get("PAGES", "1500"))
QUERIES = 200


def main() -> None:
    """Run all measurements and print them."""
    path = made.path_of(N)
    growing.build(path, N)
    sizes(path)
    latency(path)
    if PAGES:
        with tempfile.TemporaryDirectory(dir=made.DATA) as folder:
            warc.end_to_end(Path(folder), PAGES)


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


if __name__ == "__main__":
    main()
