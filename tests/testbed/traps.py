"""The traps: a TRS site (or another) that misbehaves in one way each, with the outcome a crawler should report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from examples.model import Column, Item, Reply, Request, Site
from examples.platforms.base import HTML, Platform, as_json
from examples.platforms.challenge import Challenge
from examples.platforms.jpaas import FAILURE, UNIT, Jpaas
from examples.platforms.trs import Trs
from tests.testbed.letters import column_letters
from tests.testbed.wire import Huge, Late, Truncated

PATH = "/zwgk/jyta/"
SOFT_404 = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>404</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/zwgk/jyta/">建议提案办理</a></div>
<div class="error-box"><h1>404</h1><p>很抱歉，您要访问的页面不存在或已被删除！</p></div></body></html>"""
MAINTENANCE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>系统维护</title></head><body>
<h2>系统维护公告</h2><p>网站正在升级维护，暂停服务，请稍后访问。给您带来不便，敬请谅解！</p></body></html>"""
COOKIE_SCRIPT = """<html><head><meta charset="utf-8"></head><body><script>
var _0x1="example";document.cookie="__tst_status=1#;path=/";document.cookie="EO_Bot_Ssid=0; path=/";
location.href=location.pathname+location.search;</script></body></html>"""
EMPTY_SHELL = """<!DOCTYPE html><html><head><meta charset="utf-8"><title></title><script src="/js/app.1a2b.js"></script></head>
<body><div id="app"></div></body></html>"""

Meddle = Callable[["Trapped", Request, Reply], Reply]


@dataclass
class Trap:
    """A host that misbehaves. `outcome` is what a crawler should call it, `where`: list, letter or robots.

    `lost`: letters no crawl can get (their places in the column, newest first is 0); "all" for a site that shows none.
    """

    name: str
    outcome: str
    where: str
    meddle: Meddle | None = None
    count: int = 6
    lost: tuple[int, ...] | str = ()
    options: dict[str, object] = field(default_factory=dict)
    robots: str | None = "User-agent: *\nAllow: /\n"
    platform: Callable[[Site, Trap], Platform] | None = None

    @property
    def host(self) -> str:
        """Host name of the trap."""
        return f"trap-{self.name}.gov.cn"


class Trapped(Trs):
    """A TRS site with a hand in between: `meddle` sees the request and the honest reply and returns what is sent."""

    def __init__(self, site: Site, trap: Trap) -> None:
        super().__init__(site)
        self.trap = trap
        self.asked: Counter[str] = Counter()

    def answer(self, request: Request) -> Reply:
        """The honest answer, meddled with."""
        self.asked[request.path] += 1
        honest = super().answer(request)
        return self.trap.meddle(self, request, honest) if self.trap.meddle else honest

    @property
    def column(self) -> Column:
        """The only column."""
        return self.site.columns[0]

    def place(self, request: Request) -> int | None:
        """Place of the letter asked for in its column, None for any other page."""
        found = self.index.get(request.path)
        return found[1] if found else None


def play(trap: Trap) -> Platform:
    """The trap as a site, with generated letters of its own."""
    items = column_letters(trap.count, offset=sum(map(ord, trap.name)))
    path = (
        "/col/col1229/index.html"
        if trap.platform is ErrorJson
        else PATH + "common_list.shtml"
        if trap.options.get("json")
        else PATH
    )
    column = Column("congress", path, "人大代表建议办理", "congress", items)
    site = Site(
        trap.host, "trs", f"示范县（{trap.name}）", [column], per_page=4, robots=trap.robots, options=dict(trap.options)
    )
    return trap.platform(site, trap) if trap.platform else Trapped(site, trap)


def challenge(site: Site, trap: Trap) -> Platform:
    """A site behind a challenge."""
    return Challenge(site)


class ErrorJson(Jpaas):
    """JPAAS whose interface answers `success: false` at status 200."""

    def __init__(self, site: Site, trap: Trap) -> None:
        super().__init__(site)

    def answer(self, request: Request) -> Reply:
        """The column's shell, or failure."""
        return as_json(FAILURE) if request.path == UNIT else super().answer(request)


def on_pages(reply: Reply) -> Meddle:
    """This reply for every page but robots.txt."""
    return lambda self, request, honest: honest if request.path == "/robots.txt" else reply


def on_letters(places: tuple[int, ...], reply: Callable[[Reply, Request], Reply]) -> Meddle:
    """This reply for the letters at `places`; the rest is honest."""
    return lambda self, request, honest: reply(honest, request) if self.place(request) in places else honest


def _page(text: str, status: int = 200, **headers: str) -> Reply:
    return Reply(text.encode(), HTML, status, {key.replace("_", "-"): value for key, value in headers.items()})


def _redirect(target: str) -> Callable[[Reply, Request], Reply]:
    return lambda honest, request: Reply(b"", HTML, 302, {"location": target})


def _page_one_for_ever(self: Trapped, request: Request, honest: Reply) -> Reply:
    if request.path.startswith(PATH + "index_"):
        return super(Trapped, self).answer(replace(request, path=PATH))
    return honest


def _drift(self: Trapped, request: Request, honest: Reply) -> Reply:
    """From page 2 on, the list shows the news of the home page."""
    if not request.path.startswith(PATH + "index_"):
        return honest
    news = Column("news", "/xwzx/yw/", "要闻动态", "mixed", column_letters(4, offset=9000))
    links = [(self.item_path(news, item), item) for item in news.items]
    call = 'createPageHTML(2, 1, "index", "html");'
    return self.html(
        "trs/hubei_list.html",
        site=self.site,
        column=news,
        links=links,
        call=call,
        crumbs=self.crumbs(news),
        siblings=[],
    )


def _off_host_items(self: Trapped, request: Request, honest: Reply) -> Reply:
    if request.path not in {PATH, PATH + "index.html"}:
        return honest
    links = [(f"./{self.item_path(self.column, item).removeprefix(PATH)}", item) for item in self.column.items[:2]]
    links += [(f"http://mp.weixin.example/s/{item.serial}", item) for item in self.column.items[2:4]]
    call = 'createPageHTML(2, 0, "index", "html");'
    return self.html(
        "trs/hubei_list.html", site=self.site, column=self.column, links=links, call=call,
        crumbs=self.crumbs(self.column), siblings=[],
    )  # fmt: skip


def _unknown_pager(self: Trapped, request: Request, honest: Reply) -> Reply:
    """The pager is a script nobody knows."""
    if request.path not in {PATH, PATH + "index.html"}:
        return honest
    pager = b'<div id="pg"><a href="javascript:void(0)" onclick="turn(1)">1</a><a href="javascript:void(0)" onclick="turn(2)">2</a></div>'
    body = re.sub(rb"<script[^>]*>\s*createPageHTML\([^)]*\);\s*</script>", pager, honest.body)
    return replace(honest, body=body, etag=None)


def _throttled(self: Trapped, request: Request, honest: Reply) -> Reply:
    if request.path != "/robots.txt" and self.asked[request.path] == 1 and self.place(request) in {0, 1, None}:
        return Reply(b"too many requests", "text/plain", 429, {"retry-after": "1"})
    return honest


def _flaky(self: Trapped, request: Request, honest: Reply) -> Reply:
    broken = self.place(request) is not None and self.asked[request.path] == 1
    return Reply(b"Internal Server Error", "text/plain", 500) if broken else honest


def _gone(honest: Reply, request: Request) -> Reply:
    return replace(honest, body=b"gone", status=410, etag=None, last_modified=None)


def _missing(self: Trapped, request: Request, honest: Reply) -> Reply:
    place = self.place(request)
    if place == 0:
        return self.not_found()
    return _gone(honest, request) if place == 1 else honest


def _wrong_charset(self: Trapped, request: Request, honest: Reply) -> Reply:
    if request.path == "/robots.txt":
        return honest
    body = honest.body.decode().replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030")
    return replace(honest, body=body, content_type="text/html; charset=ISO-8859-1")


def _robots_503(self: Trapped, request: Request, honest: Reply) -> Reply:
    return Reply(b"unavailable", "text/plain", 503) if request.path == "/robots.txt" else honest


def _nothing(self: Trapped, request: Request, honest: Reply) -> Reply:
    if request.path not in {PATH, PATH + "index.html"}:
        return honest
    empty = Column("congress", PATH, self.column.name)
    return self.html(
        "trs/hubei_list.html", site=self.site, column=empty, links=[], call='createPageHTML(0, 0, "index", "html");',
        crumbs=self.crumbs(empty), siblings=[],
    )  # fmt: skip


def traps(slow: float, huge: int, private: str) -> list[Trap]:
    """All traps. `slow`: seconds a late answer takes; `huge`: bytes of a huge body; `private`: URL of a private address."""
    late = on_letters((0,), lambda honest, request: Late(**{**vars(honest), "seconds": slow}))
    cut = on_letters((0,), lambda honest, request: Truncated(honest.body, HTML))
    big = on_letters((0,), lambda honest, request: Huge(b"", HTML, size=huge))
    soft = on_letters((1, 2), lambda honest, request: _page(SOFT_404))
    late_challenge = on_letters(tuple(range(6)), lambda honest, request: _page(COOKIE_SCRIPT))
    return [
        Trap("challenge-412", "challenge", "list", lost="all", platform=challenge, options={"status": 412}),
        Trap("challenge-521", "challenge", "list", on_pages(_page(COOKIE_SCRIPT, 521, set_cookie="__jsluid_s=1")), lost="all"),
        Trap("challenge-200", "challenge", "list", on_pages(_page(COOKIE_SCRIPT)), lost="all"),
        Trap("challenge-letters", "challenge", "letter", late_challenge, lost="all"),
        Trap("maintenance-503", "maintenance", "list", on_pages(_page(MAINTENANCE, 503)), lost="all"),
        Trap("maintenance-200", "maintenance", "list", on_pages(_page(MAINTENANCE)), lost="all"),
        Trap("soft-404", "soft_404", "letter", soft, lost=(1, 2)),
        Trap("gone", "gone", "letter", _missing, lost=(0, 1)),
        Trap("error-json", "error_json", "list", lost="all", platform=ErrorJson),
        Trap("empty-shell", "empty_shell", "list", on_pages(_page(EMPTY_SHELL)), lost="all"),
        Trap("zero", "empty_list", "list", _nothing, lost="all"),
        Trap("pager-loops", "page_repeats", "list", _page_one_for_ever, count=12, lost=tuple(range(4, 12))),
        Trap("drift", "other_column", "list", _drift, count=8, lost=tuple(range(4, 8))),
        Trap("pager-unknown", "pager_unknown", "list", _unknown_pager, count=12, lost=tuple(range(4, 12))),
        Trap("static-cap", "capped", "list", count=16, lost=tuple(range(8, 16)), options={"cap": 2}),
        Trap("off-host-items", "off_host_items", "list", _off_host_items, lost=(2, 3)),
        Trap("redirect-off-host", "off_host_redirect", "letter", on_letters((0,), _redirect("http://ads.example/win")), lost=(0,)),
        Trap("redirect-private", "private_address", "letter", on_letters((0,), _redirect(private)), lost=(0,)),
        Trap("redirect-loop", "redirect_loop", "letter",
             on_letters((0,), lambda honest, request: Reply(b"", HTML, 302, {"location": request.path})), lost=(0,)),
        Trap("throttled", "ok", "letter", _throttled),
        Trap("flaky", "ok", "letter", _flaky),
        Trap("slow", "timeout", "letter", late, lost=(0,)),
        Trap("truncated", "broken", "letter", cut, lost=(0,)),
        Trap("huge", "too_large", "letter", big, lost=(0,)),
        Trap("wrong-charset", "ok", "letter", _wrong_charset),
        Trap("robots-denied", "robots_denied", "robots", lost="all", robots=f"User-agent: *\nDisallow: {PATH}\n"),
        Trap("robots-503", "robots_unreachable", "robots", _robots_503, lost="all"),
        Trap("robots-404", "ok", "robots", robots=None),
        Trap("crawl-delay", "ok", "robots", count=3, robots="User-agent: *\nCrawl-delay: 3\n"),
    ]  # fmt: skip


def reachable(platform: Platform, trap: Trap) -> list[tuple[Column, Item]]:
    """The letters a complete crawl of a trap gets all the same."""
    if trap.lost == "all":
        return []
    column = platform.site.columns[0]
    return [(column, item) for place, item in enumerate(column.items) if place not in trap.lost]
