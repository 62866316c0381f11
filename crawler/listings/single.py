"""Everything is on one page and a script shows it in slices. Asserted by the site file, or by the page's own count."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from crawler.listings.base import HtmlPlan, Item, ListPage, Page, declared
from crawler.listings.items import absolute, find_items
from crawler.listings.list_dates import from_value

_DATA = re.compile(r"\b(?:dataList|listData|dataArr)\s*=\s*(\[.*?\])\s*;", re.S)
_TITLES, _LINKS, _DATES = (
    ("title", "name", "bt"),
    ("url", "link", "href", "infourl"),
    ("date", "time", "pubDate", "publishTime"),
)


def inline_items(text: str, base: str) -> list[Item]:
    """Items of a `dataList = [{…}]` in the page's script; [] if there is none or it is no JSON."""
    match = _DATA.search(text)
    if not match:
        return []
    try:
        rows = json.loads(match[1])
    except ValueError:
        return []
    items = []
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            url = absolute(base, next((str(row[k]) for k in _LINKS if row.get(k)), ""))
            title = next((str(row[k]) for k in _TITLES if row.get(k)), "")
            if url and title:
                items.append(Item(url, title, next((from_value(row[k]) for k in _DATES if row.get(k)), "")))
    return items


@dataclass(frozen=True)
class Single(HtmlPlan):
    """No second page."""

    def start(self, page: Page) -> ListPage:
        """All items, with the count the page declares for comparison."""
        items = inline_items(page.text, page.url) or find_items(page.text, page.url, page.column).items
        return ListPage(items, None, declared(page.text)[0], 1)

    def read(self, page: Page) -> ListPage:
        """The same."""
        return self.start(page)
