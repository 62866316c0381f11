"""/changes: letters edited or gone after publication, by month, also as a feed and as files."""

from __future__ import annotations

import re
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
COLUMNS = ("happened_at", "change", "letter_id", "title", "agency", "place_code", "version", "added", "removed", "url")


async def show(datasette: Datasette, request: Request) -> Response:
    """The changes of one month (`?month=2026-10`), or the newest; CSV, JSON or Atom by the end of the address."""
    kind = request.url_vars["format"]
    asked = request.args.get("month") or ""
    month = asked if MONTH.fullmatch(asked) else ""
    what = request.args.get("what") or ""
    what = what if what in changes.KINDS else ""
    size = exports.MOST_ROWS if kind in ("csv", "json") else PAGE
    before = _after(month).isoformat() if month else "9999"
    found = await site.read(datasette, lambda conn: changes.latest(conn, size, month, before, what))
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
        "what": what,
        "kinds": changes.KINDS,
        "months": [_back(this_month, n) for n in range(12)],
        "more": len(found) == PAGE,
    }
    return await page(datasette, request, "changes.html", context)


def _feed(datasette: Datasette, request: Request, found: list[Row]) -> Response:
    here = datasette.absolute_url(request, datasette.urls.path("/changes"))
    entries = []
    for change in found:
        path = f"/letters/{change['letter_id']}" + (f"/versions/{change['version']}" if change["version"] else "")
        address = datasette.absolute_url(request, datasette.urls.path(path))
        title = f"{labels.label('change', change['change'])}: {change['title'] or change['letter_id']}"
        entries.append(
            feeds.Entry(
                address, title, change["happened_at"], "", change["agency"], f"{address}#{change['happened_at']}"
            )
        )
    return feeds.atom(i18n.gettext("Fuhan: changes"), f"{here}.atom", here, entries)


def _after(month: str) -> date:
    return (date.fromisoformat(f"{month}-28") + timedelta(days=4)).replace(day=1)


def _back(first: date, months: int) -> str:
    number = first.year * 12 + first.month - 1 - months
    return f"{number // 12}-{number % 12 + 1:02d}"
