"""/deputies: deputies and members in their public role, by name within a place."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from web import site
from web.page import page
from web.queries import deputies, names
from web.queries.asking import Asking

Row = dict[str, Any]

# Names of persons are for readers who look for them, not for search engines.
UNLISTED = {"x-robots-tag": "noindex"}
LONGEST_NAME = 40


async def index(datasette: Datasette, request: Request) -> Response:
    """Names that begin with what was typed; without it, whom the newest letters are addressed to."""
    ask = Asking.of(request.args)
    name = ask.q.replace(" ", "")

    def read(conn: sqlite3.Connection) -> list[Row]:
        return deputies.named(conn, name) if name else deputies.recent(conn)

    context = {"ask": ask, "q_name": name, "found": await site.read(datasette, read)}
    return await page(datasette, request, "deputies.html", context, headers=UNLISTED)


async def show(datasette: Datasette, request: Request) -> Response:
    """The letters addressed to one name in one place."""
    name = unquote(request.url_vars["name"])[:LONGEST_NAME]
    code = request.url_vars["place"]
    place_code = None if code == "-" else code

    def read(conn: sqlite3.Connection) -> Row:
        return {
            "letters": deputies.letters(conn, name, place_code),
            "together": deputies.together(conn, name, place_code),
            "place_name": names.places(conn, {code}).get(code),
        }

    context = await site.read(datasette, read)
    if not context["letters"]:
        raise NotFound("Record not found")
    return await page(
        datasette, request, "deputy.html", {**context, "name": name, "place_code": code}, headers=UNLISTED
    )
