"""One request at a time per host, a pause after each, and patience that ends."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from crawler.outcomes import Outcome
from crawler.politeness import HOUSE_DELAY, MAX_WAIT, Politeness, set_house_delay

HOST = "www.example.gov.cn"


class Clock:
    """Time that passes when something sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        sleep = asyncio.sleep

        async def pass_time(seconds: float) -> None:
            self.now += seconds
            await sleep(0)

        monkeypatch.setattr("crawler.politeness.asyncio.sleep", pass_time)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def politeness(clock: Clock) -> Politeness:
    return Politeness(clock)


async def visit(politeness: Politeness, clock: Clock, takes: float = 0.1, host: str = HOST) -> tuple[float, float]:
    async with politeness.turn(host):
        started = clock.now
        await asyncio.sleep(0)
        clock.now += takes
        return started, clock.now


async def test_requests_follow_each_other_with_the_house_delay(politeness, clock):
    visits = await asyncio.gather(*(visit(politeness, clock) for _ in range(4)))
    for (_, ended), (started, _) in pairwise(visits):
        assert started - ended >= HOUSE_DELAY


async def test_other_hosts_do_not_wait(politeness, clock):
    await visit(politeness, clock)
    before = clock.now
    started, _ = await visit(politeness, clock, host="other.example.gov.cn")
    assert started == before


async def test_crawl_delay_counts_from_the_file_that_says_so(politeness, clock):
    set_house_delay(politeness, [HOST], 0)
    _, ended = await visit(politeness, clock)
    politeness.slow_down(HOST, 3)
    started, _ = await visit(politeness, clock)
    assert started - ended >= 3


async def test_crawl_delay_below_the_house_rule_changes_nothing(politeness):
    politeness.slow_down(HOST, 0.5)
    assert politeness.host(HOST).delay == HOUSE_DELAY


async def test_slow_host_is_left_as_long_as_it_took(politeness, clock):
    _, ended = await visit(politeness, clock, takes=9)
    started, _ = await visit(politeness, clock)
    assert started - ended >= 9


async def test_retry_after_is_waited_for(politeness, clock):
    await visit(politeness, clock)
    politeness.report(HOST, Outcome.THROTTLED, retry_after=30)
    started, _ = await visit(politeness, clock)
    assert started >= 130


async def test_trouble_doubles_the_pause_and_good_answers_bring_it_back(politeness):
    host = politeness.host(HOST)
    politeness.report(HOST, Outcome.SERVER_ERROR)
    politeness.report(HOST, Outcome.SERVER_ERROR)
    assert host.pause == 4 * HOUSE_DELAY
    for _ in range(3):
        politeness.report(HOST, Outcome.OK)
    assert host.pause == HOUSE_DELAY
    assert host.given_up is None


@pytest.mark.parametrize(("outcome", "times"), [(Outcome.CHALLENGE, 2), (Outcome.FORBIDDEN, 3), (Outcome.TIMEOUT, 5)])
async def test_host_is_given_up_after_troubles_in_a_row(politeness, outcome, times):
    for _ in range(times - 1):
        politeness.report(HOST, outcome)
    politeness.report(HOST, Outcome.OK)
    for _ in range(times - 1):
        politeness.report(HOST, outcome)
    assert politeness.host(HOST).given_up is None
    politeness.report(HOST, outcome)
    assert politeness.host(HOST).given_up is outcome


async def test_host_that_asks_for_a_long_pause_is_left_for_this_run(politeness):
    politeness.report(HOST, Outcome.THROTTLED, retry_after=MAX_WAIT + 1)
    assert politeness.host(HOST).given_up is Outcome.THROTTLED


async def test_gone_pages_are_no_trouble(politeness):
    for _ in range(20):
        politeness.report(HOST, Outcome.GONE)
    assert politeness.host(HOST).given_up is None
