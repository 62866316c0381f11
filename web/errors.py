"""What a reader sees when something is not there or went wrong: one page, one sentence, what to do."""

from __future__ import annotations

import logging
import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from web import i18n, page, site
from web.labels import N_

log = logging.getLogger(__name__)

# Datasette's sentences for what readers meet most, so that they can be put into the reader's language.
KNOWN = {
    "404": N_("There is no page at this address."),
    "Record not found": N_("There is no such letter or record in this archive."),
    "Database not found": N_("There is no page at this address."),
    "Table not found": N_("There is no page at this address."),
    "No archive of letters is being served here.": N_("No archive of letters is being served here."),
    "This archive was made by another version; run `fuhan ingest` to bring it up to date.": N_(
        "This archive was made by another version; run `fuhan ingest` to bring it up to date."
    ),
    "This question takes longer than the server allows.": N_("This question takes longer than the server allows."),
    "SQL Interrupted": N_("This SQL takes longer than the server allows; narrow it down."),
    "Statement must be a SELECT": N_("Only SELECT statements can be run here."),
}
TITLES = {
    400: N_("This cannot be answered"),
    403: N_("Not open to readers"),
    404: N_("Not found"),
    500: N_("Something went wrong on our side"),
    503: N_("Not available"),
}


async def respond(datasette: Datasette, request: Request, exception: Exception) -> Response:
    """The response for an exception; JSON where JSON was asked for. Faults of ours are logged with their traceback."""
    status, message, detail = _read(exception)
    if status == 500:
        log.error("page_failed path=%s", request.path, exc_info=exception)
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "status": status, "error": detail or message}, status=status)
    context: dict[str, Any] = {
        "status": status,
        "title": i18n.gettext(TITLES.get(status, TITLES[400])),
        "message": i18n.gettext(message),
        "detail": detail,
    }
    return await page.page(datasette, request, "error.html", context, status=status)


def _read(exception: Exception) -> tuple[int, str, str]:
    """Status, a message of the catalogue, and the exception's own words where the message does not cover them."""
    if isinstance(exception, DatasetteError):
        said = exception.title if exception.message_is_html else str(exception.message)
        # Datasette raises these for what a reader asked, and forgets to say so for some ("Cannot sort table by x").
        status = 400 if exception.status == 500 else exception.status
    elif isinstance(exception, Base400):
        said, status = str(exception.args[0] if exception.args else ""), exception.status
    elif isinstance(exception, site.UnavailableError):
        said, status = str(exception), 503
    elif isinstance(exception, sqlite3.ProgrammingError) and "null character" in str(exception):
        said, status = str(exception), 400  # the name of a column or table in the address held one
    else:
        return 500, N_("The page could not be made; the fault has been written down."), ""
    if said in KNOWN:
        return status, KNOWN[said], ""
    return status, N_("The server answered:"), said or ""
