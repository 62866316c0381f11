"""Every way a page points to another: anchors, frames and the nodes of script trees.

BeautifulSoup, since this looks at a handful of portal pages of any markup in a survey, not at every page of a crawl.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

_NAME = re.compile(r"""["']?\b(?:name|title|text|label)["']?\s*:\s*["']([^"'\n]{2,40})["']""")
_ADDRESS = re.compile(r"""["']?\b(?:url|href|link|src)["']?\s*:\s*["']([^"'\s]+)["']""")
_MOVED = re.compile(r"""location(?:\.href)?\s*=\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Link:
    """A link with the words a reader sees; `source` says what it is written as."""

    url: str
    text: str
    source: Literal["anchor", "frame", "tree", "moved"] = "anchor"


def links(html: str, url: str) -> list[Link]:
    """Links of a page in its order, absolute, each address once (the longest text wins); only http and https."""
    soup = BeautifulSoup(html, "lxml")
    base = soup.find("base", href=True)
    here = urljoin(url, str(base["href"])) if base else url
    found: dict[str, Link] = {}

    def add(href: str | None, text: str, source: Literal["anchor", "frame", "tree", "moved"]) -> None:
        target = _absolute(here, href)
        known = found.get(target or "")
        if target and (known is None or len(text) > len(known.text)):
            found[target] = Link(target, text, known.source if known else source)

    for node in soup.find_all(["a", "area"], href=True):
        words = node.get("title") or node.get("alt") or node.get_text()
        add(str(node["href"]), " ".join(str(words).split()), "anchor")
    for node in soup.find_all(["iframe", "frame"], src=True):
        add(str(node["src"]), str(node.get("title") or ""), "frame")
    for script in soup.find_all("script"):
        code = script.string or ""
        for name, address in _tree_nodes(code):
            add(address, name, "tree")
        if len(code) < 500 and (moved := _MOVED.search(code)):
            add(moved[1], "", "moved")
    return list(found.values())


def same_site(url: str, host: str) -> bool:
    """Whether an address is on this host, www. or not."""
    return (urlsplit(url).hostname or "").removeprefix("www.") == host.removeprefix("www.")


def _tree_nodes(code: str) -> list[tuple[str, str]]:
    """Name and address of each node of a zTree or menu literal: {id: 7, name: "建议提案", url: "/jyta/"}."""
    nodes = []
    for literal in re.findall(r"\{[^{}]{5,600}\}", code):
        name, address = _NAME.search(literal), _ADDRESS.search(literal)
        if name and address:
            nodes.append((unescape(name[1]), address[1].replace("\\/", "/")))
    return nodes


def _absolute(base: str, href: str | None) -> str | None:
    href = (href or "").strip()
    if not href or href.lower().startswith(("javascript:", "mailto:", "tel:", "data:", "#")):
        return None
    try:
        target = urljoin(base, href)
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    # A fragment names a column on gkmlpt and nothing elsewhere.
    return target if "/gkmlpt/" in target else urldefrag(target).url
