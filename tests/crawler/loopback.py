"""A `get` as crawler.columns wants it, straight to a server on loopback: no robots, no pause, outcomes named as in a crawl."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import httpx

from crawler.columns import Visit
from crawler.listings.base import Ask
from crawler.outcomes import Facts, classify


class Loopback:
    """Asks the server on `port` whatever host an address names, and keeps what was asked for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[str] = []

    async def __call__(self, ask: Ask | str, **kwargs: Any) -> Visit:
        ask = Ask(ask) if isinstance(ask, str) else ask
        self.asked.append(ask.url)
        parts = urlsplit(ask.url)
        address = f"http://127.0.0.1:{self.port}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")
        headers = {**ask.headers, "Host": parts.hostname or ""}
        async with httpx.AsyncClient() as client:
            answer = await client.request(ask.method, address, headers=headers, content=ask.body or None)
        facts = Facts(
            ask.url, answer.status_code, dict(answer.headers), answer.content, kwargs.get("kind", "list"), ask.url, None,
            kwargs.get("expect", "page"), kwargs.get("success"),
        )  # fmt: skip
        return Visit(
            ask.url, classify(facts), answer.status_code, answer.content, answer.headers.get("content-type", "")
        )
