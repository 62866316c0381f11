"""Finds the list of a page among its navigation: links that stand in like places, look like documents and carry dates.

Every item is read from its own node. Two parallel lists of links and dates, joined by position, shift every date after the
first item without one; that fault is common enough in public crawlers to be designed out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.html_tree import parse_html
from crawler.listings.base import Item, directory
from crawler.listings.list_dates import date_of_fragments, find_date, is_date

_DETAIL = re.compile(
    r"/t\d{8}_\d+|/art_\d|/art/\d{4}/|post_\d|/info/\d+/\d+|[0-9a-f]{32}|/c\d{5,}/\d{6}/\d|content[_-]\d|Content[_-]\d"
    r"|/\d{4,}[\w-]*\.s?html?$|/\d{6,8}/|/\d{10,}|/show/|[0-9a-f]{8}-[0-9a-f]{4}-|/c\.html$|/content\.html$|/public/\d+/\d+"
    r"|[?&](?:id|infoid|articleid|contentid|newsid|docid|info_id|tm_id|guid)=\w|/\d{4}-\d{1,2}-\d{1,2}/|\.jhtml$|/doc_"
    r"|_\d{5,}\.s?html?$|\.(?:pdf|docx?|wps|ofd)$",
    re.I,
)
_NAVIGATION = re.compile(r"/$|/(?:index|list|default|home|common_list|node)(?:_\d+)?\.(?:s?html?|jsp|aspx?)$", re.I)
_TELLING = re.compile(r"建议|提案|议案|答复|复函|会办|协办|办理")
_TEMPLATE = re.compile(r"\{\{|\}\}|<%|%>|\$\{|\bms-|\[%")
_CHANGING_CLASS = re.compile(r"^(?:odd|even|first|last|on|cur|current|active|hover|top|no|li)?[-_]?\d*$", re.I)
_ROWS = {"li", "tr", "article"}
_OPENED = re.compile(
    r"[(=]\s*[\"']([^\"'\s<>]{1,500}\.(?:s?html?|jhtml|jsp|aspx?|action)(?:\?[^\"'\s<>]{0,500})?)[\"']", re.I
)
_MIN_TITLE = 4
_CLIMB = 6


@dataclass(slots=True)
class _Candidate:
    item: Item
    dated: bool
    detail: bool
    telling: bool
    below: bool


@dataclass(slots=True)
class Found:
    """`items` of the list, in reading order; `templates`: unfilled script templates passed over; `undated`: items without date."""

    items: list[Item] = field(default_factory=list)
    templates: int = 0
    undated: int = 0


def is_detail(url: str) -> bool:
    """True if the address has the shape of a document's page on any known platform."""
    parts = urlsplit(url)
    return bool(_DETAIL.search(parts.path + ("?" + parts.query if parts.query else ""))) and not _NAVIGATION.search(
        parts.path
    )


def is_navigation(url: str) -> bool:
    """True if the address is that of a column or a home page."""
    return bool(_NAVIGATION.search(urlsplit(url).path))


def find_items(text: str, base: str, column: str) -> Found:
    """The items of the list on a page. `base` is the response's address, `column` the list's own."""
    tree = parse_html(text)
    found = Found()
    base = _base(tree, base)
    links: list[tuple[LexborNode, str]] = []
    beneath: dict[int, set[str]] = defaultdict(set)
    for node in tree.css("a[href], a[onclick]"):
        href = _address(node)
        if _TEMPLATE.search(href) or _TEMPLATE.search(node.text()):
            found.templates += 1
            continue
        url = absolute(base, href)
        if not url or url.partition("#")[0] == base.partition("#")[0]:
            continue
        links.append((node, url))
        above = node.parent
        for _ in range(_CLIMB + 4):
            if above is None:
                break
            beneath[above.mem_id].add(url)
            above = above.parent
    groups: dict[int, dict[str, _Candidate]] = defaultdict(dict)
    places = _Places()
    folder = urlsplit(directory(column)).path
    for node, url in links:
        row = _row(node, beneath)
        candidate = _candidate(node, row, url, folder)
        if candidate is not None:
            group = groups[places.of(row)]
            if url not in group or len(group[url].item.title) < len(candidate.item.title):
                group[url] = candidate
    best = max(groups.values(), key=_score, default={})
    if best and _score(best) > 0:
        found.items = [candidate.item for candidate in best.values()]
        found.undated = sum(not item.date for item in found.items)
    return found


def _address(node: LexborNode) -> str:
    """Where a link leads: its href, or the page its script opens (`onclick="window.open('t1.html')"`)."""
    href = (node.attributes.get("href") or "").strip()
    if href and href[0] != "#" and href[:11].lower() != "javascript:":
        return href
    opened = _OPENED.search(f"{href} {node.attributes.get('onclick') or ''}")
    return opened[1] if opened else href


def absolute(base: str, href: str) -> str:
    """The http(s) address a link leads to, or '' for a script, an anchor or nonsense."""
    if (
        not href
        or href[0] == "#"
        or href[:11].lower() in ("javascript:", "javascript ")
        or href.lower().startswith("mailto:")
    ):
        return ""
    try:
        url = urljoin(base, href.replace("\\", "/"))
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def _base(tree: LexborHTMLParser, url: str) -> str:
    tag = tree.css_first("base[href]")
    return urljoin(url, tag.attributes.get("href") or "") if tag is not None else url


def _row(node: LexborNode, beneath: dict[int, set[str]]) -> LexborNode:
    """The largest node around a link that holds no other item: where its date is to be looked for."""
    row = node
    for _ in range(_CLIMB):
        above = row.parent
        if above is None or above.tag in ("body", "html", "-undef", None):
            break
        count = len(beneath[above.mem_id])
        if count == 1 or (above.tag in ("li", "tr") and count <= 3):
            row = above
            if above.tag in _ROWS:
                break
        else:
            break
    return row


def _candidate(node: LexborNode, row: LexborNode, url: str, folder: str) -> _Candidate | None:
    pieces = [piece for piece in _pieces(row) if piece]
    inside = [piece for piece in _pieces(node) if piece]
    title = _title(node, inside)
    if len(title) < _MIN_TITLE:
        return None
    outside = pieces if row is node else _without(pieces, inside)
    date = date_of_fragments([p for p in inside if is_date(p)] + outside) or find_date(node.attributes.get("rq") or "")
    detail = is_detail(url)
    if not (detail or date) or (is_navigation(url) and not date):
        return None
    below = len(folder) > 1 and urlsplit(url).path.startswith(folder)
    return _Candidate(Item(url, title, date), bool(date), detail, bool(_TELLING.search(title)), below)


def _title(node: LexborNode, inside: list[str]) -> str:
    printed = " ".join(piece for piece in inside if not is_date(piece)).strip(" ·•●■◆>»-")
    attribute = " ".join((node.attributes.get("title") or node.attributes.get("mc") or "").split())
    if (
        attribute
        and not is_date(attribute)
        and (len(attribute) >= len(printed) or printed.rstrip(".…").endswith(attribute))
    ):
        return attribute
    return printed


def _pieces(node: LexborNode) -> list[str]:
    """The text of a node, one piece per text node, white space folded."""
    return [" ".join(piece.split()) for piece in node.text(separator="\x00").split("\x00")]


def _without(pieces: list[str], inside: list[str]) -> list[str]:
    """`pieces` less one occurrence of each of `inside`."""
    rest = list(pieces)
    for piece in inside:
        if piece in rest:
            rest.remove(piece)
    return rest


class _Places:
    """Numbers for places: tag of a row and tags and lasting classes of what is around it, the same for all rows of a list, even in
    several <ul>. Each node is looked at once, however deep its rows lie."""

    def __init__(self) -> None:
        self._of_node: dict[int, int] = {}
        self._numbers: dict[tuple[int, str], int] = {}

    def of(self, row: LexborNode) -> int:
        """The number of a row's place."""
        return self._number(self._around(row.parent), row.tag or "")

    def _around(self, node: LexborNode | None) -> int:
        path = []
        while node is not None and node.tag not in ("html", None) and node.mem_id not in self._of_node:
            path.append(node)
            node = node.parent
        place = self._of_node.get(node.mem_id, 0) if node is not None else 0
        for node in reversed(path):
            classes = [c for c in (node.attributes.get("class") or "").split() if not _CHANGING_CLASS.match(c)]
            place = self._of_node[node.mem_id] = self._number(place, ".".join([node.tag or "", *classes]))
        return place

    def _number(self, around: int, own: str) -> int:
        return self._numbers.setdefault((around, own), len(self._numbers) + 1)


def _score(group: dict[str, _Candidate]) -> float:
    """How much a group of links looks like a list of letters; a few telling titles outweigh a long list of news."""
    return sum(3.0 * c.telling + 1.5 * c.dated + 1.5 * c.below + 0.5 * c.detail for c in group.values())
