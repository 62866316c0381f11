"""/: what this is, one search box, what is new, what falls due, what changed, and how complete it is."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import due, i18n, site
from web.labels import N_
from web.page import page
from web.queries import changes, coverage, home, names

Row = dict[str, Any]

# Path, name in the table `totals`, message.
FIGURES = (
    ("/search", "letters", N_("letters")),
    ("/commitments", "commitments", N_("commitments")),
    ("/agencies", "agencies", N_("offices")),
    ("/places", "places", N_("places")),
    ("/health", "sites", N_("sites visited")),
)
# What many letters are about, in their own words: a first search for those who do not know what there is.
EXAMPLES = ("养老", "停车", "水库", "教师", "营商环境")
FIRST_YEARS = 16
FIRST_PROVINCES = 12
# Places whose completeness stands on the first page: those with most letters.
FIRST_PLACES = 8


async def show(datasette: Datasette, request: Request) -> Response:
    """The first page."""
    context = await site.read(datasette, _read)
    context["figures"] = [
        (path, context["totals"][name], i18n.gettext(text)) for path, name, text in FIGURES if name in context["totals"]
    ]
    context["examples"] = EXAMPLES

    def link(path: str) -> str:
        return str(datasette.urls.path(path))

    context["years"] = [
        {"label": year, "value": n, "href": link(f"/search?year={year}")} for year, n in context["years"][-FIRST_YEARS:]
    ]
    context["provinces"] = [
        {
            "label": (p["name_en"] or p["name"]) if i18n.current() == "en" else p["name"],
            "value": p["letters"],
            "href": link(f"/places/{p['code']}"),
        }
        for p in context["provinces"][:FIRST_PROVINCES]
    ]
    return await page(datasette, request, "home.html", context)


def _read(conn: sqlite3.Connection) -> Row:
    now = due.today()
    falling = home.falling_due(conn, now)
    return {
        "totals": home.totals(conn),
        "newest": home.newest(conn),
        "due": falling,
        "changes": changes.latest(conn, 6),
        "years": home.by_year(conn),
        "provinces": home.by_province(conn),
        "coverage": _coverage(conn),
    }


def _coverage(conn: sqlite3.Connection) -> list[Row]:
    seen = coverage.summary(conn, home.largest_places(conn, FIRST_PLACES))
    named = names.places(conn, seen)
    return [
        {"code": code, "name": named.get(code, code), "seen": n, "highest": most} for code, (n, most) in seen.items()
    ]
