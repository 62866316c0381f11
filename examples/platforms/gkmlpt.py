"""Guangdong's disclosure platform: the column's number is in the URL fragment, the list is JSON, 100 articles a page.

Options: `sid` (site number in the page's script); `api_size`.
"""

from __future__ import annotations

from examples.model import Column, Item, Reply, Request, Site
from examples.platforms.base import Platform, as_json


class Gkmlpt(Platform):
    """`/gkmlpt/index#N`, `/gkmlpt/api/all/N?page=&sid=`, `/gkmlpt/content/a/b/post_N.html`; column path is `/gkmlpt/index#N`."""

    letter_template = "gkmlpt/letter.html"
    style = "songti"

    def __init__(self, site: Site) -> None:
        self.sid = str(site.options.get("sid", "200105"))
        self.size = site.options.get("api_size", 100)
        super().__init__(site)

    def number(self, column: Column) -> str:
        """Number of the column, from the fragment."""
        return column.path.partition("#")[2]

    def item_path(self, column: Column, item: Item) -> str:
        """Folders are the leading digits of the post's number."""
        return f"/gkmlpt/content/{item.serial[:-6]}/{item.serial[:-3]}/post_{item.serial}.html"

    def listing(self, request: Request) -> Reply | None:
        """The shell, which holds no item, or the API."""
        if request.path in {"/gkmlpt/index", "/gkmlpt/"}:
            tree = [{"id": int(self.number(column)), "name": column.name} for column in self.site.leaves()]
            return self.html("gkmlpt/index.html", site=self.site, sid=self.sid, tree=tree)
        for column in self.site.leaves():
            if request.path == f"/gkmlpt/api/all/{self.number(column)}":
                return self._articles(column, request)
        return None

    def _articles(self, column: Column, request: Request) -> Reply:
        if request.query.get("sid", self.sid) != self.sid:
            return as_json({"total": 0, "articles": []})
        page = int(request.query.get("page", 1))
        items = column.items[(page - 1) * self.size : page * self.size]
        return as_json({"total": len(column.items), "articles": [self._article(column, item) for item in items]})

    def _article(self, column: Column, item: Item) -> dict[str, object]:
        url = self.site.url(self.item_path(column, item))
        stamp = int(item.published.timestamp())
        return {
            "id": int(item.serial),
            "title": item.title,
            "url": url,
            "post_url": url,
            "publisher": item.source or self.site.name,
            "identifier": item.index_number or "",
            "document_number": item.doc_number or "",
            "date": stamp,
            "first_publish_time": stamp,
            "created_at": item.time,
            "create_time": item.time,
            "display_publish_time": stamp,
        }
