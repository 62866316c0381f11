"""Hanweb JPAAS: the column's page is a shell; a script asks for its list with the page's own `queryData`.

Options: `parse_type` (spelt as the site spells it); `web_id`; `tag`; `search` (the xxgk_combination variant: which column is wanted
stands as a JSON string in paramJson, and without it the first column answers); `fixed_rows` (pageSize is ignored).
"""

from __future__ import annotations

import json

from examples import render
from examples.model import Column, Item, Reply, Request, Site
from examples.platforms.base import Platform, as_json

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
FAILURE = {"success": False, "code": "500", "message": None, "data": {}}


class Jpaas(Platform):
    """Letters are `/art/YYYY/art_<32 hex digits>.html`."""

    letter_template = "jpaas/letter.html"
    style = "songti"

    def __init__(self, site: Site) -> None:
        self.parse_type = site.options.get("parse_type", "bulidstatic")
        super().__init__(site)

    def item_path(self, column: Column, item: Item) -> str:
        """The serial itself if it is a hexadecimal name already."""
        name = item.serial if len(item.serial) == 32 else item.serial_hex
        return f"/art/{item.published.year}/art_{name}.html"

    def query(self, column: Column) -> dict[str, str]:
        """What the page's script sends, and what must come back unchanged."""
        return {
            "parseType": self.parse_type,
            "webId": str(self.site.options.get("web_id", "3637")),
            "tplSetId": "x8KdQ2mVbn",
            "pageType": "column",
            "tagId": self.site.options.get("tag", "列表内容"),
            "editType": "null",
            "pageId": column.options.get("page_id", column.path.split("/")[2].removeprefix("col")),
        }

    def listing(self, request: Request) -> Reply | None:
        """The shell, or a fragment of the list in JSON."""
        for column in self.site.leaves():
            if request.path == column.path:
                return self.html(
                    "jpaas/list.html", site=self.site, column=column, crumbs=self.crumbs(column), unit=UNIT,
                    query=json.dumps(self.query(column), ensure_ascii=False).replace('"', "'"),
                    search=column.options.get("search"),
                )  # fmt: skip
        return self._unit(request) if request.path == UNIT else None

    def _unit(self, request: Request) -> Reply:
        try:
            asked = json.loads(request.query.get("paramJson", "{}"))
        except ValueError:
            return as_json(FAILURE)
        for column in self.site.leaves():
            # `search` is a part of paramJson; a request without it is answered for the first column of the tree.
            if "search" in asked and asked["search"] != column.options.get("search"):
                continue
            if all(request.query.get(key) == value for key, value in self.query(column).items()):
                page, size = int(asked.get("pageNo", 1)), int(asked.get("pageSize", self.site.per_page))
                if self.site.options.get("fixed_rows"):
                    size = self.site.per_page
                items = column.items[(page - 1) * size : page * size]
                html = render.page(
                    "jpaas/fragment.html",
                    links=self.links(column, items),
                    rows=size,
                    count=len(column.items),
                    page=page,
                )
                return as_json({"success": True, "code": "200", "message": None, "data": {"html": html.decode()}})
        return as_json(FAILURE)
