"""Platforms that turn pages by a query parameter: iList (Shaanxi, old), ASP.NET, YLCMS."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform


class QueryList(Platform):
    """The column's path has a query; `param` added to it turns the page."""

    param: str
    around = ("<ul>", "</ul>")
    head = ""

    def list_url(self, column: Column) -> str:
        """Path and query of page 1; later pages add `param`."""
        return column.path

    def pager(self, column: Column, page: int, total: int) -> str:
        """Links to the next and the last page."""
        url = self.list_url(column)
        joint = "&amp;" if "?" in url else "?"
        links = [(page + 1, "下一页"), (total, "尾页")] if page < total else [(1, "首页")]
        anchors = "".join(f'<a href="{url}{joint}{self.param}={number}">{name}</a>' for number, name in links)
        return f'<div class="page">{anchors} 共{total}页</div>'

    def listing(self, request: Request) -> Reply | None:
        """A list page; without `param` it is the first."""
        for column in self.site.leaves():
            for url in (self.list_url(column), column.path):
                parts = urlsplit(url)
                if request.path != parts.path:
                    continue
                if all(request.query.get(key) == value for key, value in parse_qsl(parts.query)):
                    pages = column.pages(self.site.per_page)
                    page = int(request.query.get(self.param, 1))
                    items = pages[page - 1] if 1 <= page <= len(pages) else []
                    pager = self.pager(column, page, len(pages))
                    return self.plain_list(column, items, pager=pager, around=self.around, head=self.head_of(column))
        return None

    def head_of(self, column: Column) -> str:
        """What stands in <head> of the column's lists."""
        return self.head


class Ilist(QueryList):
    """`/info/iList.jsp?cat_id=N&cur_page=P`; the date stands before the link."""

    param = "cur_page"
    around = ('<ul class="textlist">', "</ul>")
    container = ('<div class="info_content">', "</div>")

    def item_path(self, column: Column, item: Item) -> str:
        """`/info/1092/1000001.htm`."""
        return f"/info/{column.options.get('info', '1092')}/{item.serial}.htm"


class Aspnet(QueryList):
    """`/NewsLsit.aspx?ClassID=863&page=P` (sic), letters `/Pages_863_N.aspx`."""

    param = "page"
    container = ('<div class="readBox">', "</div>")

    def item_path(self, column: Column, item: Item) -> str:
        """The column's number and the letter's."""
        return f"/Pages_{dict(parse_qsl(urlsplit(column.path).query))['ClassID']}_{item.serial}.aspx"


class Ylcms(QueryList):
    """`/cms/html/<site>/<column>/index.html`; later pages by siteId, which stands in a meta tag."""

    param = "page"
    around = ('<ul id="resources">', "</ul>")
    container = ('<div id="Content">', "</div>")

    def site_id(self, column: Column) -> str:
        """Number of the column, as the content system counts sites."""
        return str(column.options.get("site_id", "40801"))

    def list_url(self, column: Column) -> str:
        """Where the pager leads; the column's own page is the first all the same."""
        return f"/cms/sitemanage/index.shtml?siteId={self.site_id(column)}"

    def head_of(self, column: Column) -> str:
        """The meta tag the pager's script reads."""
        return f'<meta name="siteIdMeta" content="{self.site_id(column)}">'

    def item_path(self, column: Column, item: Item) -> str:
        """`/cms/html/xmszfxxgk/2025-11-03/1000001.html`."""
        return f"{column.path.rpartition('/')[0].rpartition('/')[0]}/{item.date}/{item.serial}.html"
