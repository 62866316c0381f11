import pytest

from archive import places
from archive.agencies import Agencies
from archive.schema import create_archive

JIANGJIN = "500116"


@pytest.fixture
def db(tmp_path):
    db = create_archive(tmp_path / "archive.db")
    yield db
    db.close()


def letter(db, letter_id, place, issuer, *responsible):
    """A letter of `place`, signed by `issuer`, with one commitment per responsible office."""
    if place:
        places.ensure(db, place)
    db.conn.execute(
        "INSERT INTO letters (id, url, kind, signed_on_status, place_code, agency_name) VALUES (?, 'u', 'reply', 'missing', ?, ?)",
        [letter_id, place, issuer],
    )
    if issuer:
        db.conn.execute("INSERT INTO letter_agencies VALUES (?, 0, ?, 'issuer', NULL)", [letter_id, issuer])
    for n, name in enumerate(responsible):
        db.conn.execute(
            "INSERT INTO commitments (letter_id, position, source, content, due_kind, start, 'end', place_code, agency_name) "
            "VALUES (?, ?, 'table', 'x', 'none', 0, 1, ?, ?)",
            [letter_id, n, place, issuer],
        )
        db.conn.execute("INSERT INTO commitment_agencies VALUES (?, ?, 0, ?, NULL)", [letter_id, n, name])


def responsible(db):
    """Full name of the agency behind each responsible office."""
    return dict(
        db.conn.execute(
            "SELECT c.letter_id || ' ' || c.name, a.name FROM commitment_agencies c LEFT JOIN agencies a ON a.id = c.agency_id"
        )
    )


def take_in(db, *letters):
    agencies = Agencies(db)
    for row in letters:
        letter(db, *row)
        agencies.assign([row[0]])
    agencies.settle()


def content(db):
    tables = ("agencies", "agency_aliases", "letters", "letter_agencies", "commitments", "commitment_agencies")
    return {t: sorted(map(repr, db.conn.execute(f"SELECT * FROM {t}"))) for t in tables}


def test_a_short_name_is_the_office_that_signs_in_its_place(db):
    take_in(db, ("a", JIANGJIN, "重庆市江津区政务服务管理办公室", "区政务服务办"))
    assert responsible(db) == {"a 区政务服务办": "重庆市江津区政务服务管理办公室"}
    assert db.conn.execute(
        "SELECT DISTINCT agency_id FROM letters UNION SELECT agency_id FROM commitments"
    ).fetchall() == [(db.conn.execute("SELECT id FROM agencies").fetchone()[0],)]


def test_an_office_that_is_not_known_is_null(db):
    take_in(db, ("a", JIANGJIN, "重庆市江津区政务服务管理办公室", "区金融服务管理中心", "运行管理处", "相关部门"))
    assert set(responsible(db).values()) == {None}


def test_a_short_form_of_one_full_name_needs_no_signature(db):
    take_in(db, ("a", JIANGJIN, None, "区教委"))
    assert responsible(db) == {"a 区教委": "重庆市江津区教育委员会"}


def test_a_short_form_of_several_offices_waits_for_the_one_of_the_place(db):
    take_in(db, ("a", "330521", None, "县文旅局"))
    assert responsible(db) == {"a 县文旅局": None}
    take_in(db, ("b", "330521", "德清县文化和广电旅游体育局"))
    assert responsible(db) == {"a 县文旅局": "德清县文化和广电旅游体育局"}


def test_two_offices_of_the_place_that_share_a_short_form_leave_it_null(db):
    take_in(
        db,
        ("a", "330521", "德清县文化和旅游局", "县文旅局"),
        ("b", "330521", "德清县文化和广电旅游体育局"),
    )
    assert responsible(db) == {"a 县文旅局": None}


def test_the_same_words_in_another_place_are_another_office(db):
    take_in(db, ("a", JIANGJIN, "江津区财政局", "区财政局"), ("b", "500120", "璧山区财政局", "区财政局"))
    assert responsible(db) == {"a 区财政局": "重庆市江津区财政局", "b 区财政局": "重庆市璧山区财政局"}


def test_we_is_the_office_that_signs(db):
    take_in(db, ("a", JIANGJIN, "江津区财政局", "我局"), ("b", JIANGJIN, None, "我局"))
    assert responsible(db) == {"a 我局": "重庆市江津区财政局", "b 我局": None}


def test_an_agency_bears_the_fullest_name_it_signs_with(db):
    take_in(db, ("a", JIANGJIN, "江津区规划自然资源局"), ("b", JIANGJIN, "重庆市江津区规划和自然资源局"))
    assert db.conn.execute("SELECT name FROM agencies").fetchall() == [("重庆市江津区规划和自然资源局",)]


def test_a_letter_without_a_place_knows_offices_named_in_full(db):
    take_in(db, ("a", None, "重庆市江津区财政局", "财政部", "区教委"))
    assert responsible(db) == {"a 财政部": "财政部", "a 区教委": None}


def test_a_name_without_an_office_keeps_its_validity_from_the_lexicon(db):
    take_in(db, ("a", JIANGJIN, "江津区环境保护局"))
    assert db.conn.execute("SELECT valid_from, valid_to FROM agencies").fetchall() == [(None, "2018-03-17")]


LETTERS = [
    ("a", "330521", None, "县文旅局", "县住建局"),
    ("b", "330521", "德清县住建局", "市文旅局"),
    ("c", "330521", "德清县文化和广电旅游体育局", "我局"),
    ("d", "330500", "湖州市文化广电旅游局", "德清县文旅局", "市发改委"),
    ("e", JIANGJIN, "重庆市江津区政务服务管理办公室", "区政务服务办", "区金融服务中心"),
]


def test_the_order_of_letters_does_not_matter(tmp_path):
    forward, backward, single = (create_archive(tmp_path / f"{n}.db") for n in range(3))
    take_in(forward, *LETTERS)
    take_in(backward, *reversed(LETTERS))
    for row in LETTERS:
        take_in(single, row)
    assert content(forward) == content(backward) == content(single)
    for db in (forward, backward, single):
        db.close()


def test_settling_twice_changes_nothing(db):
    take_in(db, *LETTERS)
    before = content(db)
    assert Agencies(db).settle(forget=True) == 0
    assert content(db) == before


def test_a_letter_that_went_leaves_no_name_behind(db, tmp_path):
    take_in(db, *LETTERS)
    db.conn.execute("DELETE FROM letters WHERE id = 'c'")
    Agencies(db).settle(forget=True)
    without = create_archive(tmp_path / "without.db")
    take_in(without, *(row for row in LETTERS if row[0] != "c"))
    assert content(db) == content(without)
    without.close()


def test_foreign_keys_hold(db):
    take_in(db, *LETTERS)
    assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
