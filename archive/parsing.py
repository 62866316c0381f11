"""A captured body becomes rows. Runs in the worker processes; never raises, whatever the body."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import parsers
from archive.captures import Captured
from archive.privacy import mask, mask_file
from archive.rows import Origin, PageRow, Rows, as_json, rows_of
from parsers.joining import Following

# What a capture must be to hold a letter or a file. Challenges, error pages and lists are never parsed.
_WITH_LETTER = frozenset({"letter"})
_SHOWN = frozenset({"ok", "unchanged"})


@dataclass(slots=True)
class Parsed:
    """What a capture holds: a page with or without the rows of a letter, or a file's text, or the reason why neither."""

    page: PageRow | None = None
    rows: Rows | None = None
    file: dict[str, Any] | None = None
    issues: list[tuple[str, str]] = dataclasses.field(default_factory=list)


def parse(item: Captured, divisions: dict[str, str], following: Sequence[Captured] = ()) -> Parsed:
    """Parse one capture, with those of the further pages of its letter; `divisions` gives the division code of each site."""
    if item.body is None or item.outcome not in _SHOWN:
        return Parsed()
    try:
        if item.kind in _WITH_LETTER:
            more = [Following(one.body, one.url, one.content_type) for one in following if one.body]
            record = parsers.parse(item.body, item.url, item.content_type, more).to_dict()
            origin = Origin(item.id, item.site, divisions.get(item.site or ""), parsers.PARSER_VERSION)
            page, rows = rows_of(record, origin)
            return Parsed(page, rows)
        if item.kind == "attachment":
            return _file(item)
    except Exception as error:  # one bad page is one issue, never the end of a run
        return Parsed(issues=[("parse_failed", mask(f"{type(error).__name__}: {error}"))])
    return Parsed()


def parse_all(items: list[Captured], divisions: dict[str, str]) -> list[Parsed]:
    """`parse` for a batch, in order."""
    return [parse(item, divisions) for item in items]


def _file(item: Captured) -> Parsed:
    from parsers import attachments  # its libraries take a second to load: only where there is a file

    name = unquote(urlsplit(item.url).path.rpartition("/")[2])
    read = attachments.read(item.body or b"", name, item.content_type)
    text, tables = mask_file(read.text, [dataclasses.asdict(table) for table in read.tables])
    values = {
        "capture_id": item.id,
        "content_type": item.content_type,
        "bytes": len(item.body or b""),
        "text": text or None,
        "tables": as_json(tables) if tables else None,
    }
    return Parsed(file=values, issues=[(issue.code, mask(issue.detail)) for issue in read.issues])
