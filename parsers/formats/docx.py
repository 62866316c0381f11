"""Word documents: paragraphs and tables in reading order, with the numbers Word counts by itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx

from parsers.formats import grid, zipped
from parsers.formats.draft import Draft
from parsers.formats.numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted text, the second copy of a drawing for old programs, field codes, pictures' own text layers.
_UNSEEN = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_MC}Fallback",
    f"{_W}instrText",
    f"{_W}pPr",
    f"{_W}rPr",
    f"{_W}tblPr",
    f"{_W}sectPr",
}
_MOST_COLUMNS = 63


def read(body: bytes, draft: Draft) -> None:
    """Body text; headers, footers, comments and footnotes are left out."""
    zipped.check(body, draft.limits)
    document = docx.Document(io.BytesIO(body))
    numbering = Numbering(document)
    pictures = False
    for block in _blocks(document.element.body):
        if draft.full():
            return
        if block.tag == f"{_W}tbl":
            draft.table(*grid.build(_grid(block, numbering)))
        else:
            draft.line(numbering.label(block) + _text(block))
            pictures = (
                pictures
                or next(block.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"), None) is not None
            )
    if pictures and sum(map(len, draft.lines)) < 40:
        draft.say("needs_ocr", "the document holds pictures and next to no text")


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside content controls and insertions included."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml", f"{_W}moveTo"):
            yield from _blocks(child)


def _text(element: Any) -> str:
    """The text of a paragraph (or a cell: its paragraphs as lines); text boxes come behind their anchor."""
    parts: list[str] = []
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            continue
        if tag == f"{_W}t":
            parts.append(child.text or "")
        elif tag == f"{_W}tab":
            parts.append(" ")
        elif tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("-")
        else:
            if tag == f"{_W}p" and parts:
                parts.append("\n")
            stack.append(iter(child))
    return "".join(parts)


def _grid(table: Any, numbering: Numbering) -> list[list[grid.Spot]]:
    """The table's grid with gridSpan and vMerge expanded."""
    rows: list[list[grid.Spot]] = []
    for row in _children(table, "tr"):
        spots = [grid.Spot("", False) for _ in range(_number(row, "trPr", "gridBefore"))]
        for cell in _children(row, "tc"):
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            column = len(spots)
            goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            above = rows[-1][column] if goes_on and rows and column < len(rows[-1]) else None
            first = above is None
            text = above.text if above else _cell_text(cell, numbering)
            for _ in range(max(1, min(_number(cell, "tcPr", "gridSpan") or 1, _MOST_COLUMNS - column))):
                spots.append(grid.Spot(text, first))
                first = False
        rows.append(spots)
    return rows


def _children(parent: Any, name: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _children(child, name)


def _cell_text(cell: Any, numbering: Numbering) -> str:
    return grid.squeeze("\n".join(numbering.label(p) + _text(p) for p in cell.iter(f"{_W}p")))


def _number(element: Any, properties: str, name: str) -> int:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    value = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isdigit() else 0
