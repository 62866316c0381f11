"""/changes: letters edited or gone after publication, by month, also as a feed and as files."""

from __future__ import annotations

import re
import sqlite3
from datetime import date, timedelta
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import due, exports, feeds, i18n, labels, site
from web.page import page
from web.queries import changes

Row = dict[str, Any]

PAGE = 100
MONTH = re.compile(r"(19|20)[0-9][0-9]-(0[1-9]|1[0-2])")
COLUMNS = ("moment", "what", "id", "title", "agency_name", "place_code", "number", "added", "removed", "url")


async def show(datasette: Datasette, request: Request) -> Response:
    """The changes of one month (`?month=2026-10`), or the newest; CSV, JSON or Atom by the end of the address."""
    kind = request.url_vars["format"]
    asked = request.args.get("month") or ""
    month = asked if MONTH.fullmatch(asked) else ""
    before = f"{_after(month)}" if month else "9999"
    size = exports.MOST_ROWS if kind in ("csv", "json") else PAGE

    def read(conn: sqlite3.Connection) -> list[Row]:
        found = changes.latest(conn, size, before)
        return [c for c in found if not month or (c["moment"] or "") >= month]

    found = await site.read(datasette, read)
    for change in found:
        change["what"] = "edited" if change.get("number") else change["state"]
    if kind == "csv":
        return exports.csv_file("fuhan-changes", COLUMNS, found)
    if kind == "json":
        return exports.json_file({"changes": [{column: c.get(column) for column in COLUMNS} for c in found]})
    if kind == "atom":
        return _feed(datasette, request, found)
    this_month = due.today().replace(day=1)
    context = {
        "found": found,
        "month": month,
        "months": [_back(this_month, n) for n in range(12)],
        "more": len(found) == PAGE,
    }
    return await page(datasette, request, "changes.html", context)


def _feed(datasette: Datasette, request: Request, found: list[Row]) -> Response:
    here = datasette.absolute_url(request, datasette.urls.path("/changes"))
    entries = []
    for change in found:
        path = f"/letters/{change['id']}" + (f"/versions/{change['number']}" if change.get("number") else "")
        what = i18n.gettext("Edited") if change.get("number") else labels.label("state", change["state"])
        address = datasette.absolute_url(request, datasette.urls.path(path))
        title = f"{what}: {change['title'] or change['id']}"
        entries.append(feeds.Entry(f"{address}#{change['moment']}", title, change["moment"], "", change["agency_name"]))
    return feeds.atom(f"{i18n.gettext('Fuhan')}: {i18n.gettext('Changes')}", f"{here}.atom", here, entries)


def _after(month: str) -> date:
    return (date.fromisoformat(f"{month}-28") + timedelta(days=4)).replace(day=1)


def _back(first: date, months: int) -> str:
    number = first.year * 12 + first.month - 1 - months
    return f"{number // 12}-{number % 12 + 1:02d}"
