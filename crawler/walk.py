"""One walk through a list: what it showed, whether it showed everything, and why it ended. Pure bookkeeping, no network.

A list can lie in many ways and all look like success: the pager that gives page 1 for ever, the one that drifts into another
column, static pages that end before the declared number. Each has a name here and ends up in the ledger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.listings.base import Item, ListPage, Plan, directory
from parsers.urls import canonical

_TOLERANCE = 0.01  # share of the declared items that may be missing: sites count what they have withdrawn


@dataclass
class Walk:
    """`url` is the column's address with its fragment. `number` counts the list's pages from 1, 0 is a shell before them."""

    site: str
    column: str
    url: str
    hosts: frozenset[str]
    depth: int = 0
    platform: str = ""
    plan: Plan | None = None
    number: int = 1
    seen: dict[str, str] = field(default_factory=dict)
    off_host: dict[str, int] = field(default_factory=dict)
    declared_items: int | None = None
    declared_pages: int | None = None
    undated: int = 0
    framed: bool = False
    switched: int = 0
    missing: str = ""
    new: int = 0
    known_stop: bool = False
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def found(self) -> int:
        """Different items on the site's own hosts."""
        return len(self.seen)

    def take(self, page: ListPage) -> list[Item]:
        """The items of a page that no page before it showed and that are on the site's hosts; counts the others."""
        self.declared_items = page.total_items or self.declared_items
        self.declared_pages = page.total_pages or self.declared_pages
        self.notes += [note for note in page.notes if note not in self.notes]
        fresh = []
        for item in page.items:
            key = canonical(item.url)
            if key in self.seen:
                continue
            host = urlsplit(item.url).hostname or ""
            if host not in self.hosts:
                self.off_host[key] = 1
                continue
            self.seen[key] = _family(item.url)
            self.undated += not item.date
            fresh.append(item)
        return fresh

    def drifts(self, page: ListPage) -> bool:
        """True if no item of a further page has the address shape of those before it: the pager led to another column."""
        families = set(self.seen.values())
        if not page.items or not families:
            return False
        folder = directory(self.url)
        below = len(urlsplit(folder).path) > 1 and any(item.url.startswith(folder) for item in page.items)
        return not below and not families & {_family(item.url) for item in page.items}

    def fault(self, text: str) -> None:
        """Something a person should look at."""
        if text not in self.faults:
            self.faults.append(text)

    def skip(self, outcome: str) -> bool:
        """A page did not come: whether to look behind it. A hole in the list is one page; two in a row are its end."""
        if self.missing:
            self.faults.remove(self.missing)
            self.number -= 1
            return False
        if not (self.plan and self.plan.skips and self.declared_pages and self.number < self.declared_pages):
            return False
        self.missing = f"page_missing: {outcome}: page {self.number} of {self.declared_pages}"
        self.fault(self.missing)
        self.number += 1
        return True

    def ended_early(self, outcome: str) -> None:
        """A page did not come. Past the declared end that is no fault; before it, static pages end before the list does."""
        expected = self.declared_pages
        if outcome in ("gone", "soft_404"):
            if expected and self.number <= expected:
                self.fault(f"capped: pages {self.number} to {expected} of {expected} are not there")
            else:
                self.notes.append(f"page {self.number} is not there")
        else:
            self.fault(f"list_{outcome}: page {self.number}")

    def showed_nothing_new(self) -> None:
        """A page repeated what was seen: the end of a list that declares none, or a pager that does not turn."""
        expects_more = (self.declared_pages or 0) >= self.number or self._missing() > 0
        if self.number == 2 or expects_more:
            self.fault(f"page_repeats: page {self.number} shows nothing new")

    def settle(self) -> None:
        """Compares what was declared with what was found, once the walk has come to its end."""
        if self.known_stop:
            return
        if self._missing() > _TOLERANCE * (self.declared_items or 0):
            self.fault(f"declared_more: {self.declared_items} items declared, {self.found + len(self.off_host)} found")
        if self.off_host:
            hosts = sorted({urlsplit(url).hostname or "?" for url in self.off_host})
            self.fault(f"off_host_items: {len(self.off_host)} on {', '.join(hosts[:5])}")
        if self.undated:
            self.notes.append(f"undated: {self.undated} items")

    def _missing(self) -> int:
        return (self.declared_items or 0) - self.found - len(self.off_host)


_HEX = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[0-9a-fA-F]{32}")
_DATED = re.compile(r"^(?:\d{1,2}|(?:19|20)\d\d|\d{6}|\d{8}|\d{4}[-_]\d{1,2}(?:[-_]\d{1,2})?)$")
_NAMELESS = re.compile(r"^(?:index|content|c)\.\w+$")
_FIRST = re.compile(r"(?<=\d\d\d)-1(?=\.\w+$)")  # content-1074-52367-1.html: page 1 of the document
_POSTS = re.compile(r"/content/\d+/\d+/")  # gkmlpt files its posts under the leading digits of their numbers


def _family(url: str) -> str:
    """The shape of an address: dates, names and the document's own number as `#`, folders and the column's number kept.

    `/zwgk/jyta/202304/t20230427_1.html` -> `host/zwgk/jyta/#/t#_#.html`, `/art/2023/4/27/art_9_1.html` -> `host/art/#/#/#/art_9_#.html`.
    """
    parts = urlsplit(url)
    path = _POSTS.sub("/content/#/#/", _HEX.sub("#", parts.path))
    folder, slash, name = path.rpartition("/")
    if _NAMELESS.match(name):  # /384/1000016/index.html: the document's number is its folder's
        folder, slash, name = folder.rpartition("/")
        slash, name = slash, f"{name}/{path.rpartition('/')[2]}"
        name = re.sub(r"^\d+(?=/)", "#", name)
    name = _FIRST.sub("", name)
    segments = [_DATED.sub("#", segment) for segment in folder.split("/")]
    name = re.sub(r"\d{8}(?=_)", "#", name)
    name = re.sub(r"\d+(?=\D*$)", "#", name)
    return f"{parts.hostname}{'/'.join(segments)}{slash}{name}"
