"""/agencies and /agencies/ID: offices by their letters, promises, pace and partners."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from web import due, exports, facets, file_names, i18n, site
from web.page import page, past_the_end
from web.queries import agencies, names
from web.queries.filters import Ask
from web.queries.promise_ask import PromiseAsk
from web.queries.promise_list import nearest
from web.queries.search import newest

Row = dict[str, Any]

COLUMNS = (
    "id",
    "name",
    "place_code",
    "place_name",
    "letters",
    "consulted",
    "commitments",
    "dated_commitments",
    "first_signed",
    "last_signed",
)
RECENT = 8


async def index(datasette: Datasette, request: Request) -> Response:
    """The offices with most letters, narrowed by part of a name or a place; also as CSV."""
    ask = agencies.AgencyAsk.of(request.args)
    csv = request.url_vars["format"] == "csv"

    def read(conn: sqlite3.Connection) -> Row:
        found, total = agencies.agencies(conn, ask, exports.MOST_ROWS if csv else agencies.PAGE)
        return {"found": found, "total": total, "places": names.places(conn, {ask.place})}

    context = await site.read(datasette, read)
    if csv:
        label = facets.labelled(names.Names(context["places"], {}), {})
        name = file_names.named("attachment", "csv", "agencies", i18n.gettext("Offices"), ask, label)
        return exports.csv_file(name, COLUMNS, context["found"])
    pages = -(-context["total"] // agencies.PAGE)
    if back := past_the_end(ask, pages):
        return back
    context |= {"ask": ask, "pages": pages}
    return await page(datasette, request, "agencies.html", context)


async def show(datasette: Datasette, request: Request) -> Response:
    """One office."""
    agency_id = request.url_vars["id"]
    context = await site.read(datasette, lambda conn: _read(conn, agency_id))
    if context is None:
        raise NotFound("Record not found")
    context["years"] = [
        {"label": str(year), "value": n, "href": datasette.urls.path(f"/search?agency={agency_id}&year={year}")}
        for year, n in context["years"]
    ]
    context["english"] = i18n.current() == "en"
    return await page(datasette, request, "agency.html", context)


def _read(conn: sqlite3.Connection, agency_id: str) -> Row | None:
    agency = agencies.agency(conn, agency_id)
    if agency is None:
        return None
    now = due.today()
    asked, asking = agencies.partners(conn, agency_id)
    return {
        "agency": agency,
        "aliases": [alias for alias in agencies.aliases(conn, agency_id) if alias != agency["name"]],
        "letters": newest(conn, Ask(agency=agency_id), RECENT),
        "ahead": nearest(conn, PromiseAsk(agency=agency_id, when="upcoming"), now, RECENT),
        "passed": nearest(conn, PromiseAsk(agency=agency_id, when="passed"), now, RECENT),
        "years": agencies.by_year(conn, agency_id),
        "pace": agencies.pace(conn, "agency_id = ?", [agency_id]),
        "asked": asked,
        "asking": asking,
    }
