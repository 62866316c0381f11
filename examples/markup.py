"""The small markup of a letter's body: one line is one paragraph, as a contributor would type it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
ABOVE, LEFT = "^", "<"


@dataclass
class Cell:
    """A table cell that starts here; `rowspan` and `colspan` say how far it reaches."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Block:
    """A paragraph (`text`, `align`) or a table (`rows`); `html` is printed as it is, for hostile pages."""

    kind: Literal["paragraph", "table", "html"]
    text: str = ""
    align: Literal["left", "right", "center", "flush"] = "left"
    rows: list[list[Cell]] = field(default_factory=list)


def blocks(source: str) -> list[Block]:
    """Turn body text into blocks.

    `>> text` stands right, `== text` in the middle, `<< text` at the margin without indent; `| a | b |` is a table row, where
    `^` continues the cell above and `<` the cell to the left. Empty lines separate tables and are otherwise dropped.
    """
    found: list[Block] = []
    rows: list[list[str]] = []
    for line in [*source.splitlines(), ""]:
        text = line.strip()
        if text.startswith("|"):
            rows.append([cell.strip() for cell in text.strip("|").split("|")])
            continue
        if rows:
            found.append(Block("table", rows=_merge(rows)))
            rows = []
        if text:
            found.append(_paragraph(text))
    return found


def _paragraph(text: str) -> Block:
    match text[:2]:
        case ">>":
            return Block("paragraph", text[2:].strip(), "right")
        case "==":
            return Block("paragraph", text[2:].strip(), "center")
        case "<<":
            return Block("paragraph", text[2:].strip(), "flush")
    return Block("paragraph", text)


def _merge(rows: list[list[str]]) -> list[list[Cell]]:
    """Raw rows to cells, each cell once, where it starts; a ragged row or a mark with nothing to continue is an error."""
    width = len(rows[0])
    owner: list[list[Cell]] = []
    merged: list[list[Cell]] = []
    for number, row in enumerate(rows):
        if len(row) != width:
            raise ValueError(f"table row {number + 1} has {len(row)} cells, the first has {width}: {' | '.join(row)}")
        owner.append([])
        merged.append([])
        for column, text in enumerate(row):
            if (text == ABOVE and number == 0) or (text == LEFT and (column == 0 or row[column - 1] == ABOVE)):
                raise ValueError(f"table row {number + 1} continues a cell that is not there: {' | '.join(row)}")
            if text == ABOVE:
                cell = owner[number - 1][column]
                if column == 0 or owner[number][column - 1] is not cell:
                    cell.rowspan += 1
            elif text == LEFT:
                cell = owner[number][column - 1]
                cell.colspan += 1
            else:
                cell = Cell(text)
                merged[number].append(cell)
            owner[number].append(cell)
    return merged


def plain(source: str) -> str:
    """The body as a reader sees it: marks dropped, links as their text, a table row as cells joined by tabs."""
    lines: list[str] = []
    for block in blocks(source):
        if block.kind == "table":
            lines += ["\t".join(cell.text for cell in row) for row in block.rows]
        else:
            lines.append(LINK.sub(r"\1", block.text))
    return "\n".join(lines)
