"""新点 Epoint EWB: the column is a shell, the list a POST with a JSON body to getgovinfolist."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from examples.model import Column, Item, Reply, Request
from examples.platforms.base import Platform, as_json

GUID = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"


class Epoint(Platform):
    """Column path is `/dynamic/zwgk/govInfoPub.html?categorynum=001012`; the site's GUID stands in a script file."""

    container = ('<div class="ewb-article-info" id="article-info">', "</div>")

    def category(self, column: Column) -> str:
        """Number of the column in the disclosure tree."""
        return parse_qs(urlsplit(column.path).query)["categorynum"][0]

    def item_path(self, column: Column, item: Item) -> str:
        """Folder of the day, name made of hexadecimal groups."""
        name = item.serial_hex
        parts = "-".join((name[:8], name[8:12], name[12:16], name[16:20], name[20:]))
        return f"/govxxgk/{self.category(column)}/{item.date}/{parts}.html"

    def listing(self, request: Request) -> Reply | None:
        """Shell, script file or API."""
        if request.path == "/js/webBuilderCommon.js":
            script = f'var siteInfo = {{"projectName": "/EWB-FRONT", "siteGuid": "{GUID}"}};'
            return Reply(script.encode(), "application/javascript")
        if request.path == "/EWB-FRONT/rest/lightfrontaction/getgovinfolist" and request.method == "POST":
            return self._list(request)
        for column in self.site.leaves():
            if request.path == urlsplit(column.path).path and request.query.get("categorynum") == self.category(column):
                script = """<script src="/js/webBuilderCommon.js"></script><div id="govInfoPub"></div>
<script>Util.ajax({url: siteInfo.projectName + "/rest/lightfrontaction/getgovinfolist", type: "POST",
 data: {deptcode: "", categorynum: getQueryString("categorynum"), siteGuid: siteInfo.siteGuid, pageIndex: 1, pageSize: 20}});
</script>"""
                return self.plain_list(column, [], pager=script)
        return None

    def _list(self, request: Request) -> Reply:
        try:
            asked = json.loads(request.body)
        except ValueError:
            return as_json({"custom": {"code": "0", "text": "参数错误"}})
        asked = asked.get("params", asked)
        for column in self.site.leaves():
            if asked.get("categorynum") == self.category(column) and asked.get("siteGuid") == GUID:
                size, page = int(asked.get("pageSize", 20)), max(int(asked.get("pageIndex", 1)), 1)
                data = [
                    {
                        "realtitle": item.title,
                        "title": item.title[:20],
                        "infourl": self.item_path(column, item),
                        "infodate": item.date,
                    }
                    for item in column.items[(page - 1) * size : page * size]
                ]
                return as_json({"custom": {"total": len(column.items), "data": data}, "status": {"code": "200"}})
        return as_json({"custom": {"total": 0, "data": []}, "status": {"code": "200"}})
