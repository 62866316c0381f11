"""Everything on one page, which a script cuts into slices: as list items, or as a JSON array (option `data`: true)."""

from __future__ import annotations

import json

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform


class Inline(Platform):
    """Column path is the page; letters stand in `content/` beside it."""

    def item_path(self, column: Column, item: Item) -> str:
        """`/zwgk/jyta/content/1000001.html`."""
        return f"{column.path.rpartition('/')[0]}/content/{item.serial}.html"

    def listing(self, request: Request) -> Reply | None:
        """The only page."""
        for column in self.site.leaves():
            if request.path == column.path:
                total, size = len(column.items), self.site.per_page
                count = (
                    f"var totalCount = {total}; var perSize = {size}; var pageCount = Math.ceil(totalCount / perSize);"
                )
                if self.site.options.get("data"):
                    rows = [
                        {"title": item.title, "url": path, "date": item.date}
                        for path, item in self.links(column, column.items)
                    ]
                    script = f"<script>{count} var dataList = {json.dumps(rows, ensure_ascii=False)};</script>"
                    return self.plain_list(column, [], pager=script)
                around = ('<ul class="pagedContent">', "</ul>")
                return self.plain_list(column, column.items, pager=f"<script>{count}</script>", around=around)
        return None
