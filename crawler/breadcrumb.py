"""From a letter to its column: the last link of the page's breadcrumb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.html_tree import parse_html
from crawler.links import Link, links, same_site
from crawler.slugs import is_year, segments

_POSITION = re.compile(r"(当前|您的?|所在|现在)[^<>]{0,6}位置|您现在的位置|当前栏目")
_CLASSES = "[class*=crumb], [class*=position], [class*=location], [class*=weizhi], [class*=dqwz], [class*=bread], [id*=crumb], [id*=position]"
_LINES = 400  # characters a breadcrumb's node may hold
_TRIED = 12  # nodes looked at for links; a page has one breadcrumb, some have two


def column_of(html: str, url: str) -> Link | None:
    """The column a letter is filed in, as its breadcrumb links it; None where the page shows no breadcrumb.

    The home page and the letter itself do not count, nor links to other hosts; a year's sub-column gives way to its parent.
    """
    host = urlsplit(url).hostname or ""
    for node in _breadcrumbs(parse_html(html)):
        steps = [
            link for link in links(node.html or "", url) if same_site(link.url, host) and not _is_page(link.url, url)
        ]
        lasting = [link for link in steps if not any(map(is_year, segments(link.url)[-1:]))]
        if steps:
            return (lasting or steps)[-1]
    return None


@dataclass(slots=True)
class _Content:
    """What a node holds: its text, "" once that is too long for a breadcrumb; links; nodes of any kind."""

    text: str = ""
    long: bool = False
    anchors: int = 0
    size: int = 1

    def put_in_front(self, child: _Content) -> None:
        """Takes in a child's content, which stands before what was taken in so far."""
        self.anchors += child.anchors
        self.size += child.size
        self.long = self.long or child.long or len(self.text) + len(child.text) > _LINES
        self.text = "" if self.long else child.text + self.text


def _breadcrumbs(tree: LexborHTMLParser) -> list[LexborNode]:
    """Nodes that look like a breadcrumb, the likeliest first: by the words of position, then by class name. At most _TRIED."""
    contents = _contents(tree)
    found = []
    for node in tree.css("div, p, td, ul, ol, span, nav, section"):
        content = contents[node.mem_id]
        if not content.long and content.anchors and _POSITION.search(content.text):
            found.append(node)
    found.sort(key=lambda node: contents[node.mem_id].size)
    named = [node for node in tree.css(_CLASSES) if not (content := contents[node.mem_id]).long and content.anchors > 1]
    return found[:_TRIED] + named[:_TRIED]


def _contents(tree: LexborHTMLParser) -> dict[int, _Content]:
    """Content of every node by its id, each node read once, children before their parents."""
    contents: dict[int, _Content] = {}
    nodes = list(tree.root.traverse(include_text=True)) if tree.root is not None else []
    for node in reversed(nodes):
        content = contents.setdefault(node.mem_id, _Content())
        if node.tag == "-text":
            text = node.text_content or ""
            content.long = len(text) > _LINES
            content.text = "" if content.long else text
        elif node.tag == "a" and "href" in node.attributes:
            content.anchors += 1
        if node.parent is not None:
            contents.setdefault(node.parent.mem_id, _Content()).put_in_front(content)
    return contents


def _is_page(link: str, url: str) -> bool:
    """Whether the link is the home page or the page itself."""
    there, here = urlsplit(link), urlsplit(url)
    return (not there.query and re.fullmatch(r"/?(index\.\w+)?", there.path) is not None) or (
        there.path == here.path and there.query == here.query
    )
