"""The page number is a GET or POST parameter and the answer is a page: ASP.NET, iList, YLCMS, Lonsun columns, was5, eportal."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.listings.base import Ask, HtmlPlan, ListPage, Page, declared
from crawler.listings.items import find_items

Params = Mapping[str, str | list[str]]  # a list is sent as its name repeated


def with_params(url: str, params: Params) -> str:
    """`url` with the parameters set, the others kept in their order."""
    parts = urlsplit(url)
    pairs = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key not in params]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode([*pairs, *params.items()], doseq=True), ""))


def asking(url: str, method: str, params: Params, referer: str = "") -> Ask:
    """A request with parameters in the query (GET), in a form (POST), or as a JSON body (JSON)."""
    headers = {"Referer": referer, "X-Requested-With": "XMLHttpRequest"} if referer else {}
    if method == "GET":
        return Ask(with_params(url, params), headers=headers)
    if method == "JSON":
        return Ask(
            url,
            "POST",
            json.dumps(params, ensure_ascii=False).encode(),
            {**headers, "Content-Type": "application/json"},
        )
    headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
    return Ask(url, "POST", urlencode(params, doseq=True).encode(), headers)


@dataclass(frozen=True)
class QueryParam(HtmlPlan):
    """Asks `url` with `param` = page number; `interface`: the human page holds no items and page 1 is asked for as well.

    `only` is a pattern of item addresses, for interfaces that answer for a whole area and not for the column.
    """

    url: str
    param: str = "page"
    first: int = 1
    method: str = "GET"
    params: dict[str, str] = field(default_factory=dict)
    pages: int | None = None
    interface: bool = False
    referer: str = ""
    only: str = ""
    skips: bool = True

    def ask(self, number: int) -> Ask:
        """The request for page `number`."""
        return asking(self.url, self.method, {**self.params, self.param: str(number - 1 + self.first)}, self.referer)

    def start(self, page: Page) -> ListPage:
        """Items of page 1, or the request for it."""
        return ListPage(next=self.ask(1), preface=True) if self.interface else self.read(page)

    def read(self, page: Page) -> ListPage:
        """Items of a page, and the next while one is declared; where nothing is declared, until a page shows nothing new."""
        found = find_items(page.text, page.url, page.column)
        total_items, total = declared(page.text)
        pages = self.pages or total or self._last_linked(page.text)
        more = page.number < pages if pages else bool(found.items)
        following = self.ask(page.number + 1) if more else None
        if not self.only:
            return ListPage(found.items, following, total_items, pages)
        own = [item for item in found.items if re.search(self.only, item.url)]
        return ListPage(own, following, None, pages)

    def again(self, number: int, seen: int, column: str) -> Ask:
        """Page `number`, after one that did not come, or where this list goes on behind the last static page of another."""
        return self.ask(number)

    def _last_linked(self, text: str) -> int | None:
        """The greatest page number any pager link carries (尾页)."""
        numbers = re.findall(rf"[?&;]{re.escape(self.param)}=(\d{{1,5}})\b", text)
        return max(map(int, numbers)) - self.first + 1 if numbers else None
