"""What hangs on a letter's page: its files and the further pages it goes on over. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.attachments import find_attachments, mentions_files
from parsers.continuation import MOST, further_pages, may_continue
from parsers.decode import binary_kind, decode


@dataclass(frozen=True, slots=True)
class Enclosed:
    """`files`: address and title; `parts`: addresses of further pages; `more`: there are more of them than are ever fetched."""

    files: list[tuple[str, str]] = field(default_factory=list)
    parts: list[tuple[str, str]] = field(default_factory=list)
    more: bool = False


def find_enclosed(body: bytes, content_type: str, url: str, first: str) -> Enclosed:
    """What the page `body` at `url` links of the letter whose first page is at `first`. Costs next to nothing where that is nothing."""
    files, goes_on = mentions_files(body), may_continue(body, first)
    if not (files or goes_on) or binary_kind(body):
        return Enclosed()
    text = decode(body, content_type or None).text
    further = further_pages(text, first, url) if goes_on else None
    numbered = further.addresses if further else {}
    return Enclosed(
        find_attachments(text, url) if files else [],
        [(address, "") for number, address in numbered.items() if number <= MOST],
        max(numbered, default=0) > MOST,
    )
