"""One crawl run from start to ledger: lock, salvage, fold in, crawl, judge, write down."""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from scrapy.utils.project import ENVVAR
from twisted.internet.task import LoopingCall

from crawler.addresses import AddressMap
from crawler.captures import CaptureWriter
from crawler.fetching import Fetch
from crawler.folding import fold_in
from crawler.ledger import Ledger
from crawler.politeness import PROCESS, set_house_delay
from crawler.recording import UNWRITABLE, stop_unwritable
from crawler.robots import AGENT
from crawler.run_context import Options, RunContext
from crawler.salvage import salvage
from crawler.settings import VERSION, request_headers, user_agent
from crawler.site import Site
from crawler.spiders.replies import ReplySpider
from crawler.state import State

log = logging.getLogger(__name__)


class CrawlLockedError(RuntimeError):
    """Another crawl writes to the same captures."""


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Holds the captures directory for one crawl. Raises CrawlLockedError with the pid of the one that has it."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "crawl.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise CrawlLockedError(
                f"a crawl with pid {holder} is writing to {directory}; wait for it, or use another --captures"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def open_state(directory: Path, run: str, dry: bool = False) -> State:
    """The state beside the captures, with what a crash left unread folded in; a copy in memory for a dry run."""
    for path in [] if dry else salvage(directory):
        log.info("capture_salvaged file=%s", path.name)
    state = State(directory / "state.db", run, copy=dry)
    folded = fold_in(state, directory)
    if folded:
        log.info("captures_folded_in fetches=%s", folded)
    return state


def crawl(
    sites: list[Site],
    directory: Path,
    options: Options,
    *,
    contact: str = "",
    addresses: AddressMap | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    watch: Callable[[Ledger], None] | None = None,
) -> Ledger:
    """Visits the sites once and returns the account. Ends the process's reactor: one crawl per process.

    `watch` is called with the account every second. `contact` may only be empty if every host is mapped by `addresses`. A run that
    cannot keep what it fetches stops with the finish reason captures_unwritable. Raises ContactMissingError, CrawlLockedError, and
    OSError if the captures cannot even be opened.
    """
    addresses = addresses or AddressMap()
    live = sorted({host for site in sites for host in site.all_hosts if host not in addresses})
    agent = user_agent(contact) if live or contact else f"{AGENT}/{VERSION} (offline test)"
    with locked(directory):
        run = f"{clock():%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:6]}"
        state = open_state(directory, run, options.dry)
        ledger = Ledger(run, sites, agent, VERSION, clock)
        info = {"http-header-user-agent": agent, "operator": contact}
        captures = None if options.dry else CaptureWriter(directory, run, {k: v for k, v in info.items() if v})
        context = RunContext(run, sites, options, captures, state, ledger, request_headers(agent), clock)
        try:
            _run_spider(context, addresses, options, watch)
            if ledger.finish_reason != UNWRITABLE:
                _judge(context)
        finally:
            _write_down(context, directory)
    return ledger


def _write_down(context: RunContext, directory: Path) -> None:
    """The ledger into the captures and runs.jsonl; a full disk does not keep it from being returned and printed."""
    ledger = context.ledger
    try:
        if context.captures is not None:
            context.captures.resource(f"urn:fuhan:run:{context.run}", ledger.line().encode())
            context.captures.close()
            with (directory / "runs.jsonl").open("a", encoding="utf-8") as file:
                file.write(ledger.line() + "\n")
        context.state.close()
    except (OSError, sqlite3.Error) as error:
        ledger.finish(UNWRITABLE)
        log.error(
            "ledger_unwritable directory=%s error=%s; the next crawl folds in what the captures hold", directory, error
        )


def _run_spider(
    context: RunContext, addresses: AddressMap, options: Options, watch: Callable[[Ledger], None] | None
) -> None:
    if options.delay is not None:
        set_house_delay(PROCESS, addresses.names(), options.delay)
    os.environ.pop(ENVVAR, None)
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("FUHAN_RESOLVE", addresses.as_dict(), priority="cmdline")
    settings.set("FUHAN_LEGACY_TLS", [host for site in context.sites for host in site.legacy_hosts], priority="cmdline")
    settings.set("DOWNLOAD_TIMEOUT", options.timeout, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler: Crawler = process.create_crawler(ReplySpider)

    def on_error(failure: object, response: object) -> None:
        value = getattr(failure, "value", None)
        if isinstance(value, OSError | sqlite3.Error):
            stop_unwritable(crawler, context.ledger, value)
        fetch = getattr(response, "meta", {}).get("fetch")
        if isinstance(fetch, Fetch):
            context.ledger.fault(
                fetch.site, f"our_fault: {getattr(failure, 'value', failure)!r} at {getattr(response, 'url', '')}"
            )

    crawler.signals.connect(on_error, signal=signals.spider_error, weak=False)
    ticks: list[AsyncioLoopingCall | LoopingCall] = []

    def on_start() -> None:
        if watch is not None:
            ticks.append(create_looping_call(watch, context.ledger))
            ticks[0].start(1.0, now=False)

    def on_stop() -> None:
        for tick in ticks:
            tick.stop()

    crawler.signals.connect(on_start, signal=signals.engine_started, weak=False)
    crawler.signals.connect(on_stop, signal=signals.spider_closed, weak=False)
    task = process.crawl(crawler, context=context)
    process.start()
    # Scrapy ends with status 0 when a component does not load; nothing but this tells.
    error = task.exception() if task.done() and not task.cancelled() else None
    if error is not None:
        raise error
    if process.bootstrap_failed or not task.done():
        context.ledger.finish("start_failed")


def _judge(context: RunContext) -> None:
    options, ledger, now = context.options, context.ledger, context.clock()
    partial = options.dry or options.limit is not None or bool(options.since)
    for site in context.sites:
        last = context.state.last_run(site.id)
        ledger.judge(site.id, last[2] if last else None, partial)
        left = context.state.count_due(site.id, now, options.full)
        if options.dry:
            ledger.note(site.id, f"dry_run: {left} letters and files would be asked for")
        elif left and context.time_is_up:
            ledger.note(site.id, f"time_is_up: {left} letters and files stay due")
        elif left and not partial:
            ledger.fault(site.id, f"not_asked: {left} letters and files stay due")
        account = ledger.account(site.id)
        if not partial:
            context.state.finish(site.id, account.status, account.letters_found, now)
