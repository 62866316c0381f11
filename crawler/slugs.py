"""Whose letters a column holds, from its name and from the pinyin initials of its address (crawler/lexicon/columns.yml)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from crawler.site import Kind

_LETTER = re.compile(r"(建议|提案|议案).{0,40}(答复|复函|回复|会办|协办)|第?\s*[\dA-Z]{1,12}\s*号")


@cache
def lexicon() -> dict[str, Any]:
    """Words and slugs of columns of replies."""
    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "lexicon" / "columns.yml").read_text("utf-8"))
    return data


def kind_of_words(text: str) -> Kind | None:
    """Whose letters a link text or a title announces; None if it is not about replies at all."""
    words = lexicon()["words"]
    if not any(word in text for word in words["about"]) or any(word in text for word in words["not"]):
        return None
    congress = any(word in text for word in words["congress"])
    cppcc = any(word in text for word in words["cppcc"])
    if congress and cppcc:
        return "mixed"
    return "congress" if congress else "cppcc"


def reads_like_a_letter(title: str) -> bool:
    """Whether a list's entry is titled like a reply and not like the summary, the statistics or the notice beside it."""
    return len(title) > 8 and bool(_LETTER.search(title)) and kind_of_words(title) is not None


def kind_of_slug(url: str) -> Kind | None:
    """Whose letters the address speaks of: its last telling segment decides; None if none tells."""
    for segment in reversed(segments(url)):
        for entry in lexicon()["slugs"]:
            if re.search(entry["pattern"], segment):
                kind: Kind = entry["kind"]
                return kind
    return None


def is_year(segment: str) -> bool:
    """Whether a segment names a year or a session of an assembly, so that its parent gets a new sibling each spring."""
    parents = lexicon()["parents"]
    return bool(re.search(parents["year"], segment) or re.search(parents["session"], segment))


def slug(url: str) -> str:
    """The segment that names the column, as an id: …/jyta/rddbjy/index.shtml → rddbjy; …/gkmlpt/index#485 → cat485."""
    if (fragment := urlsplit(url).fragment).isdigit():
        return f"cat{fragment}"
    named = [s for s in segments(url) if re.search(r"[a-z]", s, re.I)]
    word = re.sub(r"[^a-z0-9_.-]+", "-", (named or segments(url) or ["column"])[-1].lower()).strip("-._")
    return word or "column"


def segments(url: str) -> list[str]:
    """The telling segments of the path: no index files, no bare page files (1.html)."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    if parts and re.fullmatch(r"(index|list|\d+|.*_list)\.(s?html?|jhtml)", parts[-1]):
        parts.pop()
    if parts and re.search(r"\.(s?html?|jhtml)$", parts[-1]):
        parts[-1] = parts[-1].rsplit(".", 1)[0]
    return parts
