"""The standard meta tags of government sites (国办发〔2017〕47号, 网页设计规范), in any case, order and common misspelling."""

from __future__ import annotations

import re
from html import unescape

from parsers import markup
from parsers.lexicon import load

_PAGE = load("page")
_META_NAMES = {name.lower() for name in _PAGE["meta_tags"]}
_MISSPELT: dict[str, str] = _PAGE["meta_misspelt"]
_META = re.compile(r"""<[mM](?:eta|ETA)\s(?>[^>]*?\b[nN](?:ame|AME)\s*=\s*["']?\s*)([\w.:-]+)["']?[^>]*?\b[cC](?:ontent|ONTENT)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_META_TURNED = re.compile(r"""<[mM](?:eta|ETA)\s(?>[^>]*?\b[cC](?:ontent|ONTENT)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s>"']+))[^>]*?\b[nN](?:ame|AME)\s*=\s*["']?\s*([\w.:-]+)""")
_CONTENT_FIRST = re.compile(r"<[mM](?:eta|ETA)\s+[cC](?:ontent|ONTENT)")
_OPENINGS = ("<meta", "<META", "<Meta")
_SMALL, _MOST, _LONGEST, _WIDEST = 40_000, 300, 8_192, 200_000  # characters of a page, tags, characters of a tag, of all tags

Metas = dict[str, tuple[str, str]]
"""Standard tag in lower case -> (name as printed, value)."""


def meta_tags(source: str) -> Metas:
    """The standard tags that have a value; of a tag printed twice the first."""
    found: Metas = {}
    first, last = _region(source)
    named = [(name, a or b or c) for name, a, b, c in _META.findall(source, first, last)]
    if _CONTENT_FIRST.search(source, first, last):
        named += [(name, a or b or c) for a, b, c, name in _META_TURNED.findall(source, first, last)]
    for name, content in named:
        key = name.lower()
        key = _MISSPELT.get(key, key)
        if key in _META_NAMES and key not in found and (value := markup.clean(unescape(content))):
            found[key] = (name, value)
    return found


def _region(source: str) -> tuple[int, int]:
    """Where to look: the page, or of a page beyond all honest bounds what stands from the first meta tag on."""
    if len(source) < _SMALL or (len(source) < _WIDEST and sum(map(source.count, _OPENINGS)) < _MOST):
        return 0, len(source)
    first, last = len(source), 0
    for word in _OPENINGS:
        at = source.find(word)
        for _ in range(_MOST):
            if at < 0:
                break
            first, last = min(first, at), max(last, at)
            at = source.find(word, at + 5)
    return first, min(last, first + _WIDEST) + _LONGEST
