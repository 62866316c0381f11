"""PDF: text by pdfium, tables with ruled lines by pdfplumber, pages without text by OCR where it is installed."""

from __future__ import annotations

import io
import re
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from parsers.formats import flow, grid, ocr
from parsers.formats.draft import Draft, UnreadableError
from parsers.record import Table

# A font without a map to Unicode gives private-use characters, replacement marks or controls: as good as no text.
_GARBAGE = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_ROW = "\x00"
_MANY_OBJECTS = 20_000


def read(body: bytes, draft: Draft) -> None:
    """Paragraphs in reading order with the tables in their places."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        code, detail = (
            ("attachment_encrypted", "locked with a password")
            if locked
            else ("attachment_broken", f"no readable PDF ({error})")
        )
        raise UnreadableError(code, detail) from None
    try:
        if len(document) > draft.limits.pages:
            draft.say("attachment_truncated", f"{len(document)} pages; {draft.limits.pages} are read")
        pages: list[list[flow.Piece]] = []
        rows: list[list[list[str]]] = []
        blank: list[int] = []
        tables: list[Table] = []
        for number in range(min(len(document), draft.limits.pages)):
            if draft.full():
                break
            page = document[number]
            lines, ruled = _lines(page)
            if not lines:
                blank.append(number)
            elif ruled:
                for box, (table, once) in _tables(body, number, page.get_height()):
                    lines = _put(lines, box, len(rows))
                    rows.append(once)
                    tables += [table] if table else []
            pages.append(lines)
        if blank:
            ocr.pages(document, blank, pages, draft)
        _write(flow.paragraphs(pages), rows, draft)
        draft.tables += tables
    finally:
        document.close()


def _lines(page: Any) -> tuple[list[flow.Piece], bool]:
    """The lines of a page ([] for a picture of text) and whether ruled lines are drawn on it."""
    text_page = page.get_textpage()
    height = page.get_height()
    pieces = []
    for index in range(min(text_page.count_rects(), _MANY_OBJECTS)):
        left, bottom, right, top = text_page.get_rect(index)
        text = text_page.get_text_bounded(left, bottom, right, top)
        pieces.append(
            flow.Piece(text.replace("\r\n", " ").replace("\x02", ""), left, height - top, right, height - bottom)
        )
    everything = "".join(p.text for p in pieces)
    if len(_GARBAGE.findall(everything)) * 3 > len(everything):
        pieces = []
    drawn = sum(1 for o in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)) if pieces else 0
    return flow.lines(pieces), 4 <= drawn <= _MANY_OBJECTS


def _tables(
    body: bytes, number: int, height: float
) -> list[tuple[tuple[float, float], tuple[Table | None, list[list[str]]]]]:
    """The ruled tables of a page: vertical extent, the record's table, its rows with each cell once."""
    import pdfplumber

    found = []
    with pdfplumber.open(io.BytesIO(body), pages=[number + 1]) as document:
        page = document.pages[0]
        if sum(map(len, page.objects.values())) > _MANY_OBJECTS:
            return []
        for table in page.find_tables():
            cells = [
                (box, text)
                for row, texts in zip(table.rows, table.extract(), strict=True)
                for box, text in zip(row.cells, texts, strict=True)
                if box
            ]
            built = grid.build(_spread(cells))
            if built[0]:
                found.append(((table.bbox[1], table.bbox[3]), built))
    return found


def _spread(cells: list[tuple[tuple[float, float, float, float], str | None]]) -> list[list[grid.Spot]]:
    """Cells with boxes -> a full grid, a spanning cell in every place it covers."""
    lefts, tops = sorted({round(b[0]) for b, _ in cells}), sorted({round(b[1]) for b, _ in cells})
    places = [[grid.Spot("", False) for _ in lefts] for _ in tops]
    for (left, top, right, bottom), text in cells:
        first = True
        for r, y in enumerate(tops):
            for c, x in enumerate(lefts):
                if round(top) <= y < round(bottom) and round(left) <= x < round(right):
                    places[r][c] = grid.Spot(grid.squeeze(text or ""), first)
                    first = False
    return places


def _put(lines: list[flow.Piece], extent: tuple[float, float], index: int) -> list[flow.Piece]:
    """The lines of a page with those inside a table replaced by one mark for it."""
    top, bottom = extent
    above = [p for p in lines if (p.top + p.bottom) / 2 < top]
    below = [p for p in lines if (p.top + p.bottom) / 2 > bottom]
    return [*above, flow.Piece(f"{_ROW}{index}{_ROW}", -1e4, top, -1e4, bottom), *below]


def _write(paragraphs: list[str], rows: list[list[list[str]]], draft: Draft) -> None:
    for paragraph in paragraphs:
        if paragraph.startswith(_ROW):
            draft.table(None, rows[int(paragraph.strip(_ROW))])
        else:
            draft.line(paragraph)
