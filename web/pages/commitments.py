"""/commitments: the tracker, and the filter in force as CSV, JSON, Atom and iCalendar."""

from __future__ import annotations

import sqlite3
from datetime import date
from itertools import groupby
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import due, exports, facets, feeds, file_names, formats, i18n, site
from web.labels import N_
from web.page import page, past_the_end
from web.queries import names
from web.queries.asking import LAST_PAGE
from web.queries.promise_ask import WHEN, PromiseAsk
from web.queries.promise_list import Promises
from web.queries.promises import PAGE, promises

Row = dict[str, Any]

COLUMNS = (
    "letter_id",
    "position",
    "content",
    "responsible",
    "agency_name",
    "place_code",
    "place_name",
    "due_text",
    "due_kind",
    "due_start",
    "due_end",
    "made_on",
    "source",
    "doc_number",
    "title",
)
TITLES = {
    "due": N_("Due in"),
    "kind": N_("Kind of deadline"),
    "place": N_("Place"),
    "agency": N_("Office"),
    "year": N_("Promised in"),
}
# Filters whose values are codes, with the group of their words.
GROUPS = {"kind": "due_kind", "assembly": "assembly"}
TABS = {"upcoming": N_("Ahead"), "passed": N_("Date passed"), "open": N_("Without an end date"), "all": N_("All")}
SIZES = {"csv": exports.MOST_ROWS, "json": exports.MOST_ROWS, "ics": 1_000, "atom": 100}
# The chart shows this many months before and after the present one.
BEFORE, AFTER = 18, 18


async def show(datasette: Datasette, request: Request) -> Response:
    """The result in the format the address ends with; without one, as a page."""
    ask = PromiseAsk.of(request.args)
    kind = request.url_vars["format"]
    now = due.today()

    def read(conn: sqlite3.Connection) -> tuple[Promises, names.Names]:
        found = promises(conn, ask, now, SIZES.get(kind, PAGE))
        names.fill_places(conn, found.found)
        return found, names.of_filters(conn, found.facets, ask.place, ask.agency)

    result, named = await site.read(datasette, read)
    label = facets.labelled(named, GROUPS)
    if kind:
        how = "attachment" if kind in ("csv", "ics") else "inline"
        words = f"{i18n.gettext('Commitments')}-{i18n.gettext(TABS[ask.stretch])}"
        name = file_names.named(how, kind, f"commitments-{ask.stretch}", words, ask, label)
        return _file(datasette, request, ask, kind, result, name)
    pages = min(-(-result.total // PAGE), LAST_PAGE)
    if back := past_the_end(ask, pages):
        return back
    context = {
        "ask": ask,
        "result": result,
        "groups": [
            {"month": month, "promises": list(found)}
            for month, found in groupby(result.found, key=lambda promise: (promise["due_end"] or "")[:7])
        ],
        "pages": pages,
        "tabs": [(when, i18n.gettext(TABS[when]), result.stretches.get(when)) for when in WHEN],
        "chart": _chart(datasette, ask, result, now),
        "facets": facets.facets(ask, result.facets, TITLES, label),
        "offices": named.suggested,
        "active": facets.active(ask, label),
    }
    return await page(datasette, request, "commitments.html", context)


def _file(
    datasette: Datasette, request: Request, ask: PromiseAsk, kind: str, result: Promises, name: dict[str, str]
) -> Response:
    def address(promise: Row) -> str:
        path = datasette.urls.path(f"/letters/{promise['letter_id']}")
        return f"{datasette.absolute_url(request, path)}#promise-{promise['position']}"

    title = i18n.gettext("Fuhan: commitments")
    if kind == "csv":
        return exports.csv_file(name, COLUMNS, result.found)
    if kind == "ics":
        return feeds.ical(title, result.found, address, name)
    if kind == "json":
        listed = [{column: promise[column] for column in COLUMNS} for promise in result.found]
        found = {"total": result.total, "total_is_at_least": result.capped, "commitments": listed}
        return exports.json_file(found, name)
    entries = [
        feeds.Entry(
            address(p),
            p["content"][:120],
            p["made_on"],
            "，".join(filter(None, [p["due_text"], p["due_end"]])),
            p["agency_name"],
        )
        for p in result.found
    ]
    here = datasette.absolute_url(request, datasette.urls.path("/commitments"))
    return feeds.atom(title, f"{here}.atom?{ask.query_string()}", f"{here}?{ask.query_string()}", entries, name)


def _chart(datasette: Datasette, ask: PromiseAsk, result: Promises, now: date) -> list[Row]:
    """The months around the present one, or those of the due year asked for, each with its commitments."""
    counted = dict(result.months)
    when = "all" if result.stretches else ask.stretch  # the months are counted in all stretches, or in the one listed
    if not counted:
        return []
    here = now.year * 12 + now.month - 1
    first, last = here - BEFORE, here + AFTER
    if ask.due:
        first, last = int(ask.due[:4]) * 12, int(ask.due[:4]) * 12 + 11
    shown = []
    for number in range(first, last + 1):
        month = f"{number // 12}-{number % 12 + 1:02d}"
        query = ask.query_string(due=month, when=when)
        mark = "past" if number < here else "present" if number == here else "ahead"
        shown.append(
            {
                "label": str(number % 12 + 1),
                "year": number // 12 if number % 12 == 0 or number == first else "",
                "title": formats.day(month),
                "value": counted.get(month, 0),
                "href": datasette.urls.path(f"/commitments?{query}"),
                "mark": mark,
            }
        )
    return shown
