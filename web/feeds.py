"""Atom feeds (RFC 4287) of letters, commitments and changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from datasette.utils.asgi import Response

ATOM = "http://www.w3.org/2005/Atom"
EPOCH = "1970-01-01T00:00:00Z"

# Characters XML 1.0 does not have; a letter may hold them.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One entry: address, title, when it last changed (ISO 8601), the text to show, and who wrote it."""

    address: str
    title: str
    updated: str | None
    summary: str = ""
    author: str | None = None


def atom(title: str, address: str, page: str, entries: Iterable[Entry]) -> Response:
    """A feed at `address` about the page at `page`; its own date is that of the newest entry."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    listed = list(entries)
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "updated", max((_time(e.updated) for e in listed), default=EPOCH))
    _link(feed, "self", address)
    _link(feed, "alternate", page)
    _add(_add(feed, "author"), "name", "Fuhan")
    for entry in listed:
        element = _add(feed, "entry")
        _add(element, "id", entry.address)
        _add(element, "title", entry.title)
        _add(element, "updated", _time(entry.updated))
        _link(element, "alternate", entry.address)
        if entry.author:
            _add(_add(element, "author"), "name", entry.author)
        _add(element, "summary", entry.summary)
    body = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type="application/atom+xml; charset=utf-8", headers={"cache-control": "max-age=300"})


def _add(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    if text is not None:
        element.text = _NOT_XML.sub("", text)
    return element


def _link(parent: ElementTree.Element, rel: str, address: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=_NOT_XML.sub("", address))


def _time(value: str | None) -> str:
    if not value:
        return EPOCH
    return value if len(value) > 10 else f"{(value + '-01-01')[:10]}T00:00:00+08:00"
