"""The same letter at another address: on the city's portal and the district's, masked on one and not on the other."""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.content import TELLING, is_masked, normalised, similarity
from archive.rows import COLUMNS, PageRow, Rows

_ALIKE = 0.8
_CANDIDATES = 50
# Two letters that both print one of these and print it differently are two letters.
_DECIDING = ("doc_number", "signed_on", "assembly", "submission_number", "term", "session", "province_code")
_SELECTED = ("id", "title", "agency_name", "text", "version_count", *_DECIDING)


def find(connection: sqlite3.Connection, rows: Rows) -> str | None:
    """Id of the letter already stored that `rows` repeats, or None.

    Asked for: the same document number or the same telling title, nothing that contradicts, and at least four fifths of the
    text in common.
    """
    new = _letter(rows)
    for stored in _candidates(connection, new):
        agree = _agree(new, stored) and _same_addressee(connection, rows, stored["id"])
        if agree and similarity(new["text"], stored["text"]) >= _ALIKE:
            return str(stored["id"])
    return None


def near(connection: sqlite3.Connection, rows: Rows, at: str) -> list[str]:
    """Ids of the letters already stored that `rows` may be taken to repeat, or might have been as they stood at `at`."""
    new = _letter(rows)
    found = [c["id"] for c in _candidates(connection, new) if _agree(new, c) or _several(connection, c)]
    for column in ("doc_number", "title"):
        edited = connection.execute(
            # CROSS JOIN: what was edited since is little, and nothing where captures come in order
            "SELECT v.letter_id FROM versions v INDEXED BY versions_changed CROSS JOIN version_fields f "
            "ON f.letter_id = v.letter_id AND f.number = v.number AND f.field = ? "
            "WHERE v.number > 1 AND v.seen_at >= ? AND f.before = ? AND v.letter_id <> ?",
            [f"letter.{column}", at, new[column], new["id"]],
        )
        found += [letter for (letter,) in edited]
    return found


def withdrawn(connection: sqlite3.Connection, page: PageRow, rows: Rows) -> str | None:
    """Id of the letter taken out on request that this page shows, at its own or another address; else None.

    An equal title tells only within one place: 关于区人大三次会议第18号建议的答复 stands over letters of many districts.
    """
    place = rows["letters"][0][COLUMNS["letters"].index("place_code")]
    row = connection.execute(
        "SELECT w.letter_id FROM withdrawals w LEFT JOIN letters l ON l.id = w.letter_id WHERE w.lifted_at IS NULL "
        "AND (w.letter_id = ? OR w.content_hash = ? OR (w.title_hash = ? AND l.place_code IS ?))",
        [page.id, page.content_hash, page.title_hash, place],
    ).fetchone()
    return row[0] if row else None


def _several(connection: sqlite3.Connection, letter: dict[str, Any]) -> bool:
    """Whether a letter has had other values than its row shows: in earlier versions, or on a second page."""
    pages = connection.execute("SELECT 1 FROM pages WHERE letter_id = ? LIMIT 2", [letter["id"]])
    return letter["version_count"] > 1 or len(pages.fetchall()) > 1


def _letter(rows: Rows) -> dict[str, Any]:
    return dict(zip(COLUMNS["letters"], rows["letters"][0], strict=True))


def _candidates(connection: sqlite3.Connection, new: dict[str, Any]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for column in ("doc_number", "title"):
        if new[column]:
            cursor = connection.execute(
                # INDEXED BY: without statistics the planner would rather walk all letters of a kind
                f"SELECT {', '.join(_SELECTED)} FROM letters INDEXED BY letters_{column} "
                f"WHERE {column} = ? AND id <> ? AND kind = ? ORDER BY +id LIMIT ?",
                [new[column], new["id"], new["kind"], _CANDIDATES],
            )
            found |= {row[0]: dict(zip(_SELECTED, row, strict=True)) for row in cursor}
    return list(found.values())


def _agree(new: dict[str, Any], stored: dict[str, Any]) -> bool:
    if any(new[c] and stored[c] and new[c] != stored[c] for c in _DECIDING):
        return False
    if new["doc_number"] and new["doc_number"] == stored["doc_number"]:
        return True
    offices = normalised(new["agency_name"]), normalised(stored["agency_name"])
    same_office = not all(offices) or offices[0] == offices[1]
    return bool(new["title"]) and new["title"] == stored["title"] and len(new["title"]) >= TELLING and same_office


def _same_addressee(connection: sqlite3.Connection, rows: Rows, letter: str) -> bool:
    """An answer copied to another deputy is another letter; a masked name may be anybody's."""
    stored = connection.execute("SELECT name FROM addressees WHERE letter_id = ? AND position = 0", [letter]).fetchone()
    name = rows["addressees"][0][2] if rows["addressees"] else None
    return not stored or not name or stored[0] == name or is_masked(stored[0]) or is_masked(name)
