"""The page number is part of the path: `1.html`, `page_2.html`, `content-863-<id>-2.html`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from crawler.listings.base import Ask, HtmlPlan, ListPage, Page, declared
from crawler.listings.items import find_items

_FIRST_PAGE = re.compile(r"^(.*/(?:[\w.-]*[-_])?)1(\.(?:s?html?|jhtml|aspx))$")


@dataclass(frozen=True)
class NumericPath(HtmlPlan):
    """`template` is an address with `{n}`; `first` the number of the first page."""

    template: str
    first: int = 1
    pages: int | None = None
    skips: bool = True

    @classmethod
    def of_page(cls, page: Page) -> NumericPath | None:
        """The plan of a first page called `1.html` (陕西) or `…-1.html`; None if the page declares no number of pages."""
        match = _FIRST_PAGE.match(page.url)
        pages = declared(page.text)[1]
        return cls(f"{match[1]}{{n}}{match[2]}", 1, pages) if match and pages else None

    def again(self, number: int, seen: int, column: str) -> Ask:
        """Page `number`, after one that did not come."""
        return Ask(self.template.replace("{n}", str(number - 1 + self.first)))

    def start(self, page: Page) -> ListPage:
        """Items of page 1."""
        return self.read(page)

    def read(self, page: Page) -> ListPage:
        """Items of a page, and the next page while one is declared, or while pages have items if none is."""
        found = find_items(page.text, page.url, page.column)
        total_items, total = declared(page.text)
        pages = self.pages or total
        more = page.number < pages if pages else bool(found.items)
        url = urljoin(page.column, self.template.replace("{n}", str(page.number + self.first)))
        return ListPage(found.items, Ask(url) if more else None, total_items, pages)
