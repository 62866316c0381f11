"""Which host names the example site answers for, and where they are."""

from __future__ import annotations

import os

from examples.content import folders

DEFAULT_PORT = 8899
PORT_VARIABLE = "FUHAN_DEMO_PORT"  # moves `fuhan demo` and `fuhan crawl --demo` together


def hosts() -> list[str]:
    """Host names of all publishers of the example site, sorted."""
    return [folder.name for folder in folders()]


def resolve_map(port: int | None = None) -> dict[str, str]:
    """Host name -> "127.0.0.1:port", the form of the crawler's resolver setting; without `port` where `fuhan demo` listens."""
    return dict.fromkeys(hosts(), f"127.0.0.1:{port or int(os.environ.get(PORT_VARIABLE, DEFAULT_PORT))}")
