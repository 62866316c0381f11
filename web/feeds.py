"""Atom feeds as responses; archive.feeds makes the files."""

from __future__ import annotations

from collections.abc import Iterable

from datasette.utils.asgi import Response

from archive import feeds
from archive.feeds import Entry

__all__ = ["Entry", "atom"]


def atom(title: str, address: str, page: str, entries: Iterable[Entry]) -> Response:
    """A feed at `address` about the page at `page`; its own date is that of the newest entry."""
    body = feeds.atom(title, address, page, entries)
    return Response(body, content_type="application/atom+xml; charset=utf-8", headers={"cache-control": "max-age=300"})
