"""A picture as the whole attachment: a scan or a photograph of the letter."""

from __future__ import annotations

from parsers.formats import flow, ocr
from parsers.formats.draft import Draft


def read(body: bytes, draft: Draft) -> None:
    """The lines of the picture where OCR is installed, otherwise the issue needs_ocr."""
    if not ocr.installed():
        draft.say("needs_ocr", "a picture; install the extra [ocr] to read it")
        return
    found = ocr.lines(body)
    if found:
        draft.say("ocr_used", "read from a picture; expect wrong characters")
    for paragraph in flow.paragraphs([found]):
        draft.line(paragraph)
