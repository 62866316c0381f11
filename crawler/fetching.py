"""One fetch from asking to outcome: what it is for, the request it becomes, what came of it. Carried in `request.meta["fetch"]`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request

from crawler.captures import Stored
from crawler.listings.base import Ask
from crawler.outcomes import CONTENT, Outcome

PAGE_BYTES = 8 << 20
FILE_BYTES = 64 << 20
LIST_PRIORITY, PROBE_PRIORITY, LETTER_PRIORITY, RETRY_BONUS = 20, 15, 0, 100


@dataclass(slots=True)
class Fetch:
    """`body` is the answer without content encoding; `hosts` are those a redirect may lead to."""

    kind: str
    site: str = ""
    column: str = ""
    found_on: str = ""
    list_title: str = ""
    list_date: str = ""
    hosts: frozenset[str] = frozenset()
    earlier: Stored | None = None
    expect: str = "page"
    success: str | None = None
    asked: str = ""
    hops: int = 0
    attempt: int = 1
    outcome: Outcome | None = None
    verdict: str = ""
    body: bytes = b""
    content_type: str = ""

    @property
    def has_content(self) -> bool:
        """True if the page asked for is there, new or unchanged."""
        return self.outcome in CONTENT

    def again(self, **changes: Any) -> Fetch:
        """A copy for another request of the same purpose, with no outcome yet."""
        return replace(self, outcome=None, verdict="", body=b"", content_type="", **changes)


class SkippedError(Exception):
    """A request that is not sent, for a reason that has a name."""

    def __init__(self, outcome: Outcome, reason: str = "") -> None:
        super().__init__(reason or outcome.value)
        self.outcome = outcome


def as_asked(url: str) -> str:
    """The address as it goes over the wire, escaped: under this name its answer is known. Raises ValueError if it cannot be asked for."""
    asked = Request(url).url
    if urlsplit(asked).port == 0:  # reading it raises for a port that is none
        raise ValueError("there is no port 0")
    return asked


def make_request(
    ask: Ask,
    fetch: Fetch,
    callback: Callable[..., Any],
    *,
    priority: int = 0,
    timeout: float | None = None,
    etag: str = "",
    modified: str = "",
) -> Request:
    """The Scrapy request for a fetch; validators make it a conditional one."""
    headers: dict[str, str] = dict(ask.headers)
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    meta: dict[str, Any] = {
        "fetch": fetch,
        "download_maxsize": FILE_BYTES if fetch.kind == "attachment" else PAGE_BYTES,
    }
    if timeout:
        meta["download_timeout"] = timeout
    fetch.asked = fetch.asked or ask.url
    return Request(ask.url, callback, ask.method, headers, ask.body, meta=meta, priority=priority, dont_filter=True)
