"""Damage as an extractor does it that drops every text node of one three-byte character.

Pages pasted from a word processor set figures and Chinese in runs of their own, so that 年 月 日 号 〕 ： ） stand alone there.
"""

import re
from html import escape

_TOKEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>|[^<]+", re.S | re.I)
_RUN = re.compile(r"[0-9A-Za-z.%]+|[^0-9A-Za-z.%]+")


def _texts(source):
    """(offset, text, tag or None) of every piece of a page below its head."""
    for match in _TOKEN.finditer(source, max(source.lower().find("<body"), 0)):
        yield match.start(), match.group(), match.group().startswith("<")


def lone_characters(source):
    """Offsets of the characters that would stand alone in a text node, were figures and Chinese set in runs of their own."""
    found = []
    for start, text, is_tag in _texts(source):
        if is_tag:
            continue
        runs = list(_RUN.finditer(text))
        for run in runs:
            bare = run.group().strip(" \t\r\n")
            if len(bare) == 1 and len(bare.encode()) == 3 and (len(runs) > 1 or bare == text.strip(" \t\r\n")):
                found.append(start + run.start() + run.group().index(bare))
    return found


def without(source, places):
    """`source` less the characters at `places`."""
    kept, at = [], 0
    for place in sorted(places):
        kept.append(source[at:place])
        at = place + 1
    return "".join([*kept, source[at:]])


def in_runs(source):
    """`source` with a `<span>` around every run of figures and every run of other text."""
    head = source[: max(source.lower().find("<body"), 0)]
    pieces = [
        text if is_tag or "&" in text else "".join(f"<span>{run}</span>" for run in _RUN.findall(text))
        for _, text, is_tag in _texts(source)
    ]
    return head + "".join(pieces)


def text_page(title, text):
    """A page that holds inherited text, a paragraph a line."""
    lines = "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())
    return f'<html><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><div class="content">{lines}</div></body></html>'
