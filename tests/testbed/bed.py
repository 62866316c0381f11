"""The test bed: publishers and traps behind one port, with counters, expectations and registry entries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from examples.model import Column, Item, Reply, Request, Site
from examples.platforms import play
from examples.platforms.base import Platform
from examples.serve import Receive, Scope, Send, Server, read_request, send_reply
from tests.testbed import hosts
from tests.testbed.counters import Counters


@dataclass(frozen=True)
class ExpectedLetter:
    """A letter a complete crawl finds."""

    url: str
    title: str
    column: str
    date: str


class TestBed:
    """`with TestBed() as bed:` serves on a free port of 127.0.0.1 from a thread of this process.

    `hosts`: names a crawler is sent to. `resolve_map`: name -> "127.0.0.1:port" for every name that may be asked for.
    `letters` and `sized_hosts` ask for a bed of that size instead of the platforms.
    """

    __test__ = False  # not a test class

    def __init__(self, port: int = 0, letters: int | None = None, sized_hosts: int = 1, per_page: int = 20) -> None:
        made = hosts.sites() if letters is None else hosts.sized(letters, sized_hosts, per_page)
        self.platforms: dict[str, Platform] = {site.host: play(site) for site in made}
        self._counters = Counters({site.host: site.robots for site in made})
        self._server = Server(self._application, port)

    @property
    def port(self) -> int:
        """Port of the server."""
        return self._server.port

    @property
    def hosts(self) -> list[str]:
        """Names of the publishers that behave."""
        return list(self.platforms)

    @property
    def resolve_map(self) -> dict[str, str]:
        """Where each name really is."""
        return dict.fromkeys(self.hosts, f"127.0.0.1:{self.port}")

    def start(self) -> Self:
        """Serve until stop()."""
        self._server.start()
        return self

    def stop(self) -> None:
        """Stop serving."""
        self._server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def counters(self) -> dict[str, dict[str, Any]]:
        """Counts by host, see counters.HostCount."""
        return self._counters.as_dict()

    def reset(self) -> None:
        """Set all counters to zero."""
        self._counters.reset()

    def requests(self) -> int:
        """Number of requests so far."""
        return self._counters.total()

    def site(self, host: str) -> Site:
        """The publisher behind a name."""
        return self.platforms[host].site

    def expected_letters(self, host: str) -> list[ExpectedLetter]:
        """Every letter of a publisher, each once."""
        platform = self.platforms[host]
        return [
            ExpectedLetter(platform.site.url(platform.item_path(column, item)), item.title, column.id, item.date)
            for column, item in self._items(platform.site)
            if item.letter
        ]

    def sites(self, names: Sequence[str] | None = None) -> list[dict[str, Any]]:
        """Registry entries (the content of site files, with `id`) of the given or all publishers."""
        return [self._entry(self.platforms[name]) for name in names or self.hosts]

    @staticmethod
    def _items(site: Site) -> list[tuple[Column, Item]]:
        return [(column, item) for column in site.leaves() for item in column.items]

    @staticmethod
    def _entry(platform: Platform) -> dict[str, Any]:
        site = platform.site
        columns = []
        for column in site.columns:
            entry: dict[str, Any] = {"id": column.id, "url": platform.entry(column), "kind": column.kind}
            if column.children:
                entry["children"] = True
            columns.append(entry)
        return {
            "id": site.host.replace(".", "-"), "name_zh": site.name, "name_en": f"Test bed {site.host}",
            "division": "500116", "level": "county", "columns": columns,
        }  # fmt: skip

    async def _application(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        host, request = await read_request(scope, receive)
        if request.path == "/__counters__":
            await send_reply(send, request, Reply(json.dumps(self.counters()).encode(), "application/json"))
            return
        raw = scope["raw_path"].decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        self._counters.begin(host, f"{raw}?{query}" if query else raw, request.headers)
        status, size = 0, 0

        async def counted(message: Any) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await send_reply(counted, request, self._answer(host, request))
        finally:
            self._counters.end(host, status, size)

    def _answer(self, host: str, request: Request) -> Reply:
        platform = self.platforms.get(host)
        return platform.answer(request) if platform else Reply(b"no such host in the test bed\n", "text/plain", 421)
