"""Two states of a letter's rows, compared field by field, under the names of the record."""

from __future__ import annotations

from typing import Any

from archive.rows import COLUMNS, Rows

# Follow from other fields or tell where a row comes from: not what the letter says.
_NOT_SAID = frozenset(
    {"id", "url", "letter_id", "position", "capture_id", "parser_version", "content_hash", "site_id", "place_code",
     "province_code", "year", "agency_name", "assembly", "submission_kind", "submission_number", "submission_title",
     "has_commitments", "commitment_count", "attachment_count", "issue_count", "text_length", "submission_id", "made_on",
     "row_count", "agency_id"}
)  # fmt: skip
_LETTER_ONLY = frozenset({"kind", "addressee_count"})  # stand beside `letter` in the record
_NAMES = {"letter_submissions": "submissions", "letter_agencies": "agencies", "letter_tables": "tables"}
_SKIPPED = frozenset({"letters", "commitment_agencies"})

Fields = dict[str, Any]


def fields(rows: Rows, *, evidence: bool = True) -> Fields:
    """`{path: value}` as in the record: `letter.title`, `submissions[0].assembly`, `commitments[2].due_end`; no None."""
    letter = dict(zip(COLUMNS["letters"], rows["letters"][0], strict=True))
    found: Fields = {}
    for column, value in letter.items():
        if column not in _NOT_SAID and column not in ("level", "term", "session"):
            found[column if column in _LETTER_ONLY else f"letter.{column}"] = value
    for table, columns in COLUMNS.items():
        if table in _SKIPPED or (table == "evidence" and not evidence):
            continue
        skipped = _NOT_SAID - ({"assembly"} if table == "letter_submissions" else set())
        skipped |= {"year", "assembly"} if table == "commitments" else set()
        skipped |= set() if evidence else {"repeats"}  # worked out by us: no edit of the letter
        for row in rows[table]:
            for column, value in zip(columns, row, strict=True):
                if column not in skipped:
                    found[f"{_NAMES.get(table, table)}[{row[1]}].{column}"] = value
    return {path: value for path, value in found.items() if value is not None}


def changes(before: Fields, after: Fields) -> dict[str, tuple[Any, Any]]:
    """`{path: (before, after)}` of what differs, in the order of the record."""
    paths = list(dict.fromkeys([*before, *after]))
    return {path: (before.get(path), after.get(path)) for path in paths if before.get(path) != after.get(path)}
