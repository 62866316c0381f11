"""博达 VSB: column file `X.htm`, older pages `X/<n>.htm` numbered from the oldest, letters `/info/<column>/<id>.htm`."""

from __future__ import annotations

import posixpath

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform


class Vsb(Platform):
    """Option `info` of a column: its number in letters' addresses; `downloads` of the site: file number to name."""

    letter_template = "vsb/letter.html"

    def item_path(self, column: Column, item: Item) -> str:
        """`/info/1089/209977.htm`."""
        return f"/info/{column.options['info']}/{item.serial}.htm"

    def file_path(self, name: str) -> str:
        """Files live under a hashed folder; the name is kept readable here."""
        return f"/__local/7/3E/A1/{name}"

    def listing(self, request: Request) -> Reply | None:
        """Page p is file `X/<T-p+1>.htm`; page 1 is `X.htm`. Relative links change depth between the two."""
        if request.path == "/system/_content/download.jsp":
            name = self.site.options.get("downloads", {}).get(request.query.get("wbfileid"))
            return self.file(name) if name else None
        for column in self.site.leaves():
            pages = column.pages(self.site.per_page)
            total, stem = len(pages), column.path.removesuffix(".htm")
            files = {column.path: 1} | {f"{stem}/{total - page + 1}.htm": page for page in range(2, total + 1)}
            if request.path in files:
                return self._page(column, pages, files[request.path], request.path)
        return None

    def _page(self, column: Column, pages: list[list[Item]], page: int, path: str) -> Reply:
        folder, total = posixpath.dirname(path), len(pages)
        stem = column.path.removesuffix(".htm")

        def relative(target: str) -> str:
            return posixpath.relpath(target, folder)

        def numbered(number: int) -> str:
            return relative(column.path if number == 1 else f"{stem}/{total - number + 1}.htm")

        return self.html(
            "vsb/list.html",
            site=self.site,
            column=column,
            links=[(relative(self.item_path(column, item)), item) for item in pages[page - 1]],
            page=page,
            total=total,
            count=len(column.items),
            numbered=numbered,
            root=relative("/index.htm"),
            crumbs=self.crumbs(column),
        )
