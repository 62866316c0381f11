"""Commitments as an iCalendar file (RFC 5545): one all-day entry on the day each one ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from datasette.utils.asgi import Response
from icalendar import Calendar, Event


def ical(name: str, commitments: Iterable[dict[str, Any]], address: Callable[[dict[str, Any]], str]) -> Response:
    """A calendar of the commitments that have an end; `address(commitment)` gives the page of its letter."""
    calendar = Calendar()
    calendar.add("prodid", "-//Fuhan//Commitments//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
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
        event.add("summary", _line(commitment["responsible"] or commitment["agency_name"], commitment["content"]))
        event.add(
            "description", "\n".join(filter(None, [commitment["content"], commitment["due_text"], commitment["title"]]))
        )
        event.add("url", address(commitment))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    headers = {"content-disposition": 'attachment; filename="fuhan-commitments.ics"', "cache-control": "max-age=300"}
    return Response(calendar.to_ical(), content_type="text/calendar; charset=utf-8", headers=headers)


def _line(who: str | None, what: str) -> str:
    short = what if len(what) <= 60 else what[:59] + "…"
    return f"{who}: {short}" if who else short


def _stamp(made_on: str | None) -> datetime:
    try:
        return datetime.fromisoformat((made_on or "")[:10]).replace(tzinfo=UTC)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
