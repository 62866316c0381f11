"""What every response carries so that a hostile letter stays text, and the requests this site does not take."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from archive.exports.text_files import neutral

Scope = MutableMapping[str, Any]
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# No 'unsafe-inline' anywhere: every script, style and image of the site is a file of this host.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    b"content-security-policy": CSP.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
}
READING = {"GET", "HEAD", "OPTIONS"}
MAX_QUERY_STRING = 8_000

# Rows in which some cell may open like a formula; the cells themselves are judged by the archive's own export.
# A letter can be longer than the 131,072 characters csv takes a field for damaged at.
csv.field_size_limit(100_000_000)
_SUSPECT = re.compile(r'(?:^|,|\n)"?\s*[=+\-@＝＋－＠\t\r]')


def neutral_csv(chunk: str) -> str:
    """CSV text of whole rows with every formula cell neutralised; text without one is returned as it came."""
    if not _SUSPECT.search(chunk):
        return chunk
    out = io.StringIO()
    csv.writer(out).writerows([neutral(cell) for cell in row] for row in csv.reader(io.StringIO(chunk, newline="")))
    return out.getvalue()


def harden(app: App) -> App:
    """ASGI middleware: security headers on all responses, reading methods only, capped queries, harmless CSV."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if scope["method"] not in READING:
            await _refuse(send, 405, b"This archive is read-only.\n", [(b"allow", b"GET, HEAD")])
            return
        if len(scope.get("query_string", b"")) > MAX_QUERY_STRING:
            await _refuse(send, 414, b"The address is too long.\n", [])
            return
        await app(scope, receive, _hardened(scope, send))

    return inner


def _hardened(scope: Scope, send: Send) -> Send:
    is_csv = scope["path"].endswith(".csv")

    async def wrapped(event: Event) -> None:
        if event["type"] == "http.response.start":
            given = {key.lower() for key, _ in event.get("headers", [])}
            # A page may bring a stricter policy of its own (the captured page does); referrer-policy is Datasette's too.
            extra = [(key, value) for key, value in HEADERS.items() if key not in given]
            event = {**event, "headers": [*event.get("headers", []), *extra]}
        elif is_csv and event.get("body"):
            event = {**event, "body": neutral_csv(event["body"].decode("utf-8")).encode("utf-8")}
        await send(event)

    return wrapped


async def _refuse(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    plain = [(b"content-type", b"text/plain; charset=utf-8"), *headers, *HEADERS.items()]
    await send({"type": "http.response.start", "status": status, "headers": plain})
    await send({"type": "http.response.body", "body": body})
