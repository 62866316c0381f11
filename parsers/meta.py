"""The standard meta tags of government sites (国办发〔2017〕47号, 网页设计规范), in any case, order and common misspelling."""

from __future__ import annotations

import re
from html import unescape

from parsers import markup
from parsers.lexicon import load

_PAGE = load("page")
_META_NAMES = {name.lower() for name in _PAGE["meta_tags"]}
_MISSPELT: dict[str, str] = _PAGE["meta_misspelt"]
_META = re.compile(
    r"""<[mM](?:eta|ETA)\s(?>[^>]*?\b[nN](?:ame|AME)\s*=\s*["']?\s*)([\w.:-]+)["']?[^>]*?\b[cC](?:ontent|ONTENT)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))"""
)
_META_TURNED = re.compile(
    r"""<[mM](?:eta|ETA)\s(?>[^>]*?\b[cC](?:ontent|ONTENT)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s>"']+))[^>]*?\b[nN](?:ame|AME)\s*=\s*["']?\s*([\w.:-]+)"""
)
_OPENINGS = ("<meta", "<META", "<Meta")
_MOST, _LONGEST = 300, 8_192  # tags, characters of a tag

Metas = dict[str, tuple[str, str]]
"""Standard tag in lower case -> (name as printed, value)."""


def meta_tags(source: str) -> Metas:
    """The standard tags that have a value; of a tag printed twice the first."""
    found: Metas = {}
    for name, content in _named(source):
        key = name.lower()
        key = _MISSPELT.get(key, key)
        if key in _META_NAMES and key not in found and (value := markup.clean(unescape(content))):
            found[key] = (name, value)
    return found


def _named(source: str) -> list[tuple[str, str]]:
    """(name, content) of the meta tags, those that print the name first before the others."""
    named, turned = [], []
    for at in _places(source):
        if tag := _META.match(source, at, at + _LONGEST):
            named.append((tag[1], tag[2] or tag[3] or tag[4] or ""))
        elif tag := _META_TURNED.match(source, at, at + _LONGEST):
            turned.append((tag[4], tag[1] or tag[2] or tag[3] or ""))
    return [*named, *turned]


def _places(source: str) -> list[int]:
    """Where meta tags open, `_MOST` of each spelling."""
    found: list[int] = []
    for word in _OPENINGS:
        at, last = source.find(word), len(found) + _MOST
        while at >= 0 and len(found) < last:
            found.append(at)
            at = source.find(word, at + len(word))
    return sorted(found)
