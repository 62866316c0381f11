"""Hanweb JPAAS: an empty shell whose script names the interface and, in `queryData`, everything it wants."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode, urljoin

from crawler.listings.base import Ask, FixedPlan, ListPage, Page
from crawler.listings.items import find_items
from crawler.listings.json_api import dotted, load

_TAG = re.compile(r"<script\b[^>]{20,6000}>")
_URL = re.compile(r"\surl\s*=\s*[\"']([^\"']+)[\"']")
_QUERY = re.compile(r"\bquery[Dd]ata\s*=\s*(\"([^\"]*)\"|'([^']*)')")
_COUNT = re.compile(r"\bcount[\"']?\s*[=:]\s*[\"']?(\d+)")
_SIZE = 20


def query_data(text: str) -> tuple[str, dict[str, str]] | None:
    """Address and parameters of the unit a page builds: `queryData` is JSON in single quotes. None if there is none.

    `parseType` is copied as it is spelt; `buildstatic` and `bulidstatic` are both right, each on its own site.
    """
    for tag in _TAG.findall(text):
        if "querydata" not in tag.lower():
            continue
        url, query = _URL.search(tag), _QUERY.search(tag)
        if not url or not query:
            continue
        raw = html.unescape(query[2] if query[2] is not None else query[3])
        for attempt in (raw, raw.replace("'", '"')):
            try:
                data = json.loads(attempt)
            except ValueError:
                continue
            return html.unescape(url[1]), {key: "null" if value is None else str(value) for key, value in data.items()}
    return None


@dataclass(frozen=True)
class Jpaas(FixedPlan):
    """GETs the unit with every key of `queryData`; only `paramJson` turns pages, bare page numbers have no effect.

    `extra` is what the site file adds to paramJson and the query: a whole disclosure tree may share one address (湖州).
    """

    url: str
    query: dict[str, str]
    extra: dict[str, str] = field(default_factory=dict)
    search: str | None = None
    size: int = _SIZE
    referer: str = ""
    expect: str = "json"
    success: str | None = "success"

    @classmethod
    def of_page(cls, page: Page, extra: dict[str, str] | None = None, search: str | None = None) -> Jpaas | None:
        """The plan of a column's shell; None if it builds no unit. A `search` on the page itself is taken as it is."""
        unit = query_data(page.text)
        if unit is None:
            return None
        said = re.search(r"\bsearch\s*[=:]\s*'(\{.*?\})'", page.text)
        return cls(
            urljoin(page.url, unit[0]), unit[1], extra or {}, search or (html.unescape(said[1]) if said else None),
            referer=page.url.partition("#")[0],
        )  # fmt: skip

    def ask(self, number: int) -> Ask:
        """The request for page `number`. Chinese values (tagId) are UTF-8; in GBK the answer is an empty `success: false`."""
        paging: dict[str, Any] = {"pageNo": number, "pageSize": self.size}
        if self.search is not None:
            paging["search"] = self.search
        query = {**self.query, **self.extra, "paramJson": json.dumps(paging, ensure_ascii=False)}
        joint = "&" if "?" in self.url else "?"
        headers = {"Referer": self.referer, "X-Requested-With": "XMLHttpRequest"}
        return Ask(self.url + joint + urlencode(query), headers=headers)

    def start(self, page: Page) -> ListPage:
        """The shell holds nothing."""
        return ListPage(next=self.ask(1), preface=True)

    def read(self, page: Page) -> ListPage:
        """Items of the HTML in an answer. The page size from page 2 on is what page 1 held: it must agree with the site's."""
        fragment = dotted(load(page.text), "data.html")
        if not isinstance(fragment, str):
            return ListPage(notes=["no_results"])
        items = find_items(fragment, self.referer or page.column, page.column).items
        match = _COUNT.search(fragment)
        total = int(match[1]) if match else None
        plan = replace(self, size=len(items)) if page.number == 1 and total and 0 < len(items) < total else self
        more = bool(items) and (total is None or page.seen + len(items) < total)
        return ListPage(items, plan.ask(page.number + 1) if more else None, total, None, [], plan)
