import pytest

from archive import views
from archive.schema import create_archive, open_archive


@pytest.fixture
def db(tmp_path):
    db = create_archive(tmp_path / "archive.db")
    yield db
    db.close()


def letter(db, key="a", **values):
    values = {
        "id": key,
        "url": f"http://x/{key}",
        "kind": "reply",
        "signed_on_status": "printed",
        "title": "题",
    } | values
    names = ", ".join(values)
    db.conn.execute(f"INSERT INTO letters ({names}) VALUES ({', '.join('?' * len(values))})", list(values.values()))


def status(db, day, kind, start=None, end=None):
    """What a commitment of this kind and time is on `day`."""
    sql = f"SELECT {views.due_status(':day')} FROM (SELECT :kind AS due_kind, :start AS due_start, :end AS due_end) c"
    return db.conn.execute(sql, {"day": day, "kind": kind, "start": start, "end": end}).fetchone()[0]


@pytest.mark.parametrize(
    ("day", "kind", "start", "end", "expected"),
    [
        ("2023-12-31", "by", "2023-04-27", "2023-12-31", "due"),
        ("2024-01-01", "by", "2023-04-27", "2023-12-31", "overdue"),
        ("2023-12-31", "within", "2024-01-01", "2024-06-30", "upcoming"),
        ("2024-01-01", "within", "2024-01-01", "2024-06-30", "due"),
        ("2024-01-01", "from", "2023-01-01", None, "vague"),
        ("2024-01-01", "ongoing", "2023-01-01", None, "ongoing"),
        ("2024-01-01", "recurring", "2023-01-01", None, "ongoing"),
        ("2024-01-01", "recurring", "2023-01-01", "2023-12-31", "overdue"),
        ("2024-01-01", "vague", "2023-01-01", None, "vague"),
        ("2024-01-01", "none", None, None, "vague"),
        ("2024-01-01", "conditional", None, None, "conditional"),
        ("2024-01-01", "done", None, None, "done"),
        ("2024-01-01", "done", None, "2023-06-30", "done"),
    ],
)
def test_status_of_a_commitment(db, day, kind, start, end, expected):
    assert status(db, day, kind, start, end) == expected


def test_letters_full_names_what_the_letter_has_keys_for(db):
    db.conn.execute(
        "INSERT INTO places (code, name, full_name) VALUES ('500000', '重庆市', '重庆市'), ('500116', '江津区', '重庆市江津区')"
    )
    db.conn.execute("INSERT INTO agencies (id, name) VALUES ('x', '重庆市江津区财政局')")
    letter(db, place_code="500116", province_code="500000", agency_id="x", agency_name="区财政局")
    for n, name in enumerate(("乙", "甲")):
        db.conn.execute(
            "INSERT INTO addressees (letter_id, position, name, role) VALUES ('a', ?, ?, 'deputy')", [n, name]
        )
    db.conn.execute("INSERT INTO letter_agencies VALUES ('a', 1, '区教委', 'consulted', NULL)")
    sql = "SELECT place, province, agency, agency_as_signed, addressees, consulted FROM letters_full"
    assert db.conn.execute(sql).fetchall() == [
        ("重庆市江津区", "重庆市", "重庆市江津区财政局", "区财政局", "乙、甲", "区教委")
    ]


def test_a_letter_without_place_or_agency_is_in_letters_full(db):
    letter(db)
    assert db.conn.execute("SELECT id, place, agency FROM letters_full").fetchall() == [("a", None, None)]


def page(db, key, *states):
    db.conn.execute(
        "INSERT INTO pages (id, url, kind, letter_id) VALUES (?, ?, 'letter', ?)", [key, f"http://x/{key}", key]
    )
    db.conn.executemany(
        "INSERT INTO page_states VALUES (?, ?, ?, ?, NULL)",
        [(key, n, s, f"2026-01-0{n + 1}T00:00:00Z") for n, s in enumerate(states)],
    )


def changes(db):
    return db.conn.execute("SELECT letter_id, change FROM changes ORDER BY happened_at, letter_id").fetchall()


def test_a_letter_that_was_always_there_has_not_changed(db):
    letter(db)
    page(db, "a", "live")
    assert changes(db) == []


def test_a_letter_that_went_and_came_back(db):
    letter(db)
    page(db, "a", "live", "missing", "live")
    assert changes(db) == [("a", "missing"), ("a", "back")]


def test_an_edit_is_one_change(db):
    letter(db)
    page(db, "a", "live", "changed")
    for number, seen in ((1, "2026-01-01T00:00:00Z"), (2, "2026-01-02T00:00:00Z")):
        db.conn.execute(
            "INSERT INTO versions (letter_id, number, page_id, seen_at, parser_version, content_hash) VALUES ('a', ?, 'a', ?, '1', 'h')",
            [number, seen],
        )
    assert changes(db) == [("a", "edited")]


def test_an_absence_not_yet_proven_is_no_change(db):
    letter(db)
    page(db, "a", "live", "failing")
    assert changes(db) == []


def test_a_removal_on_request_is_a_change_until_it_is_lifted(db):
    letter(db, state="removed")
    db.conn.execute(
        "INSERT INTO withdrawals (letter_id, reason, withdrawn_at) VALUES ('a', 'r', '2026-01-01T00:00:00Z')"
    )
    assert changes(db) == [("a", "removed")]
    db.conn.execute("UPDATE withdrawals SET lifted_at = '2026-02-01T00:00:00Z'")
    assert changes(db) == []


def test_changes_are_read_in_order_without_sorting_them_all(db):
    for n in range(300):
        letter(db, f"l{n}")
        page(db, f"l{n}", "live", *["missing"] * (n % 50 == 0))
    db.conn.execute("ANALYZE")
    plan = [
        row[3] for row in db.conn.execute("EXPLAIN QUERY PLAN SELECT * FROM changes ORDER BY happened_at DESC LIMIT 20")
    ]
    assert plan
    assert not [step for step in plan if "TEMP B-TREE" in step]


def run(db, run_id, site="s", started="2026-01-01T00:00:00Z", **values):
    db.conn.execute("INSERT INTO sites (id, name) VALUES (?, '某区') ON CONFLICT DO NOTHING", [site])
    db.conn.execute("INSERT INTO runs (id, started_at) VALUES (?, ?)", [run_id, started])
    values = {"run_id": run_id, "site_id": site} | values
    db.conn.execute(
        f"INSERT INTO run_sites ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", list(values.values())
    )


@pytest.mark.parametrize(
    ("values", "health"),
    [
        ({"status": "ok", "letters_found": 5, "ok": 6}, "ok"),
        ({"status": "ok", "letters_found": 0, "ok": 6}, "silent"),
        ({"status": "degraded", "letters_found": 5, "ok": 6}, "degraded"),
        ({"status": "failed", "challenge": 3}, "blocked"),
        ({"status": "failed", "answers": 3}, "failed"),
        ({}, "unknown"),
    ],
)
def test_site_health(db, values, health):
    run(db, "20260101", **values)
    assert db.conn.execute("SELECT site_id, health FROM site_health").fetchall() == [("s", health)]


def test_site_health_is_that_of_the_last_crawl(db):
    run(db, "20260101", status="ok", letters_found=5, letters_new=5, ok=6)
    run(db, "20260201", status="failed")
    run(db, "import-20260301", status=None)
    sql = "SELECT health, last_run, last_good_run, last_run_with_new_letters FROM site_health"
    assert db.conn.execute(sql).fetchall() == [("failed", "20260201", "20260101", "20260101")]


def test_a_site_never_visited_is_named(db):
    db.conn.execute("INSERT INTO sites (id, name) VALUES ('s', '某区')")
    assert db.conn.execute("SELECT health FROM site_health").fetchall() == [("never visited",)]


def test_response_times_count_days(db):
    letter(db, signed_on="2023-04-27", published_at="2023-05-02T23:50:00+08:00", first_seen="2023-05-03T17:00:00Z")
    sql = "SELECT days_to_publish, first_seen_on, days_to_find FROM response_times"
    assert db.conn.execute(sql).fetchall() == [(5, "2023-05-04", 2)]


def test_a_date_without_a_day_has_no_response_time(db):
    letter(db, signed_on="2023-04", published_at="2023-05-02")
    assert db.conn.execute("SELECT count(*) FROM response_times").fetchone() == (0,)


def test_views_use_nothing_a_public_server_forbids():
    text = " ".join(views.VIEWS.values()).lower()
    assert [name for name in ("printf(", "format(", "zeroblob", "randomblob", "zh_") if name in text] == []


def test_a_view_that_has_changed_is_made_anew_when_the_archive_is_opened(tmp_path):
    db = create_archive(tmp_path / "archive.db")
    db.conn.execute("DROP VIEW coverage")
    db.conn.execute("CREATE VIEW coverage AS SELECT 1")
    db.conn.commit()
    assert views.outdated(db.conn)
    db.close()
    db = open_archive(tmp_path / "archive.db")
    assert not views.outdated(db.conn)
    db.close()
