"""Tables of a letter: spans expanded, header told from rows, commitment tables told from others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.blocks import Grid
from parsers.lexicon import alternatives, load
from parsers.names import squeeze
from parsers.record import Table
from parsers.text import LetterText

_WORDS = load("commitments")
_ROLES = {word: role for role in ("ordinal", "due", "responsible", "assisting", "content") for word in _WORDS[role]}
_ROLES |= dict.fromkeys(_WORDS["responsible_person"], "responsible")
_RANK = {word: rank for rank, word in enumerate(sorted(_ROLES, key=len, reverse=True))}  # the longest word decides
_ROLE_WORD = re.compile(rf"(?=({alternatives(list(_ROLES))}))")
_FORM_LABELS = frozenset(_WORDS["form_labels"])
_NOT_COMMITMENTS = re.compile(alternatives(_WORDS["not_commitments"]))
_VALUE = re.compile(r"^[\d.,，%％\-—/]+$|□|^第.*号$|[。；]|^(?:19|20)\d\d年\d")
_NOT_DUE = re.compile(alternatives(_WORDS["not_due"]))
_BRACKETS = str.maketrans("", "", "（）()")
_MAX_COLUMNS = 60


@dataclass(slots=True)
class Spread:
    """A table with spans expanded: `cells[r][c]` is (text, offset of the printed cell in the letter's text or -1)."""

    cells: list[list[tuple[str, int]]]
    table: Table
    columns: dict[str, int] = field(default_factory=dict)  # role -> column, of commitment tables
    lines: tuple[int, int] = (0, 0)  # first and last line of the letter that the table fills
    as_pairs: bool = False


def spread_tables(text: LetterText, grids: list[Grid]) -> list[Spread]:
    """Every table of the letter; a table cut in two keeps its columns where the second half has no header."""
    found: list[Spread] = []
    for number, grid in enumerate(grids):
        lines = [i for i, table in enumerate(text.table_of) if table == number]
        cells = _expanded(grid, text, lines)
        if _captioned(grid, cells):
            grid, cells = Grid(grid.rows[1:], grid.links), cells[1:]
        header = _header(grid, cells) or (_blank_corner(grid, cells) and not _continues(cells, found))
        rows = [[t for t, _ in row] for row in cells]
        table = Table("other", rows[0] if header else [], rows[1:] if header else rows)
        one = Spread(cells[1:] if header else cells, table, lines=(lines[0], lines[-1]) if lines else (0, 0))
        _classify(one, found[-1] if found else None)
        found.append(one)
    return found


def _expanded(grid: Grid, text: LetterText, lines: list[int]) -> list[list[tuple[str, int]]]:
    taken: dict[tuple[int, int], tuple[str, int]] = {}
    printed = iter(lines)
    width = 0
    for r, row in enumerate(grid.rows):
        raw = "\t".join([cell.text for cell in row])
        line = next(printed, None) if raw.strip() else None
        at = text.starts[line] - (len(raw) - len(raw.lstrip())) if line is not None else -1
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            value = (cell.text, at if cell.text and line is not None else -1)
            if cell.rowspan == cell.colspan == 1:
                if column < _MAX_COLUMNS:
                    taken[r, column] = value
            else:
                for down in range(min(cell.rowspan, len(grid.rows) - r)):
                    for across in range(min(cell.colspan, _MAX_COLUMNS - column)):
                        taken.setdefault((r + down, column + across), value)
            column += cell.colspan
            width = max(width, min(column, _MAX_COLUMNS))
            at += len(cell.text) + 1
    return [[taken.get((r, c), ("", -1)) for c in range(width)] for r in range(len(grid.rows))]


def _captioned(grid: Grid, cells: list[list[tuple[str, int]]]) -> bool:
    """Whether the first row is the table's name over all its columns, with the header below it."""
    return (
        len(cells) > 2
        and len(grid.rows[0]) == 1
        and len(cells[0]) > 2
        and set(cells[0][1:]) <= {cells[0][0], ("", -1)}
        and _header(Grid(grid.rows[1:]), cells[1:])
    )


def _header(grid: Grid, cells: list[list[tuple[str, int]]]) -> bool:
    """Whether the first row names the columns: short, all different, no figures, and not the labels of a form."""
    if len(cells) < 2 or not cells[0]:
        return False
    first = [t for t, _ in cells[0]]
    if any(cell.head for cell in grid.rows[0]) and all(cell.head for cell in grid.rows[0]):
        return True
    named = [t for t in first if t]
    if any(len(t) > 24 or _VALUE.search(t) for t in named) or len(set(named)) != len(named):
        return False
    if len(named) < len(first) and not columns_of(first):
        return False
    labels = sum(squeeze(row[0][0]).rstrip("：:") in _FORM_LABELS for row in cells if row)
    beside = sum(squeeze(row[2][0]).rstrip("：:") in _FORM_LABELS for row in cells[1:] if len(row) > 2)
    roles = {role_of(t) for t in first} - {None}
    return not (labels >= 2 and (len(first) == 2 or beside or labels == len(cells))) or len(roles) >= 3


def _blank_corner(grid: Grid, cells: list[list[tuple[str, int]]]) -> bool:
    """Whether the first row names all columns but the first, in which every other row has its name."""
    if len(cells) < 2 or len(cells[0]) < 3 or cells[0][0][0] or not all(row[0][0] for row in cells[1:]):
        return False
    return _header(Grid([grid.rows[0][1:], *grid.rows[1:]]), [cells[0][1:], *cells[1:]])


def _continues(cells: list[list[tuple[str, int]]], found: list[Spread]) -> bool:
    """Whether a table may be the second half of the commitment table above it, whose row goes on in it."""
    return bool(found and found[-1].columns and len(cells[0]) == _width(found[-1]))


def _bare(header: str) -> str:
    """A header without blanks and brackets: 责任（牵头）单位, 责任处(室)."""
    return squeeze(header).translate(_BRACKETS)


def role_of(header: str) -> str | None:
    """What a column of that header holds: ordinal, due, responsible, assisting, content, or None."""
    bare = _bare(header)
    if len(bare) > 24:
        return None
    words = _ROLE_WORD.findall(bare)
    role = _ROLES[min(words, key=_RANK.__getitem__)] if words else None
    return None if role == "due" and _NOT_DUE.search(bare) else role


def _telling(role: str, header: str) -> int:
    """Rank of a header among those of its role: 承诺事项 before 事项 before 内容 before 项目, 责任单位 before 责任领导."""
    bare = _bare(header)
    if role == "responsible":
        return int(not any(word in bare for word in _WORDS["responsible"]))
    return next((rank for rank, word in enumerate(_WORDS[role]) if word in bare), 0) if role == "content" else 0


def columns_of(header: list[str]) -> dict[str, int]:
    """Column of each role, the most telling and then the first wins; {} where the header is none of a commitment table."""
    if any(_NOT_COMMITMENTS.search(squeeze(cell)) for cell in header):
        return {}
    columns: dict[str, int] = {}
    for index, cell in enumerate(header):
        role = role_of(cell)
        if role and (role not in columns or _telling(role, cell) < _telling(role, header[columns[role]])):
            columns[role] = index
    promised = any("承诺" in cell for cell in header)
    if "content" not in columns or not ("due" in columns or promised):
        return {}
    if squeeze(header[columns["content"]]) == "项目" and "responsible" not in columns:
        return {}
    return columns


def _classify(one: Spread, before: Spread | None) -> None:
    if one.table.header:
        one.columns = columns_of(one.table.header)
        if one.columns and not one.table.header[0]:
            one.columns.setdefault("ordinal", 0)
    elif _pairs_of_commitment(one):
        one.as_pairs = True
        one.table.kind = "commitments"
        return
    elif (
        before
        and before.columns
        and one.cells
        and len(one.cells[0]) == _width(before)
        and one.lines[0] - before.lines[1] <= 2
    ):
        one.columns = before.columns
    if one.columns:
        one.table.kind = "commitments"


def _width(one: Spread) -> int:
    return len(one.table.header) or (len(one.cells[0]) if one.cells else 0)


def _pairs_of_commitment(one: Spread) -> bool:
    """A key-value table that holds a promise: 承诺事项 | …, 完成时限 | …, 责任单位 | …"""
    roles = [
        role_of(label) for row in one.cells for label, _ in row[::2] if squeeze(label).rstrip("：:") in _FORM_LABELS
    ]
    texts = "".join(t for row in one.cells for t, _ in row[::2])
    return "content" in roles and "due" in roles and not _NOT_COMMITMENTS.search(texts)
