"""From a letter to its column: the last link of the page's breadcrumb."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.links import Link, links, same_site
from crawler.slugs import is_year, segments

_POSITION = re.compile(r"(当前|您的?|所在|现在)[^<>]{0,6}位置|您现在的位置|当前栏目")
_CLASSES = "[class*=crumb], [class*=position], [class*=location], [class*=weizhi], [class*=dqwz], [class*=bread], [id*=crumb], [id*=position]"
_LINES = 400  # characters a breadcrumb's node may hold


def column_of(html: str, url: str) -> Link | None:
    """The column a letter is filed in, as its breadcrumb links it; None where the page shows no breadcrumb.

    The home page and the letter itself do not count, nor links to other hosts; a year's sub-column gives way to its parent.
    """
    host = urlsplit(url).hostname or ""
    for node in _breadcrumbs(LexborHTMLParser(html)):
        steps = [
            link for link in links(node.html or "", url) if same_site(link.url, host) and not _is_page(link.url, url)
        ]
        lasting = [link for link in steps if not any(map(is_year, segments(link.url)[-1:]))]
        if steps:
            return (lasting or steps)[-1]
    return None


def _breadcrumbs(tree: LexborHTMLParser) -> list[LexborNode]:
    """Nodes that look like a breadcrumb, the likeliest first: by the words of position, then by class name."""
    found = []
    for node in tree.css("div, p, td, ul, ol, span, nav, section"):
        text = node.text() or ""
        if len(text) <= _LINES and _POSITION.search(text) and node.css_first("a[href]"):
            found.append(node)
    found.sort(key=lambda node: len(node.html or ""))
    return found + [
        node for node in tree.css(_CLASSES) if len(node.text() or "") <= _LINES and len(node.css("a[href]")) > 1
    ]


def _is_page(link: str, url: str) -> bool:
    """Whether the link is the home page or the page itself."""
    there, here = urlsplit(link), urlsplit(url)
    return (not there.query and re.fullmatch(r"/?(index\.\w+)?", there.path) is not None) or (
        there.path == here.path and there.query == here.query
    )
