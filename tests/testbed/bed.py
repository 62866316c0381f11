"""The test bed: publishers and traps behind one port, with counters, expectations and registry entries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

from examples.model import Reply, Request, Site
from examples.platforms import play
from examples.platforms.base import Platform
from examples.serve import Receive, Scope, Send, Server, read_request, send_reply
from tests.testbed import hosts, more_traps, traps, wire
from tests.testbed.counters import Counters
from tests.testbed.traps import Trap

FOREIGN = ("ads.example", "mp.weixin.example")  # hosts no crawler has any business with; they answer, and are counted
PRIVATE = "/__private__/"


@dataclass(frozen=True)
class ExpectedLetter:
    """A letter a complete crawl finds; its address as it goes over the wire."""

    url: str
    title: str
    column: str
    date: str


class TestBed:
    """`with TestBed() as bed:` serves on a free port of 127.0.0.1 from a thread of this process.

    `hosts`: names a crawler may be sent to, `traps` the ones among them that misbehave. `resolve_map`: name -> "127.0.0.1:port" for
    every name that may be asked for. `letters` and `sized_hosts` ask for a bed of that size instead of platforms and traps.
    `slow`: seconds a late answer takes; `huge`: bytes of a huge body.
    """

    __test__ = False  # not a test class

    def __init__(
        self, port: int = 0, letters: int | None = None, sized_hosts: int = 1, per_page: int = 20,
        slow: float = 20.0, huge: int = 64_000_000,
    ) -> None:  # fmt: skip
        made = hosts.sites() if letters is None else hosts.sized(letters, sized_hosts, per_page)
        self.platforms: dict[str, Platform] = {site.host: play(site) for site in made}
        self._aliases = {alias: host for host, platform in self.platforms.items() for alias in platform.aliases()}
        self.traps: dict[str, Trap] = {}
        self._wire: dict[str, wire.Port] = {}
        self._ports: dict[str, int] = {}
        self._server = Server(self._application, port, log_level="critical")
        self._sizes = (slow, huge)
        self._with_traps = letters is None
        self._counters = Counters(
            {site.host: site.robots for site in made} | dict.fromkeys(self._aliases, "User-agent: *\nAllow: /\n")
        )
        self.private_requests = 0

    @property
    def port(self) -> int:
        """Port of the server."""
        return self._server.port

    @property
    def hosts(self) -> list[str]:
        """Names of all publishers, the traps last."""
        return list(self.platforms)

    @property
    def honest_hosts(self) -> list[str]:
        """Names of the publishers that behave."""
        return [host for host in self.platforms if host not in self.traps]

    @property
    def resolve_map(self) -> dict[str, str]:
        """Where each name really is."""
        ports = dict.fromkeys([*self.hosts, *self._aliases, *FOREIGN], self.port) | self._ports
        return {host: f"127.0.0.1:{port}" for host, port in ports.items()}

    @property
    def tls_ports(self) -> dict[str, int]:
        """Ports with faulty TLS: eof, plain (no TLS at all), self_signed."""
        return {name.removeprefix("tls-"): port.number for name, port in self._wire.items() if name.startswith("tls-")}

    def start(self) -> Self:
        """Serve until stop()."""
        self._server.start()
        if self._with_traps:
            self._set_traps()
        return self

    def _set_traps(self) -> None:
        slow, huge = self._sizes
        for trap in (*traps.traps(slow, huge, f"http://127.0.0.1:{self.port}{PRIVATE}"), *more_traps.more_traps()):
            self.traps[trap.host] = trap
            self.platforms[trap.host] = traps.play(trap)
            self._counters.add(trap.host, trap.robots)
        behaviours = {
            "reset": wire.reset,
            "tls-eof": wire.hang_up,
            "tls-plain": wire.not_tls,
            "tls-self_signed": wire.self_signed(),
        }
        self._wire = {name: wire.Port(behave) for name, behave in behaviours.items()}
        for name, outcome, port in (
            ("reset", "broken", self._wire["reset"].number),
            ("refused", "refused", wire.closed_port()),
        ):
            trap = Trap(name, outcome, "robots", lost="all")
            self.traps[trap.host], self.platforms[trap.host] = trap, traps.play(trap)
            self._ports[trap.host] = port

    def stop(self) -> None:
        """Stop serving."""
        self._server.stop()
        for port in self._wire.values():
            port.close()

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
        self.private_requests = 0

    def requests(self) -> int:
        """Number of requests so far."""
        return self._counters.total()

    def breaches(self) -> list[str]:
        """What no polite crawler does, one sentence each: forbidden paths, two requests at once, foreign or private hosts."""
        return self._counters.breaches(FOREIGN) + [f"{self.private_requests} requests to a private address"] * bool(
            self.private_requests
        )

    def site(self, host: str) -> Site:
        """The publisher behind a name."""
        return self.platforms[host].site

    def expected_letters(self, host: str) -> list[ExpectedLetter]:
        """Every letter of a publisher that can be had, each once."""
        platform = self.platforms[host]
        if host in self.traps:
            entries = traps.reachable(platform, self.traps[host])
        else:
            wanted = [column for column in platform.site.leaves() if not column.options.get("stranger")]
            entries = [(column, item) for column in wanted for item in column.items if item.letter]
        return [
            ExpectedLetter(
                platform.site.url(quote(platform.item_path(column, item), safe="/?&=%")),
                item.title,
                column.id,
                item.date,
            )
            for column, item in entries
        ]

    def sites(self, names: Sequence[str] | None = None) -> list[dict[str, Any]]:
        """Registry entries (the content of site files, with `id`) of the given or all publishers."""
        return [self._entry(self.platforms[name]) for name in names or self.hosts]

    @staticmethod
    def _entry(platform: Platform) -> dict[str, Any]:
        site = platform.site
        columns = []
        for column in site.columns:
            if column.options.get("stranger"):
                continue
            entry: dict[str, Any] = {"id": column.id, "url": platform.entry(column), "kind": column.kind}
            if column.children:
                entry["children"] = True
            if "registry" in column.options:
                entry |= column.options["registry"]
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
        if request.path.startswith(PRIVATE):
            self.private_requests += 1
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
            reply = self._answer(host, request)
            if isinstance(reply, wire.Late | wire.Truncated | wire.Huge | wire.Drip):
                await wire.send_wire(counted, reply)
            if not isinstance(reply, wire.Truncated | wire.Huge | wire.Drip):
                await send_reply(counted, request, reply)
        finally:
            self._counters.end(host, status, size)

    def _answer(self, host: str, request: Request) -> Reply:
        platform = self.platforms.get(self._aliases.get(host, host))
        return platform.answer(request) if platform else Reply(b"no such host in the test bed\n", "text/plain", 421)
