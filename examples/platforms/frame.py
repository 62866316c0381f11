"""A column that is only a frame around a list on the same host, which pages as TRS does."""

from __future__ import annotations

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform


class Frame(Platform):
    """Column path is `/…/index.html`; the list is `/…/list/index.html`."""

    def item_path(self, column: Column, item: Item) -> str:
        """Letters lie below the list."""
        return f"{self._folder(column)}{item.published:%Y%m}/t{item.published:%Y%m%d}_{item.serial}.html"

    def _folder(self, column: Column) -> str:
        return column.path.rpartition("/")[0] + "/list/"

    def listing(self, request: Request) -> Reply | None:
        """The shell with two frames, one of which counts visits, and the list's pages."""
        for column in self.site.leaves():
            if request.path == column.path:
                frames = f"""<iframe src="/module/visitcount/visit.jsp?type=2" width="0" height="0"></iframe>
<iframe src="{self._folder(column)}index.html" width="100%" height="800" frameborder="0"></iframe>"""
                return self.plain_list(column, [], pager=frames)
            pages = column.pages(self.site.per_page)
            for page, items in enumerate(pages, 1):
                name = "index.html" if page == 1 else f"index_{page - 1}.html"
                if request.path == self._folder(column) + name:
                    pager = f'<script>createPageHTML({len(pages)}, {page - 1}, "index", "html");</script>'
                    return self.plain_list(column, items, pager=pager)
        return None
