"""The spider: for every chosen site its columns, their letters, and the letters' files."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response

from crawler.attachments import is_file
from crawler.downloader import HostScheduler
from crawler.enclosed import find_enclosed
from crawler.fetching import FILE_BYTES, LETTER_PRIORITY, Fetch, as_asked, make_request
from crawler.listings.base import Ask
from crawler.outcomes import VANISHED
from crawler.politeness import PROCESS
from crawler.run_context import RunContext
from crawler.spiders.lists import ListWalker, with_scheme
from crawler.state import Due, Found
from parsers.continuation import MOST, number_of, renumbered

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
        """The next due letters and files of a host, for the scheduler; none in a dry run, or when the time is up."""
        run = self.run_context
        if run.options.dry or run.time_is_up:
            return
        for site_id in self._by_host.get(host, ()):
            limit = _BATCH
            if run.options.limit is not None:
                limit = min(limit, run.options.limit - self._handed_out[site_id])
            halves = limit <= 0  # letters enough: only what those that came go on with
            batch = run.state.due(
                host,
                [site_id],
                run.clock(),
                limit if limit > 0 else _BATCH,
                run.options.since,
                run.options.full,
                halves,
            )
            self._handed_out[site_id] += sum(due.kind == "letter" for due in batch)
            for due in batch:
                try:
                    request = self._letter(due)
                except ValueError as error:
                    # Raised further, it would end the batch, and the site with it, without a word.
                    run.ledger.fault(due.site, f"bad_address: {due.url} cannot be asked for: {error}")
                    continue
                yield request
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
        """A letter came in and is captured: its files and further pages are noted, to be asked for when their turn comes."""
        fetch: Fetch = response.meta["fetch"]
        if fetch.kind == "part" and not fetch.has_content:
            self._lacking(fetch, response.url)
        if fetch.kind == "attachment" or not fetch.has_content or response.status == 304:
            return
        first = fetch.found_on if fetch.kind == "part" else response.url
        enclosed = find_enclosed(fetch.body, fetch.content_type, response.url, first)
        self._note(fetch, first, enclosed.parts, "part")
        self._note(fetch, first, enclosed.files, "attachment")
        if enclosed.more:
            self.run_context.ledger.lacks_page(fetch.site, first)

    def _lacking(self, fetch: Fetch, url: str) -> None:
        """A further page that is not there: the second may be called 2 and not 1, and there is one more at the end; else it is missed."""
        first, numbers = fetch.found_on, {}
        if fetch.outcome in VANISHED and number_of(first, url) == 1:
            numbers = {number_of(first, known) or 0: known for known in self.run_context.state.parts_of(first)}
        if numbers and max(numbers) < MOST:
            last = max(numbers)
            self._note(fetch, first, [(renumbered(numbers[last], last + 1), "")], "part")
        else:
            self.run_context.ledger.lacks_page(fetch.site, first)

    def _note(self, fetch: Fetch, first: str, found: list[tuple[str, str]], kind: str) -> None:
        """Hands what belongs to the letter at `first` to the state, if it is on the site's hosts."""
        scheme = self._sites[fetch.site].scheme
        entries = []
        for url, title in found:
            if _host(url) not in fetch.hosts:
                continue
            try:
                entries.append(Found(as_asked(with_scheme(url, scheme)), title, fetch.list_date, kind))
            except ValueError as error:
                self.run_context.ledger.note(fetch.site, f"bad_address: {url} on {first}: {error}")
        if entries:
            self.run_context.state.discover(fetch.site, fetch.column, first, entries)
            for entry in entries:
                self.wake(_host(entry.url))


def _host(url: str) -> str:
    return url.split("/", 3)[2].partition(":")[0].lower() if "//" in url else ""
