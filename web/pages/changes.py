"""/changes: letters edited or gone after publication, by month, also as a feed and as files."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import groupby
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import due, exports, feeds, file_names, i18n, labels, site
from web.page import page, past_the_end
from web.queries import changes, names
from web.queries.changes import ChangeAsk

Row = dict[str, Any]

PAGE = 100
WAITING = 20  # letters shown that may be gone
COLUMNS = (
    "happened_at",
    "change",
    "letter_id",
    "title",
    "agency",
    "place_code",
    "place_name",
    "version",
    "added",
    "removed",
    "summary",
    "url",
)


async def show(datasette: Datasette, request: Request) -> Response:
    """The changes of one month (`?month=2026-10`), or the newest; CSV, JSON or Atom by the end of the address."""
    kind = request.url_vars["format"]
    ask = ChangeAsk.of(request.args)
    size = exports.MOST_ROWS if kind in ("csv", "json") else PAGE

    newest = not (kind or ask.filters()) and ask.page == 1

    def read(conn: sqlite3.Connection) -> tuple[list[Row], list[Row]]:
        listed = changes.latest(conn, size, ask)
        names.fill_places(conn, listed)
        return listed, changes.unproven(conn, WAITING) if newest else []

    found, unproven = await site.read(datasette, read)
    if kind:
        how = "attachment" if kind == "csv" else "inline"
        name = file_names.named(how, kind, "changes", i18n.gettext("Changes"), ask, _label)
    if kind == "csv":
        return exports.csv_file(name, COLUMNS, found)
    if kind == "json":
        return exports.json_file({"changes": [{column: c.get(column) for column in COLUMNS} for c in found]}, name)
    if kind == "atom":
        return _feed(datasette, request, ask, found, name)
    if not found and (back := past_the_end(ask, 1)):
        return back
    this_month = due.today().replace(day=1)
    context = {
        "ask": ask,
        "found": found,
        "kinds": changes.KINDS,
        "years": groupby((_back(this_month, n) for n in range(12)), key=lambda month: month[:4]),
        "more": len(found) == PAGE,
        "unproven": unproven,
    }
    return await page(datasette, request, "changes.html", context)


def _label(name: str, value: str) -> str:
    return labels.label("change", value) if name == "what" else value


def _feed(datasette: Datasette, request: Request, ask: ChangeAsk, found: list[Row], name: dict[str, str]) -> Response:
    here = datasette.absolute_url(request, datasette.urls.path("/changes"))
    query = f"?{ask.query_string()}" if ask.filters() else ""
    entries = []
    for change in found:
        path = f"/letters/{change['letter_id']}" + (f"/versions/{change['version']}" if change["version"] else "")
        address = datasette.absolute_url(request, datasette.urls.path(path))
        title = f"{labels.label('change', change['change'])}: {change['title'] or change['letter_id']}"
        entries.append(
            feeds.Entry(
                address,
                title,
                change["happened_at"],
                change["summary"],
                change["agency"],
                f"{address}#{change['happened_at']}",
            )
        )
    return feeds.atom(i18n.gettext("Fuhan: changes"), f"{here}.atom{query}", f"{here}{query}", entries, name)


def _back(first: date, months: int) -> str:
    number = first.year * 12 + first.month - 1 - months
    return f"{number // 12}-{number % 12 + 1:02d}"
