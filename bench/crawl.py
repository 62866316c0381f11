"""Pages per CPU second: our spider with captures on, beside a bare default Scrapy spider that only downloads the same pages.

    python -m bench.crawl [--pages 2000] [--hosts 10] [--pairs 3]
    python -m bench.crawl --memory [--pages 100000]      # our memory while it grows, or does not; a quarter of an hour

Both visit the same server on loopback, in turns, each in a process of its own; the CPU time is that of the crawling process without
its imports. The pages are the gold pages of tests/cases, as they are and with a portal's navigation around them.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

CASES = Path(__file__).parents[1] / "tests" / "cases"
PER_PAGE = 50
NAVIGATION = "".join(f'<li><a href="/zwgk/a{n}/" title="政务公开栏目{n}">政务公开栏目{n}</a></li>' for n in range(400))
TARGET, REACH = 0.75, 1.25


def letters(weight: str) -> list[bytes]:
    """The gold pages, decoded and encoded again as UTF-8; heavy: with 30 kB of navigation in front of the body's end."""
    pages = []
    for path in sorted(CASES.glob("*/page.html")):
        if "-neg-" not in path.parent.name:
            body = path.read_bytes()
            if weight == "heavy":
                body = body.replace(b"</body>", f"<ul>{NAVIGATION}</ul></body>".encode(), 1)
            pages.append(body)
    assert pages
    return pages


class Server(asyncio.Protocol):
    """Answers GET from a table; keeps connections alive. Costs as little as Python can, in a process of its own."""

    table: dict[bytes, bytes] = {}
    answered: Synchronized[int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the connection."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answers each request line."""
        for line in data.split(b"\r\n"):
            if line.startswith(b"GET "):
                if self.answered is not None:
                    self.answered.value += 1
                self.transport.write(self.table.get(line.split(b" ")[1], NOT_FOUND))  # type: ignore[attr-defined]


NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def answer(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (
        len(body),
        body,
    )


def tables(count: int, weight: str) -> dict[bytes, bytes]:
    """Paths of one host: a TRS column of `count` letters and its list pages."""
    pages = letters(weight)
    made = {f"/jyta/202304/t20230427_{n}.html".encode(): answer(pages[n % len(pages)]) for n in range(count)}
    total = -(-count // PER_PAGE)
    for page in range(total):
        rows = "".join(
            f'<li><a href="./202304/t20230427_{n}.html" title="关于县人大二次会议第{n}号建议的答复">关于第{n}号建议</a><span>2023-04-27</span></li>'
            for n in range(page * PER_PAGE, min(count, (page + 1) * PER_PAGE))
        )
        body = (
            f'<ul class="list">{rows}</ul><script>createPageHTML({total}, {page}, "index", "html");</script>'.encode()
        )
        made[b"/jyta/" if page == 0 else f"/jyta/index_{page}.html".encode()] = answer(body)
    return made


def serve(pipe: Connection, count: int, weight: str, answered: Synchronized[int] | None = None) -> None:
    """Runs the server until the process is ended; sends its port, and counts in `answered`."""

    async def run() -> None:
        Server.table, Server.answered = tables(count, weight), answered
        server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def host(number: int) -> str:
    return f"bench-{number:04}.example.gov.cn"


def ours(port: int, hosts: int) -> dict[str, float]:
    """One crawl by `crawler.run.crawl`, every host mapped to the server, no pause."""
    from crawler.addresses import AddressMap
    from crawler.run import crawl
    from crawler.run_context import Options
    from crawler.site import Site

    sites = [
        Site.model_validate(
            {
                "id": f"bench-{n}", "name_zh": "某县政府", "name_en": "A county", "division": "500116", "level": "county",
                "columns": [{"id": "c", "url": f"http://{host(n)}/jyta/", "kind": "mixed"}],
            }
        )
        for n in range(hosts)
    ]  # fmt: skip
    addresses = AddressMap({host(n): f"127.0.0.1:{port}" for n in range(hosts)})
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        ledger = crawl(sites, Path(folder), Options(delay=0), addresses=addresses)
        spent = time.process_time() - started
    if ledger.exit_status:
        raise SystemExit(f"the crawl was not all well: {ledger.line()[:2000]}")
    return {"cpu": spent, "pages": sum(account.pages for account in ledger.accounts.values())}


def bare(port: int, hosts: int, count: int) -> dict[str, float]:
    """A default Scrapy spider over the same addresses; it keeps nothing."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    paths = [path.decode() for path in tables(count, "light")]
    got = []

    class Bare(scrapy.Spider):
        name = "bare"

        async def start(self):  # type: ignore[no-untyped-def]
            for _ in range(hosts):
                for path in paths:
                    yield scrapy.Request(f"http://127.0.0.1:{port}{path}", dont_filter=True)

        def parse(self, response):  # type: ignore[no-untyped-def]
            got.append(len(response.body))

    process = AsyncCrawlerProcess(
        {"LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False}
    )
    started = time.process_time()
    process.crawl(Bare)
    process.start()
    return {"cpu": time.process_time() - started, "pages": len(got)}


def in_process(*arguments: str) -> dict[str, float]:
    """Runs one side in a fresh process."""
    command = [sys.executable, "-m", "bench.crawl", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def compare(weight: str, pages: int, hosts: int, pairs: int) -> float:
    """Median ratio of pages per CPU second over the pairs; prints each side."""
    context = multiprocessing.get_context("spawn")
    ready, pipe = context.Pipe()
    server = context.Process(target=serve, args=(pipe, pages // hosts, weight), daemon=True)
    server.start()
    port = str(ready.recv())
    ratios: list[float] = []
    rates: dict[str, list[float]] = {"ours": [], "bare": []}
    memory: dict[str, float] = {}
    try:
        for _ in range(pairs):
            speed = {}
            for side in ("bare", "ours"):
                result = in_process("--side", side, "--port", port, "--pages", str(pages), "--hosts", str(hosts))
                speed[side] = result["pages"] / result["cpu"]
                rates[side].append(speed[side])
                memory[side] = result["rss_mb"]
            ratios.append(speed["ours"] / speed["bare"])
    finally:
        server.terminate()
    size = statistics.mean(len(page) for page in letters(weight))
    print(
        f"crawl {weight:5} ({size / 1000:.0f} kB a page): ours {statistics.median(rates['ours']):.0f}, bare default Scrapy"
        f" {statistics.median(rates['bare']):.0f} pages per CPU second; ratio {statistics.median(ratios):.2f}"
        f" ({min(ratios):.2f}-{max(ratios):.2f} over {pairs} pairs; target {TARGET}, reach {REACH});"
        f" memory {memory['ours']:.0f} and {memory['bare']:.0f} MB"
    )
    return statistics.median(ratios)


def memory(pages: int, hosts: int) -> None:
    """Prints the resident memory of one crawl of so many pages each time it has doubled its pages, and at the end."""
    context = multiprocessing.get_context("spawn")
    ready, pipe = context.Pipe()
    answered = context.Value("q", 0)
    server = context.Process(target=serve, args=(pipe, pages // hosts, "light", answered), daemon=True)
    server.start()
    command = [
        sys.executable,
        "-m",
        "bench.crawl",
        "--side",
        "ours",
        "--port",
        str(ready.recv()),
        "--hosts",
        str(hosts),
    ]
    crawl = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    mark, resident = 1000, 0.0
    try:
        while crawl.poll() is None:
            time.sleep(0.2)
            with contextlib.suppress(OSError, StopIteration, ProcessLookupError):
                lines = Path(f"/proc/{crawl.pid}/status").read_text().splitlines()
                resident = int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024
            if answered.value >= mark:
                print(f"crawl memory: {resident:.0f} MB after {answered.value} pages of {hosts} hosts", flush=True)
                mark = min(2 * mark, pages) if mark < pages else 2 * pages
    finally:
        server.terminate()
        crawl.kill()
    print(f"crawl memory: {resident:.0f} MB at the end, {answered.value} pages")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=2000)
    options.add_argument("--hosts", type=int, default=10)
    options.add_argument("--pairs", type=int, default=3)
    options.add_argument("--memory", action="store_true", help="our memory over the pages, on Linux; no comparison")
    options.add_argument("--side", choices=["ours", "bare"], help=argparse.SUPPRESS)
    options.add_argument("--port", type=int, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.side:
        result = (
            ours(asked.port, asked.hosts)
            if asked.side == "ours"
            else bare(asked.port, asked.hosts, asked.pages // asked.hosts)
        )
        result["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(result))
        return
    if asked.memory:
        memory(asked.pages, asked.hosts)
        return
    worst = min(compare(weight, asked.pages, asked.hosts, asked.pairs) for weight in ("light", "heavy"))
    if worst < TARGET:
        raise SystemExit(f"crawl: ratio {worst:.2f} is below the target of {TARGET}")


if __name__ == "__main__":
    main()
