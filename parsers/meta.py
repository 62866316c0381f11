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

Metas = dict[str, tuple[str, str]]
"""Standard tag in lower case -> (name as printed, value)."""


def meta_tags(source: str) -> Metas:
    """The standard tags that have a value; of a tag printed twice the first."""
    found: Metas = {}
    named = [(name, a or b or c) for name, a, b, c in _META.findall(source)]
    if _CONTENT_FIRST.search(source):
        named += [(name, a or b or c) for a, b, c, name in _META_TURNED.findall(source)]
    for name, content in named:
        key = name.lower()
        key = _MISSPELT.get(key, key)
        if key in _META_NAMES and key not in found and (value := markup.clean(unescape(content))):
            found[key] = (name, value)
    return found
