"""/health: every site in public, with what its last visit found, and the runs."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import exports, site, troubles
from web.page import page
from web.queries import health

Row = dict[str, Any]


async def show(datasette: Datasette, request: Request) -> Response:
    """The sites, troubled ones first; `?status=failed` shows only those; also as JSON."""
    asked = request.args.get("status") or ""
    status = asked if asked in health.ORDER else ""
    number = request.args.get("page") or "1"
    at = int(number) if re.fullmatch(r"[1-9][0-9]{0,3}", number) else 1

    def read(conn: sqlite3.Connection) -> Row:
        return {
            "sites": health.sites(conn, status, at),
            "counts": health.counts(conn),
            "runs": health.runs(conn),
            "issues": health.issues(conn),
        }

    context = await site.read(datasette, read)
    if request.url_vars["format"] == "json":
        return exports.json_file(context)
    for listed in context["sites"]:
        listed["told"] = [troubles.note(text) for text in listed["notes"]]
    context["meanings"] = troubles.meanings(
        [s["health"] for s in context["sites"]],
        [outcome for s in context["sites"] for outcome in s["outcomes"]],
        [note for s in context["sites"] for note in s["told"]],
    )
    counts = context["counts"]
    total = counts.get(status, 0) if status else sum(counts.values())
    context |= {
        "status": status,
        "at": at,
        "total_sites": sum(counts.values()),
        "pages": -(-total // health.PAGE),
        "total": total,
    }
    return await page(datasette, request, "health.html", context)
