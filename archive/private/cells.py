"""What tables know to be private: cells under a label such as 联系电话 or 家庭住址, or right of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from archive.private.homes import is_home
from archive.private.text import Private, cover, mask_number
from archive.private.words import words

_KINDS = {"number": "number_labels", "account": "account_labels", "address": "home_cells", "place": "place_cells"}
_LATIN = re.compile(r"[A-Za-z0-9０-９_-]{5,}")
_BELOW = 2  # rows from the top in which a label may stand above a column
_LONGEST = 16  # characters of a label beside its value
# Shorter strings (an extension, 无) would cover too much elsewhere.
_SHORTEST = {"number": 6, "account": 6, "address": 4, "place": 4}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(words()[name]) for kind, name in _KINDS.items()} | {
        "public": re.compile(words()["public_labels"]),
        "count": re.compile(rf"(?:{words()['count_endings']})\s*(?:[（(][^（()）]*[）)])?\s*$"),
        "label": re.compile(
            rf"[\u4e00-\u9fff]{{0,6}}(?:{'|'.join(words()[name] for name in _KINDS.values())})"
            r"(?:号码|号|信息)?\s*(?:[（(][^（()）]*[）)])?\s*[:：]?"
        ),
    }


def of_tables(tables: Sequence[dict[str, Any]]) -> set[Private]:
    """Cells that are private by their labels; a table is {"header": [..], "rows": [[..], ..]}."""
    return {found for table in tables for value, kind in _labelled(table) if (found := known(value, kind))}


def known(value: str, kind: str = "number") -> Private | None:
    """A private string of that kind, or None where it is too short or holds nothing to cover."""
    value = value.strip()
    if sum(c.isalnum() for c in value) < _SHORTEST[kind]:
        return None
    letters = list(value)
    if kind in ("address", "place"):
        cover(letters, 0, len(letters))
        return Private(value, "".join(letters), alone=True)
    covered = mask_number(value) or ""
    if kind == "account" and covered == value:
        for match in _LATIN.finditer(value):
            cover(letters, *match.span())
        covered = "".join(letters)
    return Private(value, covered) if covered != value else None


def _labelled(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(cell, kind) of every cell with a private label."""
    grid = [table["header"], *table["rows"]] if table["header"] else table["rows"]
    for r, row in enumerate(grid):
        heads = r == 0 and bool(table["header"])
        for c, cell in enumerate(row):
            for kind in _kinds(cell, heads):
                right = next((one for one in row[c + 1 :] if one.strip() and one != cell), "")
                beside = _is_value(right, kind, not heads)
                if beside:
                    yield right, kind
                if heads or (r < _BELOW and not beside):
                    below = (line[c] for line in grid[r + 1 :] if c < len(line))
                    yield from (
                        (one, kind) for one in below if (heads and kind != "place") or _is_value(one, kind, True)
                    )


def _kinds(cell: str, heads: bool) -> list[str]:
    """What kinds of private data a cell announces. Outside the header the whole cell has to be the label."""
    patterns = _patterns()
    if not heads and (len(cell) > _LONGEST or not patterns["label"].fullmatch(cell.strip())):
        return []
    if patterns["count"].search(cell):
        return []
    cell = patterns["public"].sub("", cell)
    return [kind for kind in _KINDS if patterns[kind].search(cell)]


def _is_value(cell: str, kind: str, loose: bool = False) -> bool:
    """Whether a cell may be the value of a label of that kind, and not the next label."""
    if kind == "number":
        return sum(c.isdigit() for c in cell) >= _SHORTEST[kind] or "@" in cell
    if kind == "account":
        return bool(_LATIN.search(cell))
    return is_home(cell) or (loose and bool(re.search("[镇乡村路巷](?!$)|街(?!道|$)|[村寨]$", cell)))
