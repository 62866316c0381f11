"""Commitments as an iCalendar response; archive.feeds makes the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from datasette.utils.asgi import Response

from archive import feeds


def ical(name: str, commitments: Iterable[dict[str, Any]], address: Callable[[dict[str, Any]], str]) -> Response:
    """A calendar of the commitments that have an end; `address(commitment)` gives the page of its letter."""
    headers = {"content-disposition": 'attachment; filename="fuhan-commitments.ics"', "cache-control": "max-age=300"}
    body = feeds.ical(name, commitments, address)
    return Response(body, content_type="text/calendar; charset=utf-8", headers=headers)
