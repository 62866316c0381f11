"""Opening, creating and migrating archive.db; the data dictionary says what the schema says."""

import re
import sqlite3
from pathlib import Path

import pytest

from archive import schema
from archive.errors import ArchiveError

DICTIONARY = Path(__file__).parents[2] / "docs" / "data.md"
TABLES = """SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
            AND name NOT LIKE 'sqlite%' AND name <> '_sqlite_migrations' ORDER BY name"""


@pytest.fixture
def db(tmp_path):
    return schema.create_archive(tmp_path / "archive.db")


def documented():
    """{table: [(column, type)]} of docs/data.md."""
    tables = {}
    for line in DICTIONARY.read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            tables[line[4:].strip()] = columns = []
        elif match := re.match(r"\| (\w+) \| ([A-Z]+) \| ([^|]+) \| (`.*`) \|$", line):
            columns.append((match[1], match[2]))
    return tables


def test_the_data_dictionary_lists_every_table_and_column(db):
    found = {
        name: [(c[0], c[1]) for c in db.execute("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", [name])]
        for (name,) in db.execute(TABLES)
    }
    pages = documented()
    assert len(found) > 25
    assert {name: sorted(columns) for name, columns in pages.items()} == {k: sorted(v) for k, v in found.items()}


def test_every_table_is_strict(db):
    loose = [
        r[0]
        for r in db.execute(f"SELECT name FROM ({TABLES})")
        if not db.execute("SELECT strict FROM pragma_table_list WHERE name = ?", [r[0]]).fetchone()[0]
    ]
    assert loose == []


def test_every_foreign_key_has_an_index_that_begins_with_it(db):
    bare = []
    for (table,) in db.execute(TABLES).fetchall():
        indexes = [
            [c[0] for c in db.execute("SELECT name FROM pragma_index_info(?) ORDER BY seqno", [i[0]])]
            for i in db.execute("SELECT name FROM pragma_index_list(?)", [table]).fetchall()
        ]
        keys = {}
        for number, column in db.execute('SELECT id, "from" FROM pragma_foreign_key_list(?) ORDER BY id, seq', [table]):
            keys.setdefault(number, []).append(column)
        bare += [(table, key) for key in keys.values() if not any(i[: len(key)] == key for i in indexes)]
    assert bare == []


def test_migrating_twice_changes_nothing(db):
    before = db.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    schema.install(db)
    assert db.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before


def test_an_older_archive_is_migrated_and_keeps_its_rows(tmp_path):
    path = tmp_path / "archive.db"
    db = schema.create_archive(path)
    db.execute("INSERT INTO places (code, name) VALUES ('500116', '江津区')")
    db.execute("DROP TABLE agency_counts")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = '0003_counts'")
    for table in ("totals", "facet_counts", "letter_counts", "commitment_counts"):
        db.execute(f"DROP TABLE {table}")
    db.execute("PRAGMA user_version = 2")
    db.close()
    db = schema.open_archive(path)
    assert db.execute("SELECT name FROM places").fetchall() == [("江津区",)]
    assert "agency_counts" in db.table_names()


def test_a_newer_archive_is_refused(tmp_path):
    path = tmp_path / "archive.db"
    schema.create_archive(path).execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    with pytest.raises(ArchiveError, match=r"update fuhan"):
        schema.open_archive(path)


def test_a_foreign_sqlite_file_is_refused(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(ArchiveError, match="not an archive"):
        schema.open_archive(path)


def test_a_damaged_file_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "archive.db"
    path.write_bytes(b"not a database at all" * 500)
    with pytest.raises(ArchiveError, match="fuhan rebuild"):
        schema.open_archive(path)


def test_a_missing_file_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(ArchiveError, match="fuhan ingest"):
        schema.open_archive(tmp_path / "archive.db")
