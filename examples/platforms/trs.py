"""TRS WCM: static pages `YYYYMM/tYYYYMMDD_N.html`, page numbers in a script call whose arguments differ from site to site.

Options of a site or column: `layout` chongqing or hubei; `call` is one of CALLS; `first_index` 0 (page 2
is index_1) or 1; `stem`; `ext`; `first_part` 1 (page 2 of a letter is `_1`) or 2; `cap` (static pages end there, whatever the call declares);
`channel` (the column's number in a search that shows the pages behind the cap, as at the Ministry of Education).
"""

from __future__ import annotations

import posixpath

from examples.model import Column, Item, Reply, Request, Site
from examples.platforms.base import Platform

CALLS = {
    "createPageHTML": 'createPageHTML({total}, {current}, "{stem}", "{ext}");',
    "createPage": 'createPage({total}, {current}, "{stem}", "{ext}");',
    "quoted": "createPageHTML('{total}', '{current}', '{stem}', '{ext}', 'black2', {count});",
    "hunan": "createPageHTML('paging',{total}, {page},'{stem}','{ext}',{count});",
    "variable": 'var countPage = {total}//共多少页\ncreatePageHTML(countPage, {current}, "{stem}", "{ext}");',
    "records": "var recordCount = {count};\nvar pageSize = {size};\nvar currentPage = {current};",
    "setPage": "$('.pagination').pagination(\"setPage\", {page}, {total});",
}


class Trs(Platform):
    """Chongqing's and Hubei's dress of the same system."""

    def __init__(self, site: Site) -> None:
        self.layout = site.options.get("layout", "hubei")
        self.ext = site.options.get("ext", "html")
        self.letter_template = f"trs/{self.layout}_letter.html"
        self.style = "word" if self.layout == "chongqing" else "plain"
        super().__init__(site)

    def item_path(self, column: Column, item: Item) -> str:
        """`202304/t20230427_11910011.html` below the column."""
        day = item.published
        return f"{column.path}{day:%Y%m}/t{day:%Y%m%d}_{item.serial}{item.suffix}.{self.ext}"

    def part_path(self, path: str, part: int) -> str:
        """`t20230427_11910011_1.html` is page 2."""
        stem, _, extension = path.rpartition(".")
        return f"{stem}_{part - 2 + self.site.options.get('first_part', 1)}.{extension}"

    def part_pager(self, path: str, part: int, total: int) -> str:
        """The same script call as below a list, with the document's name for a stem."""
        name, _, extension = path.rpartition("/")[2].rpartition(".")
        return f'<div class="page"><script>createPageHTML({total},{part - 1},"{name}","{extension}");</script></div>'

    def file_path(self, name: str) -> str:
        """TRS puts attachments beside the letter; one folder is enough here."""
        return f"/files/W020{name}"

    def listing(self, request: Request) -> Reply | None:
        """List pages of columns, and of parents with year sub-columns."""
        for column in self.site.columns:
            if column.children and request.path in self._names(column, 1):
                return self.html(
                    "trs/years.html",
                    site=self.site,
                    column=column,
                    children=column.children,
                    crumbs=self.crumbs(column),
                )
        for column in self.site.leaves():
            if request.path.startswith(column.path):
                return self._page(column, request.path)
            if request.path == "/was5/web/search" and request.query.get("channelid") == column.options.get("channel"):
                return self._search(column, int(request.query.get("page", 1)))
        return None

    def _search(self, column: Column, page: int) -> Reply:
        """The search that goes on where the static pages end, counted from 1."""
        pages = column.pages(self.site.per_page)
        items = pages[page - 1] if 1 <= page <= len(pages) else []
        return self.plain_list(column, items, pager=f'<div class="page">共{len(column.items)}条</div>')

    def _names(self, column: Column, page: int) -> list[str]:
        stem = column.options.get("stem", self.site.options.get("stem", "index"))
        first = column.options.get("first_index", self.site.options.get("first_index", 0))
        if page == 1:
            return [column.path, f"{column.path}{stem}.{self.ext}"]
        return [f"{column.path}{stem}_{page - 1 + first}.{self.ext}"]

    def _page(self, column: Column, path: str) -> Reply | None:
        pages = column.pages(self.site.per_page)
        options = {**self.site.options, **column.options}
        for number, items in enumerate(pages[: options.get("cap")], 1):
            if path in self._names(column, number):
                call = CALLS[options.get("call", "createPageHTML")].format(
                    total=len(pages),
                    current=number - 1,
                    page=number,
                    stem=options.get("stem", "index"),
                    ext=self.ext,
                    count=len(column.items),
                    size=self.site.per_page,
                )
                if channel := column.options.get("channel"):
                    call += f" function go(n) {{ location = '/was5/web/search?channelid={channel}' + '&page=' + n; }}"
                links = [(posixpath.relpath(self.item_path(column, item), column.path), item) for item in items]
                return self.html(
                    f"trs/{self.layout}_list.html",
                    site=self.site,
                    column=column,
                    links=[(f"./{href}", item) for href, item in links],
                    call=call,
                    crumbs=self.crumbs(column),
                    siblings=self.site.columns,
                )
        return None
