"""/places and /places/CODE: who publishes what, where, and with which gaps."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from web import due, site
from web.page import page
from web.queries import agencies, coverage, places
from web.queries.asking import Asking
from web.queries.filters import Ask, within
from web.queries.promise_ask import PromiseAsk
from web.queries.promise_list import nearest
from web.queries.search import newest

Row = dict[str, Any]

RECENT = 8
# Places whose completeness is worked out on one page; each costs a look at its submissions.
SUMMED = 40


async def index(datasette: Datasette, request: Request) -> Response:
    """All provinces with letters; with words, the places so called."""
    ask = Asking.of(request.args)

    def read(conn: sqlite3.Connection) -> Row:
        found = places.named(conn, ask.q) if ask.q else places.provinces(conn)
        return {"places": found, "suggested": places.suggestions(conn)}

    return await page(datasette, request, "places.html", {"ask": ask, **await site.read(datasette, read)})


async def show(datasette: Datasette, request: Request) -> Response:
    """One place: figures, sessions and gaps, places within it, offices, newest letters, promises, sites."""
    code = request.url_vars["code"]
    context = await site.read(datasette, lambda conn: _read(conn, code))
    if context is None:
        raise NotFound("Record not found")
    context["years"] = [
        {"label": year, "value": n, "href": datasette.urls.path(f"/search?place={code}&year={year}")}
        for year, n in context["years"]
    ]
    return await page(datasette, request, "place.html", context)


def _read(conn: sqlite3.Connection, code: str) -> Row | None:
    place = places.place(conn, code)
    if place is None:
        return None
    now = due.today()
    condition, values = within(conn, code)
    inside = places.inside(conn, code)
    return {
        "place": place,
        "figures": places.figures(conn, code),
        "inside": inside,
        "completeness": coverage.summary(conn, [p["code"] for p in inside[:SUMMED]]),
        "sessions": coverage.sessions(conn, code),
        "letters": newest(conn, Ask(place=code), RECENT),
        "ahead": nearest(conn, PromiseAsk(place=code, when="upcoming"), now, RECENT),
        "offices": places.offices(conn, code),
        "sites": places.sites(conn, code),
        "years": places.by_year(conn, code),
        "pace": agencies.pace(conn, condition, values),
    }
