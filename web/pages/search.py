"""/search: the question, what it found, and the same as CSV, JSON and Atom."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from web import exports, facets, feeds, file_names, i18n, site
from web.labels import N_
from web.page import page, past_the_end
from web.queries import names
from web.queries.asking import LAST_PAGE
from web.queries.filters import SORTS, Ask
from web.queries.search import PAGE, Result, latest_seen, search

Row = dict[str, Any]

COLUMNS = (
    "id",
    "title",
    "doc_number",
    "kind",
    "agency_name",
    "place_code",
    "place_name",
    "assembly",
    "submission_kind",
    "submission_number",
    "submission_title",
    "signed_on",
    "published_at",
    "outcome",
    "commitment_count",
    "state",
    "url",
)
FEED_SIZE = 50

TITLES = {
    "place": N_("Place"),
    "agency": N_("Office"),
    "year": N_("Year"),
    "assembly": N_("Assembly"),
    "kind": N_("Kind"),
    "outcome": N_("Outcome class"),
    "commitments": N_("Commitments"),
    "state": N_("State of the page"),
}
# Filters whose values are codes, with the group of their words.
GROUPS = {"assembly": "assembly", "kind": "kind", "state": "state", "commitments": "with_commitments"}
SORT_LABELS = {"relevance": N_("Best match"), "newest": N_("Newest first"), "oldest": N_("Oldest first")}


async def show(datasette: Datasette, request: Request) -> Response:
    """The result in the format the address ends with; without one, as a page."""
    ask = Ask.of(request.args)
    kind = request.url_vars["format"]
    if kind == "csv" or kind == "json":
        return await _export(datasette, request, ask, kind)
    result, named = await site.read(
        datasette, lambda conn: _feed_of(conn, ask) if kind == "atom" else _read(conn, ask, PAGE)
    )
    label = facets.labelled(named, GROUPS)
    if kind == "atom":
        name = file_names.named("inline", "atom", "letters", i18n.gettext("Letters"), ask, label)
        return _feed(datasette, request, ask, result, name)
    pages = min(-(-result.total // PAGE), LAST_PAGE)
    if back := past_the_end(ask, pages):
        return back
    context = {
        "ask": ask,
        "q": ask.q,
        "result": result,
        "pages": pages,
        "facets": facets.facets(ask, result.facets, TITLES, label),
        "offices": named.suggested,
        "active": facets.active(ask, label),
        "sorts": [(sort, i18n.gettext(SORT_LABELS[sort])) for sort in SORTS if ask.q or sort != "relevance"],
    }
    return await page(datasette, request, "search.html", context)


def _read(conn: sqlite3.Connection, ask: Ask, size: int) -> tuple[Result, names.Names]:
    result = search(conn, ask, size, snippets=True)
    return result, names.of_filters(conn, result.facets, ask.place, ask.agency)


def _feed_of(conn: sqlite3.Connection, ask: Ask) -> tuple[Result, names.Names]:
    """What a reader of feeds has not seen yet: the newest, not the best matches."""
    if not (ask.q or ask.filters()):
        return latest_seen(conn, FEED_SIZE), names.of_filters(conn, {}, "", "")
    return _read(conn, replace(ask, sort="newest", page=1), FEED_SIZE)


async def _export(datasette: Datasette, request: Request, ask: Ask, kind: str) -> Response:
    """CSV or JSON of the first MOST_ROWS letters; with `text=1` the text too, for at most MOST_TEXTS."""
    text = request.args.get("text") == "1"
    asked = str(request.args.get("size") or "")
    most = exports.MOST_TEXTS if text else exports.MOST_ROWS
    size = min(int(asked), most) if re.fullmatch(r"[1-9]\d{0,5}", asked) else most

    def read(conn: sqlite3.Connection) -> tuple[Result, names.Names]:
        found = search(conn, ask, size, text=text)
        names.fill_places(conn, found.letters)
        return found, names.of_filters(conn, {}, ask.place, ask.agency)

    result, named = await site.read(datasette, read)
    columns = (*COLUMNS, "text") if text else COLUMNS
    how = "attachment" if kind == "csv" else "inline"
    name = file_names.named(how, kind, "letters", i18n.gettext("Letters"), ask, facets.labelled(named, GROUPS))
    if kind == "csv":
        return exports.csv_file(name, columns, result.letters)
    letters = [{column: letter.get(column) for column in columns} for letter in result.letters]
    return exports.json_file(
        {"total": result.total, "total_is_at_least": result.capped, "page": ask.page, "letters": letters}, name
    )


def _feed(datasette: Datasette, request: Request, ask: Ask, result: Result, name: dict[str, str]) -> Response:
    def absolute(path: str) -> str:
        return str(datasette.absolute_url(request, datasette.urls.path(path)))

    entries = [
        feeds.Entry(
            absolute(f"/letters/{letter['id']}"),
            letter["title"] or letter["id"],
            letter["changed_at"] or letter["first_seen"],
            letter["submission_title"] or "",
            letter["agency_name"],
        )
        for letter in result.letters
    ]
    query = ask.query_string()
    title = i18n.gettext("Fuhan: letters") + (f" ({ask.q})" if ask.q else "")
    return feeds.atom(title, absolute(f"/search.atom?{query}"), absolute(f"/search?{query}"), entries, name)
