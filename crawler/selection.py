"""Which of the registry's sites a run visits: by name, by schedule, by opening hours, by this machine's share. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone

from crawler.site import Site

BEIJING = timezone(timedelta(hours=8))
_PERIOD = {"daily": timedelta(hours=20), "weekly": timedelta(days=6, hours=12), "monthly": timedelta(days=29)}


def share(sites: Iterable[Site], shard: tuple[int, int] | None) -> list[Site]:
    """The sites that are machine `i` of `n`'s (i from 1): a host is only ever visited by one machine.

    Rendezvous hashing by the site's first host: with one machine more, only the sites it takes over move.
    """
    if shard is None:
        return list(sites)
    number, of = shard
    return [site for site in sites if _winner(site.own_hosts[0], of) == number]


def _winner(host: str, machines: int) -> int:
    return max(range(1, machines + 1), key=lambda i: hashlib.sha256(f"{i} {host}".encode()).digest())


def parse_shard(text: str) -> tuple[int, int]:
    """`2/5` -> (2, 5). Raises ValueError with the form."""
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise ValueError(f"{text!r}: give this machine's number and how many there are, such as 2/5")
    return int(number), int(of)


def due_sites(sites: Iterable[Site], last_run: Callable[[str], datetime | None], now: datetime) -> list[Site]:
    """Sites whose schedule says so: long enough since their last run that did not fail, and within their hours."""
    chosen = []
    for site in sites:
        last = last_run(site.id)
        if (last is None or now - last >= _PERIOD[site.schedule.every]) and open_now(site, now):
            chosen.append(site)
    return chosen


def open_now(site: Site, now: datetime) -> bool:
    """True within the site's visiting hours (Beijing time), or if it has none; `[22, 6]` runs over midnight."""
    if site.schedule.hours is None:
        return True
    first, last = site.schedule.hours
    hour = now.astimezone(BEIJING).hour
    return first <= hour < last if first <= last else hour >= first or hour < last
