"""HTML source -> the part of it that a reader sees, with its tags; and text between tags as a reader sees it."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

# A blank that was escaped twice and so shows as text.
_ESCAPED_BLANK = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#12288|#xa0);?", re.I)
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
# Nothing inside these is text of the page. An unclosed one runs to the end, as in a browser.
# The look at the first letter halves the time: most tags are links, items and paragraphs.
_UNSEEN = re.compile(
    r"<(?=[sSnNtTcCiIoO!?])(?:([sS](?:cript|tyle|elect|vg)|S(?:CRIPT|TYLE|ELECT)|noscript|NOSCRIPT|te(?:mplate|xtarea)|TEXTAREA|canvas|iframe|IFRAME|object|OBJECT)(?=[\s>/])|!--|[!?])"
)
# A character beyond ASCII as a number; pages of old editors hold all their Chinese so.
_NUMBERED = re.compile(r"&#(?:x0{0,2}([0-9a-fA-F]{3,5})|0?([0-9]{3,6}));", re.I)
_INLINE = re.compile(r"</?(?:span|font|strong|b|em|i|u|o:p|st1:\w+)(?:\s[^<>]{0,2000})?>", re.I)
_CLOSES = re.compile(r"\s*>")
_OPENS = re.compile(r"<([a-z][a-z0-9]{0,40})")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|\shidden(?=[\s>=])")
_MOST_UNCLOSED = 4  # looks for the end of a hidden element that is never closed
_TAG_ENDS = frozenset(" \t\n\r\f\v>/")


def spelt(source: str) -> str:
    """`source` with numeric entities beyond ASCII as the characters they mean and without zero-width blanks, so that words can be looked for in it.

    A tag that the end of the page cuts short goes too, as in a browser: whoever looked for its end would read to the end of the page.
    """
    cut = source.find("<", source.rfind(">") + 1)
    if cut >= 0:
        source = source[:cut]
    if "&#" in source:
        source = _NUMBERED.sub(_character, source)
    for blank in "\u200b\ufeff":
        if blank in source:  # a look costs a fiftieth of a replacement that finds nothing
            source = source.replace(blank, "")
    return source


def _character(entity: re.Match[str]) -> str:
    code = int(entity[1], 16) if entity[1] else int(entity[2])
    return chr(code) if 0x100 <= code < 0xD800 or 0xF900 <= code <= 0xFFEF else entity[0]


def unparted(source: str) -> str:
    """`source` without inline tags: words that an editor set letter by letter in spans are whole again."""
    return _INLINE.sub("", source)


def visible(source: str) -> str:
    """`source` without comments, scripts, styles, form choices and declarations."""
    kept: list[str] = []
    at = 0
    opening = _UNSEEN.search(source)
    while opening:
        start, behind = opening.span()
        kept.append(source[at:start])
        at = _end_of_unseen(source, opening[1] or opening[0], behind)
        if at < 0:
            return "".join(kept) + source[start:]
        opening = _UNSEEN.search(source, at)
    return "".join([*kept, source[at:]]) if kept else source


def _end_of_unseen(source: str, name: str, at: int) -> int:
    """Behind the end of what opened in front of `at`; -1 where a declaration has none and so is text."""
    if name == "<!--":
        end = source.find("-->", at)
        return end + 3 if end >= 0 else len(source)
    if name[0] == "<":
        return source.find(">", at) + 1 or -1
    while (at := source.find(f"</{name}", at)) >= 0:
        at += len(name) + 2
        if closing := _CLOSES.match(source, at):
            return closing.end()
    return len(source)


def lowered(source: str) -> str:
    """`source` in lower case with `?` for each character that is not ASCII, and nothing else: the same tags at the same offsets.

    Costs less than half of what `lower` does, and one look tells how much Chinese stands anywhere.
    """
    return source.replace("?", " ").encode("ascii", "replace").lower().decode("ascii")


def _without(source: str, ranges: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in sorted(ranges):
        if start >= at:
            kept.append(source[at:start])
        at = max(at, end)
    kept.append(source[at:])
    return "".join(kept)


def clean(text: str) -> str:
    """Text between tags as a reader sees it: entities resolved, every run of white space one blank, trimmed."""
    if "&" in text:
        text = text.replace("&nbsp;", " ")  # of all entities the most frequent by far, and a blank like any other
        text = unescape(text) if "&" in text else text
        if "&" in text:
            text = _ESCAPED_BLANK.sub(" ", text)
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(text.translate(_INVISIBLE).split())


def element_end(low: str, start: int, tag: str) -> int | None:
    """Where the element that opens at `start` ends (behind its closing tag), or None when it is never closed; all in lower case."""
    opening, closing = f"<{tag}", f"</{tag}"
    depth = 0
    opens, closes = start, low.find(closing, start)
    while closes >= 0:
        inside = 0 <= opens < closes
        behind = opens + len(opening) if inside else closes + len(closing)
        if low[behind : behind + 1] in _TAG_ENDS:
            end = low.find(">", behind)
            if end < 0:
                return None
            if not inside:
                depth -= 1
                if depth <= 0:
                    return end + 1
            elif low[end - 1] != "/":
                depth += 1
            behind = end
        if inside:
            opens = low.find(opening, behind)
        else:
            closes = low.find(closing, behind)
    return None


def shown(source: str) -> tuple[str, str]:
    """What a reader sees of `source`, tags included: without scripts and comments and without hidden elements; and the same lowered."""
    text = visible(source)
    return _without_hidden(text, lowered(text))


def _without_hidden(source: str, low: str) -> tuple[str, str]:
    """Both less the elements that `display:none` or `hidden` keeps from the reader."""
    ranges: list[tuple[int, int]] = []
    unclosed: Counter[str] = Counter()
    at = 0
    for place in sorted([*_places(low, "display"), *_places(low, " hidden")]):
        if place < at or not _NOT_SHOWN.match(low, place):
            continue
        start = low.rfind("<", at, place)
        if start < 0 or low.find(">", start, place) >= 0:
            continue
        name = _OPENS.match(low, start)
        if name is None or name[1] in ("body", "html", "input", "link", "img") or unclosed[name[1]] > _MOST_UNCLOSED:
            continue
        end = element_end(low, start, name[1])
        if end is None:
            unclosed[name[1]] += 1
        else:
            ranges.append((start, end))
            at = end
    return (_without(source, ranges), _without(low, ranges)) if ranges else (source, low)


def _places(source: str, word: str) -> list[int]:
    found = []
    at = source.find(word)
    while at >= 0:
        found.append(at)
        at = source.find(word, at + 1)
    return found
