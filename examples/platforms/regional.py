"""Systems that one city or province uses: static pages under names of their own. What is told of them is little; where a pager is not
told, the plainest one that fits the addresses is played, and docs/platforms.md says so."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform


class StaticPages(Platform):
    """A platform whose page p of a column is a file with a name of its own."""

    around = ("<ul>", "</ul>")

    def name(self, column: Column, page: int) -> str:
        """Path of page `page`."""
        raise NotImplementedError

    def pager(self, column: Column, page: int, total: int) -> str:
        """HTML below page `page`: here a next link."""
        return f'<div class="page"><a href="{self.name(column, page + 1)}">下一页</a></div>' if page < total else ""

    def row(self, path: str, item: Item) -> str:
        """One entry of a list."""
        return f'<li><a href="{path}" title="{item.title}">{item.title}</a><span>{item.date}</span></li>'

    def listing(self, request: Request) -> Reply | None:
        """The page whose name is asked for."""
        for column in self.site.leaves():
            pages = column.pages(self.site.per_page)
            for number, items in enumerate(pages, 1):
                names = {self.name(column, number)} | ({column.path} if number == 1 else set())
                if request.path in names:
                    rows = "".join(self.row(path, item) for path, item in self.links(column, items))
                    around = (self.around[0] + rows, self.around[1])
                    return self.plain_list(column, [], around=around, pager=self.pager(column, number, len(pages)))
        return None


class Kunming(StaticPages):
    """昆明: `index_2.shtml`, the number of pages only in the script of the box where a page number is typed; `YYYY.MM.DD`."""

    container = ('<div class="content" id="zoom">', "</div>")

    def item_path(self, column: Column, item: Item) -> str:
        """`/c/2025-11-3/1000001.shtml`, without leading zeros."""
        day = item.published
        return f"/c/{day.year}-{day.month}-{day.day}/{item.serial}.shtml"

    def name(self, column: Column, page: int) -> str:
        """Page 2 is `index_2.shtml`."""
        return f"{column.path}index.shtml" if page == 1 else f"{column.path}index_{page}.shtml"

    def pager(self, column: Column, page: int, total: int) -> str:
        """No link: a box and a script."""
        script = (
            f"function jump(ele){{if(ele.value>{total}){{ele.value={total};}}location='index_'+ele.value+'.shtml';}}"
        )
        return f'<div class="page"><input onchange="jump(this)"></div><script>{script}</script>'

    def row(self, path: str, item: Item) -> str:
        """Title and date in two paragraphs."""
        return f'<div class="item-url"><p><a href="{path}" title="{item.title}">{item.title}</a></p><p>{item.published:%Y.%m.%d}</p></div>'


class Qujing(StaticPages):
    """曲靖: the date is a bare text of the `<li>`."""

    def item_path(self, column: Column, item: Item) -> str:
        """`/list/10172/auto/1000001.html`."""
        return f"{column.path.rpartition('/')[0]}/auto/{item.serial}.html"

    def name(self, column: Column, page: int) -> str:
        """The pager is not told; a next link is played."""
        return f"{column.path.removesuffix('.html')}_{page}.html" if page > 1 else column.path

    def row(self, path: str, item: Item) -> str:
        """No element around the date."""
        return f'<li><a href="{path}" title="{item.title}">{item.title}</a> {item.date}</li>'


class Qinghai(StaticPages):
    """青海交通: later pages are called `<eight hexadecimal digits>-N.html`."""

    def item_path(self, column: Column, item: Item) -> str:
        """Beside the list, below its day."""
        return f"{column.path.rpartition('/')[0]}/{item.published:%Y%m%d}/{item.serial}.html"

    def name(self, column: Column, page: int) -> str:
        """The digits are the column's."""
        mark = hashlib.md5(column.path.encode(), usedforsecurity=False).hexdigest()[:8]
        return column.path if page == 1 else f"{column.path.rpartition('/')[0]}/{mark}-{page}.html"

    def pager(self, column: Column, page: int, total: int) -> str:
        """Numbers only, a few around the page on show."""
        numbers = sorted({1, total, *range(max(1, page - 1), min(total, page + 1) + 1)})
        links = "".join(f'<a href="{self.name(column, number)}">{number}</a>' for number in numbers if number != page)
        return f'<div class="pagination">{links}</div>'


class Yichang(StaticPages):
    """宜昌: `list-1074-2.html` and `content-1074-1000001-1.html`; the column's number is the option `number`."""

    def number(self, column: Column) -> str:
        """As the addresses have it."""
        return str(column.options.get("number", "1074"))

    def item_path(self, column: Column, item: Item) -> str:
        """The first page of a letter is numbered too."""
        return f"/content-{self.number(column)}-{item.serial}-1.html"

    def part_path(self, path: str, part: int) -> str:
        """The number at the end."""
        return f"{path.removesuffix('-1.html')}-{part}.html"

    def name(self, column: Column, page: int) -> str:
        """Page 1 is `list-1074-1.html`."""
        return f"/list-{self.number(column)}-{page}.html"


class Chengdu(StaticPages):
    """成都: `column-index-2.shtml`, the number of pages in words."""

    def item_path(self, column: Column, item: Item) -> str:
        """`/…/2025-11/03/content_<32 hexadecimal digits>.shtml`."""
        return f"{column.path.rpartition('/')[0]}/{item.published:%Y-%m/%d}/content_{item.serial_hex}.shtml"

    def name(self, column: Column, page: int) -> str:
        """Numbered from 1."""
        return f"{column.path.rpartition('/')[0]}/column-index-{page}.shtml"

    def pager(self, column: Column, page: int, total: int) -> str:
        """A script turns the pages."""
        return f'<div class="page">共{total}页 <a href="javascript:go({page + 1})">后翻</a></div>'


class Xuancheng(StaticPages):
    """宣城: `/XxgkContent/showList/<office>/<category>/page_2.html`."""

    container = ('<div class="wzcon">', "</div>")

    def item_path(self, column: Column, item: Item) -> str:
        """`/OpennessContent/show/1000001.html`."""
        return f"/OpennessContent/show/{item.serial}.html"

    def name(self, column: Column, page: int) -> str:
        """Numbered from 1."""
        return f"{column.path.rpartition('/')[0]}/page_{page}.html"

    def pager(self, column: Column, page: int, total: int) -> str:
        """The total in words, no link."""
        return f'<div class="page">第{page}页/共{total}页</div>'


class Mca(StaticPages):
    """民政部, old: pages `?2` of one address, everything in GBK."""

    def item_path(self, column: Column, item: Item) -> str:
        """`/article/gk/jytabljggk/zxwyta/202511/2025110310000001.shtml`."""
        return f"{column.path}{item.published:%Y%m}/{item.published:%Y%m%d}{item.serial:0>8}.shtml"

    def name(self, column: Column, page: int) -> str:
        """A query without a name."""
        return column.path if page == 1 else f"{column.path}?{page}"

    def answer(self, request: Request) -> Reply:
        """Pages as this server sends them: in GBK, which only their meta tag says."""
        bare = next((key for key, value in request.query.items() if not value and key.isdigit()), "")
        reply = super().answer(replace(request, path=f"{request.path}?{bare}") if bare else request)
        if not reply.content_type.startswith("text/html"):
            return reply
        text = reply.body.decode().replace('charset="utf-8"', 'charset="gb2312"')
        return replace(reply, body=text.encode("gb18030"), content_type="text/html")
