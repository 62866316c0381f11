"""Printed lines -> paragraphs: a line that the margin broke goes on in the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

_PAGE_NUMBER = re.compile(r"[-—–－ ]*(?:第 ?)?\d{1,4}(?: ?页)?(?: ?[/／] ?(?:共 ?)?\d{1,4}(?: ?页)?)?[-—–－ ]*")
_TOKEN = re.compile(r"[A-Za-z0-9.,%:/_+-]+|.")
_LATIN_END, _LATIN_START = re.compile(r"[A-Za-z]$"), re.compile(r"^[A-Za-z]")


@dataclass(slots=True)
class Piece:
    """Text with its box on a page: x grows to the right, y downwards, in any one unit."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """Height of the box, about the size of the type."""
        return max(self.bottom - self.top, 0.1)


def lines(pieces: list[Piece]) -> list[Piece]:
    """Pieces side by side joined to lines, from top to bottom; a gap wider than half a character becomes a blank."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: ((p.top + p.bottom) / 2, p.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(piece)
        elif piece.text.strip():
            rows.append([piece])
    joined = []
    for row in rows:
        row.sort(key=lambda p: p.left)
        text, last = row[0].text, row[0]
        for piece in row[1:]:
            text += (" " if piece.left - last.right > 0.5 * piece.size else "") + piece.text
            last = piece
        joined.append(
            Piece(
                text.strip(),
                row[0].left,
                min(p.top for p in row),
                max(p.right for p in row),
                max(p.bottom for p in row),
            )
        )
    return joined


def paragraphs(pages: list[list[Piece]]) -> list[str]:
    """The paragraphs of a document given as lines per page; page numbers at the foot or head are dropped.

    A line goes on in the next when it reaches the right margin (the next word would not have fitted) and the next
    begins at the left margin without indent, a page break between them or not.
    """
    for page in pages:
        for edge in (0, -1):
            if page and _PAGE_NUMBER.fullmatch(page[edge].text):
                page.pop(edge)
    body = [line for page in pages for line in page if len(line.text) >= 8]
    if not body:
        return [line.text for page in pages for line in page]
    left, right = min(line.left for line in body), max(line.right for line in body)
    size = median(line.size for line in body)
    out: list[str] = []
    last: Piece | None = None
    for page in pages:
        for number, line in enumerate(page):
            if last and _goes_on(last, line, left, right, size, new_page=number == 0):
                blank = " " if _LATIN_END.search(last.text) and _LATIN_START.match(line.text) else ""
                out[-1] += blank + line.text
            else:
                out.append(line.text)
            last = line
    return out


def _goes_on(last: Piece, line: Piece, left: float, right: float, size: float, *, new_page: bool) -> bool:
    if abs(last.size - line.size) > 0.25 * max(last.size, line.size):
        return False
    word = _TOKEN.match(line.text)
    width = sum(0.55 if c.isascii() else 1.0 for c in word.group()) * size if word else size
    if last.text.endswith(("。", "：", "；", ":")):
        width = min(width, size)
    if last.right + width < right - 1.2 * size or line.left > left + 0.8 * size or last.left > left + 4 * size:
        return False
    return new_page or line.top - last.bottom < 1.8 * size
