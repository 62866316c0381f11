import pytest

from archive.coverage import gaps, number_of, refresh
from archive.schema import create_archive


@pytest.mark.parametrize(
    ("printed", "series", "number"),
    [
        ("18", "", 18),
        ("0716", "", 716),
        ("20180329", "", 329),
        ("2018-0329", "", 329),
        ("2023", "", 2023),
        ("BH037", "BH", 37),
        ("平时003", "平时", 3),
        ("A", "A", None),
        (None, "", None),
    ],
)
def test_number_of(printed, series, number):
    assert number_of(printed) == (series, number)


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [([1, 2, 3], []), ([3], [(1, 2)]), ([1, 4, 5, 9], [(2, 3), (6, 8)]), ([], [])],
)
def test_gaps(numbers, missing):
    assert gaps(numbers) == missing


@pytest.fixture
def db(tmp_path):
    db = create_archive(tmp_path / "archive.db")
    db.conn.execute("INSERT INTO places (code, name) VALUES ('500116', '江津区')")
    yield db
    db.close()


def answer(db, *numbers, session=3, year=2023):
    for number in numbers:
        key = f"{session}-{number}"
        db.conn.execute(
            "INSERT INTO letters (id, url, kind, signed_on_status, year) VALUES (?, 'u', 'reply', 'missing', ?)",
            [key, year],
        )
        db.conn.execute(
            "INSERT INTO submissions (id, assembly, place_code, term, session, number, letter_count) "
            "VALUES (?, 'congress', '500116', 18, ?, ?, 1)",
            [key, session, number],
        )
        db.conn.execute(
            "INSERT INTO letter_submissions (letter_id, position, submission_id) VALUES (?, 0, ?)", [key, key]
        )


def counted(db):
    refresh(db)
    sql = "SELECT session, series, submissions, numbers, highest, missing, gaps FROM session_counts ORDER BY 1, 2"
    return db.conn.execute(sql).fetchall()


def test_a_session_with_a_gap(db):
    answer(db, "1", "2", "5")
    assert counted(db) == [(3, "", 3, 3, 5, 2, "3-4")]


def test_series_are_counted_apart(db):
    answer(db, "1", "2", "BH002")
    assert counted(db) == [(3, "", 2, 2, 2, 0, ""), (3, "BH", 1, 1, 2, 1, "1")]


def test_sessions_are_counted_apart(db):
    answer(db, "2", session=3)
    answer(db, "1", session=4)
    assert [row[:1] + row[4:] for row in counted(db)] == [(3, 2, 1, "1"), (4, 1, 0, "")]


def test_without_numbers_nothing_is_said_to_be_missing(db):
    answer(db, None)
    assert counted(db) == [(3, "", 1, 0, None, None, None)]


def test_long_lists_of_gaps_are_cut(db):
    answer(db, *(str(n) for n in range(2, 2_000, 2)))
    ((*_, missing, listed),) = counted(db)
    assert missing == 999
    assert listed.startswith("1, 3, 5, ")
    assert listed.endswith(", …")
    assert len(listed) < 2_010


def test_counting_again_changes_nothing(db):
    answer(db, "1", "5")
    assert counted(db) == counted(db)


def test_the_view_gives_the_share_that_was_seen(db):
    answer(db, "1", "2", "4")
    refresh(db)
    assert db.conn.execute("SELECT place_code, percent_seen, first_year, last_year FROM coverage").fetchall() == [
        ("500116", 75.0, 2023, 2023)
    ]
