"""Looks at a column as the crawler would: its page, the plan for its pages, the items of the first two, one letter.

Coroutines over `get`, which fetches one address politely (crawler/visits.py); no knowledge of how.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from crawler.breadcrumb import column_of
from crawler.listings.base import Ask, Item, ListPage, Page, Plan
from crawler.listings.subcolumns import find_children, find_frame
from crawler.outcomes import CONTENT, Outcome
from crawler.platforms import configured, recognise
from crawler.site import Column, Site
from crawler.slugs import reads_like_a_letter
from crawler.walk import Walk
from parsers import parse
from parsers.decode import decode

_PREFACES = 3  # pages before page 1: a shell, the script that holds a key


@dataclass(frozen=True)
class Visit:
    """What came of one request: the address that answered, the outcome, and the body if there is one."""

    url: str
    outcome: Outcome
    status: int = 0
    body: bytes = b""
    content_type: str = ""

    @property
    def came(self) -> bool:
        """True if the page asked for is there."""
        return self.outcome in CONTENT

    def text(self, encoding: str | None = None) -> str:
        """The body as text; `encoding` is the site file's, where the pages declare a wrong one. Never raises."""
        return self.body.decode(encoding, "replace") if encoding else decode(self.body, self.content_type or None).text


Get = Callable[..., Awaitable[Visit]]  # get(Ask | str, kind="list", expect="page", success=None) -> Visit


@dataclass
class LetterLook:
    """One letter as the parser reads it."""

    url: str
    outcome: Outcome
    kind: str = ""
    title: str = ""
    doc_number: str | None = None
    submissions: int = 0


@dataclass
class ColumnLook:
    """What was found at a column. `pages`: new items of page 1, 2, …; `faults`: what keeps it from working."""

    column: str
    url: str
    outcome: Outcome | None = None
    platform: str = ""
    strategy: str = ""
    pages: list[int] = field(default_factory=list)
    first: list[Item] = field(default_factory=list)
    declared_items: int | None = None
    declared_pages: int | None = None
    children: list[str] = field(default_factory=list)
    letter: LetterLook | None = None
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    page: Visit | None = None

    @property
    def works(self) -> bool:
        """Whether letters can be collected from it."""
        return not self.faults

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        letter = self.letter and {**vars(self.letter), "outcome": str(self.letter.outcome)}
        return {
            "column": self.column, "url": self.url, "works": self.works, "outcome": self.outcome and str(self.outcome),
            "platform": self.platform, "strategy": self.strategy, "pages": self.pages,
            "first": [{"title": i.title, "url": i.url, "date": i.date} for i in self.first],
            "declared_items": self.declared_items, "declared_pages": self.declared_pages, "children": self.children,
            "letter": letter, "faults": self.faults, "notes": self.notes,
        }  # fmt: skip


async def look_at_column(get: Get, site: Site, column: Column) -> ColumnLook:
    """Visits a column, its second page and one letter: at most eight requests. Never raises for what a site does."""
    look = ColumnLook(column.id, column.url)
    if column.from_letter and not await _from_letter(get, site, look):
        return look
    await look_at_list(get, site, column, look)
    likely = [item.url for item in look.first if reads_like_a_letter(item.title)] or [item.url for item in look.first]
    sample = likely[0] if likely else column.sample
    if sample:
        look.letter = await look_at_letter(get, sample)
        if look.letter.outcome is not Outcome.OK:
            look.faults.append(f"the letter {sample} did not come: {look.letter.outcome}")
        elif look.letter.kind == "other":
            look.notes.append(f"{sample} is no letter to the parser: open it, and a few others")
    return look


async def look_at_list(get: Get, site: Site, column: Column, look: ColumnLook) -> ColumnLook:
    """Visits the first two pages of a column, and the newest of its sub-columns if it is a parent; no letter."""
    await _look_at_pages(get, site, column, look)
    if column.children:
        await _look_at_child(get, site, column, look)
    elif look.outcome is Outcome.OK and not look.first:
        look.faults.append("no letter is listed on the page: is this the column, and does it need `paging`?")
    return look


async def look_at_letter(get: Get, url: str) -> LetterLook:
    """Visits one letter and parses it."""
    visit = await get(url, kind="letter")
    look = LetterLook(url, visit.outcome)
    if visit.came:
        record = parse(visit.body, visit.url, visit.content_type).to_dict()
        letter = record.get("letter") or {}
        look.kind, look.title, look.doc_number = record["kind"], letter.get("title") or "", letter.get("doc_number")
        look.submissions = len(record.get("submissions") or [])
    return look


async def _from_letter(get: Get, site: Site, look: ColumnLook) -> bool:
    visit = await get(look.url, kind="letter")
    look.outcome = visit.outcome
    if not visit.came:
        look.faults.append(f"the letter that leads to the column did not come: {visit.outcome}")
        return False
    link = column_of(visit.text(site.encoding), visit.url)
    if link is None:
        look.faults.append("the letter shows no breadcrumb with links: find the column's address by hand")
        return False
    look.notes.append(f"the breadcrumb leads to {link.text} {link.url}: write that as url and take from_letter out")
    look.url = link.url
    return True


async def _look_at_pages(get: Get, site: Site, column: Column, look: ColumnLook, framed: bool = False) -> None:
    visit = await get(look.url)
    look.outcome, look.page = visit.outcome, visit
    if not visit.came:
        look.faults.append(f"the page did not come: {visit.outcome}")
        return
    page = Page(visit.url, visit.text(site.encoding), look.url)
    try:
        plan = configured(column.paging, page) if column.paging else None
    except ValueError as error:
        look.faults.append(str(error))
        return
    if plan is None:
        look.platform, plan = recognise(page, column.platform or site.platform)
    look.strategy = type(plan).__name__
    first = plan.start(page)
    for _ in range(_PREFACES):  # the page is the shell of an interface
        if not first.preface or first.next is None:
            break
        plan = first.plan or plan
        answer = await _ask(get, plan, first.next, page, 1, 0, site)
        if answer is None:
            look.faults.append(f"the interface behind the page does not answer: {first.next.url}")
            return
        first = answer
    if not first.items and not framed and (frame := find_frame(page.text, page.url)):
        look.notes.append(f"the list stands in a frame: {frame}")
        look.url = frame
        await _look_at_pages(get, site, column, look, framed=True)
        return
    look.declared_items, look.declared_pages = first.total_items, first.total_pages
    walk = Walk(site.id, column.id, look.url, frozenset(site.all_hosts))
    fresh = walk.take(first)
    look.notes += first.notes
    look.first = look.first or fresh[:5]
    look.pages.append(len(fresh))
    if first.items and first.next is not None:
        await _look_at_second(get, first.plan or plan, first.next, page, walk, site, look)
    if walk.off_host:
        hosts = sorted({urlsplit(url).hostname or "" for url in walk.off_host})
        look.notes.append(
            f"{len(walk.off_host)} items are on other hosts and not followed: {', '.join(hosts)}; `hosts` may name them"
        )
    if column.children:
        look.children = [child.url for child in find_children(page.text, page.url, look.url)]


async def _look_at_second(get: Get, plan: Plan, ask: Ask, page: Page, walk: Walk, site: Site, look: ColumnLook) -> None:
    tried: Plan | None = plan
    while tried is not None:
        second = await _ask(get, tried, ask, page, 2, walk.found, site)
        drifts = second is not None and walk.drifts(second)
        fresh = walk.take(second) if second and not drifts else []
        if fresh:
            look.pages.append(len(fresh))
            return
        tried = tried.other()
        ask = tried.again(2, walk.found, page.url) if tried is not None else ask
    look.pages.append(0)
    says = "lists another column" if drifts else "shows nothing new"
    look.faults.append(f"page 2 {says}: the crawler would lose all but the first page; `paging` may help")


async def _look_at_child(get: Get, site: Site, column: Column, look: ColumnLook) -> None:
    if not look.children:
        if not look.first:
            look.faults.append("no year or session is linked from the parent")
        return
    child = ColumnLook(column.id, look.children[0])
    await _look_at_pages(get, site, column.model_copy(update={"children": False}), child)
    look.notes.append(
        f"first of {len(look.children)} sub-columns: {child.url}, {sum(child.pages)} letters on {len(child.pages)} pages"
    )
    look.first = look.first or child.first
    look.platform = child.platform or look.platform
    look.faults += [f"sub-column {child.url}: {fault}" for fault in child.faults]


async def _ask(get: Get, plan: Plan, ask: Ask, page: Page, number: int, seen: int, site: Site) -> ListPage | None:
    """A further page of a list, or None if it does not come. `seen` is the number of items before it."""
    visit = await get(ask, expect=plan.expect, success=plan.success)
    if not visit.came:
        return None
    return plan.read(Page(visit.url, visit.text(site.encoding), page.column, number, seen))
