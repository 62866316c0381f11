"""VSB: page 1 is `X.htm`, page p is `X/<T-p+1>.htm`, and the oldest page is always `X/1.htm`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.listings.base import Ask, HtmlPlan, ListPage, Page, declared
from crawler.listings.items import find_items

_POSITION = re.compile(r"class=[\"']p_t[^>]*>\s*(\d+)\s*/\s*(\d+)|>\s*(\d+)\s*/\s*(\d+)\s*<")


def total_pages(text: str) -> int | None:
    """T of `1/T` in a pager, or what the page declares in words."""
    match = _POSITION.search(text)
    if match:
        return int(match[2] or match[4])
    return declared(text)[1]


@dataclass(frozen=True)
class Reverse(HtmlPlan):
    """`stem` is the column's address without `.htm`; `pages` is T as page 1 said it."""

    stem: str
    extension: str
    pages: int
    skips: bool = True

    @classmethod
    def of_page(cls, page: Page) -> Reverse | None:
        """The plan of a column's first page; None if it does not say how many pages there are."""
        pages = total_pages(page.text)
        stem, dot, extension = page.url.partition("?")[0].partition("#")[0].rpartition(".")
        return cls(stem, extension, pages) if pages and dot and "/" not in extension else None

    def again(self, number: int, seen: int, column: str) -> Ask:
        """Page `number`, after one that did not come."""
        return Ask(f"{self.stem}/{self.pages - number + 1}.{self.extension}")

    def start(self, page: Page) -> ListPage:
        """Items of page 1."""
        return self.read(page)

    def read(self, page: Page) -> ListPage:
        """Items of a page; the files count downwards."""
        found = find_items(page.text, page.url, page.column)
        more = page.number < self.pages
        following = Ask(f"{self.stem}/{self.pages - page.number}.{self.extension}") if more else None
        return ListPage(found.items, following, declared(page.text)[0], self.pages)
