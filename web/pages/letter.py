"""The letter as a reader wants it, its versions, and the short address that leads to it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from datasette.app import Datasette
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Request, Response
from datasette.views.row import RowView

from web import citation, due, site
from web.facts import Evidence, Fact, facts
from web.letter_text import blocks, section_spans, unplaced
from web.marking import Span
from web.page import page
from web.queries import letter as query

Row = dict[str, Any]
ID = r"(?P<id>[0-9a-f]{12})"
# Characters the archive keeps at each end of an equal stretch.
ENDS = 40


async def short(datasette: Datasette, request: Request) -> Response:
    """/letters/ID: the address that does not depend on the name of the database file."""
    return Response.redirect(await site.letter_path(datasette, request.url_vars["id"]))


async def show(datasette: Datasette, request: Request) -> Response:
    """/archive/letters/ID in HTML; a table called letters in any other database keeps Datasette's row page."""
    if not await _is_archive(datasette, tilde_decode(request.url_vars["database"])):
        kwargs = {**request.url_vars, "table": "letters", "pks": request.url_vars["id"], "format": None}
        request.scope["url_route"]["kwargs"] = kwargs
        return await RowView(datasette).dispatch_request(request)
    letter_id = request.url_vars["id"]
    found, read = await site.read(datasette, lambda conn: _read(conn, letter_id))
    if found is None:
        raise NotFound("Record not found")
    address = datasette.absolute_url(request, await site.letter_path(datasette, letter_id))
    database = (await site.archive(datasette)).name
    context = {"letter": found, "address": address, "database": database, **read}
    if found["state"] == "removed":
        return await page(datasette, request, "removed.html", context, status=410)
    # Whatever the file is called.
    lasting = datasette.absolute_url(request, datasette.urls.path(f"/letters/{letter_id}"))
    context["citations"] = {
        "GB/T 7714": citation.gbt7714(found, lasting, due.today()),
        "BibTeX": citation.bibtex(found, lasting, due.today()),
        "text": citation.plain(found, lasting),
    }
    return await page(datasette, request, "letter.html", {**context, **_view(found, read["parts"])})


async def _is_archive(datasette: Datasette, route: str) -> bool:
    try:
        return bool((await site.archive(datasette)).route == route)
    except site.NoArchiveError:
        return False


async def show_version(datasette: Datasette, request: Request) -> Response:
    """/archive/letters/ID/versions/N: what this version changed, passage by passage."""
    letter_id, number = request.url_vars["id"], int(request.url_vars["number"])

    def read(conn: sqlite3.Connection) -> tuple[Row | None, Row | None, list[Row]]:
        return query.letter(conn, letter_id), query.version(conn, letter_id, number), query.versions(conn, letter_id)

    letter, version, versions = await site.read(datasette, read)
    if letter is None or version is None or letter["state"] == "removed":
        raise NotFound("Record not found")
    others = {v["number"]: v for v in versions}
    later = sum(v["covered"] for v in versions if v["number"] > number)
    context = {
        "letter": letter,
        "version": version,
        "versions": versions,
        "fields": others[number]["fields"],
        "covered_later": later,
        "others": others,
    }
    context |= {"text": version["text"] or letter["text"], "passages": list(_passages(version["diff"]))}
    return await page(datasette, request, "version.html", context)


def _passages(diff: list[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """The differences as (same | gone | new | gap, text); the archive keeps the ends of a long equal stretch with … between."""
    for change, text in diff:
        if not text:
            continue
        if change:
            # A line that begins or ends elsewhere is a change nobody would see.
            yield ("new" if change > 0 else "gone"), text.replace("\n", "↵\n")
        elif len(text) == ENDS * 2 + 1 and text[ENDS] == "…":
            yield from (("same", text[:ENDS]), ("gap", ""), ("same", text[ENDS + 1 :]))
        else:
            yield "same", text


def _read(conn: sqlite3.Connection, letter_id: str) -> tuple[Row | None, dict[str, Any]]:
    found = query.letter(conn, letter_id)
    if found is None or found["state"] == "removed":
        return found, {}
    return found, {
        "parts": query.parts(conn, letter_id, due.today()),
        "siblings": query.same_submission(conn, letter_id),
        "versions": query.versions(conn, letter_id),
        "pages": query.pages(conn, letter_id),
    }


def _view(letter: Row, parts: dict[str, list[Row]]) -> dict[str, Any]:
    evidence = Evidence(parts["evidence"], parts["issues"])
    text = letter["text"]
    promises = [
        Span(
            c["start"],
            c["end"],
            "span",
            {"class": "promise", "data-ev": f"promise-{c['position']}"},
            f"promise-{c['position']}",
        )
        for c in parts["commitments"]
    ]
    spans = [*section_spans(text, parts["sections"]), *promises, *evidence.spans()]
    shown: list[Fact] = facts(letter, parts, evidence)
    return {
        "facts": shown,
        "submissions": _submissions(parts, evidence),
        "blocks": blocks(text, spans, parts["letter_tables"], _roles(text, parts["evidence"])),
        "loose_tables": unplaced(text, parts["letter_tables"]),
        "breadcrumb": json.loads(letter["breadcrumb"] or "[]"),
    }


def _submissions(parts: dict[str, list[Row]], evidence: Evidence) -> list[Row]:
    out = []
    for submission in parts["letter_submissions"]:
        where = f"submissions[{submission['position']}]"
        values = {
            key: evidence.value(f"{where}.{key}", str(submission[key] or "")) for key in ("number", "title", "category")
        }
        out.append({**submission, "evidence": {key: found[0] if found else None for key, found in values.items()}})
    return out


def _roles(text: str, evidence: list[Row]) -> dict[int, str]:
    """Where a line of the letter has a role of its own: the title, whom it greets, who signed it and when."""
    roles: dict[int, str] = {}
    for found in evidence:
        if found["source"] != "text" or found["start"] is None:
            continue
        start = text.rfind("\n", 0, found["start"]) + 1
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else None].strip()
        value = text[found["start"] : found["end"]].strip()
        field = found["field"]
        if field == "letter.title":
            roles[start] = "title"
        elif field.startswith("addressees[") and line.endswith(("：", ":")):
            roles[start] = "salutation"
        elif (field == "letter.signed_on" or field.startswith("agencies[")) and len(line) <= len(value) + 4 and start:
            roles[start] = "signature"
    return roles
