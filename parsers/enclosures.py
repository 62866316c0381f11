"""Attachments: what is enclosed in the text (inline) and what is linked (file)."""

from __future__ import annotations

import re

from parsers.names import squeeze
from parsers.record import Attachment
from parsers.text import LetterText

_HEAD = re.compile(r"^(?:附件|附表|附)\s?(?:[0-9一二三四五六七八九十]{1,2})?\s?[：:]?$")
_TITLED = re.compile(
    r"^(?:附件|附表)\s?[0-9一二三四五六七八九十]{0,2}\s?[：:]\s?(?P<title>[^：:。]{2,60})$|^附[：:]\s?(?P<short>[^：:。]{2,60})$"
)


def inline_attachments(text: LetterText, first: int) -> list[Attachment]:
    """Enclosures printed below the letter: a line 附件, its title, then what is enclosed; or a titled note right above a table."""
    found: list[str] = []
    count = len(text.lines)
    for index in range(first, count):
        line = text.lines[index]
        if text.table_of[index] >= 0 or not line.startswith("附"):
            continue
        if _HEAD.match(line) and index + 1 < count:
            title = text.lines[index + 1] if text.table_of[index + 1] < 0 else None
            if title and index + 2 < count and len(title) <= 60 and "。" not in title:
                found.append(squeeze(title))
        elif (match := _TITLED.match(line)) and index + 1 < count and text.table_of[index + 1] >= 0:
            found.append(squeeze(match.group("title") or match.group("short")))
    return [Attachment(title, None, "inline") for title in dict.fromkeys(found)]


def file_attachments(files: list[tuple[str, str]]) -> list[Attachment]:
    """Linked files as (title, absolute URL); the title is the text of the link."""
    return [Attachment(title, url, "file") for title, url in files]
