"""OFD (GB/T 33190), the layout format of Chinese offices."""

from __future__ import annotations

import ofdkit

from parsers.formats import flow, zipped
from parsers.formats.draft import Draft


def read(body: bytes, draft: Draft) -> None:
    """Lines by position, joined to paragraphs; pages without text are pictures of text."""
    zipped.check(body, draft.limits)
    pages: list[list[flow.Piece]] = []
    with ofdkit.open(body) as document:
        if len(document.pages) > draft.limits.pages:
            draft.say("attachment_truncated", f"{len(document.pages)} pages; {draft.limits.pages} are read")
        for page in document.pages[: draft.limits.pages]:
            if draft.full():
                break
            # Bold text is often the same run printed twice.
            runs = {(r.text, round(r.x), round(r.y)): r for r in page.runs if r.text.strip()}
            pages.append(flow.lines([flow.Piece(r.text, r.x, r.y - r.size, r.x + r.width, r.y) for r in runs.values()]))
    if not any(pages):
        draft.say("needs_ocr", "no text layer; the pages are pictures")
    for paragraph in flow.paragraphs(pages):
        draft.line(paragraph)
