"""A few polite requests for the interactive commands: the crawler's own engine, without captures and without a queue.

    result = run(job, hosts, contact=...)     # job: a coroutine function that is given `get`

Robots, pauses, the address map, size limits and outcomes are those of a crawl, because the middlewares are.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Any, TypeVar, cast

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import Settings

from crawler.addresses import AddressMap
from crawler.columns import Get, Visit
from crawler.fetching import Fetch, make_request
from crawler.ledger import Ledger
from crawler.listings.base import Ask
from crawler.outcomes import Outcome
from crawler.politeness import PROCESS, set_house_delay
from crawler.robots import AGENT
from crawler.run_context import Options, RunContext
from crawler.settings import VERSION, request_headers, user_agent
from crawler.state import State

T = TypeVar("T")


class VisitSpider(Spider):
    """Runs one job and ends."""

    name = "visits"

    def __init__(
        self,
        context: RunContext,
        job: Callable[[Get], Awaitable[Any]],
        hosts: frozenset[str],
        box: list[Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.run_context = context
        self._job, self._hosts, self._box = job, hosts, box

    async def start(self) -> AsyncIterator[Any]:
        """The job; it asks for what it needs through `get`, so nothing is yielded."""
        try:
            self._box.append(await self._job(self._get))
        except Exception as error:  # handed to the caller of run(); Scrapy would only log it
            self._box.append(error)
        return
        yield  # makes this the generator Scrapy wants

    async def _get(
        self, ask: Ask | str, *, kind: str = "list", expect: str = "page", success: str | None = None
    ) -> Visit:
        ask = Ask(ask) if isinstance(ask, str) else ask
        fetch = Fetch(kind, self.name, hosts=self._hosts, expect=expect, success=success)
        request = make_request(ask, fetch, NO_CALLBACK)
        engine = self.crawler.engine
        assert engine is not None
        response = await engine.download_async(request)
        fetch = (response.request or request).meta["fetch"]
        return Visit(response.url, fetch.outcome or Outcome.BROKEN, response.status, fetch.body, fetch.content_type)


def run(
    job: Callable[[Get], Awaitable[T]],
    hosts: Iterable[str],
    *,
    contact: str = "",
    addresses: AddressMap | None = None,
    delay: float | None = None,
    timeout: float = 60.0,
    legacy: Iterable[str] = (),
) -> T:
    """Runs `job(get)` in an engine of its own and gives back its result. `hosts`: where requests and redirects may lead;
    `legacy`: those of them that speak old TLS only.

    `delay` shortens the pause on hosts that `addresses` maps to loopback, on no other. Once per process (Twisted's reactor does
    not start twice). Raises ContactMissingError, RuntimeError if the engine did not start, and whatever the job raises.
    """
    allowed, mapped = frozenset(hosts), addresses or AddressMap()
    agent = (
        user_agent(contact)
        if contact or any(host not in mapped for host in allowed)
        else f"{AGENT}/{VERSION} (offline test)"
    )
    if delay is not None:
        set_house_delay(PROCESS, mapped.names(), delay)
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("FUHAN_RESOLVE", mapped.as_dict(), priority="cmdline")
    settings.set("FUHAN_LEGACY_TLS", list(legacy), priority="cmdline")
    settings.set("DOWNLOAD_TIMEOUT", timeout, priority="cmdline")
    ledger = Ledger("visits", [], agent, VERSION)
    # Without captures the recording middleware writes nothing and asks the state for nothing.
    context = RunContext("visits", [], Options(dry=True), None, cast(State, None), ledger, request_headers(agent))
    box: list[T] = []
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(VisitSpider)
    task = process.crawl(crawler, context=context, job=job, hosts=allowed, box=box)
    process.start()
    error = task.exception() if task.done() and not task.cancelled() else None
    if error is not None:
        raise error
    if not box:
        raise RuntimeError("the visits ended without a result; the log above says why")
    if isinstance(box[0], BaseException):
        raise box[0]
    return box[0]
