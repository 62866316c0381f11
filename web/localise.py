"""ASGI middleware that settles the language of a request before anything is rendered."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from web import i18n
from web.security import App, Event, Receive, Scope, Send

YEAR = 365 * 24 * 3600
# What holds words of the interface: pages, feeds, calendars.
_SPOKEN = {b"text/html", b"application/atom+xml", b"text/calendar"}


def localise(app: App) -> App:
    """Choose the language from link, cookie and Accept-Language; remember a choice made by link for a year."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        query = scope.get("query_string", b"").decode("latin-1")
        headers = {key.lower(): value.decode("latin-1") for key, value in scope.get("headers", [])}
        i18n.use(i18n.choose(query, _cookie(headers.get(b"cookie", "")), headers.get(b"accept-language")))
        asked = i18n.asked_for(query)

        async def labelled(event: Event) -> None:
            if event["type"] == "http.response.start":
                event = {**event, "headers": _with_language(list(event.get("headers", [])), asked)}
            await send(event)

        await app(scope, receive, labelled)

    return inner


def _cookie(header: str) -> str | None:
    jar = SimpleCookie()
    try:
        jar.load(header)
    except CookieError:
        return None
    return jar[i18n.COOKIE].value if i18n.COOKIE in jar else None


def _with_language(headers: list[tuple[bytes, bytes]], asked: str | None) -> list[tuple[bytes, bytes]]:
    kinds = [value.split(b";")[0] for key, value in headers if key.lower() == b"content-type"]
    if not _SPOKEN.intersection(kinds):
        return headers
    vary = b", ".join([value for key, value in headers if key.lower() == b"vary"] + [b"Accept-Language"])
    headers = [(key, value) for key, value in headers if key.lower() != b"vary"]
    headers += [(b"vary", vary), (b"content-language", i18n.current().encode())]
    if asked and b"text/html" in kinds:
        headers = [(key, value) for key, value in headers if key.lower() != b"cache-control"]
        cookie = f"{i18n.COOKIE}={asked}; Path=/; Max-Age={YEAR}; SameSite=Lax"
        headers += [(b"cache-control", b"private, no-store"), (b"set-cookie", cookie.encode())]
    return headers
