"""Fills the count tables, so that no public page scans a big one. Reads indexes only; '' stands for "not known"."""

from __future__ import annotations

import sqlite3

_TOTALS = (
    "letters", "submissions", "addressees", "agencies", "sections", "letter_tables", "attachments", "issues",
    "pages", "captures", "versions", "sites", "runs", "withdrawals",
)  # fmt: skip

_STATEMENTS = [
    "DELETE FROM letter_counts",
    """INSERT INTO letter_counts SELECT coalesce(province_code, ''), coalesce(place_code, ''), coalesce(year, ''),
       coalesce(assembly, ''), kind, coalesce(outcome, ''), state, count(*), sum(has_commitments), sum(commitment_count)
       FROM letters INDEXED BY letters_counts GROUP BY place_code, year, assembly, kind, outcome, state, province_code""",
    "DELETE FROM commitment_counts",
    """INSERT INTO commitment_counts SELECT coalesce(province_code, ''), coalesce(place_code, ''), coalesce(year, ''), due_kind,
       coalesce(substr(due_end, 1, 7), ''), count(*)
       FROM commitments INDEXED BY commitments_counts WHERE repeats IS NULL
       GROUP BY place_code, year, due_kind, substr(due_end, 1, 7), province_code""",
    "DELETE FROM facet_counts",
    *(
        f"""INSERT INTO facet_counts SELECT '{facet}', {facet}, sum(letters), sum(commitments)
            FROM letter_counts GROUP BY {facet}"""
        for facet in ("province_code", "place_code", "year", "assembly", "kind", "outcome", "state")
    ),
    *(
        f"""INSERT INTO facet_counts SELECT '{facet}', coalesce({facet}, ''), count(*), 0 FROM letters GROUP BY {facet}"""
        for facet in ("level", "site_id")
    ),
    """INSERT INTO facet_counts SELECT 'due_kind', due_kind, 0, sum(commitments) FROM commitment_counts GROUP BY due_kind""",
    "DELETE FROM agency_counts",
    """INSERT INTO agency_counts SELECT a.id,
       (SELECT count(*) FROM letter_agencies l WHERE l.agency_id = a.id AND l.role = 'issuer'),
       (SELECT count(*) FROM letter_agencies l WHERE l.agency_id = a.id AND l.role = 'consulted'),
       (SELECT count(*) FROM commitments c WHERE c.agency_id = a.id AND c.repeats IS NULL),
       (SELECT count(due_end) FROM commitments c WHERE c.agency_id = a.id AND c.repeats IS NULL),
       (SELECT min(signed_on) FROM letters l WHERE l.agency_id = a.id),
       (SELECT max(signed_on) FROM letters l WHERE l.agency_id = a.id)
       FROM agencies a""",
    "DELETE FROM totals",
    *(f"INSERT INTO totals SELECT '{table}', count(*) FROM {table}" for table in _TOTALS),
    "INSERT INTO totals SELECT 'commitments', coalesce(sum(commitments), 0) FROM commitment_counts",
    "INSERT INTO totals SELECT 'places', count(DISTINCT place_code) FROM letter_counts WHERE place_code <> ''",
]


def refresh(connection: sqlite3.Connection) -> None:
    """Count everything again, within the caller's transaction."""
    for statement in _STATEMENTS:
        connection.execute(statement)
