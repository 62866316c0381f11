"""Ucap 开普云: static lists `list.shtml`, `list_2.shtml`, or a shell whose list comes as JSON by the page's channelid.

Option `json`: true for the shell; `api_cap`: the greatest page size the API grants.
"""

from __future__ import annotations

import hashlib

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform, as_json


class Ucap(Platform):
    """Column path ends in the list's file; letters are `YYYYMM/<32 hex digits>.shtml` beside it."""

    container = ('<div class="detail-content" id="UCAP-CONTENT"><UCAPCONTENT>', "</UCAPCONTENT></div>")
    style = "songti"

    def item_path(self, column: Column, item: Item) -> str:
        """The serial itself if it is a hexadecimal name already."""
        name = item.serial if len(item.serial) == 32 else item.serial_hex
        return f"{column.path.rpartition('/')[0]}/{item.published:%Y%m}/{name}.shtml"

    def channel(self, column: Column) -> str:
        """The channelid of a column, as its meta tag has it."""
        return hashlib.md5(column.path.encode(), usedforsecurity=False).hexdigest()

    def listing(self, request: Request) -> Reply | None:
        """List pages and the API."""
        for column in self.site.leaves():
            if self.site.options.get("json"):
                if request.path == f"/searchList/{self.channel(column)}":
                    return self._results(column, request)
                if request.path == column.path:
                    around = ('<div class="list"><ul id="list">', "</ul></div>")
                    return self.plain_list(
                        column, [], head=self._meta(column), around=around, pager=self._script(column)
                    )
            elif reply := self._static(column, request.path):
                return reply
        return None

    def _meta(self, column: Column) -> str:
        return f'<meta name="channelid" content="{self.channel(column)}">'

    def _script(self, column: Column) -> str:
        size = self.site.per_page
        url = f"/searchList/{self.channel(column)}?_isAgg=true&_isJson=true&_pageSize={size}&_template=index"
        return (
            f"<script>var channelId = '{self.channel(column)}';"
            f"$.getJSON('{url}&page=' + pageNo, function (d) {{ show(d.data.results); }});</script>"
        )

    def _static(self, column: Column, path: str) -> Reply | None:
        pages = column.pages(self.site.per_page)
        stem = column.path.removesuffix(".shtml")
        names = {column.path: 1} | {f"{stem}_{page}.shtml": page for page in range(2, len(pages) + 1)}
        if path not in names:
            return None
        pager = (
            f'<div id="page_div" class="page"><script>createPage({len(pages)}, {names[path]}, "list");</script></div>'
        )
        if names[path] < len(pages):
            following = f"{stem.rpartition('/')[2]}_{names[path] + 1}.shtml"
            pager = f'<div id="page_div" class="page"><a href="./{following}">下一页</a> 共{len(pages)}页</div>'
        return self.plain_list(column, pages[names[path] - 1], head=self._meta(column), pager=pager)

    def _results(self, column: Column, request: Request) -> Reply:
        if request.query.get("_isJson") != "true":
            return self.not_found()
        page = int(request.query.get("page", 1))
        size = min(int(request.query.get("_pageSize", 10)), self.site.options.get("api_cap", 20))
        items = column.items[(page - 1) * size : page * size]
        results = [
            {
                "title": item.title,
                "url": f"//{self.site.host}{self.item_path(column, item)}",
                "publishedTime": int(item.published.timestamp() * 1000),
                "publishedTimeStr": item.time,
                "channelName": column.name,
                "resList": [],
            }
            for item in items
        ]
        data = {
            "channelId": self.channel(column),
            "total": len(column.items),
            "page": page,
            "rows": size,
            "results": results,
        }
        return as_json({"success": True, "data": data})
