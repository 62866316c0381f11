"""Shaanxi's common platform: lists `1.html`, `2.html`, …, letters with a number of 19 digits beside them."""

from __future__ import annotations

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform


class Shaanxi(Platform):
    """Column path is `/…/1.html`."""

    container = ('<div class="m-txt-article">', "</div>")

    def item_path(self, column: Column, item: Item) -> str:
        """`/zfxxgk/jyta/1808012345671000001.html`."""
        return f"{column.path.rpartition('/')[0]}/180801234567{item.serial:0>7}.html"

    def listing(self, request: Request) -> Reply | None:
        """The number of pages stands in a script."""
        for column in self.site.leaves():
            folder, _, name = request.path.rpartition("/")
            if folder != column.path.rpartition("/")[0]:
                continue
            pages = column.pages(self.site.per_page)
            stem = name.removesuffix(".html")
            if stem.isdigit() and 1 <= int(stem) <= len(pages):
                pager = f"""<ul class="m-lst-pg"><li><a href="./1.html">首页</a></li></ul>
<script>var pageCount = parseInt('{len(pages)}'); var pageIndex = parseInt('{stem}');</script>"""
                return self.plain_list(
                    column, pages[int(stem) - 1], pager=pager, around=('<ul class="m-lst">', "</ul>")
                )
        return None
