"""What a record costs, beside the floor and the peers, on the same pages in the same run: `python -m bench.parse`.

The floor is `lxml.html.fromstring` on the page's bytes: a tree and nothing more. The peers take out title, date and text, and
none of them finds a number, an addressee, a section or a promise. Peers that are not installed are named and left out
(`make bench` installs requirements-bench.txt first). Two sets of pages: the test cases as they are, small pages of about 6 kB where the
letter is half of the page, and the same letters in a frame that brings them to 45 kB, the size real pages have.
CPU time, the median of the rounds, all competitors in turn within each round so that a busy machine slows all alike. What the
parser remembers of deadlines it has read is forgotten before each round, so that no page is answered from an earlier one.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import lxml.html

from parsers import parse
from parsers.due_phrases import interpret

Page = tuple[bytes, str, str | None]
CASES = Path(__file__).parent.parent / "tests"
FULL_SIZE = 45_000
FLOOR = "lxml.html.fromstring (the floor)"
OURS = "fuhan, whole record"
SMALL = 4_000  # bytes of a page; on smaller ones the record's fixed part outweighs the page


def pages(folder: str) -> list[Page]:
    """The pages of a folder of cases with URL and header value; raises SystemExit when there are none."""
    found: list[Page] = []
    for meta in sorted((CASES / folder).glob("*/meta.json")):
        told = json.loads(meta.read_text(encoding="utf-8"))
        found.append((meta.with_name("page.html").read_bytes(), told["url"], told.get("content_type")))
    if not found:
        raise SystemExit(f"no pages under {CASES / folder}; run this from a checkout that has the tests")
    return found


def framed(page: Page) -> Page:
    """The page inside the navigation, links and footer a real site has, at least `FULL_SIZE` bytes."""
    body, url, header = page
    item = '<li class="nav-item"><a href="/zwgk/fdzdgknr/c10{n}/index.html" title="政府信息公开栏目第{n}号" target="_blank">政府信息公开栏目第{n}号</a></li>\n'
    encoding = "utf-8"
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        encoding = "gb18030"
    count = max(FULL_SIZE - len(body), 0) // len(item.format(n=100).encode(encoding)) + 1
    links = [item.format(n=n).encode(encoding) for n in range(count)]
    half = len(links) * 2 // 3
    above, below = (
        b'<div class="frame"><ul>\n' + b"".join(part) + b"</ul></div>\n" for part in (links[:half], links[half:])
    )
    low = body.lower()
    start = low.find(b">", low.find(b"<body")) + 1
    end = low.rfind(b"</body")
    end = end if end > start else len(body)
    return body[:start] + above + body[start:end] + below + body[end:], url, header


def competitors() -> dict[str, Callable[[Page], object]]:
    """Name -> what it does with a page."""
    from bs4 import BeautifulSoup
    from selectolax.lexbor import LexborHTMLParser

    found: dict[str, Callable[[Page], object]] = {
        FLOOR: lambda page: lxml.html.fromstring(page[0]),
        OURS: lambda page: parse(*page),
        "selectolax, tree only": lambda page: LexborHTMLParser(page[0]),
        "beautifulsoup4 on lxml, tree only": lambda page: BeautifulSoup(page[0], "lxml"),
    }
    try:
        from trafilatura import extract

        found["trafilatura, text and metadata"] = lambda page: extract(
            page[0], with_metadata=True, output_format="json"
        )
    except ImportError:
        print("trafilatura is not installed")
    try:
        from gne import GeneralNewsExtractor

        gne = GeneralNewsExtractor()
        found["GNE, title, date and text"] = lambda page: gne.extract(page[0].decode("utf-8", "replace"))
    except ImportError:
        print("GNE is not installed")
    return found


def seconds(work: Callable[[Page], object], over: list[Page]) -> float:
    """CPU seconds for one pass over the pages; a page a peer cannot take costs what it cost."""
    interpret.cache_clear()
    began = time.process_time()
    for page in over:
        try:
            work(page)
        except Exception:
            continue
    return time.process_time() - began


def memory(over: list[Page]) -> list[tuple[float, int]]:
    """Of each page the peak memory of its record in bytes per byte of the page, and the page's bytes."""
    found = []
    for page in over:
        tracemalloc.start()
        parse(*page)
        found.append((tracemalloc.get_traced_memory()[1] / len(page[0]), len(page[0])))
        tracemalloc.stop()
    return found


def _many(batch: list[Page]) -> int:
    return sum(len(parse(*page).evidence) for page in batch)


def in_processes(over: list[Page], workers: int, rounds: int) -> float:
    """Pages a second with a pool of processes, start of the pool not counted."""
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(_many, [over] * workers))
        began = time.perf_counter()
        list(pool.map(_many, [over] * (workers * rounds)))
        return len(over) * workers * rounds / (time.perf_counter() - began)


def compare(title: str, over: list[Page], rounds: int) -> None:
    """Print one table: every competitor's time and its ratio to the floor and to us."""
    works = competitors()
    for work in works.values():
        seconds(work, over)
    runs = [{name: seconds(work, over) for name, work in works.items()} for _ in range(rounds)]
    median = {name: statistics.median(run[name] for run in runs) for name in works}
    size = sum(len(body) for body, _, _ in over) / len(over)
    print(f"\n{title}: {len(over)} pages, {size / 1000:.1f} kB each, median of {rounds} rounds")
    for name, took in median.items():
        print(
            f"  {name:36} {1000 * took / len(over):8.2f} ms/page {took / median[FLOOR]:7.2f} x floor {took / median[OURS]:7.2f} x fuhan"
        )
    needed = memory(over)
    worst, bytes_of_worst = max(needed)
    larger = max((times for times, bytes_ in needed if bytes_ >= SMALL), default=0.0)
    print(
        f"  memory of one record: {statistics.median(times for times, _ in needed):.1f} x the bytes of its page, at most {larger:.1f} x"
        f" from {SMALL / 1000:.0f} kB on, at most {worst:.1f} x on any ({bytes_of_worst / 1000:.1f} kB)"
    )


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=7, help="passes over the pages (default 7)")
    options.add_argument("--workers", type=int, default=2, help="processes of the last line (default 2)")
    options.add_argument("--more", type=Path, help="a folder of further pages (*.html), e.g. your own captures")
    chosen = options.parse_args()
    small = [*pages("cases"), *pages("unseen")]
    compare("cases as they are", small, chosen.rounds)
    compare("the same letters on pages of real size", [framed(page) for page in small], chosen.rounds)
    if chosen.more:
        more = [
            (path.read_bytes(), f"http://www.gov.cn/{path.name}", "text/html")
            for path in sorted(chosen.more.glob("*.html"))
        ]
        compare(f"cases and {chosen.more.name}", [*pages("cases"), *more], chosen.rounds)
    alone, many = (in_processes(small, n, chosen.rounds) for n in (1, chosen.workers))
    print(
        f"\nby the wall clock: 1 process {alone:.0f} pages/s, {chosen.workers} processes {many:.0f} pages/s ({many / alone:.2f} x)"
    )


if __name__ == "__main__":
    main()
