from datetime import UTC, datetime

import pytest

from archive.health import Visit, ailing, expectations
from archive.schema import create_archive

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("visit", "expected", "before", "codes"),
    [
        (Visit(50, 60, 60, 0, "ok"), (40, 400), 50, []),
        (Visit(50, 60, 60, 0, "ok"), (None, None), None, []),
        (Visit(0, 10, 10, 0, "ok"), (None, None), None, ["silent"]),
        (Visit(0, 10, 10, 0, "ok"), (0, 9), 0, ["silent"]),
        (Visit(30, 40, 40, 0, "ok"), (40, 400), 50, ["too_few"]),
        (Visit(500, 510, 510, 0, "ok"), (40, 400), 450, ["too_many"]),
        (Visit(50, 60, 60, 0, "ok"), (40, 400), 150, ["dropped"]),
        (Visit(0, 3, 0, 3, "failed"), (40, 400), 50, ["blocked"]),
        (Visit(0, 3, 0, 0, "failed"), (40, 400), 50, ["unreachable"]),
        (Visit(0, 0, 0, 0, None), (40, 400), 50, ["unreachable"]),
        (Visit(50, 60, 55, 5, "degraded"), (40, 400), 50, ["degraded"]),
    ],
)
def test_expectations(visit, expected, before, codes):
    assert [code for code, _ in expectations(visit, expected, before)] == codes


@pytest.fixture
def db(tmp_path):
    db = create_archive(tmp_path / "archive.db")
    db.conn.execute("INSERT INTO sites (id, name, schedule, expect_low) VALUES ('jj', '江津', 'weekly', 10)")
    yield db
    db.close()


def visited(db, run, day, found, ok=20):
    db.conn.execute("INSERT INTO runs (id, started_at) VALUES (?, ?)", [run, f"{day}T08:00:00Z"])
    db.conn.execute(
        "INSERT INTO run_sites (run_id, site_id, status, letters_found, answers, ok) VALUES (?, 'jj', 'ok', ?, ?, ?)",
        [run, found, ok, ok],
    )


def codes(db):
    return [(a.site_id, a.code) for a in ailing(db.conn, NOW)]


def test_a_healthy_site_is_not_named(db):
    visited(db, "20261118", "2026-11-18", 40)
    visited(db, "20261124", "2026-11-24", 41)
    assert codes(db) == []


def test_a_site_that_was_never_visited_is_named(db):
    assert codes(db) == [("jj", "never_visited")]


def test_a_site_that_is_silent_now_is_named_though_it_was_well_before(db):
    visited(db, "20261118", "2026-11-18", 40)
    visited(db, "20261124", "2026-11-24", 0)
    assert codes(db) == [("jj", "silent")]


def test_a_site_that_fell_by_half_is_named(db):
    visited(db, "20261118", "2026-11-18", 40)
    visited(db, "20261124", "2026-11-24", 15)
    assert codes(db) == [("jj", "dropped")]


def test_a_site_that_is_no_longer_visited_is_named(db):
    visited(db, "20261001", "2026-10-01", 40)
    assert codes(db) == [("jj", "overdue")]


def test_an_import_is_no_visit(db):
    visited(db, "20261124", "2026-11-24", 40)
    visited(db, "import-20261125", "2026-11-25", 0)
    assert codes(db) == []


def test_every_sentence_says_what_to_do(db):
    visited(db, "20261124", "2026-11-24", 3)
    (ailment,) = ailing(db.conn, NOW)
    assert ailment.sentence == "3 letters found, at least 10 expected; look for a column that has moved"
