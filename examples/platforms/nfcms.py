"""Guangdong's NFCMS: static lists `index.html`, `index_2.html`, letters `content/post_N.html` below the column."""

from __future__ import annotations

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform


class Nfcms(Platform):
    """Column path is `/…/index.html`."""

    container = ('<div class="news_cont_d_wrap" id="zoomcon">', "</div>")
    style = "songti"

    def item_path(self, column: Column, item: Item) -> str:
        """`/zwgk/jytabl/content/post_1000001.html`."""
        return f"{column.path.rpartition('/')[0]}/content/post_{item.serial}.html"

    def listing(self, request: Request) -> Reply | None:
        """Page 2 is index_2.html, and the next link says so."""
        for column in self.site.leaves():
            pages = column.pages(self.site.per_page)
            stem = column.path.removesuffix(".html")
            names = {column.path: 1, column.path.removesuffix("index.html"): 1}
            names |= {f"{stem}_{page}.html": page for page in range(2, len(pages) + 1)}
            if request.path in names:
                page = names[request.path]
                here = self.site.url(stem)
                link = f'<a class="next" href="{here}_{page + 1}.html">下一页</a>' if page < len(pages) else ""
                pager = f'<div id="page_div" class="page">{link}<a class="last" href="{here}_{len(pages)}.html">尾页</a></div>'
                head = "<script>var NFCMS_SITE_ID = '755001', NFCMS_CATE_ID = '1088';</script>"
                around = ('<div class="viewList"><ul>', "</ul></div>")
                return self.plain_list(column, pages[page - 1], pager=pager, head=head, around=around)
        return None
