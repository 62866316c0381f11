"""Views for people: the tables joined the way they are asked for. Plain SQL, so that any SQLite program can read them.

No printf, no function of ours: a public server forbids the one, a downloaded file lacks the other.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

TODAY = "date('now', '+8 hours')"  # the day in China, whatever clock the machine keeps


def due_status(day: str) -> str:
    """SQL that says where a commitment `c` stands on `day` (an SQL expression): the one place this is decided.

    done, conditional, vague (a time that fixes no day, or none), ongoing (also recurring), upcoming, due, overdue. Overdue
    says that the day is past, not that the promise was broken.
    """
    return (
        "CASE WHEN c.due_kind IN ('done', 'conditional') THEN c.due_kind "
        f"WHEN c.due_end < {day} THEN 'overdue' "
        "WHEN c.due_kind IN ('ongoing', 'recurring') THEN 'ongoing' "
        "WHEN c.due_kind IN ('vague', 'none') OR c.due_end IS NULL THEN 'vague' "
        f"WHEN c.due_start > {day} THEN 'upcoming' ELSE 'due' END"
    )


def commitments_on(day: str) -> str:
    """SELECT of all commitments with their status on `day`; `c.` columns may be filtered by an appended WHERE."""
    return f"""
SELECT c.letter_id, c.position, c.content, c.responsible, c.due_text, c.due_kind, c.due_start, c.due_end,
  {due_status(day)} AS status,
  CAST(julianday(c.due_end) - julianday({day}) AS INTEGER) AS days_left,
  c.made_on, c.year, c.assembly, c.source, c.repeats,
  c.agency_id, coalesce(a.name, c.agency_name) AS agency, c.place_code, p.full_name AS place, c.province_code,
  l.title AS letter_title, l.url, l.state AS letter_state
FROM commitments c
JOIN letters l ON l.id = c.letter_id
LEFT JOIN agencies a ON a.id = c.agency_id
LEFT JOIN places p ON p.code = c.place_code"""


VIEWS = {
    "letters_full": """
SELECT l.id, l.title, l.doc_number, l.kind, l.signed_on, l.published_at, l.year,
  l.place_code, p.full_name AS place, l.province_code, v.name AS province, l.level,
  l.agency_id, coalesce(a.name, l.agency_name) AS agency, l.agency_name AS agency_as_signed,
  l.assembly, l.term, l.session, l.submission_kind, l.submission_number, l.submission_title,
  (SELECT group_concat(name, '、') FROM (SELECT name FROM addressees WHERE letter_id = l.id ORDER BY position)) AS addressees,
  (SELECT group_concat(name, '、') FROM (SELECT name FROM letter_agencies WHERE letter_id = l.id AND role = 'consulted'
    ORDER BY position)) AS consulted,
  l.outcome, l.disclosure, l.commitment_count, l.attachment_count, l.issue_count,
  l.state, l.state_since, l.first_seen, l.last_seen, l.changed_at, l.version_count,
  l.site_id, s.name AS site, l.url, l.text
FROM letters l
LEFT JOIN places p ON p.code = l.place_code
LEFT JOIN places v ON v.code = l.province_code
LEFT JOIN agencies a ON a.id = l.agency_id
LEFT JOIN sites s ON s.id = l.site_id""",
    "commitments_due": commitments_on(TODAY),
    # The casts give the three parts equal columns; only then does SQLite merge them in order of time without sorting.
    # "+" keeps the common states (live) from being looked up, CROSS JOIN the letters from being read first.
    "changes": """
SELECT v.seen_at AS happened_at, CAST('edited' AS TEXT) AS change, v.letter_id, l.title, l.agency_name AS agency, l.place_code,
  v.number AS version, v.added, v.removed, v.page_id, v.capture_id, l.url
FROM versions v CROSS JOIN letters l ON l.id = v.letter_id
WHERE v.number > 1
UNION ALL
SELECT s.since, CAST(CASE WHEN s.state IN ('live', 'changed') THEN 'back' ELSE s.state END AS TEXT), g.letter_id, l.title,
  l.agency_name, l.place_code, CAST(NULL AS INTEGER), CAST(NULL AS INTEGER), CAST(NULL AS INTEGER), s.page_id, s.capture_id, g.url
FROM page_states s
JOIN pages g ON g.id = s.page_id
JOIN letters l ON l.id = g.letter_id
WHERE s.position > 0 AND (+s.state IN ('missing', 'withdrawn', 'blocked') OR (+s.state IN ('live', 'changed') AND EXISTS (
  SELECT 1 FROM page_states b WHERE b.page_id = s.page_id AND b.position = s.position - 1
  AND b.state IN ('missing', 'withdrawn', 'blocked'))))
UNION ALL
SELECT w.withdrawn_at, CAST('removed' AS TEXT), w.letter_id, l.title, l.agency_name, l.place_code, CAST(NULL AS INTEGER),
  CAST(NULL AS INTEGER), CAST(NULL AS INTEGER), CAST(NULL AS TEXT), l.capture_id, l.url
FROM withdrawals w CROSS JOIN letters l ON l.id = w.letter_id
WHERE w.lifted_at IS NULL""",
    # Ids of crawl runs begin with their time, so the greatest is the last; what was imported is no visit.
    "site_health": """
SELECT s.id AS site_id, s.name AS site, s.place_code, p.full_name AS place, s.level, s.platform, s.schedule, s.verified,
  CASE WHEN l.run_id IS NULL THEN 'never visited'
    WHEN l.status = 'ok' AND l.letters_found = 0 THEN 'silent'
    WHEN l.challenge > 0 AND l.ok = 0 THEN 'blocked'
    ELSE coalesce(l.status, 'unknown') END AS health,
  r.started_at AS last_run_at, r.id AS last_run, r.finish_reason,
  l.letters_found, l.letters_new, l.letters_changed, l.letters_missing, l.pages, l.answers, l.ok, l.challenge, l.outcomes,
  coalesce(l.expect_low, s.expect_low) AS expect_low, coalesce(l.expect_high, s.expect_high) AS expect_high,
  (SELECT max(b.run_id) FROM run_sites b WHERE b.site_id = s.id AND +b.status = 'ok') AS last_good_run,
  (SELECT max(b.run_id) FROM run_sites b WHERE b.site_id = s.id AND b.letters_new > 0) AS last_run_with_new_letters,
  coalesce(f.letters, 0) AS letters, l.notes
FROM sites s
LEFT JOIN run_sites l ON l.site_id = s.id AND l.run_id = (SELECT max(b.run_id) FROM run_sites b WHERE b.site_id = s.id AND b.run_id NOT LIKE 'import-%')
LEFT JOIN runs r ON r.id = l.run_id
LEFT JOIN places p ON p.code = s.place_code
LEFT JOIN facet_counts f ON f.facet = 'site_id' AND f.value = s.id""",
    "coverage": """
SELECT c.place_code, p.full_name AS place, p.province_code, p.level, c.assembly, c.term, c.session, c.between_sessions, c.series,
  c.letters, c.submissions, c.numbers, c.highest, c.missing,
  round(100.0 * c.numbers / nullif(c.highest, 0), 1) AS percent_seen, c.gaps, c.first_year, c.last_year
FROM session_counts c
LEFT JOIN places p ON p.code = c.place_code""",
    "response_times": """
SELECT l.id, l.title, coalesce(a.name, l.agency_name) AS agency, l.agency_id, l.place_code, p.full_name AS place,
  l.province_code, l.year, l.assembly, l.signed_on, substr(l.published_at, 1, 10) AS published_on,
  date(l.first_seen, '+8 hours') AS first_seen_on,
  CAST(julianday(substr(l.published_at, 1, 10)) - julianday(l.signed_on) AS INTEGER) AS days_to_publish,
  CAST(julianday(date(l.first_seen, '+8 hours')) - julianday(substr(l.published_at, 1, 10)) AS INTEGER) AS days_to_find,
  l.signed_on_status, l.url
FROM letters l
LEFT JOIN agencies a ON a.id = l.agency_id
LEFT JOIN places p ON p.code = l.place_code
WHERE +l.kind = 'reply' AND length(l.signed_on) = 10""",
    "outcomes": """
SELECT c.place_code, p.full_name AS place, c.province_code, c.year, c.assembly, nullif(c.outcome, '') AS outcome,
  sum(c.letters) AS letters, sum(c.with_commitments) AS with_commitments, sum(c.commitments) AS commitments
FROM letter_counts c
LEFT JOIN places p ON p.code = c.place_code
WHERE c.kind = 'reply'
GROUP BY c.province_code, c.place_code, c.year, c.assembly, c.outcome""",
    # A section inside an office (财务科, 人事处) is no agency and never will be.
    "unresolved_agencies": """
SELECT name, sum(uses) AS uses, sum(as_issuer) AS as_issuer, min(letter_id) AS example_letter
FROM (
  SELECT name, count(*) AS uses, sum(role = 'issuer') AS as_issuer, min(letter_id) AS letter_id
  FROM letter_agencies INDEXED BY letter_agencies_unresolved WHERE agency_id IS NULL GROUP BY name
  UNION ALL
  SELECT name, count(*), 0, min(letter_id) FROM commitment_agencies
  INDEXED BY commitment_agencies_unresolved WHERE agency_id IS NULL GROUP BY name
)
WHERE substr(name, -1) NOT IN ('科', '处', '股')
GROUP BY name""",
    "agencies_full": """
SELECT a.id, a.name, a.short_name, a.place_code, p.full_name AS place, p.province_code, a.level, a.valid_from, a.valid_to,
  coalesce(c.letters, 0) AS letters, coalesce(c.consulted, 0) AS consulted, coalesce(c.commitments, 0) AS commitments,
  coalesce(c.dated_commitments, 0) AS dated_commitments, c.first_signed, c.last_signed,
  (SELECT group_concat(alias, '、') FROM (SELECT DISTINCT alias FROM agency_aliases WHERE agency_id = a.id AND alias <> a.name
    ORDER BY alias)) AS also_called
FROM agencies a
LEFT JOIN places p ON p.code = a.place_code
LEFT JOIN agency_counts c ON c.agency_id = a.id""",
}


def _statements() -> dict[str, str]:
    return {name: f"CREATE VIEW {name} AS{select}" for name, select in VIEWS.items()}


def outdated(connection: sqlite3.Connection) -> bool:
    """True when a view is missing or defined otherwise than here."""
    found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    return any(found.get(name) != sql for name, sql in _statements().items())


def install(db: Database) -> None:
    """Make the views, anew where their definition has changed."""
    if not outdated(db.conn):
        return
    with db.atomic():
        for name, sql in _statements().items():
            db.conn.execute(f"DROP VIEW IF EXISTS {name}")
            db.conn.execute(sql)
