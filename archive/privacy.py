"""Telephones, e-mail, identity and account numbers and home addresses never enter archive.db: they are masked at its door.

A mask has the length of what it covers and leaves no digit of the line itself (`138********`, `023-********`), so offsets into the
text stay right. Public short numbers (12345, 110) are kept; longer hotlines and office landlines are masked like every other telephone,
because no rule tells them from private ones. Names a publisher covers later are covered by archive.covering.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from archive.private.cells import known, of_tables
from archive.private.text import Private, mask, mask_number
from archive.private.words import words

__all__ = ["Private", "Record", "mask", "mask_file", "mask_number", "mask_record", "private_strings", "surnames"]

Record = dict[str, Any]

_URL = re.compile(r"(?:https?|ftp)://[!-~]+")


def surnames() -> str:
    """First characters of persons' names that tell a name from other words."""
    return words()["surnames"]


def mask_record(record: Record) -> Record:
    """A copy of a parser's record with every string but addresses (URLs) masked; offsets stay right."""
    masked: Record = _walk(record, private_strings(record))
    for official in masked["officials"]:
        official["phone"] = mask_number(official["phone"])
    return masked


def mask_file(text: str, tables: Sequence[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """The text and the tables of an enclosed file, masked; cells with a private label are covered in the text, too."""
    private = _longest_first(of_tables(tables))
    return mask(text, private), _walk(list(tables), private)


def private_strings(record: Record) -> list[Private]:
    """What the record itself knows to be private: telephones of officials, cells and metadata with private labels."""
    phones = (known(official["phone"]) for official in record["officials"] if official["phone"])
    metadata = {"header": [], "rows": [list(pair) for pair in record["page"]["metadata"].items()]}
    return _longest_first({phone for phone in phones if phone} | of_tables([*record["tables"], metadata]))


def _longest_first(found: set[Private]) -> list[Private]:
    return sorted(found, key=lambda one: (-len(one.value), one))


# Values our parser chooses from a list, dates, places in the text: nothing private fits in.
_PLAIN = frozenset(
    {"kind", "role", "level", "parent", "start", "end", "evidence", "source", "due_kind", "due_start", "due_end", "assembly",
     "term", "session", "between_sessions", "signed_on", "published_at", "signed_on_status", "code", "lead", "ordinal"}
)  # fmt: skip


def _walk(value: Any, private: list[Private], key: str | None = None) -> Any:
    if isinstance(value, str):
        return value if key in ("url", "Url", "URL") and _URL.match(value) else mask(value, private)
    if isinstance(value, dict):
        return {k: v if v is None or k in _PLAIN else _walk(v, private, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_walk(v, private, key) for v in value]
    return value
