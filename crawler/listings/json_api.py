"""The list is JSON: gkmlpt, Ucap, Hunan's search, TRS IGS, Epoint, Lonsun's label, and whatever a site file describes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from crawler.json_text import loads
from crawler.listings.base import Ask, FixedPlan, Item, ListPage, Page
from crawler.listings.items import absolute
from crawler.listings.list_dates import from_value
from crawler.listings.query_param import Params, asking

_TAGS = re.compile(r"<[^>]+>")


def load(text: str) -> Any:
    """The value of a JSON or JSONP text; None if it is neither."""
    try:
        return loads(text)
    except ValueError:
        return None


def dotted(value: Any, path: str) -> Any:
    """The value at `a.b.c`; of several paths `x|y`, the first that is there. None if none is."""
    for one in path.split("|"):
        found = value
        for key in one.split("."):
            if isinstance(found, list) and key.isdecimal() and int(key) < len(found):
                found = found[int(key)]
            else:
                found = found.get(key) if isinstance(found, dict) else None
        if found not in (None, ""):
            return found
    return None


@dataclass(frozen=True)
class JsonApi(FixedPlan):
    """Asks `url` (`{n}` in it is the page number) and reads `results`. Paths are dotted, alternatives joined with `|`."""

    url: str
    results: str
    title: str = "title"
    link: str = "url"
    date: str = ""
    total: str = ""
    success: str | None = None
    param: str = "page"
    first: int = 1
    method: str = "GET"
    params: Params = field(default_factory=dict)
    referer: str = ""
    expect: str = "json"
    skips: bool = True

    def ask(self, number: int) -> Ask:
        """The request for page `number`."""
        index = str(number - 1 + self.first)
        params = dict(self.params)
        if "{n}" not in self.url:
            params[self.param] = index
        return asking(self.url.replace("{n}", index), self.method, params, self.referer)

    def again(self, number: int, seen: int, column: str) -> Ask:
        """Page `number`, after one that did not come."""
        return self.ask(number)

    def start(self, page: Page) -> ListPage:
        """The human page is a shell; the list begins with the interface's first page."""
        return ListPage(next=self.ask(1), preface=True)

    def read(self, page: Page) -> ListPage:
        """Items of an answer, and the next request while fewer were seen than are declared."""
        data = load(page.text)
        rows = dotted(data, self.results)
        if not isinstance(rows, list):
            return ListPage(notes=["no_results"])
        items, dropped = [], 0
        for row in rows:
            url = absolute(page.column, str(dotted(row, self.link) or "").strip())
            title = " ".join(_TAGS.sub("", str(dotted(row, self.title) or "")).split())
            if url and title:
                items.append(Item(url, title, from_value(dotted(row, self.date)) if self.date else ""))
            else:
                dropped += 1
        said = str(dotted(data, self.total) if self.total else "")
        total = int(said) if said.isdecimal() else None
        more = bool(rows) and (total is None or page.seen + len(rows) < total)
        notes = [f"rows_without_link: {dropped}"] if dropped else []
        return ListPage(items, self.ask(page.number + 1) if more else None, total, None, notes)
