"""TRS IGS: the list of a shell comes from a search interface, which answers 200 with an error where a parameter is missing."""

from __future__ import annotations

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform, as_json

API = "/igs/front/search/list.html"


class Igs(Platform):
    """Letters have TRS addresses; option `channel` of a column is its number."""

    container = ('<div class="trs_editor_view TRS_UEDITOR trs_paper_default">', "</div>")

    def channel(self, column: Column) -> str:
        """CHANNELID of the column."""
        return str(column.options.get("channel", "5376927"))

    def item_path(self, column: Column, item: Item) -> str:
        """As TRS writes it."""
        return f"{column.path}{item.published:%Y%m}/t{item.published:%Y%m%d}_{item.serial}.html"

    def listing(self, request: Request) -> Reply | None:
        """Shell or interface."""
        if request.path == API:
            return self._search(request)
        for column in self.site.leaves():
            if request.path in {column.path, f"{column.path}index.html"}:
                script = f"""<div id="list"></div><script>
var igs = {{url: '{API}', index: 'gov-doc', type: 'govdoc', siteId: '500483', pageSize: {self.site.per_page},
 orderProperty: 'DOCRELTIME', orderDirection: 'desc', 'filter[CHANNELID]': '{self.channel(column)}'}};
$.getJSON('{API}?index=gov-doc&type=govdoc&siteId=500483&pageSize={self.site.per_page}&pageNumber=1&orderProperty=DOCRELTIME&orderDirection=desc&filter[CHANNELID]={self.channel(column)}', show);
</script>"""
                return self.plain_list(column, [], pager=script)
        return None

    def _search(self, request: Request) -> Reply:
        asked = request.query
        if "orderProperty" not in asked:
            return as_json({"success": False, "code": 500, "message": "排序方式不能为空"})
        if asked.get("siteId") != "500483":
            return Reply(b"Internal Server Error", "text/plain", 500)
        size, page = int(asked.get("pageSize", 10)), int(asked.get("pageNumber") or asked.get("pageIndex") or 1)
        for column in self.site.leaves():
            if asked.get("filter[CHANNELID]") == self.channel(column):
                content = [
                    {
                        "DOCTITLE": item.title,
                        "DOCPUBURL": self.site.url(self.item_path(column, item)),
                        "DOCRELTIME": item.time,
                        "CHNLNAME": column.name,
                    }
                    for item in column.items[(page - 1) * size : page * size]
                ]
                total = len(column.items)
                return as_json(
                    {"page": {"content": content, "total": total, "totalPages": -(-total // size), "number": page}}
                )
        return as_json({"page": {"content": [], "total": 0, "totalPages": 0, "number": page}})
