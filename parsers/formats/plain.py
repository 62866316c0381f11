"""Plain text files."""

from __future__ import annotations

from parsers.formats.draft import Draft
from parsers.formats.sniff import text_of


def read(body: bytes, draft: Draft) -> None:
    """Each line of the file is a line."""
    for line in (text_of(body) or "").splitlines():
        if draft.full():
            return
        draft.line(line)
