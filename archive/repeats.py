"""Which commitments of a letter are one promise said twice: in its commitment table, and in a sentence of its body.

The record keeps both. Lists and counts take the one of the table, which also names who answers for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from archive.content import normalised

# Characters of the table's promise that stand in the sentence, in pieces of two or more: measured on the pairs of the example
# letters, true ones have at least half (大厅 … 投入使用), others under a third. Without a common end, more is asked for.
_SHARED, _SHARED_UNDATED = 0.5, 0.7
_FIGURE = re.compile(r"\d+(?:\.\d+)?")

Commitment = dict[str, Any]


def repeats(commitments: Sequence[Commitment]) -> list[int | None]:
    """For each commitment of one record: the position of the table's commitment it says again, or None.

    Two are the same when they end on the same day (or begin on it, or have the same words for a time that has no day), every
    figure in the table's words stands in the sentence too, and the words themselves largely agree.
    """
    tables = [(i, c) for i, c in enumerate(commitments) if c["source"] == "table"]
    found: list[int | None] = []
    for said in commitments:
        best: tuple[float, int, int] | None = None  # of rows that agree as well, the longer one says more
        for position, promised in tables if said["source"] == "body" else ():
            needed = _needed(promised, said)
            share = _share(promised["content"], said["content"]) if needed else 0.0
            if needed and share >= needed:
                best = max(best or (0.0, 0, 0), (share, len(promised["content"]), position))
        found.append(best[-1] if best else None)
    return found


def _needed(promised: Commitment, said: Commitment) -> float | None:
    """How much of the words must agree for the two times given; None when the times differ."""
    if promised["due_end"] or said["due_end"]:
        return _SHARED if promised["due_end"] == said["due_end"] else None
    if promised["due_start"] and promised["due_kind"] == said["due_kind"] == "from":
        return _SHARED if promised["due_start"] == said["due_start"] else None
    return _SHARED_UNDATED if normalised(promised["due_text"]) == normalised(said["due_text"]) else None


def _share(promised: str, said: str) -> float:
    """The share of `promised` covered by pieces of two characters that stand in `said`; 0 when a figure of it does not."""
    promised, said = normalised(promised), normalised(said)
    if not set(_FIGURE.findall(promised)) <= set(_FIGURE.findall(said)):
        return 0.0
    covered = set()
    for i in range(len(promised) - 1):
        if promised[i : i + 2] in said:
            covered |= {i, i + 1}
    return len(covered) / len(promised) if promised else 0.0
