"""Hanweb JCMS: list records in CDATA inside a script, three display pages at a time, the rest from dataproxy.jsp.

Option `dialect`: `window` honours startrecord and endrecord of a POST, `page` only the number in a GET and gives page 1 for anything
else. Both are real; the list page does not say which.
"""

from __future__ import annotations

from urllib.parse import parse_qs, quote

from examples import render
from examples.model import Column, Item, Reply, Request, Site
from examples.platforms.base import Platform

WINDOW = 3  # display pages in the page itself, and in an answer to `page=` without `perpage`
LARGEST, TRUNCATED = 300, 100  # a greater perpage is silently cut
PROXIES = {"/module/web/jpage/dataproxy.jsp", "/module/jpage/dataproxy.jsp"}


class Jcms(Platform):
    """`/col/colN/index.html` and `/art/Y/M/D/art_N_id.html`; the column's number is its `path` option."""

    letter_template = "jcms/letter.html"

    def __init__(self, site: Site) -> None:
        self.dialect = site.options.get("dialect", "window")
        self.proxy = site.options.get("proxy", "/module/web/jpage/dataproxy.jsp")
        super().__init__(site)

    def number(self, column: Column) -> str:
        """Number of the column, from its address."""
        return column.path.split("/")[2].removeprefix("col")

    def unit(self, column: Column) -> int:
        """Number of the list's place on the page, which the proxy wants to know."""
        return 53000 + int(self.number(column)[-3:])

    def item_path(self, column: Column, item: Item) -> str:
        """Months and days without a leading zero."""
        day = item.published
        return f"/art/{day.year}/{day.month}/{day.day}/art_{self.number(column)}_{item.serial}.html"

    def listing(self, request: Request) -> Reply | None:
        """The column's page, or a part of its records."""
        for column in self.site.leaves():
            if request.path == column.path:
                records = column.items[: self.site.per_page * WINDOW]
                return self.html("jcms/list.html", **self._values(column, records, 1))
        return self._proxy(request) if request.path in PROXIES else None

    def _values(self, column: Column, records: list[Item], page: int) -> dict[str, object]:
        return {
            "site": self.site,
            "column": column,
            "records": [(self.item_path(column, item), item) for item in records],
            "number": self.number(column),
            "unit": self.unit(column),
            "proxy": self.proxy,
            "webname": quote(self.site.name),
            "total": len(column.items),
            "pages": len(column.pages(self.site.per_page)),
            "page": page,
            "crumbs": self.crumbs(column),
        }

    def _proxy(self, request: Request) -> Reply | None:
        form = {key: values[0] for key, values in parse_qs(request.body.decode()).items()}
        asked = {**form, **request.query}
        for column in self.site.leaves():
            if asked.get("columnid") == self.number(column) and asked.get("unitid") == str(self.unit(column)):
                start, end, page = self._range(asked, len(column.items))
                values = self._values(column, column.items[start:end], page)
                return Reply(render.page("jcms/proxy.xml", **values), "text/xml; charset=utf-8")
        return Reply(b"<?xml version='1.0' encoding='utf-8' ?><datastore></datastore>", "text/xml; charset=utf-8")

    def _range(self, asked: dict[str, str], total: int) -> tuple[int, int, int]:
        size = self.site.per_page
        if self.dialect == "window" and "startrecord" in asked:
            start = int(asked["startrecord"]) - 1
            return start, min(int(asked.get("endrecord", start + size)), total), start // size + 1
        page = int(asked.get("page", 1)) if self.dialect == "page" else 1
        size = int(asked.get("perpage", size * WINDOW))
        if size > LARGEST:
            size = TRUNCATED
        return (page - 1) * size, page * size, page
