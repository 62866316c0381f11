"""A grid of cells, spans expanded -> the Table of the record and its lines of text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.record import Table

_HEAD = re.compile(
    r"序号|事项|内容|任务|措施|时间|时限|期限|进度|责任|单位|部门|名称|项目|备注|金额|数量|指标|地点|电话|联系|类别|编号|年"
)
_WHAT = re.compile(r"事项|内容|任务|措施|承诺")
_WHEN = re.compile(r"时间|时限|期限|完成|进度")
_NUMBER = re.compile(r"[\d.,%()（）-]+")


@dataclass(slots=True)
class Spot:
    """One place of a grid: the text that shows there and whether its cell starts there."""

    text: str
    first: bool = True


def squeeze(text: str) -> str:
    """Text of a cell: broken lines joined without a blank, runs of blanks made one."""
    return " ".join("".join(part.strip() for part in text.splitlines()).split())


def build(grid: list[list[Spot]]) -> tuple[Table | None, list[list[str]]]:
    """The record's Table and, for the text, each row with every cell once, where it starts.

    Rows that hold one spanning text before the header (a caption) stay in the text only. Fewer than two rows or two
    columns are no table: the frame only arranges text. A header is a first row of unlike words without a bare number.
    """
    once = [[s.text for s in row if s.first] for row in grid]
    rows = [[s.text for s in row] for row in grid if any(s.text for s in row)]
    while rows and len({t for t in rows[0] if t}) == 1 and len(rows) > 2 and len(rows[0]) > 1:
        rows.pop(0)
    width = max((len(r) for r in rows), default=0)
    if len(rows) < 2 or width < 2 or all(sum(bool(t) for t in r) < 2 for r in rows):
        return None, once
    rows = [r + [""] * (width - len(r)) for r in rows]
    header = rows.pop(0) if _is_header(rows[0]) else []
    titles = " ".join(header)
    kind = "commitments" if _WHAT.search(titles) and _WHEN.search(titles) else "other"
    return Table(kind, header, rows), once


def _is_header(row: list[str]) -> bool:
    filled = [t for t in row if t]
    if len(filled) < 2 or len(filled) < len(row) - 1 or any(_NUMBER.fullmatch(t) for t in filled):
        return False
    return bool(_HEAD.search("".join(filled))) and max(map(len, filled)) <= 40
