"""Everything the page of one letter shows."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any

from web import due
from web.queries import changes
from web.site import row, rows

Row = dict[str, Any]

# Other letters on one submission; more than this is a fault of the data, not something to read.
MANY = 50


def letter(conn: sqlite3.Connection, letter_id: str) -> Row | None:
    """The letter with its place, site and page, or None."""
    return row(
        conn,
        """
        select l.*, p.name as place_name, p.name_en as place_name_en, p.full_name as place_full_name,
               s.name as site_name, pages.breadcrumb, pages.index_number, pages.metadata, pages.site_name as page_site_name,
               pages.found_on, pages.masked, w.reason as removal_reason, w.withdrawn_at as removed_at
        from letters l
        left join places p on p.code = l.place_code
        left join sites s on s.id = l.site_id
        left join pages on pages.letter_id = l.id and pages.is_main = 1
        left join withdrawals w on w.letter_id = l.id and w.lifted_at is null
        where l.id = ?
        """,
        [letter_id],
    )


def parts(conn: sqlite3.Connection, letter_id: str, now: date) -> dict[str, list[Row]]:
    """The rows of the record's tables for one letter, by table name, in order; commitments as they stand on `now`."""
    ordered = (
        "letter_submissions",
        "addressees",
        "letter_agencies",
        "officials",
        "sections",
        "letter_tables",
        "attachments",
        "evidence",
    )
    found = {
        table: rows(conn, f"select * from {table} where letter_id = ? order by position", [letter_id])
        for table in ordered
    }
    found["commitments"] = rows(
        conn,
        f"select c.*, {due.status_on(now)} as due_state from commitments c where letter_id = ? order by position",
        [letter_id],
    )
    for said in [c for c in found["commitments"] if c["repeats"] is not None]:
        # Kept as it stands in the record; shown with the promise of the table it says again.
        found["commitments"][said["repeats"]].setdefault("again", []).append(said["position"])
    found["issues"] = rows(conn, "select code, detail from issues where letter_id = ? order by position", [letter_id])
    for table in found["letter_tables"]:
        table["header"], table["rows"] = json.loads(table["header"]), json.loads(table["rows"])
    for attachment in found["attachments"]:
        attachment["tables"] = json.loads(attachment["tables"] or "[]")
    return found


def same_submission(conn: sqlite3.Connection, letter_id: str) -> list[Row]:
    """Other letters that answer a submission this one answers."""
    return rows(
        conn,
        """
        select distinct l.id, l.title, l.kind, l.agency_name, coalesce(l.signed_on, substr(l.published_at, 1, 10)) as dated
        from letter_submissions mine
        join letter_submissions theirs on theirs.submission_id = mine.submission_id and theirs.letter_id <> mine.letter_id
        join letters l on l.id = theirs.letter_id
        where mine.letter_id = ? order by dated, l.id limit ?
        """,
        [letter_id, MANY],
    )


def versions(conn: sqlite3.Connection, letter_id: str) -> list[Row]:
    """All versions of a letter without their text, newest first, each with the fields it changed and what it changed in a line."""
    found = rows(
        conn,
        """
        select number, seen_at, added, removed, covered, parser_version, page_id, capture_id
        from versions where letter_id = ? order by number desc
        """,
        [letter_id],
    )
    for version in found:
        changed = rows(
            conn,
            "select field, before, after from version_fields where letter_id = ? and number = ? order by field",
            [letter_id, version["number"]],
        )
        # The text has its own comparison, and where in it a passage stands is nothing a reader asks.
        version["summary"] = changes.summary(conn, letter_id, version["number"]) if version["number"] > 1 else ""
        version["fields"] = [f for f in changed if not f["field"].endswith((".start", ".end", ".rows", "letter.text"))]
    return found


def version(conn: sqlite3.Connection, letter_id: str, number: int) -> Row | None:
    """One version with its differences to the one before, as a list of [-1, 0 or 1, text]; None when there is none."""
    found = row(conn, "select * from versions where letter_id = ? and number = ?", [letter_id, number])
    if found:
        found["diff"] = json.loads(found["diff"] or "[]")
    return found


def pages(conn: sqlite3.Connection, letter_id: str) -> list[Row]:
    """The pages that show this letter, the main one first."""
    return rows(
        conn,
        """
        select url, state, state_since, is_main, first_seen, last_seen from pages
        where letter_id = ? order by is_main desc, url limit ?
        """,
        [letter_id, MANY],
    )
