"""One request at a time per host, and a pause after each: kept for the whole process, whatever spiders run in it.

Scrapy's own settings are per crawler, and without a delay its one-per-domain limit lets a burst through.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from crawler.outcomes import CONTENT, HOST_TROUBLE, Outcome

HOUSE_DELAY = 2.0  # seconds; the rule for every live host
MAX_DELAY = 60.0  # a longer Crawl-delay is honoured as it is; back-off and slow answers stop here
MAX_WAIT = 600.0  # a host that asks for a longer pause than this (Retry-After) is left alone for this run
_PATIENCE = {Outcome.CHALLENGE: 2, Outcome.FORBIDDEN: 3, Outcome.MAINTENANCE: 2, Outcome.PRIVATE_ADDRESS: 1}
_DEFAULT_PATIENCE = 5


@dataclass(slots=True)
class Host:
    """What is known of a host's patience. `delay` counts from the end of one answer to the start of the next request."""

    delay: float = HOUSE_DELAY
    backoff: float = 0.0
    free_at: float = 0.0
    latency: float = 0.0
    last: float = 0.0
    troubles: int = 0
    given_up: Outcome | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def pause(self) -> float:
        """Seconds to leave after an answer: the rule, or as long as the host took to answer, or the back-off."""
        return max(self.delay, min(self.latency, MAX_DELAY), self.backoff)


class Politeness:
    """The hosts of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._hosts: dict[str, Host] = {}
        self._clock = clock

    def host(self, name: str) -> Host:
        """The record of a host, made when it is first met."""
        if name not in self._hosts:
            self._hosts[name] = Host()
        return self._hosts[name]

    def slow_down(self, name: str, delay: float) -> None:
        """At least `delay` seconds between two requests from now on (Crawl-delay, the site file)."""
        host = self.host(name)
        host.delay = max(host.delay, delay)
        host.free_at = max(host.free_at, self._clock() + delay)  # counts from the robots.txt that said so

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Holds the host for one request: waits for the request before it and for the pause."""
        host = self.host(name)
        async with host.lock:
            wait = host.free_at - self._clock()
            if wait > 0:
                await asyncio.sleep(wait)
            started = self._clock()
            try:
                yield
            finally:
                ended = self._clock()
                host.last = ended - started  # after a time-out the host may be at work on the request for as long again
                host.latency = 0.7 * host.latency + 0.3 * host.last if host.latency else host.last
                host.free_at = max(host.free_at, ended + host.pause)

    def report(self, name: str, outcome: Outcome, retry_after: float | None = None) -> None:
        """Takes a fetch's outcome into account: trouble doubles the pause, a good answer halves the back-off.

        After a few troubles in a row, or when asked to stay away for long, the host is given up for the rest of the run.
        """
        host = self.host(name)
        if outcome in CONTENT:
            host.troubles = 0
            host.backoff = host.backoff / 2 if host.backoff > 2 * host.delay else 0.0
            return
        if outcome not in HOST_TROUBLE:
            return
        host.troubles += 1
        host.backoff = min(max(host.backoff * 2, host.delay * 2, host.last), MAX_DELAY)
        if retry_after is not None:
            if retry_after > MAX_WAIT:
                host.given_up = outcome
            host.free_at = max(host.free_at, self._clock() + retry_after)
        else:
            host.free_at = max(host.free_at, self._clock() + host.backoff)
        if host.troubles >= _PATIENCE.get(outcome, _DEFAULT_PATIENCE):
            host.given_up = outcome

    def reset(self) -> None:
        """Forgets what a finished run learnt, but not when each host may be asked next."""
        for host in self._hosts.values():
            host.troubles, host.given_up, host.lock = 0, None, asyncio.Lock()


PROCESS = Politeness()


def set_house_delay(politeness: Politeness, names: list[str], delay: float) -> None:
    """A shorter delay for hosts that are mapped to loopback (demo, tests, benchmarks); no live host may be named."""
    for name in names:
        politeness.host(name).delay = delay
