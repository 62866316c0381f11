"""Where in a page the letter stands: the node a platform is known to use, else the densest one.

A node is (start, inner start, end) in the visible source: the element's own tag, its content, behind its closing tag.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import lxml.etree
import lxml.html

from parsers import markup
from parsers.lexicon import load

Node = tuple[int, int, int]

_HINTS: list[str] = load("page")["content_hints"]
_TAGS = re.compile(r"<[^<>]*>")
# A link, or an item of a list that is nothing but a link, goes by in one step: menus are made of them, and they are no running text.
_CONTAINER = re.compile(
    r"<li\b[^>]*>\s*<a\b[^>]*>[^<]*</a>\s*</li>|<a\b[^>]*>[^<]*</a>|<(/?(?:body|div|td|th|section|article|main|form|center|li|ucapcontent|a))\b[^>]*>"
)
_PARTS = re.compile(r"<(?:p|br|div|td|li|h[1-6]|section)[\s>/]", re.I)  # a node without any is a paragraph, not a body
_NAME = re.compile("<([a-z][a-z0-9]*)")
# Names are looked for so many characters behind class= and id=.
_CLASSES, _IDS = re.compile(r"class ?=([^>]{0,200})"), re.compile(r"id=([^>]{0,200})")
_ENOUGH = 30  # Han characters that make a node a text rather than a caption


class Found(NamedTuple):
    """The `node` of the letter in `source`, the page as printed or as lxml repaired it; `low` is the same lowered.

    `guessed` says that no platform's own node was found and the densest one is taken, which may hold more than the letter.
    """

    source: str
    low: str
    node: Node
    guessed: bool = False


def find_node(visible: str, low: str) -> Found:
    """The letter's node in the `visible` source; `low` is the same lowered."""
    node = hinted(low)
    if node is None and not _balanced(low):
        visible = repaired(visible)
        low = markup.lowered(visible)
        node = hinted(low)
    return Found(visible, low, node) if node is not None else Found(visible, low, densest(visible, low), guessed=True)


def names_in(low: str) -> str:
    """What the tags of `low` say behind class= and id=, each once: few lines that tell which names are worth looking for."""
    found = {*_CLASSES.findall(low), *_IDS.findall(low)}
    if "<ucapcontent" in low:
        found.add("ucapcontent")
    return "\n".join(found)


def hinted(low: str) -> Node | None:
    """(start, inner start, end) of the node a platform is known to put its letters in, or None; `low` is the visible source lowered."""
    names = names_in(low)
    empty: Node | None = None
    for hint in _HINTS:
        if hint.rstrip("*") not in names:
            continue
        best, best_size = None, 0
        for start in places(low, hint):
            if best is not None and start < best[2]:
                continue
            node = element(low, start)
            if node is None:
                continue
            size = low.count("?", node[1], node[2])
            if size > best_size:
                best, best_size = node, size
            elif empty is None and hint != "content":
                empty = node
        if best is not None and best_size >= _ENOUGH:
            return best
        empty = empty or best
    return empty


def _foreign(text: str) -> int:
    """How many characters of `text` are not ASCII: a cheap measure of Chinese."""
    return len(text) - len(text.encode("ascii", "ignore"))


def places(low: str, hint: str) -> list[int]:
    """Starts of the tags whose name, id or class is `hint` (a prefix where it ends in `*`), five at most."""
    starts: list[int] = []
    prefix = hint.endswith("*")
    word = hint.rstrip("*")
    at = low.find(word)
    while at >= 0 and len(starts) < 5:
        behind = low[at + len(word) : at + len(word) + 1]
        if low[at - 1 : at] in "\"' =<" and (prefix or behind in "\"' >\t\n"):
            start = low.rfind("<", 0, at)
            head = low[start:at]
            if ">" not in head and (head == "<" or "class=" in head or "id=" in head or "class =" in head):
                starts.append(start)
        at = low.find(word, at + len(word))
    return starts


def element(low: str, start: int) -> Node | None:
    """The element that opens at `start`, or None where it cannot hold a letter or is never closed."""
    name = _NAME.match(low, start, start + 40)
    if not name or name.group(1) in ("body", "html", "a", "span", "input", "link", "meta", "img"):
        return None
    inner = low.find(">", start) + 1
    end = markup.element_end(low, start, name.group(1))
    if inner <= 0 or end is None:
        return None
    return start, inner, end


def _balanced(low: str) -> bool:
    """Whether every cell and division is closed as often as it is opened, so that nothing needs repair."""
    return all(low.count(f"<{tag}") == low.count(f"</{tag}") for tag in ("div", "td", "table", "tr"))


def repaired(visible: str) -> str:
    """The page as lxml understands it: every element closed. Pages lxml cannot read come back as they were."""
    try:
        tree = lxml.html.document_fromstring(visible)
        return str(lxml.html.tostring(tree, encoding="unicode"))
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return visible


def densest(visible: str, low: str) -> Node:
    """The deepest node that holds four fifths of the running text of each node above it; links are no running text.

    `low` is the same lowered.
    """
    nodes: list[list[int]] = []  # start, inner, end, prose, parent
    open_nodes: list[tuple[str, int]] = []  # by their closing tags
    link, at = False, 0
    for match in _CONTAINER.finditer(low):
        start, end = match.span()
        # Nothing is Chinese where the lowered copy has neither a mark of it nor an entity.
        if open_nodes and not link and (low.find("?", at, start) >= 0 or low.find("&", at, start) >= 0):
            nodes[open_nodes[-1][1]][3] += _prose(visible[at:start])
        at = end
        name = match[1]
        if name is None or name in ("a", "/a"):
            link = name == "a"
        elif name[0] != "/":
            if len(open_nodes) < 500:
                nodes.append([start, end, len(visible), 0, open_nodes[-1][1] if open_nodes else -1])
                open_nodes.append((f"/{name}", len(nodes) - 1))
        elif open_nodes and (name == open_nodes[-1][0] or any(name == opened for opened, _ in open_nodes[-20:])):
            while open_nodes:
                opened, index = open_nodes.pop()
                nodes[index][2] = start
                if opened == name:
                    break
    if not nodes:
        return 0, 0, len(visible)
    for node in reversed(nodes):
        if node[4] >= 0:
            nodes[node[4]][3] += node[3]
    best = max((i for i, n in enumerate(nodes) if n[4] < 0), key=lambda i: nodes[i][3])
    children: dict[int, list[int]] = {}
    for i, node in enumerate(nodes):
        children.setdefault(node[4], []).append(i)
    while True:
        heavy = max(children.get(best, ()), key=lambda i: nodes[i][3], default=None)
        if (
            heavy is None
            or nodes[heavy][3] < 0.8 * nodes[best][3]
            or not nodes[heavy][3]
            or not _PARTS.search(visible, nodes[heavy][1], nodes[heavy][2])
        ):
            return nodes[best][0], nodes[best][1], nodes[best][2]
        best = heavy


def _prose(fragment: str) -> int:
    text = markup.clean(_TAGS.sub("", fragment))
    size = _foreign(text)
    return size if size >= 12 or "。" in text else 0
