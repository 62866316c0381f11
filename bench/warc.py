"""WARC files to archive.db with the real parser: letters per core-second, files read and index included."""

from __future__ import annotations

import json
import re
import resource
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from archive import captures, ingest
from bench.made import SITES
from crawler.captures import Capture, CaptureWriter


def end_to_end(folder: Path, pages: int) -> None:
    """Write `pages` pages as WARC files into `folder`, ingest them with one worker, print the letters per core-second."""
    directory = folder / "captures"
    directory.mkdir()
    _write_pages(directory, pages)
    began = _all_cpu()
    result = ingest.ingest(folder / "end.db", directory, SITES, workers=1)
    spent = _all_cpu() - began
    megabytes = sum(path.stat().st_size for path in captures.files(directory)) / 1e6
    print(f"captures to archive.db: {result.letters / spent:.0f} letters per core-second (wanted 150); "
          f"{result.captures:,} pages, {result.letters:,} letters, {megabytes:.0f} MB of WARC, {spent:.1f} s CPU")  # fmt: skip


def _write_pages(directory: Path, pages: int) -> None:
    """The pages of the test cases that hold a letter, each with another number and address."""
    now = datetime(2026, 11, 1, tzinfo=UTC)
    writer = CaptureWriter(directory, "bench", {})
    for body, url, content_type in _numbered(pages):
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
