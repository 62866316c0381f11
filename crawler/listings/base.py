"""What all ways of paging share: the page that goes in, the list page that comes out, the plan between two pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Ask:
    """An address with a method: what a page of a list is asked with."""

    url: str
    method: str = "GET"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page of a list. `column` is the column's address with its #fragment; `number` counts from 1.

    An interface's own pages are counted apart from the shell that led to it, which is number 0.
    `seen` is the number of items of the pages before it.
    """

    url: str
    text: str
    column: str
    number: int = 1
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, read from its own node. `date` is ISO or ''."""

    url: str
    title: str
    date: str = ""


@dataclass(slots=True)
class ListPage:
    """What a page of a list says. `total_items` and `total_pages` are what it declares; `notes` are faults by name.

    `plan` is the plan from here on, where the page taught something (its page size, say). `preface`: the page holds no items but the
    way to them, and page 1 is still to come.
    """

    items: list[Item] = field(default_factory=list)
    next: Ask | None = None
    total_items: int | None = None
    total_pages: int | None = None
    notes: list[str] = field(default_factory=list)
    plan: Plan | None = None
    preface: bool = False


class Plan(Protocol):
    """How one column turns its pages, settled on its first page.

    `expect` is what its answers are: "page" or "json"; `success` the path that must be true in a JSON answer.
    """

    @property
    def expect(self) -> str:
        """What kind of answer this is."""
        ...

    @property
    def success(self) -> str | None:
        """A path that must be true."""
        ...

    @property
    def skips(self) -> bool:
        """Whether `again` can ask for a page without the one before it having come."""
        ...

    def start(self, page: Page) -> ListPage:
        """The human page: its items, or none and the first request to the interface behind it."""
        ...

    def read(self, page: Page) -> ListPage:
        """A further page."""
        ...

    def other(self) -> Plan | None:
        """The plan to try from page 2 on if that page is missing or shows nothing new; None if this one is proven."""
        ...

    def again(self, number: int, seen: int, column: str) -> Ask:
        """The request for page `number` in this plan, after the plan it is the other of, or the page before, failed."""
        ...

    def learnt(self) -> dict[str, Any]:
        """What is worth remembering once page 2 proved the plan right."""
        ...


class FixedPlan:
    """Shared by plans that have no other to try."""

    skips: bool = False

    def other(self) -> Plan | None:
        """Nothing else to try."""
        return None

    def again(self, number: int, seen: int, column: str) -> Ask:
        """Never asked: only plans that are another's `other`, or that can skip a page, are."""
        raise NotImplementedError

    def learnt(self) -> dict[str, Any]:
        """Nothing to remember."""
        return {}


class HtmlPlan(FixedPlan):
    """Shared by plans whose answers are pages."""

    expect = "page"
    success: str | None = None


def directory(url: str) -> str:
    """The address up to the last slash of its path, without query and fragment."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path[: parts.path.rfind('/') + 1] or '/'}"


def file_name(url: str) -> tuple[str, str]:
    """Stem and extension of the address's last path segment; `('', '')` for a directory."""
    name = urlsplit(url).path.rpartition("/")[2]
    stem, _, extension = name.rpartition(".")
    return (stem, extension) if stem else (name, "")


_PAGES = (
    re.compile(r"共\s*(?:<[^>]{0,80}>\s*)*(\d{1,5})\s*(?:<[^>]{0,80}>\s*)*页"),
    re.compile(r"(?:countPage|totalpage|total_page|pageCount|totalPages?)['\"]?\s*[=:]\s*['\"]?(\d{1,5})", re.I),
    re.compile(r"parseInt\(\s*['\"](\d{1,5})['\"]\s*\)"),
)
_ITEMS = (
    re.compile(r"共\s*(?:有\s*)?(?:<[^>]{0,80}>\s*)*(\d{1,7})\s*(?:<[^>]{0,80}>\s*)*(?:条|篇|个?信息|项)"),
    re.compile(
        r"(?:totalRecords?|recordCount|totalCount|total_count|totalrecord)['\"]?\s*[=:>]\s*['\"]?(\d{1,7})", re.I
    ),
)


def declared(text: str) -> tuple[int | None, int | None]:
    """Numbers of items and of pages that a list page declares, in words or in its scripts; None where it says nothing."""
    found = []
    for patterns in (_ITEMS, _PAGES):
        match = next((m for m in (p.search(text) for p in patterns) if m), None)
        found.append(int(match[1]) if match else None)
    return found[0], found[1]
