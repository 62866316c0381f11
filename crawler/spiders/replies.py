"""The spider: for every chosen site its columns, their letters, and the letters' files."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response

from crawler.attachments import find_attachments, is_file, mentions_files
from crawler.downloader import HostScheduler
from crawler.fetching import FILE_BYTES, LETTER_PRIORITY, Fetch, make_request
from crawler.listings.base import Ask
from crawler.politeness import PROCESS
from crawler.run_context import RunContext
from crawler.spiders.lists import ListWalker, with_scheme
from crawler.state import Due, Found
from parsers.decode import binary_kind, decode

log = logging.getLogger(__name__)

_BATCH = 20  # addresses taken from the state at a time, per host: memory stays flat however long the lists are


class ReplySpider(Spider):
    """One spider for all sites; what to crawl comes in its argument `context`."""

    name = "replies"

    def __init__(self, context: RunContext, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.run_context = context
        self._walker = ListWalker(context, self.wake)
        self._sites = {site.id: site for site in context.sites}
        self._by_host: dict[str, list[str]] = defaultdict(list)
        for site in context.sites:
            for host in site.all_hosts:
                self._by_host[host].append(site.id)
        self._handed_out: Counter[str] = Counter()

    async def start(self) -> AsyncIterator[Request]:
        """The first page of every column; then the hosts whose letters are due whatever the lists say."""
        for site in self.run_context.sites:
            if site.politeness.delay:
                for host in site.all_hosts:
                    PROCESS.slow_down(host, site.politeness.delay)
            for column in site.columns:
                for request in self._walker.begin(site, column):
                    yield request
        for host in self.run_context.state.hosts_due(self._sites, self.run_context.clock()):
            self.wake(host)

    def closed(self, reason: str) -> None:
        """The engine's reason for the end goes into the ledger."""
        self.run_context.ledger.finish(reason)

    def wake(self, host: str) -> None:
        """Tells the scheduler that a host has something due."""
        scheduler = self.crawler.engine.scheduler
        if isinstance(scheduler, HostScheduler):
            scheduler.wake(host)

    def refill(self, host: str) -> Iterator[Request]:
        """The next due letters and files of a host, for the scheduler; none in a dry run."""
        run = self.run_context
        if run.options.dry:
            return
        for site_id in self._by_host.get(host, ()):
            limit = _BATCH
            if run.options.limit is not None:
                limit = min(limit, run.options.limit - self._handed_out[site_id])
            if limit <= 0:
                continue
            batch = run.state.due(host, [site_id], run.clock(), limit, run.options.since, run.options.full)
            self._handed_out[site_id] += sum(due.kind == "letter" for due in batch)
            for due in batch:
                yield self._letter(due)
            if batch:
                return

    def _letter(self, due: Due) -> Request:
        site = self._sites[due.site]
        fetch = Fetch(
            due.kind, due.site, due.column, due.found_on, due.list_title, due.list_date, frozenset(site.all_hosts),
            due.earlier,
        )  # fmt: skip
        request = make_request(
            Ask(due.url), fetch, self.on_letter, priority=LETTER_PRIORITY, timeout=site.politeness.timeout,
            etag=due.etag if due.earlier else "", modified=due.modified if due.earlier else "",
        )  # fmt: skip
        if is_file(due.url):
            request.meta["download_maxsize"] = FILE_BYTES
        return request

    def on_letter(self, response: Response) -> None:
        """A letter came in and is captured: its files are noted, to be asked for when their turn comes."""
        fetch: Fetch = response.meta["fetch"]
        if fetch.kind != "letter" or not fetch.has_content or response.status == 304:
            return
        if not mentions_files(fetch.body) or binary_kind(fetch.body):
            return
        site = self._sites[fetch.site]
        text = decode(fetch.body, fetch.content_type or None).text
        files = [(url, title) for url, title in find_attachments(text, response.url) if _host(url) in fetch.hosts]
        if files:
            found = [Found(with_scheme(url, site.scheme), title, fetch.list_date, "attachment") for url, title in files]
            self.run_context.state.discover(site.id, fetch.column, response.url, found)
            for url, _ in files:
                self.wake(_host(url))


def _host(url: str) -> str:
    return url.split("/", 3)[2].partition(":")[0].lower() if "//" in url else ""
