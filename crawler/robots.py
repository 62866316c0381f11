"""robots.txt (RFC 9309), asked for once per host and run, in the host's own turn, and kept in the captures.

Not there (404 and the like): everything is free. Unreachable, refused or a challenge: nothing is, for this run.
"""

from __future__ import annotations

import logging
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from crawler.fetching import LIST_PRIORITY, Fetch, SkippedError, make_request
from crawler.listings.base import Ask
from crawler.outcomes import TLS, Outcome
from crawler.politeness import MAX_WAIT, PROCESS

log = logging.getLogger(__name__)

AGENT = "fuhan"
_MOST = 500 << 10  # bytes of robots.txt that are read; RFC 9309 asks for no less, and each rule costs every request
_FREE = frozenset(
    {Outcome.GONE, Outcome.CLIENT_ERROR, Outcome.OFF_HOST_REDIRECT, Outcome.SOFT_404, Outcome.REDIRECT_LOOP}
)
_TRANSPORT = TLS | {Outcome.REFUSED, Outcome.UNRESOLVED}


class RobotsMiddleware:
    """Lets a request pass only if its host's robots.txt allows it; slows the host down to its Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, Protego | Outcome] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises SkippedError with robots_denied, robots_unreachable, or host_given_up."""
        fetch: Fetch = request.meta["fetch"]
        parts = urlsplit(request.url)
        given_up = PROCESS.host(parts.hostname or "").given_up
        if given_up is not None:
            raise SkippedError(Outcome.HOST_GIVEN_UP, f"{parts.hostname} was given up after {given_up}")
        if fetch.kind == "robots":
            return
        home = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules.get(home)
        if rules is None:
            rules = self._rules[home] = await self._ask(home, fetch)
        if isinstance(rules, Outcome):
            if rules is Outcome.ROBOTS_TOO_SLOW:
                raise SkippedError(rules, f"{home}/robots.txt asks for more than {MAX_WAIT:g} s between two requests")
            if rules in _TRANSPORT:  # the page itself would fare no better, and its name says more
                raise SkippedError(rules, f"{home}/robots.txt: {rules}")
            raise SkippedError(Outcome.ROBOTS_UNREACHABLE, f"{home}/robots.txt: {rules}")
        if not rules.can_fetch(request.url, AGENT):
            raise SkippedError(Outcome.ROBOTS_DENIED, f"{home}/robots.txt forbids {parts.path}")

    async def _ask(self, home: str, purpose: Fetch) -> Protego | Outcome:
        fetch = Fetch("robots", purpose.site, purpose.column, hosts=purpose.hosts)
        request = make_request(Ask(home + "/robots.txt"), fetch, NO_CALLBACK, priority=LIST_PRIORITY)
        response = await self._crawler.engine.download_async(request)
        fetch = response.meta["fetch"] if response.request is not None else request.meta["fetch"]
        outcome = fetch.outcome or Outcome.BROKEN
        if outcome in _FREE:
            return Protego.parse("")
        if outcome not in (Outcome.OK, Outcome.EMPTY):
            log.warning("robots_unreachable url=%s/robots.txt outcome=%s", home, outcome)
            return outcome
        rules = Protego.parse(fetch.body[:_MOST].decode("utf-8", "replace"))
        delay = _pause(rules)
        if delay > MAX_WAIT:  # a page a day: obeying it would keep the run, and with it every other site, for years
            return Outcome.ROBOTS_TOO_SLOW
        if delay:
            PROCESS.slow_down(urlsplit(home).hostname or "", delay)
        return rules


def _pause(rules: Protego) -> float:
    """Seconds to leave between two requests, by Crawl-delay and Request-rate; 0 if nothing is said."""
    delay = rules.crawl_delay(AGENT) or 0.0
    if rate := rules.request_rate(AGENT):
        delay = max(delay, rate.seconds / max(rate.requests, 1))
    return float(delay)
