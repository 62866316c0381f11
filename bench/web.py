"""The site under readers: `N=100000 python -m bench.web`.

An archive of N made letters (bench/made.py; one that bench.scale left is taken as it is) is served by `fuhan serve`; pages are asked for one after the other and the
server's CPU time is read after each, so that other work on the machine changes little. Then the same while a writer stores letters.
"""

from __future__ import annotations

import os
import random
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

from archive import bulk, ingest, schema
from archive.store import Store
from bench import made

N = int(os.environ.get("N", "20000"))
REQUESTS = int(os.environ.get("REQUESTS", "40"))
# Milliseconds of CPU a page may take at the 95th percentile, on an archive of a million letters.
WANTED = {"letter": 30, "home": 60, "list": 60, "search": 300}
TICK = os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Build if need be, measure, print; exit status 1 when a page is slower than wanted or fails."""
    path = archive()
    failed = 0
    with serving(path) as (address, pid):
        print(f"{N:,} letters, {path.stat().st_size / 1e9:.2f} GB; {REQUESTS} requests a page, first visits included")
        asked = pages(path)
        for kind, addresses in asked.items():
            failed += measure(kind, address, pid, addresses)
        quiet = walls(address, asked)
        with writing(path):
            busy = walls(address, asked)
        ratio = p95(busy) / p95(quiet)
        print(
            f"while a writer stores letters: p95 {p95(busy):.0f} ms against {p95(quiet):.0f} ms quiet, {ratio:.2f} times (wanted 2)"
        )
    return 1 if failed else 0


def archive() -> Path:
    """The archive of N letters: what `python -m bench.scale N` left, or built now."""
    path = made.path_of(N)
    if not path.exists():
        part = path.with_suffix(".part")
        made.remove(part)
        db = schema.create_archive(part)
        store = Store(db, made.SITES)
        with bulk.indexes_at_the_end(db):
            for _ in made.fill(store, 0, N):
                pass
        ingest.finish(store)
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        part.rename(path)
    return path


def pages(path: Path) -> dict[str, list[str]]:
    """Addresses to ask for, by kind; different ones each time, so that nothing is only remembered."""
    conn = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    dice = random.Random(5)
    (top,) = conn.execute("select max(rowid) from letters").fetchone()

    def some(sql: str) -> list[str]:
        return [conn.execute(sql, [dice.randint(1, top)]).fetchone()[0] for _ in range(REQUESTS)]

    ids = some("select id from letters where rowid >= ? limit 1")
    offices = [
        a for (a,) in conn.execute("select agency_id from agency_counts order by letters desc limit ?", [REQUESTS])
    ]
    places = [p for (p,) in conn.execute("select place_code from letter_counts where place_code <> '' group by 1")]
    words = [word_of(text, dice) for text in some("select text from letters where rowid >= ? limit 1")]
    conn.close()
    filters = (
        "",
        "&year=2023",
        "&assembly=congress&year=2020",
        "&place=500000",
        "&outcome=A",
        "&commitments=1&sort=newest",
    )
    found = [f"/search?q={quote(word)}{dice.choice(filters)}" for word in words]
    found += [
        f"/search?q={quote(word)}{extra}" for word in ("建议", "工作", "养老 工作", "的") for extra in filters[:4]
    ]
    return {
        "letter": [f"/archive/letters/{i}" for i in ids],
        "home": ["/"] * REQUESTS,
        "list": [
            *(f"/search?page={dice.randint(1, 500)}{dice.choice(filters)}" for _ in range(REQUESTS)),
            *(f"/agencies/{a}" for a in offices[: REQUESTS // 2]),
            *(f"/places/{p}" for p in places),
            "/agencies", "/places", "/deputies", "/changes", "/health", "/commitments", "/commitments?when=all",
            "/commitments?due=2024&place=500000", "/commitments?when=passed&kind=by",
        ],
        "search": found + ["/commitments?q=" + quote(word) for word in words[:10]],
    }  # fmt: skip


def word_of(text: str, dice: random.Random) -> str:
    """Two to four characters of a text that stand together in one run, as people search for them."""
    run: str = dice.choice(re.findall(r"[\u4e00-\u9fff]{4,}", text))
    length = dice.choice((2, 2, 3, 4))
    start = dice.randrange(len(run) - length + 1)
    return run[start : start + length]


def measure(kind: str, address: str, pid: int, addresses: list[str]) -> int:
    """Ask for each address, print what the server spent; 1 when more than wanted, or when a page failed."""
    spent, sizes, worst, errors = [], [], ("", 0.0), 0
    for path in addresses:
        before = cpu(pid)
        size, status, _ = ask(address + path)
        used = (cpu(pid) - before) * 1e3
        spent.append(used)
        sizes.append(size)
        errors += status != 200
        worst = max(worst, (path, used), key=lambda pair: pair[1])
    slow = p95(spent) > WANTED[kind]
    print(f"{kind:8} p50 {statistics.median(spent):6.0f} ms CPU, p95 {p95(spent):6.0f} (wanted {WANTED[kind]}); largest {max(sizes) / 1e3:.0f} kB; "
          f"slowest {worst[1]:.0f} ms {worst[0]}" + (f"; {errors} FAILED" if errors else ""))  # fmt: skip
    return int(slow or errors > 0)


def walls(address: str, asked: dict[str, list[str]]) -> list[float]:
    """Milliseconds on the clock for a mixture of pages; a failed page stops the benchmark."""
    mixture = [path for paths in asked.values() for path in paths[:15]]
    taken = []
    for path in mixture * 2:
        _, status, seconds = ask(address + path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        taken.append(seconds * 1e3)
    return taken


def ask(address: str) -> tuple[int, int, float]:
    """Size, status and seconds of one request."""
    began = time.perf_counter()
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, headers={"accept-language": "zh"}), timeout=60
        ) as answer:
            return len(answer.read()), answer.status, time.perf_counter() - began
    except HTTPError as error:
        return 0, error.code, time.perf_counter() - began


def cpu(pid: int) -> float:
    """CPU seconds a process has used, its threads included (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


@contextmanager
def serving(path: Path) -> Iterator[tuple[str, int]]:
    """`fuhan serve` over the archive on a free port: its address and process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "fuhan.cli", "serve", "--db", str(path), "--port", str(port)], stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            try:
                ask(f"http://127.0.0.1:{port}/robots.txt")
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Another process that stores letters, over and over, in small transactions."""
    program = (
        "from bench import made; from archive import schema; from archive.store import Store\n"
        f"db = schema.open_archive({str(path)!r}); store = Store(db, made.SITES)\n"
        f"for number in range({N}, {N} + 10**6, 64):\n"
        "    store.take(made.chunk(number, 64)[0])\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", program])
    time.sleep(3)
    try:
        yield
        if writer.poll() is not None:
            raise SystemExit("the writer ended early")
    finally:
        writer.terminate()
        writer.wait(30)


if __name__ == "__main__":
    sys.exit(main())
