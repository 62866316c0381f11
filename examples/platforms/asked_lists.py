"""Lists asked for by parameters or from an interface: eportal, was5, gtapp, Lonsun's plain columns, Ji'an, Hunan's common search."""

from __future__ import annotations

from urllib.parse import parse_qs, parse_qsl

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform, as_json
from examples.platforms.query_lists import QueryList


class Eportal(QueryList):
    """河北: `/eportal/ui?pageId=…`; the pager's address carries currentPage and moduleId."""

    param = "currentPage"

    def item_path(self, column: Column, item: Item) -> str:
        """`/eportal/ui?…` leads to articles under `/<page>/<number>/index.html`."""
        return f"/384/{item.serial}/index.html"

    def pager(self, column: Column, page: int, total: int) -> str:
        """Every link is a script with the address in it."""
        address = f"{column.path}&amp;currentPage={page + 1}&amp;moduleId=8a1b2c3d"
        turn = (
            f"""<a onclick="queryArticleByCondition(this,'{address}')" href="javascript:;">下一页</a>"""
            if page < total
            else ""
        )
        return f'<div class="pagingList">{turn} 共{total}页</div>'


class Was5(QueryList):
    """TRS WAS: the list is a search over a channel."""

    param = "page"

    def item_path(self, column: Column, item: Item) -> str:
        """The letters are TRS pages."""
        return f"/zwgk/jyta/{item.published:%Y%m}/t{item.published:%Y%m%d}_{item.serial}.htm"

    def pager(self, column: Column, page: int, total: int) -> str:
        """A number of results in words, no link."""
        return f'<div class="page">共{len(column.items)}条</div>'


class Gtapp(QueryList):
    """江苏自然资源: POST `cpage=N`, cells `td.nlist`, `page('N')` in the pager."""

    param = "cpage"
    around = ("<table><tbody>", "</tbody></table>")

    def item_path(self, column: Column, item: Item) -> str:
        """`/gtapp/nrglIndex.action?…` in life; the number is what matters."""
        return f"/gtxxgk/nrglIndex_{item.serial}.html"

    def pager(self, column: Column, page: int, total: int) -> str:
        """The last page's number stands in the last call."""
        form = f'<form method="post" action="{column.path}"><input type="hidden" name="cpage" value="{page}"></form>'
        return (
            f"""{form}<a href="javascript:page('{page + 1}')">下页</a><a href="javascript:page('{total}')">末页</a>"""
        )

    def listing(self, request: Request) -> Reply | None:
        """The page number counts in the body only."""
        form = {key: values[0] for key, values in parse_qs(request.body.decode()).items()}
        asked = Request(request.method, request.path, form if request.method == "POST" else {}, request.headers)
        reply = super().listing(asked)
        if reply is None:
            return None
        body = reply.body.replace(b"<li>", b'<tr><td class="nlist">').replace(b"</span></li>", b"</span></td></tr>")
        return self.html("verbatim.html", body=body.decode())


class LonsunColumn(QueryList):
    """安徽, plain columns: `/content/column/<id>?pageIndex=N`; the number of pages in a script call."""

    param = "pageIndex"
    around = ('<ul class="doc_list">', "</ul>")
    container = ('<div class="wzcon">', "</div>")

    def item_path(self, column: Column, item: Item) -> str:
        """`/content/article/1000001`."""
        return f"/content/article/{item.serial}"

    def pager(self, column: Column, page: int, total: int) -> str:
        """`Ls.pagination`."""
        return f"<div id='page'></div><script>Ls.pagination('#page', {{pageIndex: {page}, pageCount: {total}, pageSize: 10}});</script>"


class Jian(Platform):
    """吉安: a shell, and `POST api-ajax_list-<page>.html` with an array `ajax_type[]`; the firewall's cookies on every answer."""

    static = False

    def item_path(self, column: Column, item: Item) -> str:
        """`xxgk-show-1000001.html`."""
        return f"/xxgk-show-{item.serial}.html"

    def answer(self, request: Request) -> Reply:
        """The firewall lets everyone through, and says so."""
        reply = super().answer(request)
        reply.headers["set-cookie"] = "HWWAFSESID=1a2b3c; path=/"
        return reply

    def listing(self, request: Request) -> Reply | None:
        """Shells and the interface."""
        for column in self.site.leaves():
            if request.path == column.path:
                script = (
                    "<script>var page = 1; $.post('api-ajax_list-' + page + '.html', {'ajax_type[]': ['"
                    f"{self.mark(column)}', '10'], 'is_ds': '1'}}, show, 'json');</script>"
                )
                return self.plain_list(column, [], pager=script)
        if request.path.startswith("/api-ajax_list-") and request.method == "POST":
            form = parse_qs(request.body.decode())
            page = int(request.path.removeprefix("/api-ajax_list-").removesuffix(".html"))
            for column in self.site.leaves():
                if form.get("ajax_type[]") == [self.mark(column), "10"] and form.get("is_ds") == ["1"]:
                    return self._rows(column, page)
            return as_json({"data": [], "total": 0})
        return None

    def mark(self, column: Column) -> str:
        """What stands for the column in the array."""
        return str(column.options.get("mark", "6243"))

    def _rows(self, column: Column, page: int) -> Reply:
        pages = column.pages(self.site.per_page)
        items = pages[page - 1] if page <= len(pages) else []
        rows = [
            {"title": i.title, "url": self.site.url(p), "inputtime": str(int(i.published.timestamp()))}
            for p, i in self.links(column, items)
        ]
        return as_json({"data": rows})


class Hunan(Platform):
    """湖南: the column's page names its channel; the list is a common search on a host of its own, asked by form."""

    static = False

    def item_path(self, column: Column, item: Item) -> str:
        """`/…/202511/t20251103_1000001.html`."""
        return f"{column.path}{item.published:%Y%m}/t{item.published:%Y%m%d}_{item.serial}.html"

    def aliases(self) -> list[str]:
        """The search's host."""
        return [f"api.{self.site.host}"]

    def listing(self, request: Request) -> Reply | None:
        """Shells, and the search, which is asked on the other host."""
        for number, column in enumerate(self.site.leaves(), 1):
            channel = f"7700{number}"
            if request.path == column.path:
                url = f"//{self.aliases()[0]}/search/common/search/"
                return self.plain_list(
                    column, [], pager=f"<script>var channelId = '{channel}'; var u = '{url}' + channelId;</script>"
                )
            if request.path == f"/search/common/search/{channel}" and request.method == "POST":
                form = dict(parse_qsl(request.body.decode()))
                if form.get("datas[0][key]") != "status" or form.get("_isAgg") != "true":
                    return as_json({"success": False, "data": {}})
                size, page = int(form["_pageSize"]), int(form["page"])
                items = column.items[(page - 1) * size : page * size]
                rows = [
                    {"title": i.title, "url": self.site.url(p), "publishedTimeStr": i.time}
                    for p, i in self.links(column, items)
                ]
                return as_json({"success": True, "data": {"total": len(column.items), "results": rows}})
        return None
