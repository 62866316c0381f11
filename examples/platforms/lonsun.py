"""龙讯 Lonsun (Anhui): `/public/column/<organ>?type=4&catId=N&action=list`, lists from `/site/label/8888`, one endpoint for every label.

With isJson=true the label answers JSON, else an HTML fragment; a parameter that is missing gives the list of the whole organ.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from examples.model import Column, Item, Reply, Request, Site
from examples.platforms.base import HTML, Platform, as_json


class Lonsun(Platform):
    """Letters are `/public/<organ>/<id>.html`."""

    container = ('<div class="newscontnet minh500"><div id="zoom" class="wzcon j-fontContent">', "</div></div>")

    def __init__(self, site: Site) -> None:
        self.site_id = str(site.options.get("site_id", "6795621"))
        super().__init__(site)

    def organ(self, column: Column) -> str:
        """Number of the publishing office."""
        return urlsplit(column.path).path.rpartition("/")[2]

    def category(self, column: Column) -> str:
        """Number of the column in the disclosure tree."""
        return parse_qs(urlsplit(column.path).query)["catId"][0]

    def item_path(self, column: Column, item: Item) -> str:
        """`/public/2000001201/2023512391.html`."""
        return f"/public/{self.organ(column)}/{item.serial}.html"

    def listing(self, request: Request) -> Reply | None:
        """The shell of a column, or the label's answer."""
        for column in self.site.leaves():
            here = request.query.get("catId") == self.category(column)
            if request.path == urlsplit(column.path).path and here:
                return self.plain_list(
                    column, [], head=f'<meta name="SiteId" content="{self.site_id}" />', pager=self._script(column),
                    around=('<div class="xxgk_navli" id="publicInfoList">', "</div>"),
                )  # fmt: skip
        return self._label(request) if request.path == "/site/label/8888" else None

    def _script(self, column: Column) -> str:
        pages = len(column.pages(self.site.per_page))
        return f"""<div id="page_public_info" class="page"></div>
<script type="text/javascript">
Ls.ajax({{url: '/site/label/8888', dataType: 'html', data: {{IsAjax: 1, labelName: 'publicInfoList', siteId: '{self.site_id}',
 pageSize: {self.site.per_page}, pageIndex: 1, action: 'list', isDate: 'true', dateFormat: 'yyyy-MM-dd', length: 50,
 organId: '{self.organ(column)}', type: 4, catId: '{self.category(column)}', cId: '', result: '暂无相关信息',
 file: '/xxgk/publicInfoList_newest2020'}}}});
Ls.pagination("#page_public_info", {{pageCount: {pages}, pageIndex: 1, total: {len(column.items)}}});
</script>"""

    def _label(self, request: Request) -> Reply:
        asked = request.query | dict(pair.partition("=")[::2] for pair in request.body.decode().split("&") if pair)
        if asked.get("labelName") != "publicInfoList" or asked.get("siteId") != self.site_id:
            return Reply("<div>暂无相关信息</div>".encode(), HTML)
        columns = [c for c in self.site.leaves() if asked.get("catId", self.category(c)) == self.category(c)]
        entries = [(column, item) for column in columns for item in column.items]
        size, page = int(asked.get("pageSize", self.site.per_page)), int(asked.get("pageIndex", 1))
        shown = entries[(page - 1) * size : page * size]
        if asked.get("isJson") == "true":
            data = [
                {"title": item.title, "link": self.item_path(column, item), "publishDate": item.time}
                for column, item in shown
            ]
            return as_json(
                {"data": data, "total": len(entries), "pageCount": -(-len(entries) // size), "pageIndex": page}
            )
        rows = "".join(
            f'<li class="xxgk_navli"><a href="{self.item_path(column, item)}" title="{item.title}" target="_blank">{item.title}'
            f'</a><span class="date">{item.date}</span></li>'
            for column, item in shown
        )
        script = f"<script>Ls.pagination({{pageCount: {-(-len(entries) // size)}, pageIndex: {page}, total: {len(entries)}}});"
        return Reply(f'<ul class="clearfix xxgk_nav_list">{rows}</ul>{script}</script>'.encode(), HTML)
