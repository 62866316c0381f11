"""Scrapy settings of every crawl: polite, honest, bounded, and with no door left open. `scrapy.cfg` points here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

BOT_NAME = "fuhan"
SPIDER_MODULES = ["crawler.spiders"]
VERSION = version("fuhan")
_PURPOSE = "archive of replies to deputies' suggestions and CPPCC proposals"

# Doors: in 2.19 Scrapy opens a port that runs Python in the crawl's process unless told not to.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# Politeness is ours (crawler.politeness, crawler.robots); Scrapy's own is per crawler and cannot keep it for a process.
ROBOTSTXT_OBEY = False
DOWNLOADER = "crawler.downloader.Downloader"
SCHEDULER = "crawler.downloader.HostScheduler"
DOWNLOAD_HANDLERS = {"http": "crawler.handler.Handler", "https": "crawler.handler.Handler", "ftp": None, "s3": None, "file": None,
                     "data": None}  # fmt: skip
TWISTED_DNS_RESOLVER = "crawler.addresses.PublicResolver"
CONCURRENT_REQUESTS = 64
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 64 << 20
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False  # a cut page is captured as it came and named broken
COOKIES_ENABLED = False
REDIRECT_ENABLED = False
RETRY_ENABLED = False

# Every middleware costs every page; these two are the whole chain.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {"crawler.robots.RobotsMiddleware": 100, "crawler.recording.RecordingMiddleware": 900}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE: dict[str, int] = {}
CONCURRENT_ITEMS = 1  # the default of 100 starts a hundred tasks per response and costs a third of the speed
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads our source to find out, on every run

ASYNCIO_EVENT_LOOP = "uvloop.Loop"
LOG_LEVEL = "WARNING"
LOG_INSTALL_ROOT_HANDLER = False
LOG_FORMATTER = "crawler.settings.QuietFormatter"
DEFAULT_REQUEST_HEADERS: dict[str, str] = {}


class ContactMissingError(ValueError):
    """No contact is set: the operators of the sites visited could not reach anyone."""


def user_agent(contact: str) -> str:
    """The name we visit under, with a way to reach us. Raises ContactMissingError unless `contact` is an e-mail or web address."""
    contact = contact.strip()
    if not re.fullmatch(r"(?:mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+|https?://\S+\.\S+", contact):
        raise ContactMissingError(
            "set FUHAN_CONTACT to an e-mail or web address of yours before visiting live sites: it goes into the user agent, so that"
            " an office that is bothered can write to you"
        )
    return f"{BOT_NAME}/{VERSION} (+{contact}; {_PURPOSE})"


def request_headers(agent: str) -> dict[str, str]:
    """Headers of every request. gzip and deflate only: what WARC readers everywhere can undo."""
    return {
        "User-Agent": agent,
        "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8",
        "Accept-Language": "zh-CN,zh;q=0.9",
        "Accept-Encoding": "gzip, deflate",
    }


class QuietFormatter:
    """Scrapy's per-page log lines, left out: the captures are the log."""

    @classmethod
    def from_crawler(cls, crawler: Any) -> QuietFormatter:
        """Built by Scrapy."""
        return cls()

    def crawled(self, *args: Any) -> None:
        """No line."""

    def scraped(self, *args: Any) -> None:
        """No line."""

    def dropped(self, *args: Any) -> None:
        """No line."""

    def item_error(self, *args: Any) -> Mapping[str, Any]:
        """There are no items, so this is never called."""
        return {}

    def spider_error(self, failure: Any, request: Any, response: Any, spider: Any) -> dict[str, Any]:
        """A fault of ours, with its traceback."""
        return {"level": 40, "msg": "spider_error url=%(url)s", "args": {"url": request.url}}

    def download_error(self, failure: Any, request: Any, spider: Any, errmsg: str | None = None) -> dict[str, Any]:
        """A fault of ours: what the network does wrong never gets here."""
        return {
            "level": 40,
            "msg": "download_error url=%(url)s error=%(error)s",
            "args": {"url": request.url, "error": errmsg},
        }
