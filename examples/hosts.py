"""Which host names the example site answers for, and where they are."""

from __future__ import annotations

from examples.content import folders

DEFAULT_PORT = 8899


def hosts() -> list[str]:
    """Host names of all publishers of the example site, sorted."""
    return [folder.name for folder in folders()]


def resolve_map(port: int = DEFAULT_PORT) -> dict[str, str]:
    """Host name -> "127.0.0.1:port", the form of the crawler's resolver setting."""
    return dict.fromkeys(hosts(), f"127.0.0.1:{port}")
