"""A letter's text as a reader wants it: lines with their role, tables as tables, everything marked where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from web.marking import Span, marked

Row = dict[str, Any]


@dataclass
class Cell:
    """One cell of a table inside the letter."""

    html: Markup
    colspan: int = 1
    rowspan: int = 1


@dataclass
class Block:
    """A line of the letter (`role` says which kind) or a table (`rows` filled, `header` how many of them are headings)."""

    role: str
    html: Markup | None = None
    rows: list[list[Cell]] = field(default_factory=list)
    header: int = 0


def section_spans(text: str, sections: Sequence[Row]) -> list[Span]:
    """The marker and heading of each section, in bold and with an anchor the outline points at."""
    spans = []
    for number, section in enumerate(sections):
        start = section["start"]
        body = start + len(section["marker"] or "")
        heading = text.find(section["heading"] or "", body, body + len(section["heading"] or "") + 4)
        end = heading + len(section["heading"] or "") if heading >= 0 else body
        attributes = {"class": f"heading level-{section['level']}"}
        spans.append(Span(start, end, "strong", attributes, f"section-{number}"))
    return spans


def blocks(text: str, spans: Sequence[Span], tables: Sequence[Row], roles: dict[int, str]) -> list[Block]:
    """The letter in reading order.

    `tables` are rows of letter_tables with `header` and `rows` as lists; `roles` maps the offset where a line starts to
    its role (title, salutation, signature). A table whose rows cannot be found in the text is left to the caller.
    """
    lines = list(_lines(text))
    out: list[Block] = []
    waiting = list(tables)
    index = 0
    while index < len(lines):
        start, end = lines[index]
        taken = 0
        if waiting and (block := _table(text, lines[index:], waiting[0], spans)):
            taken = len(block.rows)
            waiting.pop(0)
            out.append(block)
        index += taken or 1
        if not taken:
            out.append(Block(roles.get(start, "line"), marked(text, start, end, spans)))
    return out


def unplaced(text: str, tables: Sequence[Row]) -> list[Row]:
    """The tables whose rows do not stand in the text, in order."""
    lines = list(_lines(text))
    left = list(tables)
    for index in range(len(lines)):
        if left and _table(text, lines[index:], left[0], ()):
            left.pop(0)
    return left


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def _table(text: str, lines: Sequence[tuple[int, int]], table: Row, spans: Sequence[Span]) -> Block | None:
    grid = ([table["header"]] if table["header"] else []) + list(table["rows"])
    if not grid or len(lines) < len(grid):
        return None
    placed = []
    for cells, (start, end) in zip(grid, lines, strict=False):
        where = _place(text, start, end, cells)
        if where is None:
            return None
        placed.append(where)
    return Block("table", rows=_spanned(text, grid, placed, spans), header=1 if table["header"] else 0)


def _place(text: str, start: int, end: int, cells: Sequence[str]) -> list[tuple[int, int] | None] | None:
    """Where each cell of a row stands in its line; None for a cell that continues one to the left or above."""
    parts = text[start:end].split("\t")
    found: list[tuple[int, int] | None] = []
    position = start
    for cell in cells:
        if parts and parts[0] == (cell or ""):
            found.append((position, position + len(parts[0])))
            position += len(parts.pop(0)) + 1
        else:
            found.append(None)
    return None if parts else found


def _spanned(
    text: str, grid: Sequence[Sequence[str]], placed: Sequence[Sequence[tuple[int, int] | None]], spans: Sequence[Span]
) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    origin: dict[tuple[int, int], Cell] = {}
    for y, (cells, where) in enumerate(zip(grid, placed, strict=True)):
        row: list[Cell] = []
        for x, (cell, place) in enumerate(zip(cells, where, strict=True)):
            left, above = origin.get((y, x - 1)), origin.get((y - 1, x))
            if place is not None:
                origin[y, x] = Cell(marked(text, *place, spans) if place[0] < place[1] else Markup())
                row.append(origin[y, x])
            elif above is not None and grid[y - 1][x] == cell:
                origin[y, x] = above
                if origin.get((y, x - 1)) is not above:
                    above.rowspan += 1
            elif left is not None and cells[x - 1] == cell:
                origin[y, x] = left
                left.colspan += 1
        rows.append(row)
    return rows
