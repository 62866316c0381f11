"""The captured page of a letter as it was, in a frame of its own; only where the captures are at hand."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from archive.captures import read_at
from web import captured_page, site
from web.page import page
from web.queries import letter as query
from web.site import row

Row = dict[str, Any]

# A page is never bigger than the crawler's own limit; this is the limit of what is shown.
MOST_BYTES = 5_000_000


def directory() -> Path | None:
    """Where the captures are, if the operator says so (FUHAN_CAPTURES or `fuhan serve --captures`); most servers have none."""
    named = os.environ.get("FUHAN_CAPTURES")
    return Path(named) if named and Path(named).is_dir() else None


async def show(datasette: Datasette, request: Request) -> Response:
    """/letters/ID/capture: the frame, with what was taken out of the page and when it was fetched."""
    letter, capture = await site.read(datasette, lambda conn: _read(conn, request.url_vars["id"]))
    if letter is None or letter["state"] == "removed":
        raise NotFound("Record not found")
    shown = await asyncio.to_thread(_page, letter, capture)
    context = {"letter": letter, "capture": capture, "at_hand": directory() is not None, "shown": shown is not None}
    return await page(datasette, request, "capture.html", context)


async def raw(datasette: Datasette, request: Request) -> Response:
    """/letters/ID/capture.html: the page itself, for the frame above."""
    letter, capture = await site.read(datasette, lambda conn: _read(conn, request.url_vars["id"]))
    if letter is None or letter["state"] == "removed":
        raise NotFound("Record not found")
    shown = await asyncio.to_thread(_page, letter, capture)
    if shown is None:
        raise NotFound("Record not found")
    headers = {"content-security-policy": captured_page.CSP, "x-frame-options": "SAMEORIGIN", "x-robots-tag": "noindex"}
    return Response.html(shown, headers=headers)


def _read(conn: sqlite3.Connection, letter_id: str) -> tuple[Row | None, Row | None]:
    letter = query.letter(conn, letter_id)
    capture = row(
        conn,
        """
        select coalesce(body.file, c.file) as file, coalesce(body."offset", c."offset") as "offset", c.fetched_at, c.status,
               coalesce(body.content_type, c.content_type) as content_type, coalesce(body.bytes, c.bytes) as bytes
        from letters l join captures c on c.id = l.capture_id left join captures body on body.id = c.refers_to
        where l.id = ?
        """,
        [letter_id],
    )
    return letter, capture


def _page(letter: Row, capture: Row | None) -> str | None:
    """The harmless page, or None when the capture is not at hand, cannot be read, is too big or no page."""
    captures = directory()
    if captures is None or capture is None or (capture["bytes"] or 0) > MOST_BYTES:
        return None
    try:
        body = read_at(captures, capture["file"], capture["offset"]).body
    except (OSError, ValueError):
        return None
    return captured_page.harmless(body, letter["url"], capture["content_type"]) if body else None
