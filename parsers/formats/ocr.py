"""Pictures of text. RapidOCR is an optional extra ([ocr]); without it the file is marked, not guessed."""

from __future__ import annotations

import importlib.util
from functools import cache
from typing import Any

from parsers.formats import flow
from parsers.formats.draft import Draft

_MOST_PAGES = 30
_DPI = 200


def installed() -> bool:
    """Whether the extra is there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def lines(image: Any) -> list[flow.Piece]:
    """The lines of a picture (a numpy array or bytes); empty when nothing is recognised."""
    result = _engine()(image)
    boxes, texts = getattr(result, "boxes", None), getattr(result, "txts", None)
    if boxes is None or texts is None:
        return []
    pieces = []
    for box, text in zip(boxes, texts, strict=True):
        xs, ys = [float(p[0]) for p in box], [float(p[1]) for p in box]
        pieces.append(flow.Piece(text, min(xs), min(ys), max(xs), max(ys)))
    return flow.lines(pieces)


def pages(document: Any, blank: list[int], out: list[list[flow.Piece]], draft: Draft) -> None:
    """Recognise the pages `blank` of an open PDF and put their lines into `out`; or say that OCR is needed."""
    if not installed():
        draft.say(
            "needs_ocr", f"{len(blank)} of {len(out)} pages are pictures of text; install the extra [ocr] to read them"
        )
        return
    scale = _DPI / 72
    for number in blank[:_MOST_PAGES]:
        if draft.full():
            break
        found = lines(document[number].render(scale=scale).to_numpy())
        # Back to points, so that margins compare with those of pages that have text.
        out[number] = [
            flow.Piece(p.text, p.left / scale, p.top / scale, p.right / scale, p.bottom / scale) for p in found
        ]
    draft.say("ocr_used", f"{len(blank[:_MOST_PAGES])} of {len(out)} pages read from pictures; expect wrong characters")
    if len(blank) > _MOST_PAGES:
        draft.say("attachment_truncated", f"{len(blank)} pages are pictures; {_MOST_PAGES} are read")
