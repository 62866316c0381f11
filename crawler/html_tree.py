"""A page as a tree, whatever it holds. Lexbor compares every attribute of a tag with those before it, so one tag with a hundred thousand
of them would stop the crawl for minutes; such a tag is left out."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

_SMALL = 60_000  # characters; the worst tag a page of this size can hold costs a second
_MOST = 5_000  # attributes of a tag
# Scripts, styles and comments as they are; then a tag as the HTML standard reads it, to its end or to that of the page. Each match
# moves on for good, so the whole is linear.
_PIECE = re.compile(
    r"<(script|style|textarea|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)"
    r"|(?P<tag><[a-zA-Z](?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^>\s\"'][^>\s]*+)?)*+>?)",
    re.I | re.S,
)
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>\"']\S*)?")
_BETWEEN = re.compile(r"[\s/\"'=]+")


def parse_html(text: str) -> LexborHTMLParser:
    """The tree of a page, without tags of more than _MOST attributes."""
    return LexborHTMLParser(text if len(text) <= _SMALL else _PIECE.sub(_kept, text))


def _kept(match: re.Match[str]) -> str:
    tag = match["tag"]
    if tag is None or len(tag) < _MOST or len(_BETWEEN.findall(_VALUE.sub(" ", tag))) <= _MOST:
        return match[0]
    return ""
