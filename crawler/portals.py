"""The government portals of the country: where to look for columns of replies that no one has added yet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from crawler.divisions import Division, find
from crawler.registry import Registry


@dataclass(frozen=True)
class Portal:
    """A division's portal, and the ids of the sites the registry has for the division."""

    division: Division
    url: str
    sites: tuple[str, ...] = ()


@cache
def addresses() -> dict[str, str]:
    """Home page by division code (crawler/lexicon/portals.tsv). From public lists, none checked live: one in ten is wrong."""
    path = Path(__file__).parent / "lexicon" / "portals.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["division"]: row["url"] for row in csv.DictReader(file, delimiter="\t")}


def portals(registry: Registry, within: str | None = None, missing: bool = False) -> list[Portal]:
    """Portals of a province or prefecture (its code), in order of code; `missing`: only those the registry lacks.

    A site counts for a division if its file says so or if it owns the portal's host.
    """
    prefix = (within or "").removesuffix("00").removesuffix("00")
    by_division: dict[str, list[str]] = {}
    by_host: dict[str, str] = {}
    for site in registry:
        by_division.setdefault(site.division, []).append(site.id)
        by_host |= dict.fromkeys(_bare(site.own_hosts), site.id)
    found = []
    for code, url in addresses().items():
        if code.startswith(prefix):
            own = by_host.get(_bare([urlsplit(url).hostname or ""])[0])
            sites = dict.fromkeys([*([own] if own else []), *by_division.get(code, [])])
            found.append(Portal(find(code), url, tuple(sites)))
    return [portal for portal in found if not (missing and portal.sites)]


def _bare(hosts: Iterable[str]) -> list[str]:
    return [host.removeprefix("www.") for host in hosts]
