"""The full-text tables follow the tables they index."""

import sqlite3

import pytest

from archive import search
from archive.schema import create_archive


@pytest.fixture
def db(tmp_path):
    db = create_archive(tmp_path / "archive.db")
    db.conn.execute(
        "INSERT INTO letters (id, url, kind, signed_on_status, title, text) "
        "VALUES ('a', 'u', 'reply', 'missing', '关于养老的答复', '我们将建设托育园')"
    )
    yield db
    db.close()


def found(db, query, table="letters"):
    sql = f"SELECT count(*) FROM {table}_fts WHERE {table}_fts MATCH zh_query(?)"
    return db.conn.execute(sql, [query]).fetchone()[0]


@pytest.mark.parametrize("query", ["养老", "托育园"])
def test_an_inserted_letter_is_found_by_title_and_text(db, query):
    assert found(db, query) == 1


def test_a_changed_letter_is_found_by_its_new_words_only(db):
    db.conn.execute("UPDATE letters SET text = '改为公园' WHERE id = 'a'")
    assert (found(db, "托育园"), found(db, "公园"), found(db, "养老")) == (0, 1, 1)
    assert list(search.check(db.conn)) == []


def test_a_deleted_letter_is_not_found(db):
    db.conn.execute("DELETE FROM letters")
    assert found(db, "养老") == 0
    assert list(search.check(db.conn)) == []


@pytest.mark.parametrize(
    ("table", "sql", "query"),
    [
        ("sections", "INSERT INTO sections VALUES ('a', 0, NULL, 1, '一、', '实行专窗办理。', 0, 9)", "专窗"),
        (
            "commitments",
            "INSERT INTO commitments (letter_id, position, source, content, responsible, due_kind, start, 'end') "
            "VALUES ('a', 0, 'body', '建成公园', '区城管局', 'none', 0, 1)",
            "城管局",
        ),
        (
            "attachments",
            "INSERT INTO attachments (letter_id, position, title, kind, text) VALUES ('a', 0, '表', 'file', '统计口径')",
            "口径",
        ),
    ],
)
def test_every_searched_table_has_its_index(db, table, sql, query):
    db.conn.execute(sql)
    assert found(db, query, table) == 1


def test_a_writer_without_zh_seg_fails_instead_of_leaving_a_letter_unindexed(db, tmp_path):
    db.conn.commit()
    plain = sqlite3.connect(tmp_path / "archive.db")
    with pytest.raises(sqlite3.OperationalError, match="zh_seg"):
        plain.execute("UPDATE letters SET text = 'x'")
    plain.close()


def test_the_index_is_searched_by_plain_sqlite(db, tmp_path):
    db.conn.commit()
    plain = sqlite3.connect(tmp_path / "archive.db")
    assert plain.execute("SELECT count(*) FROM letters_fts WHERE letters_fts MATCH '\"托育 育园\"'").fetchone() == (1,)
    plain.close()


@pytest.mark.parametrize("statement", ["VACUUM", "VACUUM INTO '{copy}'"])
def test_vacuum_leaves_the_index_true(db, tmp_path, statement):
    db.conn.executemany(
        "INSERT INTO letters (id, url, kind, signed_on_status, text) VALUES (?, 'u', 'reply', 'missing', ?)",
        [(str(n), f"词{n}号") for n in range(50)],
    )
    db.conn.execute("DELETE FROM letters WHERE id = 'a' OR CAST(id AS INTEGER) % 2")
    db.conn.commit()
    copy = tmp_path / "copy.db"
    db.conn.execute(statement.format(copy=copy))
    connection = sqlite3.connect(copy if copy.exists() else tmp_path / "archive.db")
    search.register(connection)
    assert list(search.check(connection)) == []
    sql = "SELECT id FROM letters WHERE rowid IN (SELECT rowid FROM letters_fts WHERE letters_fts MATCH zh_query('词48号'))"
    assert connection.execute(sql).fetchall() == [("48",)]
    connection.close()


def test_an_index_whose_rows_were_numbered_anew_is_made_anew(db):
    db.conn.execute("DROP TRIGGER letters_fts_update")
    db.conn.execute("UPDATE letters SET rowid = rowid + 7")
    assert list(search.check(db.conn)) != []
    assert search.realign(db.conn)
    assert list(search.check(db.conn)) == []
    assert not search.realign(db.conn)


def test_a_file_that_cannot_be_written_is_checked_too(db, tmp_path):
    db.conn.commit()
    reading = sqlite3.connect(f"{(tmp_path / 'archive.db').as_uri()}?mode=ro", uri=True)
    search.register(reading)
    assert list(search.check(reading)) == []
    db.conn.execute("DROP TRIGGER letters_fts_update")
    db.conn.execute("UPDATE letters SET text = '别的话'")
    db.conn.commit()
    assert len(list(search.check(reading))) == db.conn.execute("SELECT count(*) FROM letters").fetchone()[0]
    reading.close()


def test_an_index_of_another_version_is_made_anew(db):
    db.conn.execute("UPDATE meta SET value = '0' WHERE key = 'search_version'")
    db.conn.execute("INSERT INTO letters_fts (letters_fts) VALUES ('delete-all')")
    db.conn.commit()
    assert search.outdated(db.conn)
    search.install(db)
    assert not search.outdated(db.conn)
    assert found(db, "托育园") == 1


def test_check_names_a_row_that_is_not_indexed_as_it_stands(db):
    db.conn.execute("DROP TRIGGER letters_fts_update")
    db.conn.execute("UPDATE letters SET text = '多了几个字的正文' WHERE id = 'a'")
    assert list(search.check(db.conn)) == ["letters_fts: row 1 is not indexed as it stands; run `fuhan rebuild`."]


def test_check_names_a_row_that_is_gone(db):
    db.conn.execute("DROP TRIGGER letters_fts_delete")
    db.conn.execute("DELETE FROM letters")
    assert list(search.check(db.conn)) == ["letters_fts: row 1 is indexed but gone; run `fuhan rebuild`."]


def test_stock_datasette_and_sqlite_utils_find_the_index(db):
    assert db.table("letters").detect_fts() == "letters_fts"
