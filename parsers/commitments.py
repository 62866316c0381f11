"""Commitments (承诺事项): the rows of commitment tables, also where a table was flattened into lines."""

from __future__ import annotations

import re
from datetime import date

from parsers.damage import YEAR_MONTH
from parsers.damaged_dates import repair_phrase
from parsers.deadlines import Deadline, interpret
from parsers.lexicon import alternatives, load
from parsers.numerals import to_int
from parsers.record import Commitment, Issue
from parsers.tables import Spread, role_of
from parsers.text import LetterText

_SEPARATOR = re.compile(r"[、，,；;]|\s+(?=[\u4e00-\u9fff]{3,})")
_AHEAD = re.compile(alternatives(load("commitments")["due_ahead"]))
NUMBER = re.compile(r"^[（(]?(\d{1,3}|[一二三四五六七八九十]{1,3})[）).、．]?$")


def anchor_of(signed: str | None, published: str | None) -> date | None:
    """The day deadlines count from: the signed day, else that of publication; a month counts from its first day."""
    for value in (signed, published):
        if value:
            padded = value[:10] if len(value) >= 10 else f"{value}-01" if len(value) == 7 else f"{value}-01-01"
            try:
                return date.fromisoformat(padded)
            except ValueError:
                continue
    return None


def due(phrase: str | None, anchor: date | None, issues: list[Issue]) -> tuple[str, str | None, str | None]:
    """(kind, start, end) of a deadline; readings that contradict go into `issues`."""
    if anchor is None:
        return ("none" if not phrase else _kind_alone(phrase)), None, None
    whole = repair_phrase(phrase or "")
    found = interpret(whole, anchor)
    if whole != (phrase or ""):
        issues.append(Issue("lost_character", f"{phrase} -> {whole}"))
    elif found.issue == "lost_character" and found.detail and not YEAR_MONTH.search(phrase or ""):
        issues.append(Issue("lost_character", found.detail))
    if found.issue == "due_end_ambiguous" and found.end and found.alt_end:
        detail = f"{phrase}: {found.end.isoformat()} or {found.alt_end.isoformat()}"
        issues.append(Issue("due_end_ambiguous", detail))
    elif found.issue in ("due_unreadable", "due_event_unknown", "due_calendar_unknown", "due_event_approximate"):
        issues.append(Issue(found.issue, phrase or ""))
    return found.kind, _iso(found.start), _iso(found.end)


def _kind_alone(phrase: str) -> str:
    found: Deadline = interpret(phrase, date(2000, 1, 1))
    return found.kind


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def from_tables(spreads: list[Spread], text: LetterText, anchor: date | None, issues: list[Issue]) -> list[Commitment]:
    """One commitment for each row of each commitment table that says what is to be done; a table of what was done becomes `other`."""
    found: list[Commitment] = []
    for one in spreads:
        if one.as_pairs:
            found.extend(_from_pairs(one, anchor, issues))
            continue
        if one.columns and _tells_past(one, anchor):
            one.columns, one.table.kind = {}, "other"
        if not one.columns:
            continue
        seen: set[int] = set()
        for row in one.cells:
            content, at = row[one.columns["content"]]
            if not content or at < 0 or at in seen or (len(content) < 8 and role_of(content) == "content"):
                continue
            seen.add(at)
            found.append(
                commitment_of(
                    content,
                    at,
                    _get(row, one, "ordinal"),
                    _get(row, one, "due"),
                    _get(row, one, "responsible"),
                    anchor,
                    issues,
                )
            )
    return found


def _tells_past(one: Spread, anchor: date | None) -> bool:
    """Whether a table reports: its days are all before the letter, and no header says that anything is to be done (竣工时间)."""
    column = one.columns.get("due")
    header = one.table.header
    if (
        anchor is None
        or column is None
        or not header
        or any("承诺" in cell for cell in header)
        or _AHEAD.search(header[column])
    ):
        return False
    dues = {cell for row in one.cells if (cell := row[column][0])}
    ends = [interpret(cell, anchor).end for cell in dues]
    return bool(ends) and all(end is not None and end < anchor for end in ends)


def _get(row: list[tuple[str, int]], one: Spread, role: str) -> str:
    column = one.columns.get(role)
    return row[column][0] if column is not None and column < len(row) else ""


def commitment_of(
    content: str, at: int, ordinal: str, due_text: str, responsible: str, anchor: date | None, issues: list[Issue]
) -> Commitment:
    """A row as a commitment; `at` is the offset of `content`, the other cells are text or empty."""
    number = NUMBER.match(ordinal)
    kind, start, end = due(due_text or None, anchor, issues)
    return Commitment(
        "table", to_int(number.group(1)) if number else None, content, _split(responsible), due_text or None, kind, start, end, at, at + len(content)
    )  # fmt: skip


def _split(cell: str) -> list[str]:
    return [part for part in (p.strip() for p in _SEPARATOR.split(cell)) if part]


def _from_pairs(one: Spread, anchor: date | None, issues: list[Issue]) -> list[Commitment]:
    groups: list[dict[str, tuple[str, int]]] = [{}]
    for row in one.cells:
        for (label, _), value in zip(row[::2], row[1::2], strict=False):
            role = role_of(label)
            if role is None:
                continue
            if role in groups[-1] and role in ("content", "ordinal"):
                groups.append({})
            groups[-1].setdefault(role, value)
    none = ("", -1)
    return [
        commitment_of(
            *g["content"],
            g.get("ordinal", none)[0],
            g.get("due", none)[0],
            g.get("responsible", none)[0],
            anchor,
            issues,
        )
        for g in groups
        if g.get("content", none)[0] and g["content"][1] >= 0
    ]
