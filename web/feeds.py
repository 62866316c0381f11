"""Feeds and calendars of the archive as responses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from datasette.utils.asgi import Response

from archive import feeds
from archive.feeds import Entry

__all__ = ["Entry", "atom", "ical"]

KEPT = {"cache-control": "max-age=300"}


def atom(title: str, address: str, page: str, entries: Iterable[Entry], name: dict[str, str]) -> Response:
    """An Atom feed at `address` about the page at `page`; `name` is the header of web.file_names."""
    body = feeds.atom(title, address, page, entries)
    return Response(body, content_type="application/atom+xml; charset=utf-8", headers={**KEPT, **name})


def ical(
    title: str, commitments: Iterable[dict[str, Any]], address: Callable[[dict[str, Any]], str], name: dict[str, str]
) -> Response:
    """An iCalendar file of the commitments that have an end."""
    body = feeds.ical(title, commitments, address)
    return Response(body, content_type="text/calendar; charset=utf-8", headers={**KEPT, **name})
