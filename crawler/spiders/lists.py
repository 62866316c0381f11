"""Walks the columns of sites: first page, plan, further pages, sub-columns and frames; hands what is listed to the state."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.http import Response

from crawler.breadcrumb import column_of
from crawler.fetching import LIST_PRIORITY, PROBE_PRIORITY, Fetch, as_asked, make_request
from crawler.listings.base import Ask, Item, ListPage, Page
from crawler.listings.next_link import NextLink, has_pager
from crawler.listings.subcolumns import find_children, find_frame
from crawler.outcomes import TLS, Outcome
from crawler.platforms import configured, recognise
from crawler.run_context import RunContext
from crawler.site import Column, Site
from crawler.state import Found
from crawler.walk import Walk
from parsers.decode import decode

log = logging.getLogger(__name__)

MAX_DEPTH = 2  # column -> year -> session
MAX_PAGES = 500  # of one list in one run, against pagers that make up pages
FULL_WALK_DAYS = 30  # a list is walked to its end this often, for items filed far down and for the count
_OTHERS = 2  # readings of a pager tried after the first: another base, and a search behind the static pages
_OTHER_SCHEME = TLS | {Outcome.REFUSED}


class ListWalker:
    """`wake(host)` is called when a host has something new to ask for."""

    def __init__(self, context: RunContext, wake: Callable[[str], None]) -> None:
        self._run, self._wake = context, wake
        self._sites = {site.id: site for site in context.sites}
        self._columns = {(site.id, column.id): column for site in context.sites for column in site.columns}
        self._walked: set[str] = set()

    def begin(self, site: Site, column: Column) -> Iterator[Request]:
        """The request for a column's first page."""
        yield from self._first(Walk(site.id, column.id, column.url, frozenset(site.all_hosts)), scheme=site.scheme)

    def _first(
        self, walk: Walk, found_on: str = "", scheme: str | None = None, kind: str = "list"
    ) -> Iterator[Request]:
        mark = walk.url.rstrip("/")
        if mark in self._walked and kind == "list":
            return
        self._walked.add(mark)
        url = with_scheme(walk.url, scheme).partition("#")[0]
        memory = self._run.state.column(walk.site, walk.url)
        etag = modified = ""
        earlier = None
        if self._may_stop(walk) and (memory.learnt or {}).get("inline"):
            etag, modified, earlier = self._run.state.earlier_list(url)
        fetch = Fetch(kind, walk.site, walk.column, found_on, hosts=walk.hosts, earlier=earlier)
        yield self._request(
            Ask(url), fetch, walk, self.on_first, PROBE_PRIORITY if kind == "probe" else LIST_PRIORITY, etag, modified
        )

    def _request(
        self,
        ask: Ask,
        fetch: Fetch,
        walk: Walk,
        callback: Callable[..., Iterator[Request]],
        priority: int = LIST_PRIORITY,
        etag: str = "",
        modified: str = "",
    ) -> Request:
        site = self._sites[walk.site]
        if fetch.kind == "list":
            ask = replace(ask, url=with_scheme(ask.url, site.scheme))
        request = make_request(
            ask, fetch, callback, priority=priority, timeout=site.politeness.timeout, etag=etag, modified=modified
        )
        request.meta["walk"] = walk
        return request

    # First pages

    def on_first(self, response: Response) -> Iterator[Request]:
        """A column's first page: settles its plan and goes on."""
        fetch: Fetch = response.meta["fetch"]
        walk: Walk = response.meta["walk"]
        if not fetch.has_content:
            yield from self._first_failed(response.url, fetch, walk)
            return
        if response.status == 304:
            walk.known_stop = True
            self._end(walk)
            return
        text = self._text(fetch, walk)
        column = self._columns[walk.site, walk.column]
        if column.from_letter and walk.depth == 0 and not walk.framed:
            yield from self._from_letter(text, response.url, walk)
            return
        page = Page(response.url, text, _with_fragment(response.url, walk.url))
        learnt = self._run.state.column(walk.site, walk.url).learnt or {}
        try:
            if column.paging and walk.depth == 0:
                walk.platform, walk.plan = "configured", configured(column.paging, page, learnt)
            else:
                hint = column.platform or self._sites[walk.site].platform
                walk.platform, walk.plan = recognise(page, hint, learnt)
        except ValueError as error:
            walk.fault(f"paging: {error}")
            self._end(walk)
            return
        listed = walk.plan.start(page)
        walk.plan = listed.plan or walk.plan
        walk.number = 0 if listed.preface else 1
        yield from self._children(text, page, column, walk, bool(listed.items or listed.next))
        yield from self._take(page, listed, walk)

    def _first_failed(self, url: str, fetch: Fetch, walk: Walk) -> Iterator[Request]:
        """One try with the other scheme where TLS or the port is the trouble; the scheme is not in the file yet."""
        site = self._sites[walk.site]
        if fetch.outcome in _OTHER_SCHEME and fetch.kind == "list" and not site.scheme:
            other = "http" if url.startswith("https") else "https"
            walk.notes.append(f"scheme: {fetch.outcome} with {urlsplit(url).scheme}, tried {other}")
            yield from self._first(walk, scheme=other, kind="probe")
            return
        outcome = (fetch.outcome or Outcome.BROKEN).value
        if walk.depth == 0:
            self._run.ledger.failure(walk.site, f"column {walk.column}: {outcome}: {url}")
        else:
            walk.fault(f"list_{outcome}: {url}")
        self._end(walk)

    def _from_letter(self, text: str, url: str, walk: Walk) -> Iterator[Request]:
        link = column_of(text, url)
        if link is not None:
            walk.notes.append(f"column found from a letter: {link.url}")
            yield from self._first(replace(walk, url=link.url, framed=True), found_on=url)
        else:
            walk.fault(f"no_breadcrumb: {url} names no column")
            self._end(walk)

    def _children(self, text: str, page: Page, column: Column, walk: Walk, has_items: bool) -> Iterator[Request]:
        """Sub-columns, looked for again on every run: a new year is a new address. Without items, a frame is followed once."""
        if walk.depth >= MAX_DEPTH or (has_items and not column.children):
            return
        children = find_children(text, page.url, walk.url)
        for child in children:
            inner = Walk(walk.site, walk.column, child.url, walk.hosts, walk.depth + 1)
            yield from self._first(inner, found_on=page.url)
        if children:
            walk.notes.append(f"sub-columns: {len(children)}")
            walk.known_stop = not has_items  # a parent without items of its own has nothing to be complete about
            if not column.children:
                walk.notes.append("not marked as a parent: set children: true")
        elif not has_items and not walk.framed and (frame := find_frame(text, page.url)):
            walk.notes.append(f"frame: {frame}")
            walk.known_stop = True
            yield from self._first(replace(walk, url=frame, framed=True, notes=[], known_stop=False), found_on=page.url)

    # Further pages

    def on_page(self, response: Response) -> Iterator[Request]:
        """A further page of a list, or an answer of the interface behind it."""
        fetch: Fetch = response.meta["fetch"]
        walk: Walk = response.meta["walk"]
        assert walk.plan is not None
        if not fetch.has_content:
            if again := self._other(walk, response.url):
                yield again
                return
            outcome = (fetch.outcome or Outcome.BROKEN).value
            if walk.skip(outcome):
                assert walk.plan is not None
                yield self._next(walk.plan.again(walk.number, walk.found, response.url), response.url, walk)
                return
            walk.ended_early(outcome)
            self._end(walk)
            return
        walk.missing = ""
        text = self._text(fetch, walk)
        page = Page(
            response.url, text, _with_fragment(response.url, walk.url, only_fragment=True), walk.number, walk.found
        )
        listed = walk.plan.read(page)
        yield from self._take(page, listed, walk)

    def _take(self, page: Page, listed: ListPage, walk: Walk) -> Iterator[Request]:
        """Notes a page's items, then asks for the next or ends the walk."""
        assert walk.plan is not None
        if walk.number > 1 and walk.drifts(listed):
            if again := self._other(walk, page.url):
                yield again
                return
            walk.fault(f"other_column: page {walk.number} lists {listed.items[0].url}")
            self._end(walk)
            return
        fresh = walk.take(listed)
        if not fresh and walk.number > 1 and listed.items:
            if again := self._other(walk, page.url):
                yield again
                return
            walk.showed_nothing_new()
            self._end(walk)
            return
        known = self._discover(fresh, page, walk)
        if walk.number == 1 and listed.items:
            self._run.state.learn(
                walk.site, walk.url, {"inline": page.url.partition("#")[0] == walk.url.partition("#")[0]}
            )
        walk.plan = listed.plan or walk.plan
        if listed.preface:
            walk.number = 0
        if listed.next is None or self._enough(walk, fresh, known):
            if walk.number <= 1 and not walk.found and not walk.off_host and not walk.known_stop:
                walk.fault(f"empty_list: no item on {page.url}")
            elif listed.next is None and walk.number == 1 and isinstance(walk.plan, NextLink) and has_pager(page.text):
                walk.fault(f"pager_unknown: {page.url} has further pages, and how they are called is not known")
            elif listed.next is None and walk.declared_pages and walk.number < walk.declared_pages:
                walk.fault(f"pager_stops: {walk.declared_pages} pages declared, no way on from page {walk.number}")
            self._end(walk)
            return
        walk.number += 1
        yield self._next(listed.next, page.url, walk)

    def _next(self, ask: Ask, found_on: str, walk: Walk) -> Request:
        assert walk.plan is not None
        host = urlsplit(ask.url).hostname or ""
        hosts = walk.hosts | {host}  # an interface may live on a host of its own (Hunan's search)
        fetch = Fetch(
            "list", walk.site, walk.column, found_on, hosts=hosts, expect=walk.plan.expect, success=walk.plan.success
        )
        return self._request(ask, fetch, walk, self.on_page)

    def _other(self, walk: Walk, found_on: str) -> Request | None:
        """The request for the same page in the plan's other reading (base, dialect), None if there is none to try."""
        assert walk.plan is not None
        other = walk.plan.other() if walk.number > 1 and walk.switched < _OTHERS else None
        if other is None:
            return None
        walk.plan, walk.switched = other, walk.switched + 1
        return self._next(other.again(walk.number, walk.found, found_on), found_on, walk)

    def _discover(self, fresh: list[Item], page: Page, walk: Walk) -> bool:
        """Hands new items to the state; True if all were known and read as before."""
        scheme = self._sites[walk.site].scheme
        found = []
        for item in fresh:
            try:
                found.append(Found(as_asked(with_scheme(item.url, scheme)), item.title, item.date))
            except ValueError as error:
                walk.fault(f"bad_address: {item.url} cannot be asked for: {error}")
        new, changed = self._run.state.discover(walk.site, walk.column, page.url.partition("#")[0], found)
        walk.new += new
        for host in {urlsplit(item.url).hostname or "" for item in found}:
            self._wake(host)
        return bool(fresh) and new == changed == 0

    def _enough(self, walk: Walk, fresh: list[Item], known: bool) -> bool:
        if known and self._may_stop(walk):
            walk.known_stop = True
            return True
        since = self._run.options.since
        if since and fresh and all(item.date and item.date < since for item in fresh):
            walk.known_stop = True
            return True
        limit = self._sites[walk.site].politeness.max_pages or MAX_PAGES
        if walk.number >= limit:
            walk.fault(f"too_many_pages: stopped after {limit}")
            return True
        return False

    def _may_stop(self, walk: Walk) -> bool:
        """True if an earlier walk went to the list's end, not too long ago: then what is known needs no second look."""
        complete = self._run.state.column(walk.site, walk.url).complete_at
        if not complete or self._run.options.full:
            return False
        return self._run.clock() - datetime.fromisoformat(complete) < timedelta(days=FULL_WALK_DAYS)

    def _end(self, walk: Walk) -> None:
        run = self._run
        memory = run.state.column(walk.site, walk.url)
        walk.settle()
        complete = not walk.faults and not walk.known_stop
        found = walk.found if not walk.known_stop else memory.found + walk.new
        if complete and walk.plan and walk.number > 1:
            run.state.learn(walk.site, walk.url, walk.plan.learnt())
        if complete or (walk.known_stop and walk.new):
            run.state.walked(walk.site, walk.url, found, walk.declared_items, run.clock(), complete)
        run.ledger.listed(walk.site, walk.column, found)
        where = walk.column if walk.depth == 0 else f"{walk.column} {walk.url}"
        for fault in walk.faults:
            run.ledger.fault(walk.site, f"column {where}: {fault}")
        for note in walk.notes:
            run.ledger.note(walk.site, f"column {where}: {note}")
        log.debug(
            "column_walked site=%s url=%s platform=%s pages=%s found=%s",
            walk.site,
            walk.url,
            walk.platform,
            walk.number,
            found,
        )

    def _text(self, fetch: Fetch, walk: Walk) -> str:
        encoding = self._sites[walk.site].encoding
        if encoding:
            return fetch.body.decode(encoding, "replace")
        return decode(fetch.body, fetch.content_type or None).text


def with_scheme(url: str, scheme: str | None) -> str:
    """The address with the scheme a site file insists on, whatever its links say; as it is if the file says nothing."""
    return urlunsplit(urlsplit(url)._replace(scheme=scheme)) if scheme else url


def _with_fragment(url: str, column: str, only_fragment: bool = False) -> str:
    """The column's address as its pages need it: where it was found to be now, with the fragment of the site file."""
    fragment = urlsplit(column).fragment
    base = column.partition("#")[0] if only_fragment else url.partition("#")[0]
    return f"{base}#{fragment}" if fragment else base
