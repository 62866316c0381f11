"""What a crawler did: requests per host and path, how many at once, how close together, what robots.txt forbade."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from protego import Protego


@dataclass
class HostCount:
    """The visits to one host. `min_interval` is the shortest time between the starts of two requests, in seconds."""

    requests: int = 0
    paths: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    agents: Counter[str] = field(default_factory=Counter)
    conditional: int = 0
    bytes: int = 0
    now: int = 0
    max_concurrent: int = 0
    min_interval: float | None = None
    robots_breaches: list[str] = field(default_factory=list)
    before_robots: int = 0
    last_start: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "requests": self.requests, "paths": dict(self.paths), "statuses": {str(k): v for k, v in self.statuses.items()},
            "agents": dict(self.agents), "conditional": self.conditional, "bytes": self.bytes,
            "max_concurrent": self.max_concurrent, "min_interval": self.min_interval,
            "robots_breaches": self.robots_breaches, "before_robots": self.before_robots,
        }  # fmt: skip


class Counters:
    """Counts per host, safe to read from another thread."""

    def __init__(self, robots: dict[str, str | None]) -> None:
        self._lock = threading.Lock()
        self._rules: dict[str, Protego] = {}
        for host, text in robots.items():
            self.add(host, text)
        self._asked_robots: set[str] = set()
        self.hosts: dict[str, HostCount] = {}

    def add(self, host: str, robots: str | None) -> None:
        """A host and its robots.txt; None where it has none."""
        if robots is not None:
            self._rules[host] = Protego.parse(robots)

    def breaches(self, foreign: tuple[str, ...]) -> list[str]:
        """One sentence for everything no polite crawler does."""
        found: list[str] = []
        with self._lock:
            for host, count in self.hosts.items():
                found += [f"{host}: robots.txt forbids {path}" for path in count.robots_breaches]
                if count.max_concurrent > 1:
                    found.append(f"{host}: {count.max_concurrent} requests at once")
                if count.before_robots:
                    found.append(f"{host}: {count.before_robots} requests before robots.txt was asked for")
                if host in foreign:
                    found.append(f"{host}: {count.requests} requests to a host of no publisher")
        return found

    def begin(self, host: str, target: str, headers: dict[str, str]) -> None:
        """A request came in. `target` is path and query."""
        agent = headers.get("user-agent", "")
        with self._lock:
            count = self.hosts.setdefault(host, HostCount())
            started = time.monotonic()
            if count.last_start is not None:
                gap = started - count.last_start
                count.min_interval = gap if count.min_interval is None else min(gap, count.min_interval)
            count.last_start = started
            count.requests += 1
            count.paths[target] += 1
            count.agents[agent] += 1
            count.conditional += "if-none-match" in headers or "if-modified-since" in headers
            count.now += 1
            count.max_concurrent = max(count.max_concurrent, count.now)
            if target == "/robots.txt":
                self._asked_robots.add(host)
                return
            count.before_robots += host not in self._asked_robots
            rules = self._rules.get(host)
            if rules and not rules.can_fetch(f"http://{host}{target}", agent):
                count.robots_breaches.append(target)

    def end(self, host: str, status: int, size: int) -> None:
        """The answer to a request went out."""
        with self._lock:
            count = self.hosts[host]
            count.now -= 1
            count.statuses[status] += 1
            count.bytes += size

    def reset(self) -> None:
        """Forget everything; for a second crawl of the same bed."""
        with self._lock:
            self.hosts.clear()
            self._asked_robots.clear()

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """Plain JSON values by host."""
        with self._lock:
            return {host: count.as_dict() for host, count in self.hosts.items()}

    def total(self) -> int:
        """Requests to all hosts."""
        with self._lock:
            return sum(count.requests for count in self.hosts.values())
