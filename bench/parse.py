"""Pages a second: our parser beside tools that only take a page's text out, on the same pages, in the same minute.

Run `python -m bench.parse [--rounds N] [--workers N]`. Every line is the median of the rounds in CPU time;
the last is by the wall clock.
The peers find no letter, person, date or promise: they are the floor under which no parser of HTML can go.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from parsers import parse

Page = tuple[bytes, str, str | None]
CASES = Path(__file__).parent.parent / "tests"


def pages() -> list[Page]:
    """The pages of all test cases with their URL and header value; raises SystemExit when there are none."""
    found: list[Page] = []
    for meta in sorted([*CASES.glob("cases/*/meta.json"), *CASES.glob("unseen/*/meta.json")]):
        told = json.loads(meta.read_text(encoding="utf-8"))
        found.append((meta.with_name("page.html").read_bytes(), told["url"], told.get("content_type")))
    if not found:
        raise SystemExit(f"no pages under {CASES}/cases; run this from a checkout that has the tests")
    return found


def ours(page: Page) -> int:
    """Our parser, to the finished record."""
    return len(parse(*page).to_dict())


def selectolax_text(page: Page) -> int:
    """selectolax (lexbor): parse and take the text."""
    from selectolax.lexbor import LexborHTMLParser

    return len(LexborHTMLParser(page[0].decode("utf-8", "replace")).text())


def lxml_text(page: Page) -> int:
    """lxml: parse and take the text."""
    import lxml.html

    return len(lxml.html.fromstring(page[0]).text_content())


def beautifulsoup_text(page: Page) -> int:
    """BeautifulSoup on lxml, the usual way of such scrapers."""
    from bs4 import BeautifulSoup

    return len(BeautifulSoup(page[0], "lxml").get_text())


def resiliparse_text(page: Page) -> int:
    """Resiliparse with main_content, which loses characters (docs/method.md)."""
    from resiliparse.extract.html2text import extract_plain_text

    return len(extract_plain_text(page[0].decode("utf-8", "replace"), main_content=True))


PEERS: dict[str, Callable[[Page], int]] = {
    "fuhan, whole record": ours,
    "beautifulsoup4 + lxml, text only": beautifulsoup_text,
    "lxml, text only": lxml_text,
    "selectolax, text only": selectolax_text,
    "resiliparse, main text only": resiliparse_text,
}


def seconds(work: Callable[[Page], int], over: list[Page]) -> float:
    """CPU seconds for one pass over the pages, so that a neighbour on the machine does not count."""
    began = time.process_time()
    for page in over:
        work(page)
    return time.process_time() - began


def _many(batch: list[Page]) -> int:
    return sum(ours(page) for page in batch)


def in_processes(over: list[Page], workers: int, rounds: int) -> float:
    """Pages a second with a pool of processes, start of the pool not counted."""
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(_many, [over] * workers))
        began = time.perf_counter()
        list(pool.map(_many, [over] * (workers * rounds)))
        return len(over) * workers * rounds / (time.perf_counter() - began)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=7, help="passes over the pages (default 7)")
    options.add_argument("--workers", type=int, default=2, help="processes of the last line (default 2)")
    chosen = options.parse_args()
    over = pages()
    size = sum(len(body) for body, _, _ in over)
    for work in PEERS.values():
        seconds(work, over)
    # Round by round, so that a busy machine slows all alike.
    runs = [{name: seconds(work, over) for name, work in PEERS.items()} for _ in range(chosen.rounds)]
    median = {name: statistics.median(run[name] for run in runs) for name in PEERS}
    base = median["fuhan, whole record"]
    print(f"{len(over)} pages, {size / len(over) / 1000:.1f} kB each, median of {chosen.rounds} rounds")
    for name, took in median.items():
        print(f"{name:34} {len(over) / took:8.0f} pages/s {1000 * took / len(over):7.2f} ms/page   {base / took:5.2f} x fuhan")
    alone, many = (in_processes(over, n, chosen.rounds) for n in (1, chosen.workers))
    print(f"by the wall clock: 1 process {alone:.0f} pages/s, {chosen.workers} processes {many:.0f} pages/s ({many / alone:.2f} x)")


if __name__ == "__main__":
    main()
