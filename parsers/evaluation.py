"""Compare records with expected ones, field by field: support, precision, recall, F1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

# Codes whose absence or presence is judged; a parser may report other issues as well.
JUDGED_ISSUES = frozenset(
    {
        "signed_on_repaired",
        "lost_character",
        "kind_conflict",
        "due_end_ambiguous",
        "body_empty_with_attachment",
        "issuer_inferred",
    }
)


@dataclass(slots=True)
class Score:
    """Counts of one field over all cases, and what differed: (case, "missing" or "invented", value)."""

    expected: int = 0
    found: int = 0
    right: int = 0
    mismatches: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right values among those found; 1.0 where nothing was found and nothing expected."""
        return self.right / self.found if self.found else float(not self.expected)

    @property
    def recall(self) -> float:
        """Right values among those expected; 1.0 where none was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def values(record: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    """(field, value as JSON) of every value of a record that is not absent; rows of lists carry their place in the list."""
    if record is None:
        return
    yield "url", _json(record.get("url"))
    yield "kind", _json(record.get("kind"))
    for name, value in (record.get("page") or {}).items():
        if name == "metadata":
            yield from (("page.metadata", _json([k, v])) for k, v in value.items())
        elif value not in (None, []):
            yield f"page.{name}", _json(value)
    for name, value in (record.get("letter") or {}).items():
        if value is not None:
            yield f"letter.{name}", _json(value)
    if record.get("addressee_count") is not None:
        yield "addressee_count", _json(record["addressee_count"])
    for group in ("submissions", "addressees", "agencies", "officials", "sections", "commitments", "attachments"):
        for index, row in enumerate(record.get(group) or []):
            yield from ((f"{group}.{k}", _json([index, v])) for k, v in row.items() if v is not None)
    for index, table in enumerate(record.get("tables") or []):
        yield from ((f"tables.{k}", _json([index, table.get(k)])) for k in ("kind", "header", "rows"))
    for proof in record.get("evidence") or []:
        yield "evidence", _json([proof.get(k) for k in ("field", "source", "start", "end")])
    for issue in record.get("issues") or []:
        if issue["code"] in JUDGED_ISSUES:
            yield "issues", _json([issue["code"], issue["detail"]])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def compare(case: str, expected: dict[str, Any], actual: dict[str, Any] | None, scores: dict[str, Score]) -> None:
    """Add one case to `scores`. A record that is missing (None) counts as wrong everywhere."""
    want, have = list(values(expected)), list(values(actual))
    left = list(have)
    for name, value in want:
        score = scores.setdefault(name, Score())
        score.expected += 1
        if (name, value) in left:
            left.remove((name, value))
            score.right += 1
        else:
            score.mismatches.append((case, "missing", value))
    for name, _ in have:
        scores.setdefault(name, Score()).found += 1
    for name, value in left:
        scores[name].mismatches.append((case, "invented", value))


def overall(scores: dict[str, Score]) -> Score:
    """All fields together, each value counting once."""
    return Score(
        sum(s.expected for s in scores.values()),
        sum(s.found for s in scores.values()),
        sum(s.right for s in scores.values()),
    )
