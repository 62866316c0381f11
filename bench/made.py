"""An archive of N made letters, stored by the archive's own writer: what bench.scale measures and bench.web serves."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from archive import ingest, rows
from archive.captures import Captured
from archive.ids import short
from archive.parsing import Parsed
from archive.store import Store
from bench.letters import Record, letters

DATA = Path(os.environ.get("BENCH_DIR") or Path(__file__).parent / "data")
CHUNK = ingest.BATCH * ingest.TRANSACTION
SITES = [
    {"id": f"s{code}", "name_zh": code, "name_en": code, "division": code, "level": "county"}
    for code in sorted({code for _, code in letters(400)})
]
Items = list[tuple[Captured, Parsed]]


def path_of(count: int) -> Path:
    """Where the archive of `count` letters is kept between benchmarks (BENCH_DIR, else bench/data)."""
    DATA.mkdir(parents=True, exist_ok=True)
    return DATA / f"archive-{count}.db"


def remove(path: Path) -> None:
    """Delete a database with what SQLite keeps beside it, if it is there."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def item(record: Record, code: str, number: int) -> tuple[Captured, Parsed]:
    """A capture of the record and its rows, as an ingest would have read them."""
    at = f"2026-{1 + number % 11:02d}-{1 + number // 11 % 28:02d}T08:{number // 60 % 60:02d}:{number % 60:02d}Z"
    captured = Captured(
        file=f"fuhan-{number // 20000:05d}.warc.gz", offset=number, id=short("bench", number), type="response", url=record["url"],
        fetched_at=at, status=200, content_type="text/html", digest=f"sha1:{number:032d}", site=f"s{code}", run="bench", body=b"",
        list_title=record["letter"]["title"],
    )  # fmt: skip
    return captured, Parsed(*rows.rows_of(record, rows.Origin(captured.id, captured.site, code, "1")))


def chunk(start: int, count: int) -> tuple[Items, float]:
    """Letters `start` to `start + count` and the CPU seconds their rows took to make."""
    records = list(letters(count, start=start))
    began = time.process_time()
    made = [item(record, code, start + number) for number, (record, code) in enumerate(records)]
    return made, time.process_time() - began


def chunks(start: int, stop: int, size: int = CHUNK) -> Iterator[tuple[Items, float]]:
    """What `chunk` gives, in order, made in another process while the caller stores what came before."""
    waiting: deque[Future[tuple[Items, float]]] = deque()
    with ProcessPoolExecutor(1) as maker:
        for number in range(start, stop, size):
            waiting.append(maker.submit(chunk, number, min(size, stop - number)))
            if len(waiting) > 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def fill(store: Store, start: int, stop: int) -> Iterator[tuple[int, float, float]]:
    """Store the letters `start` to `stop`; after each transaction their count, the CPU seconds of storing and of making rows."""
    for items, making in chunks(start, stop):
        began = time.process_time()
        store.take(items)
        yield len(items), time.process_time() - began, making
