"""Further traps: redirects that never end, wrappings, dates that lie, pagers with holes, addresses nobody escaped."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace

from examples.model import Reply, Request
from examples.platforms.base import HTML
from examples.platforms.ucap import Ucap
from tests.testbed.traps import PATH, Trap, Trapped, on_letters
from tests.testbed.wire import Drip

LIST = {PATH, PATH + "index.html"}
HUGE_ROBOTS = "User-agent: *\n" + "".join(f"Disallow: /private/{n:07}/*/archive$\n" for n in range(150_000))
MENU = "".join(f"<a href='/zwgk/{n}/'>政务公开栏目导航{n}</a>" for n in range(500))
BUSY = f"<!DOCTYPE html><html><head><title>示范县</title></head><body>{MENU}<p>系统繁忙，请稍后再来</p></body></html>".encode()
HTML_ROBOTS = (
    "<!DOCTYPE html><html><head><title>网站首页</title></head><body><a href='/'>首页</a><p>欢迎访问</p></body></html>"
)


def _swap(self: Trapped, request: Request, honest: Reply) -> Reply:
    """The list goes from http to https and back for ever."""
    if request.path not in LIST:
        return honest
    scheme = "https" if self.asked[request.path] % 2 else "http"
    return Reply(b"", HTML, 302, {"location": f"{scheme}://{self.site.host}{request.path}"})


def _cookie(self: Trapped, request: Request, honest: Reply) -> Reply:
    """Who comes without the cookie gets it, and is sent on to an address that asks for it again."""
    if request.path not in LIST:
        return honest
    target = f"{request.path}?ck={self.asked[request.path]}"
    return Reply(b"", HTML, 302, {"location": target, "set-cookie": f"ck={self.asked[request.path]}; path=/"})


def _list_elsewhere(self: Trapped, request: Request, honest: Reply) -> Reply:
    return Reply(b"", HTML, 301, {"location": "http://ads.example/zwgk/"}) if request.path in LIST else honest


def _refresh_for_ever(self: Trapped, request: Request, honest: Reply) -> Reply:
    if request.path not in LIST:
        return honest
    tag = f'<meta content="0; url={request.path}?t={self.asked[request.path]}" http-equiv="refresh">'
    return Reply(f"<html><head>{tag}</head><body></body></html>".encode(), HTML)


def _refreshed(self: Trapped, request: Request, honest: Reply) -> Reply:
    """The column's address only sends on; the list itself reloads every five minutes."""
    if request.path == PATH:
        return Reply(
            f"<html><head><meta http-equiv=refresh content='0;URL=\"{PATH}index.html?a=1&amp;b=2\"'></head></html>".encode(),
            HTML,
        )
    if request.path == PATH + "index.html":
        tag = f'<meta http-equiv="refresh" content="300;url={request.path}">'.encode()
        return replace(honest, body=honest.body.replace(b"<head>", b"<head>" + tag), etag=None)
    return honest


def _twice(self: Trapped, request: Request, honest: Reply) -> Reply:
    """Every letter is listed under two addresses, and a third with a share parameter."""
    if not request.path.startswith(PATH) or self.place(request) is not None:
        return honest
    rows = []
    for line in honest.body.decode().splitlines():
        rows.append(line)
        if "<li><span" in line:
            rows += [line.replace('.html"', '_wap.html"'), line.replace('.html"', '.html?from=timeline"')]
    return replace(honest, body="\n".join(rows).encode(), etag=None)


def _hole(self: Trapped, request: Request, honest: Reply) -> Reply:
    return self.not_found() if request.path == PATH + "index_2.html" else honest


def _future(self: Trapped, request: Request, honest: Reply) -> Reply:
    if not request.path.startswith(PATH) or self.place(request) is not None:
        return honest
    return replace(honest, body=honest.body.replace(b"2025/", b"2099/"), etag=None)


def _empty_list(self: Trapped, request: Request, honest: Reply) -> Reply:
    return Reply(b"", HTML) if request.path in LIST else honest


def _not_modified(self: Trapped, request: Request, honest: Reply) -> Reply:
    """304 to who asked without condition."""
    return Reply(b"", HTML, 304) if request.path in LIST else honest


def _bomb(honest: Reply, request: Request) -> Reply:
    return Reply(gzip.compress(b"<p>" + b"0" * 200_000_000, 9), HTML, headers={"content-encoding": "gzip"})


def _unknown_encoding(honest: Reply, request: Request) -> Reply:
    return Reply(b"\x1b\x2f\x04\x00" + bytes(range(128, 256)) * 20, HTML, headers={"content-encoding": "br"})


def _drip(honest: Reply, request: Request) -> Reply:
    return Drip(honest.body, HTML)


def _bad_location(location: str) -> Callable[[Reply, Request], Reply]:
    return lambda honest, request: Reply(b"", HTML, 302, {"location": location})


def _odd_retry(self: Trapped, request: Request, honest: Reply) -> Reply:
    """503 once, with a Retry-After of a form that has no zone."""
    if self.place(request) is not None and self.asked[request.path] == 1:
        return Reply(b"busy", "text/plain", 503, {"retry-after": "Wed, 21 Oct 2015 07:28:00 -0000"})
    return honest


def _odd_port(self: Trapped, request: Request, honest: Reply) -> Reply:
    """One entry of the list leads to a port that cannot be, one to an address that is none."""
    if request.path not in LIST:
        return honest
    rows = [
        f'<li><span class="time">2025/11/01</span><a href="http://{self.site.host}:99999{PATH}t20251101_1.html" title="关于第1号建议的答复">关于第1号建议的答复</a></li>',
        '<li><span class="time">2025/11/01</span><a href="http://[bad/t20251101_2.html" title="关于第2号建议的答复">关于第2号建议的答复</a></li>',
    ]
    body = honest.body.decode().replace('<ul class="info-list">', '<ul class="info-list">' + "".join(rows))
    return replace(honest, body=body.encode(), etag=None)


class Unescaped(Trapped):
    """Letters lie in a folder with a Chinese name and a blank, which the list does not escape."""

    FOLDER = "/zwgk/jyta/答复 函/"

    def item_path(self, column, item):  # type: ignore[no-untyped-def]
        """In the folder."""
        return f"{self.FOLDER}t{item.published:%Y%m%d}_{item.serial}.html"


class WrappedJson(Ucap):
    """The interface's answers begin with a byte order mark, or stand in a call behind a comment."""

    def __init__(self, site, opening: bytes, closing: bytes) -> None:  # type: ignore[no-untyped-def]
        super().__init__(site)
        self._around = opening, closing

    def answer(self, request: Request) -> Reply:
        """The honest answer, wrapped."""
        reply = super().answer(request)
        if not reply.content_type.startswith("application/json"):
            return reply
        assert json.loads(reply.body)
        return replace(reply, body=self._around[0] + reply.body + self._around[1])


def bom(site, trap: Trap) -> WrappedJson:  # type: ignore[no-untyped-def]
    """With a byte order mark."""
    return WrappedJson(site, b"\xef\xbb\xbf", b"")


def jsonp(site, trap: Trap) -> WrappedJson:  # type: ignore[no-untyped-def]
    """As Spring wraps it."""
    return WrappedJson(site, b"/**/jQuery1124_99(", b");")


def more_traps() -> list[Trap]:
    """All of them."""
    first = (0,)
    return [
        Trap("scheme-swap", "redirect_loop", "list", _swap, lost="all"),
        Trap("cookie-loop", "redirect_loop", "list", _cookie, lost="all"),
        Trap("list-elsewhere", "off_host_redirect", "list", _list_elsewhere, lost="all"),
        Trap("refresh-loop", "redirect_loop", "list", _refresh_for_ever, lost="all"),
        Trap("refreshed", "ok", "list", _refreshed),
        Trap("listed-twice", "ok", "list", _twice),
        Trap("pager-hole", "page_missing", "list", _hole, count=20, lost=(8, 9, 10, 11)),
        Trap("future", "ok", "list", _future),
        Trap("empty-body", "empty", "list", _empty_list, lost="all"),
        Trap(
            "empty-letter", "empty", "letter", on_letters(first, lambda honest, request: Reply(b"", HTML)), lost=first
        ),
        Trap("bomb", "too_large", "letter", on_letters(first, _bomb), lost=first),
        Trap("brotli", "broken", "letter", on_letters(first, _unknown_encoding), lost=first),
        Trap("drip", "timeout", "letter", on_letters(first, _drip), lost=first),
        Trap("bad-location", "broken", "letter", on_letters(first, _bad_location("http://[::bad/")), lost=first),
        Trap(
            "file-location",
            "off_host_redirect",
            "letter",
            on_letters(first, _bad_location("file:///etc/passwd")),
            lost=first,
        ),
        Trap("odd-retry", "ok", "letter", _odd_retry),
        Trap("odd-port", "bad_address", "list", _odd_port),
        Trap("unescaped", "ok", "letter", platform=Unescaped),
        Trap("robots-huge", "ok", "robots", robots=HUGE_ROBOTS),
        Trap(
            "same-page", "same_page", "letter", on_letters(tuple(range(6)), lambda honest, request: Reply(BUSY, HTML))
        ),
        Trap(
            "not-modified",
            "broken",
            "letter",
            on_letters(first, lambda honest, request: Reply(b"", HTML, 304)),
            lost=first,
        ),
        Trap("list-not-modified", "broken", "list", _not_modified, lost="all"),
        Trap("robots-too-slow", "robots_too_slow", "robots", lost="all", robots="User-agent: *\nCrawl-delay: 86400\n"),
        Trap("robots-html", "ok", "robots", robots=HTML_ROBOTS),
        Trap("json-bom", "ok", "list", platform=bom, options={"json": True}),
        Trap("json-jsonp", "ok", "list", platform=jsonp, options={"json": True}),
    ]
