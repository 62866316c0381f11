"""Hanweb's disclosure module: the column's page is a shell, rows come from search.jsp, which knows no columns.

A POST gives the rows of the whole area, `currpage` by `currpage`; only `art_<column>_` in the address tells whose they are. Items of the
option `strangers` (a second column's path) stand among them.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform

AREA = "002482429"


class Xxgk(Platform):
    """Column path is `/col/colN/index.html`; columns of kind mixed with id `other…` are strangers to the registry."""

    def number(self, column: Column) -> str:
        """Number of the column, from its address."""
        return column.path.split("/")[2].removeprefix("col")

    def item_path(self, column: Column, item: Item) -> str:
        """Months and days without a leading zero."""
        day = item.published
        return f"/art/{day.year}/{day.month}/{day.day}/art_{self.number(column)}_{item.serial}.html"

    def listing(self, request: Request) -> Reply | None:
        """The shell or the rows."""
        for column in self.site.leaves():
            if request.path == column.path:
                pager = f"""<iframe src="/module/xxgk/tree.jsp?area={AREA}" width="220" height="600"></iframe>
<div id="div{self.number(column)}"></div>
<script>$.post("/module/xxgk/search.jsp?standardXxgk=1&isAllList=1&texttype=0&fbtime=-1&vc_all=&vc_filenumber=&vc_title=&vc_number=&currpage=1&sortfield=,compaltedate:0",
 {{infotypeId: "0", jdid: 2, area: "{AREA}", divid: "div{self.number(column)}", vc_title: "", vc_number: "", currpage: 1}});</script>"""
                return self.plain_list(column, [], pager=pager)
        return self._rows(request) if request.path == "/module/xxgk/search.jsp" else None

    def _rows(self, request: Request) -> Reply:
        asked = request.query | dict(parse_qsl(request.body.decode()))
        entries = [(column, item) for column in self.site.leaves() for item in column.items]
        entries.sort(key=lambda entry: entry[1].published, reverse=True)
        size, page = self.site.per_page, int(asked.get("currpage") or 1)
        shown = entries[(page - 1) * size : page * size] if asked.get("area", AREA) == AREA else []
        rows = [
            (self.item_path(column, item), item, "odd" if number % 2 else "even")
            for number, (column, item) in enumerate(shown)
        ]
        return self.html("xxgk_rows.html", rows=rows, total=len(entries), pages=-(-len(entries) // size), page=page)
