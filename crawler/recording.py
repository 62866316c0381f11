"""The one place every answer passes: named, written to the captures, noted in the state and counted; then followed or retried."""

from __future__ import annotations

import logging
import re
import sqlite3
from datetime import UTC, datetime
from html import unescape
from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro

from crawler.addresses import is_private_literal
from crawler.answers import decompress, describe, honest_headers, location, retry_after, strange_encoding
from crawler.capture_log import Logged
from crawler.captures import Capture, sha1, warc_date
from crawler.fetching import RETRY_BONUS, Fetch, SkippedError, as_asked
from crawler.ledger import Ledger
from crawler.outcomes import RETRY, Facts, Outcome, classify
from crawler.politeness import PROCESS
from crawler.run_context import RunContext

log = logging.getLogger(__name__)

UNWRITABLE = "captures_unwritable"
MAX_HOPS = 5
MAX_ATTEMPTS = 3
_META = re.compile(
    rb"<meta\b[^>]{0,500}\bhttp-equiv\s*=\s*[\"']?refresh[^>]{0,2000}>|<meta\b[^>]{0,2000}\bhttp-equiv\s*=\s*[\"']?refresh[^>]{0,500}>",
    re.I,
)
_URL = re.compile(rb"\burl\s*=\s*[\"']?\s*([^\"'>\s]+)", re.I)
_SENDS_ON = frozenset({Outcome.OK, Outcome.EMPTY, Outcome.EMPTY_SHELL})
_REFRESH_BYTES = 2_000  # a page that only sends the reader on; an error page with a refresh is larger


class RecordingMiddleware:
    """Downloader middleware next to the network."""

    def __init__(self, context: RunContext, crawler: Crawler) -> None:
        self._run, self._crawler = context, crawler
        self._ready = {name.encode(): [value.encode()] for name, value in context.headers.items()}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; the run's context comes with the spider."""
        return cls(crawler.spider.run_context, crawler)  # type: ignore[union-attr]

    def process_request(self, request: Request) -> None:
        """The headers of every request; put in as Scrapy keeps them, which saves normalising four names a page."""
        dict.update(request.headers, self._ready)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """The response, with its outcome in `meta["fetch"]`; or the request to send instead (redirect, retry).

        A mistake of ours on the way is told: Scrapy would only log it, and the page would be missing from a run that is all well.
        """
        fetch: Fetch = request.meta["fetch"]
        if fetch.outcome is not None:
            return response
        try:
            return self._received(request, fetch, response)
        except (OSError, sqlite3.Error):
            raise
        except Exception as error:
            return self._failed_ourselves(request, fetch, error)

    def _failed_ourselves(self, request: Request, fetch: Fetch, error: Exception) -> Response:
        self._run.ledger.fault(fetch.site, f"our_fault: {error!r} at {request.url}")
        return self._give_up(request, Outcome.BROKEN, describe(error))

    def _received(self, request: Request, fetch: Fetch, response: Response) -> Response | Request:
        headers = _headers(response)
        named = {name.lower(): value for name, value in headers}
        raw = response.body
        try:
            fetch.body = decompress(raw, named.get("content-encoding", ""), request.meta["download_maxsize"])
        except ValueError as error:
            return self._give_up(request, Outcome.TOO_LARGE, str(error))
        fetch.content_type = named.get("content-type", "")
        facts = Facts(
            request.url, response.status, named, fetch.body, fetch.kind, fetch.asked, None, fetch.expect, fetch.success
        )
        outcome = classify(facts)
        if response.status == 304 and fetch.earlier is None:
            outcome = Outcome.BROKEN  # not what we have, for we have nothing and asked without condition
        if "dataloss" in response.flags or strange_encoding(raw, named.get("content-encoding", "")):
            outcome = Outcome.BROKEN
        target = None
        if outcome is Outcome.MOVED or (outcome in _SENDS_ON and len(raw) < _REFRESH_BYTES):
            target, outcome = self._target(request, fetch, named, outcome)
        fetch.outcome = outcome
        if outcome is not Outcome.PRIVATE_ADDRESS:  # that is where a redirect leads, and no fault of this host's name
            PROCESS.report(urlsplit(request.url).hostname or "", outcome, retry_after(named.get("retry-after")))
        again = self._retry(request, fetch)
        headers = honest_headers(headers, raw, fetch.body)
        self._record(request, fetch, response.status, headers, raw, response, final=again is None)
        if target is not None and outcome is Outcome.MOVED:
            return self._follow(request, fetch, target)
        return again or response

    def process_exception(self, request: Request, exception: Exception) -> Response | Request:
        """What never answered: the same, with an empty response of status 0 for the spider."""
        fetch: Fetch = request.meta["fetch"]
        if isinstance(exception, SkippedError):
            return self._give_up(request, exception.outcome, str(exception))
        try:
            return self._unanswered(request, fetch, exception)
        except (OSError, sqlite3.Error):
            raise
        except Exception as error:
            return self._failed_ourselves(request, fetch, error)

    def _unanswered(self, request: Request, fetch: Fetch, exception: Exception) -> Response | Request:
        error = describe(exception)
        fetch.outcome = classify(Facts(request.url, error=error))
        PROCESS.report(urlsplit(request.url).hostname or "", fetch.outcome)
        again = self._retry(request, fetch)
        self._record(request, fetch, None, [], b"", None, error, final=again is None)
        return again or Response(request.url, status=0, request=request)

    def _give_up(self, request: Request, outcome: Outcome, error: str) -> Response:
        fetch: Fetch = request.meta["fetch"]
        fetch.outcome = outcome
        self._record(request, fetch, None, [], b"", None, error)
        return Response(request.url, status=0, request=request)

    def _target(
        self, request: Request, fetch: Fetch, named: dict[str, str], outcome: Outcome
    ) -> tuple[str | None, Outcome]:
        """Where a redirect or a meta refresh leads, and the outcome that makes of it."""
        if outcome is Outcome.MOVED:
            there = location(named.get("location", ""))
            if not there:
                return None, Outcome.BROKEN
        else:
            tag = _META.search(fetch.body)
            refresh = _URL.search(tag[0]) if tag else None
            if not refresh or fetch.kind in ("robots", "attachment"):
                return None, outcome
            there = unescape(refresh[1].decode("utf-8", "replace"))
        try:
            target = as_asked(urljoin(request.url, there))
            host = urlsplit(target).hostname or ""
        except ValueError:  # no address at all
            return None, Outcome.BROKEN
        if outcome is not Outcome.MOVED and target.partition("#")[0] == request.url.partition("#")[0]:
            return None, outcome  # a page that reloads itself
        if fetch.hops >= MAX_HOPS or target == request.url:
            return None, Outcome.REDIRECT_LOOP
        if host not in fetch.hosts and is_private_literal(host):
            return None, Outcome.PRIVATE_ADDRESS
        if host not in fetch.hosts or urlsplit(target).scheme not in ("http", "https"):
            return None, Outcome.OFF_HOST_REDIRECT
        return target, Outcome.MOVED

    @staticmethod
    def _follow(request: Request, fetch: Fetch, target: str) -> Request:
        hop = fetch.again(hops=fetch.hops + 1, earlier=None, attempt=1)
        follow = request.replace(url=target, method="GET", body=b"", priority=request.priority + 1)
        for name in ("If-None-Match", "If-Modified-Since", "Content-Type"):
            follow.headers.pop(name, None)
        follow.meta["fetch"] = hop
        return follow

    @staticmethod
    def _retry(request: Request, fetch: Fetch) -> Request | None:
        host = PROCESS.host(urlsplit(request.url).hostname or "")
        if fetch.outcome not in RETRY or fetch.attempt >= MAX_ATTEMPTS or host.given_up is not None:
            return None
        again = request.replace(priority=request.priority + RETRY_BONUS)
        again.meta["fetch"] = fetch.again(attempt=fetch.attempt + 1)
        return again

    def _record(
        self,
        request: Request,
        fetch: Fetch,
        status: int | None,
        headers: list[tuple[str, str]],
        raw: bytes,
        response: Response | None,
        error: str = "",
        final: bool = True,
    ) -> None:
        run = self._run
        outcome = fetch.outcome or Outcome.BROKEN
        now = datetime.now(UTC)
        digest = sha1(raw) if status is not None else ""
        earlier = fetch.earlier
        unchanged = earlier is not None and (status == 304 or (status == 200 and earlier.digest == digest))
        if unchanged and outcome is Outcome.OK:
            fetch.outcome = outcome = Outcome.UNCHANGED
        if outcome is Outcome.OK and fetch.kind == "letter":
            run.ledger.shown(fetch.site, digest)
        if final:  # what a retry put right is in the captures, and no one need look at it
            run.ledger.count(fetch.site, outcome, len(raw), fetch.kind)
        if outcome is Outcome.HOST_GIVEN_UP or run.captures is None:
            return  # given up: nothing was asked, so there is nothing to record, and it stays due
        capture = Capture(
            url=request.url, date=now, kind=fetch.kind, outcome=outcome.value, site=fetch.site, column=fetch.column,
            found_on=fetch.found_on, list_title=fetch.list_title, list_date=fetch.list_date, method=request.method,
            request_headers=_headers(request), request_body=request.body, status=status, headers=headers, body=raw, error=error,
            earlier=earlier, digest=digest,
        )  # fmt: skip
        if response is not None:
            capture.protocol = response.protocol or "HTTP/1.1"
            capture.ip = str(response.ip_address or "")
        try:
            place = run.captures.write(capture)
        except OSError as error:
            stop_unwritable(self._crawler, run.ledger, error)
            raise
        named = {name.lower(): value for name, value in headers}
        entry = Logged(
            request.url, warc_date(now), fetch.kind, outcome.value, fetch.site, fetch.column, run.run, fetch.found_on,
            fetch.list_title, fetch.list_date, status, named.get("etag", ""), named.get("last-modified", ""),
            earlier.digest if unchanged and earlier else digest, bool(unchanged), place.file, place.offset,
        )  # fmt: skip
        try:
            fetch.verdict = run.state.record(entry, place)
        except sqlite3.Error as error:
            stop_unwritable(self._crawler, run.ledger, error)
            raise
        run.ledger.verdict(fetch.site, fetch.kind, fetch.verdict)


def stop_unwritable(crawler: Crawler, ledger: Ledger, error: Exception) -> None:
    """Ends the run: what is fetched and cannot be kept would only burden the sites."""
    if ledger.finish_reason != UNWRITABLE:
        log.error("captures_unwritable error=%s; free some space and crawl again", error)
        ledger.finish(UNWRITABLE)
        deferred_from_coro(crawler.engine.close_spider_async(reason=UNWRITABLE))


def _headers(message: Request | Response) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in message.headers.items()
        for value in values
    ]
