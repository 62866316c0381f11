"""Feeds: Atom (RFC 4287) of letters and changes, iCalendar (RFC 5545) of commitments. Plain data in, bytes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

from icalendar import Calendar, Event, Timezone, TimezoneStandard

ATOM = "http://www.w3.org/2005/Atom"
EPOCH = "1970-01-01T00:00:00Z"
AUTHOR = "Fuhan"

# Characters XML 1.0 does not have; a letter may hold them.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Nor may a text value of iCalendar hold a control character (RFC 5545, 3.3.11); a newline is written as an escape.
_NOT_ICAL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Entry:
    """One entry: address, title, when it last changed (ISO 8601), the text to show, and who wrote it.

    `id` is needed where one address has several entries (the changes of a letter); without it the address serves.
    """

    address: str
    title: str
    updated: str | None
    summary: str = ""
    author: str | None = None
    id: str | None = None


def atom(title: str, address: str, page: str, entries: Iterable[Entry]) -> bytes:
    """A feed at `address` about the page at `page`; its own date is that of the newest entry."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    listed = list(entries)
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "updated", max((_time(e.updated) for e in listed), default=EPOCH))
    _link(feed, "self", address)
    _link(feed, "alternate", page)
    _add(_add(feed, "author"), "name", AUTHOR)
    for entry in listed:
        element = _add(feed, "entry")
        _add(element, "id", entry.id or entry.address)
        _add(element, "title", entry.title)
        _add(element, "updated", _time(entry.updated))
        _link(element, "alternate", entry.address)
        if entry.author:
            _add(_add(element, "author"), "name", entry.author)
        _add(element, "summary", entry.summary)
    body: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def ical(name: str, commitments: Iterable[dict[str, Any]], address: Callable[[dict[str, Any]], str]) -> bytes:
    """A calendar of the commitments that have an end: one all-day entry on the day each one ends.

    A commitment has letter_id, position, content, due_text, due_end, made_on, the letter's title, and who answers for it as
    `responsible` or `agency_name`; `address(commitment)` gives the page of its letter. One whose due_end is no day is left
    out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Fuhan//Commitments//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _NOT_ICAL.sub("", name))
    for commitment in commitments:
        try:
            day = date.fromisoformat(commitment["due_end"] or "")
        except ValueError:
            continue
        event = Event()
        event.add("uid", f"{commitment['letter_id']}-{commitment['position']}@fuhan")
        event.add("dtstamp", _stamp(commitment["made_on"]))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        summary = _line(commitment["responsible"] or commitment["agency_name"], commitment["content"])
        described = "\n".join(filter(None, (commitment[key] for key in ("content", "due_text", "title"))))
        event.add("summary", _NOT_ICAL.sub("", summary))
        event.add("description", _NOT_ICAL.sub("", described))
        event.add("url", address(commitment))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    if not calendar.subcomponents:
        calendar.add_component(_china_time())
    body: bytes = calendar.to_ical()
    return body


def _china_time() -> Timezone:
    """What a calendar without entries holds, for one without any component is none (RFC 5545, 3.6)."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Asia/Shanghai")
    standard.add("dtstart", datetime(1992, 1, 1))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    zone.add_component(standard)
    return zone


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


def _line(who: str | None, what: str) -> str:
    short = what if len(what) <= 60 else what[:59] + "…"
    return f"{who}: {short}" if who else short


def _stamp(made_on: str | None) -> datetime:
    """When an entry was made; fixed by the letter, so that the same commitments give the same file."""
    try:
        return datetime.fromisoformat((made_on or "")[:10]).replace(tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
