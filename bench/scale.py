"""How the archive behaves at national size: `python -m bench.scale 100000` (or N= in the environment).

Made letters of real length (bench/letters.py) are stored by the archive's own writer and, in the same minutes, the very same rows
by bare `sqlite3` executemany into the same tables with the same indexes, triggers and full-text index, 500 letters a transaction.
Printed: the ratio of the two, time per letter as the archive grows, memory, size against the letters' text, search latency
against LIKE, and captures to archive.db from WARC files. CPU times; a busy machine changes them little.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from archive import captures, ingest, rows, schema, search
from archive.captures import Captured
from archive.ids import short
from archive.parsing import Parsed
from archive.store import Store
from bench.letters import Record, letters

N = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("N", "20000"))
PAGES = int(os.environ.get("PAGES", "1500"))
CHUNK = 500
QUERIES = 200
SITES = [
    {"id": f"s{code}", "name_zh": code, "name_en": code, "division": code, "level": "county"}
    for code in sorted({code for _, code in letters(400)})
]
WRITTEN = ("pages", "captures", "letters", *rows.CHILDREN, "submissions", "versions", "page_states")


def main() -> None:
    """Run all measurements and print them."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as folder:
        path = Path(folder) / "archive.db"
        store_letters(path)
        sizes(path)
        latency(path)
        if PAGES:
            end_to_end(Path(folder))


def store_letters(path: Path) -> None:
    """Store N letters and the same rows bare; a line for each step of growth."""
    db, bare = schema.create_archive(path), schema.create_archive(path.with_name("bare.db"))
    bare.conn.execute("PRAGMA foreign_keys = OFF")
    store = Store(db, SITES)
    spent = {"rows": 0.0, "store": 0.0, "bare": 0.0}
    window: list[float] = []
    first: float | None = None
    marks = [n for n in (1_000, 10_000, 100_000, 300_000, 1_000_000) if n < N] + [N]
    for number in range(0, N, CHUNK):
        batch = list(letters(min(CHUNK, N - number), start=number))
        began = time.process_time()
        items = [_item(record, code, number + i) for i, (record, code) in enumerate(batch)]
        made = time.process_time()
        for start in range(0, len(items), ingest.BATCH * ingest.TRANSACTION):
            store.take(items[start : start + ingest.BATCH * ingest.TRANSACTION])
        stored = time.process_time()
        spent["rows"] += made - began
        spent["store"] += stored - made
        window.append((stored - made) / len(batch))
        spent["bare"] += _bare(db, bare, [item.id for item, _ in items])
        if number + len(batch) in marks:
            recent = statistics.mean(window[-max(1, len(window) // 5) :])
            first = first or (recent if number + len(batch) >= min(10_000, N) else None)
            growth = f", {recent / first:.2f} times that at 10,000" if first else ""
            print(
                f"{number + len(batch):>9,} letters: {recent * 1e3:.2f} ms CPU per letter stored{growth}; {_memory():.0f} MB"
            )
    began = time.process_time()
    ingest.finish(store)
    finished = time.process_time() - began
    print(f"agencies, counts and coverage at the end: {finished:.1f} s CPU")
    print(f"record to rows, masked: {spent['rows'] / N * 1e3:.2f} ms; store: {spent['store'] / N * 1e3:.2f} ms; "
          f"bare executemany: {spent['bare'] / N * 1e3:.2f} ms per letter")  # fmt: skip
    print(f"letters/s against bare: {spent['bare'] / (spent['store'] + finished):.2f} (wanted 0.60), "
          f"masking and rows included {spent['bare'] / sum((spent['store'], finished, spent['rows'])):.2f}")  # fmt: skip
    db.close()
    bare.close()


def _item(record: Record, code: str, number: int) -> tuple[Captured, Parsed]:
    at = f"2026-11-{1 + number // 80000 % 28:02d}T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}Z"
    item = Captured(
        file=f"fuhan-{number // 20000:05d}.warc.gz", offset=number, id=short("bench", number), type="response", url=record["url"],
        fetched_at=at, status=200, content_type="text/html", digest=f"sha1:{number:032d}", site=f"s{code}", run="bench",
        list_title=record["letter"]["title"], body=b"",
    )  # fmt: skip
    page, made = rows.rows_of(record, rows.Origin(item.id, item.site, code, "1"))
    return item, Parsed(page, made)


def _bare(db: Database, bare: Database, ids: list[str]) -> float:
    """Copy the rows of these captures with plain executemany in one transaction; returns the CPU seconds of that alone."""
    marks = ", ".join("?" * len(ids))
    of = f"SELECT page_id FROM captures WHERE id IN ({marks})"
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
    began = time.process_time()
    bare.conn.execute("BEGIN")
    for statement, found in loaded:
        bare.conn.executemany(statement, found)
    bare.conn.commit()
    return time.process_time() - began


def sizes(path: Path) -> None:
    """The file against the text in it."""
    db = schema.open_archive(path)
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (text,) = db.conn.execute("SELECT sum(length(CAST(text AS BLOB))) FROM letters").fetchone()
    mean = text / N
    print(
        f"archive.db: {path.stat().st_size / text:.2f} times the letters' text ({mean:,.0f} bytes a letter; wanted under 4)"
    )
    for (name,) in db.conn.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchall():
        db.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
    db.execute("VACUUM")
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    print(f"  after optimize and VACUUM (as published): {path.stat().st_size / text:.2f} times")
    _largest(db, text)
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


def end_to_end(folder: Path) -> None:
    """WARC files to archive.db with the real parser: letters per core-second, files read and index included."""
    directory = folder / "captures"
    directory.mkdir()
    _write_pages(directory)
    began = _all_cpu()
    result = ingest.ingest(folder / "end.db", directory, SITES, workers=1)
    spent = _all_cpu() - began
    megabytes = sum(path.stat().st_size for path in captures.files(directory)) / 1e6
    print(f"captures to archive.db: {result.letters / spent:.0f} letters per core-second (wanted 150); "
          f"{result.captures:,} pages, {result.letters:,} letters, {megabytes:.0f} MB of WARC, {spent:.1f} s CPU")  # fmt: skip


def _write_pages(directory: Path) -> None:
    """The pages of the test cases that hold a letter, each with another number and address."""
    from crawler.captures import Capture, CaptureWriter

    now = datetime(2026, 11, 1, tzinfo=UTC)
    writer = CaptureWriter(directory, "bench", {})
    for body, url, content_type in _numbered(PAGES):
        writer.write(
            Capture(
                url,
                now,
                "letter",
                "ok",
                site=SITES[0]["id"],
                status=200,
                headers=[("Content-Type", content_type)],
                body=body,
            )
        )
    writer.close()


def _numbered(count: int) -> Iterator[tuple[bytes, str, str]]:
    """`count` pages made from those of the cases with a letter: other numbers, so that no two are one letter at two addresses."""
    cases = []
    for path in sorted((Path(__file__).parents[1] / "tests" / "cases").glob("*/meta.json")):
        expected = json.loads(path.with_name("expected.json").read_text(encoding="utf-8"))
        body = path.with_name("page.html").read_bytes()
        if expected["letter"] and expected["submissions"] and expected["submissions"][0]["number"]:
            numbers = [
                expected["submissions"][0]["number"],
                (expected["letter"]["doc_number"] or "").rpartition("〕")[2][:-1],
            ]
            cases.append(
                (body, json.loads(path.with_name("meta.json").read_text(encoding="utf-8")), [n for n in numbers if n])
            )
    for number in range(count):
        body, meta, old = cases[number % len(cases)]
        encoding = "utf-8" if _is_utf8(body) else "gb18030"
        text = body.decode(encoding)
        for digits in old:
            text = re.sub(f"(?<![0-9]){digits}(?=\\s*号)", str(10000 + number), text)
        yield text.encode(encoding), f"{meta['url'].partition('#')[0]}?n={number}", meta["content_type"] or ""


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _all_cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _memory() -> float:
    """Resident megabytes now."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
