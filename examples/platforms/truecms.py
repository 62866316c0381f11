"""Truecms: JSONP around XML from getMessage.do; 404 without a Referer, and an empty answer above the site's page size."""

from __future__ import annotations

import json

from examples import render
from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform

API = "/ntcms/messageController/getMessage.do"
LARGEST = 50


class Truecms(Platform):
    """Column path is `/<site>/<column>/<column>.html`; option `column_id`."""

    def column_id(self, column: Column) -> str:
        """What the interface calls the column."""
        return str(column.options.get("column_id", "f3a1c0de-77aa-4b1c-9a55-0d6f1b2c3d4e"))

    def item_path(self, column: Column, item: Item) -> str:
        """`/ntsrmzf/jyta/content/<guid>.html`."""
        return f"{column.path.rpartition('/')[0]}/content/{item.serial_hex}.html"

    def listing(self, request: Request) -> Reply | None:
        """Shell or interface."""
        if request.path == API:
            return self._message(request) if request.headers.get("referer") else self.not_found()
        for column in self.site.leaves():
            if request.path == column.path:
                script = f"""<div id="page_div"></div><script>$('#page_div').jpage({{proxyUrl:'{API}', perPage: {self.site.per_page},
 totalRecord: {len(column.items)}, proxyParam: {{columnId:'{self.column_id(column)}'}}}});</script>"""
                return self.plain_list(column, [], pager=script)
        return None

    def _message(self, request: Request) -> Reply:
        asked = request.query
        records: list[tuple[str, Item]] = []
        total = 0
        for column in self.site.leaves():
            if asked.get("columnId") == self.column_id(column):
                total = len(column.items)
                start, size = int(asked.get("startrecord", 1)) - 1, int(asked.get("perpage", self.site.per_page))
                end = int(asked.get("endrecord", start + size))
                records = self.links(column, column.items[start:end]) if size <= LARGEST else []
        xml = render.page("truecms.xml", records=records, total=total).decode()
        body = f"{asked.get('callback', 'cb')}({json.dumps({'result': xml}, ensure_ascii=False)});"
        return Reply(body.encode(), "application/javascript; charset=utf-8")
