"""Commitment tables that lost their cells: extractors leave one cell a line, or the cells of a row with blanks between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from parsers.commitments import NUMBER, commitment_of
from parsers.damaged_dates import repair_phrase
from parsers.deadlines import interpret
from parsers.names import split_offices
from parsers.numerals import to_int
from parsers.record import Commitment, Issue, Table
from parsers.tables import columns_of, role_of
from parsers.text import LetterText

_NOT_HEADER = re.compile(r"[：:。]|(?:列表|清单|一览表|表|台账)$")
_SUBHEADER = re.compile(r"^[（(].{1,16}[）)]$")
_CELL = re.compile(r"\S+")
_LONGEST_ROW = 12
_MOST_COLUMNS = 10
_SORTABLE = (["ordinal", "content", "due", "responsible"], ["ordinal", "content", "responsible", "due"])
_SOME_DAY = date(2000, 1, 1)
_NONE = ("", -1)

Cell = tuple[str, int]  # a cell's text, and where it starts in the letter's text


def flattened(
    text: LetterText, first: int, anchor: date | None, issues: list[Issue]
) -> tuple[Table, list[Commitment]] | None:
    """The first such table below line `first` and its commitments, or None (docs/method.md, "Flattened tables")."""
    for at in range(first, len(text.lines)):
        if text.table_of[at] >= 0:
            continue
        header, end = _header_by_line(text, at)
        columns = columns_of(header) if len(header) >= 3 else {}
        if columns and (
            found := _read(text, header, columns, _rows_by_line(text, end, header, columns), anchor, issues)
        ):
            return found
        line = text.lines[at]
        header = line.split() if " " in line and len(line) < 120 else []
        if len(header) >= 3 and all(_names_a_column(word) for word in header) and (columns := columns_of(header)):
            return _read(
                text, header, columns, _rows_of_words(text, at + 1, len(header), columns["content"]), anchor, issues
            )
    return None


def _names_a_column(cell: str) -> bool:
    return len(cell) <= 14 and role_of(cell) is not None and not _NOT_HEADER.search(cell)


def _header_by_line(text: LetterText, at: int) -> tuple[list[str], int]:
    header: list[str] = []
    while at < len(text.lines) and text.table_of[at] < 0 and len(header) < _MOST_COLUMNS:
        line = text.lines[at]
        if header and _SUBHEADER.match(line):
            header[-1] += line
        elif _names_a_column(line):
            header.append(line)
        else:
            break
        at += 1
    return header, at


def _rows_by_line(text: LetterText, at: int, header: list[str], columns: dict[str, int]) -> Iterator[list[Cell]]:
    """Rows of one cell a line; where rows are numbered, a cell may have broken over lines and a merged one be absent."""
    width = len(header)
    order = [role for role, _ in sorted(columns.items(), key=lambda pair: pair[1])]
    numbered = len(order) == width and order in _SORTABLE
    while at + 1 < len(text.lines):
        end = _next_number(text, at) if numbered else None
        last = min(end or at + _LONGEST_ROW, len(text.lines))
        row = (
            _sorted_into([(text.lines[i], text.starts[i]) for i in range(at, last)], order, end is None)
            if numbered
            else None
        )
        if row is None:
            if at + width > len(text.lines):
                return
            row = [(text.lines[i], text.starts[i]) for i in range(at, at + width)]
        yield row
        at = end or at + width


def _next_number(text: LetterText, at: int) -> int | None:
    """The line of the number that follows the one at line `at`, within as many lines as a row can fill."""
    number = NUMBER.match(text.lines[at])
    following = (to_int(number.group(1)) or 0) + 1 if number else None
    for index in range(at + 2, min(at + _LONGEST_ROW, len(text.lines))):
        found = NUMBER.match(text.lines[index])
        if found and following is not None and to_int(found.group(1)) == following:
            return index
    return None


def _sorted_into(lines: list[Cell], order: list[str], last: bool) -> list[Cell] | None:
    """The cells of a numbered row, whatever its lines: the line that is a time parts content and office.

    Behind the `last` row the table ends where its columns are filled.
    """
    body = lines[1:]
    time = next((i for i, (line, _) in enumerate(body) if i and _is_time(line)), None)
    if time is None or not NUMBER.match(lines[0][0]):
        return None
    if order[2] == "due":
        stop = time + 1
        while stop < len(body) and (not last or stop == time + 1 or body[stop - 1][0].endswith("、")):
            stop += 1
        content, responsible = body[:time], body[time + 1 : stop]
    else:
        offices = time
        while offices > 1 and split_offices(body[offices - 1][0]):
            offices -= 1
        content, responsible = body[:offices], body[offices:time]
    cells = {"ordinal": lines[:1], "content": content, "due": [body[time]], "responsible": responsible}
    return [("".join(line for line, _ in cells[role]), cells[role][0][1] if cells[role] else -1) for role in order]


def _rows_of_words(text: LetterText, at: int, width: int, content: int) -> Iterator[list[Cell]]:
    """Rows of lines; blanks too many for the columns are taken to be the content's own."""
    for index in range(at, len(text.lines)):
        line, start = text.lines[index], text.starts[index]
        words = [word.span() for word in _CELL.finditer(line)]
        spare = len(words) - width
        if spare < 0 or text.table_of[index] >= 0:
            return
        spans = [*words[:content], (words[content][0], words[content + spare][1]), *words[content + spare + 1 :]]
        yield [(line[a:b], start + a) for a, b in spans]


def _read(
    text: LetterText,
    header: list[str],
    columns: dict[str, int],
    rows: Iterator[list[Cell]],
    anchor: date | None,
    issues: list[Issue],
) -> tuple[Table, list[Commitment]] | None:
    table = Table("commitments", header, [])
    found: list[Commitment] = []
    for cells in rows:
        row = {role: cells[column] for role, column in columns.items()}
        due = row.get("due", _NONE)[0]
        if not (NUMBER.match(row["ordinal"][0]) if columns.get("ordinal") == 0 else _is_time(due)):
            break
        table.rows.append([value for value, _ in cells])
        found.append(
            commitment_of(
                *row["content"], row.get("ordinal", _NONE)[0], due, row.get("responsible", _NONE)[0], anchor, issues
            )
        )
        found[-1].end = _end(text.text, found[-1].start, len(found[-1].content))
    return (table, found) if found else None


def _end(text: str, start: int, length: int) -> int:
    """Behind `length` characters from `start` on, line ends not counted."""
    while length and start < len(text):
        length -= text[start] != "\n"
        start += 1
    return start


def _is_time(cell: str) -> bool:
    return len(cell) <= 40 and interpret(repair_phrase(cell), _SOME_DAY).issue != "due_unreadable"
