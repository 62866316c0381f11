"""A downloader and a scheduler that know hosts, in place of Scrapy's slots and priority queues.

Scrapy's default queue looks through all hosts for every request; here a host that may be asked next waits in one line, and
costs the same with three hosts as with three thousand. The pause itself is kept by crawler.politeness.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.core.downloader.handlers import DownloadHandlers
from scrapy.core.downloader.middleware import DownloaderMiddlewareManager
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

from crawler.politeness import PROCESS


def host_of(request: Request) -> str:
    """Host name a request goes to, lower case."""
    return urlparse_cached(request).hostname or ""


class HostScheduler(BaseScheduler):
    """One queue per host, highest priority first, and one request per host out at a time.

    When a host's queue is empty, `refill(host)` is asked for more, so addresses wait in the state and not in memory.
    """

    def __init__(self) -> None:
        self.refill: Callable[[str], Iterable[Request]] = lambda host: ()
        self._queues: dict[str, list[tuple[int, int, Request]]] = {}
        self._ready: deque[str] = deque()
        self._waiting: set[str] = set()
        self._busy: dict[str, Request] = {}
        self._serial = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by the engine; the spider sets `refill` when it opens."""
        return cls()

    def open(self, spider: Spider) -> None:
        """Takes the spider's `refill`, if it has one."""
        self.refill = getattr(spider, "refill", self.refill)

    def has_pending_requests(self) -> bool:
        """True while any host may have something to ask for."""
        return bool(self._ready) or any(self._queues.values())

    def enqueue_request(self, request: Request) -> bool:
        """Queues a request; never refuses (the spider asks for nothing twice)."""
        self._push(host_of(request), request)
        self.wake(host_of(request))
        return True

    def next_request(self) -> Request | None:
        """A request of the host that has waited longest, or None if every host is busy or done."""
        while self._ready:
            host = self._ready.popleft()
            self._waiting.discard(host)
            if host in self._busy:
                continue
            if not self._queues.get(host):
                for request in self.refill(host):
                    self._push(host, request)
            queue = self._queues.get(host)
            if not queue:
                self._queues.pop(host, None)
                continue
            request = heapq.heappop(queue)[2]
            self._busy[host] = request
            return request
        return None

    def wake(self, host: str) -> None:
        """Lets a host take its turn: something was queued, or `refill` has more for it."""
        if host not in self._busy and host not in self._waiting:
            self._waiting.add(host)
            self._ready.append(host)

    def release(self, request: Request) -> None:
        """The request came to its end, whichever: its host may be asked again."""
        host = host_of(request)
        if self._busy.get(host) is request:
            del self._busy[host]
            self.wake(host)

    def _push(self, host: str, request: Request) -> None:
        self._serial += 1
        heapq.heappush(self._queues.setdefault(host, []), (-request.priority, self._serial, request))


class Downloader:
    """Runs a request through the middlewares and, in its host's turn, over the network."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.active: set[Request] = set()
        self.handlers = DownloadHandlers(crawler)
        self.middleware = build_from_crawler(DownloaderMiddlewareManager, crawler)
        self._transfers = asyncio.Semaphore(crawler.settings.getint("CONCURRENT_REQUESTS"))

    def fetch(self, request: Request) -> Deferred[Any]:
        """A deferred that fires with the response, or with a request to schedule instead."""
        # Here, not in the coroutine: until that starts the engine would take the spider for idle.
        self.active.add(request)
        return deferred_from_coro(self._fetch(request))

    def needs_backout(self) -> bool:
        """Never: requests that wait for their host's turn are no load, and each host has at most one."""
        return False

    def close(self) -> None:
        """Nothing to release; the handlers close themselves when the engine stops."""

    async def _fetch(self, request: Request) -> Response | Request:
        try:
            return await self.middleware.download_async(self._download, request)
        finally:
            self.active.discard(request)
            scheduler = self._crawler.engine.scheduler
            if isinstance(scheduler, HostScheduler):
                scheduler.release(request)

    async def _download(self, request: Request) -> Response:
        async with PROCESS.turn(host_of(request)), self._transfers:
            return await self.handlers.download_request_async(request)
