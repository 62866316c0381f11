"""DuckDB reads what we write."""

import sqlite3

import duckdb
import pytest

from archive.exports import source
from archive.exports.parquet import write_parquet


@pytest.fixture(scope="module")
def exported(example_archive, tmp_path_factory):
    directory = tmp_path_factory.mktemp("parquet")
    connection = sqlite3.connect(f"{example_archive.as_uri()}?mode=ro", uri=True)
    for table in source.tables(connection).values():
        write_parquet(connection, table, directory, lambda n: None)
    yield directory, connection
    connection.close()


def read(directory, table, select="*"):
    return f"SELECT {select} FROM read_parquet('{directory}/{table}/**/*.parquet', hive_partitioning = true)"


def test_every_table_has_all_its_rows(exported):
    directory, connection = exported
    for name in source.tables(connection):
        (count,) = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
        assert duckdb.sql(read(directory, name, "count(*)")).fetchall() == [(count,)]


def test_letters_come_back_as_they_are(exported):
    directory, connection = exported
    columns = ["id", "title", "signed_on", "outcome", "commitment_count", "text"]
    found = duckdb.sql(read(directory, "letters", ", ".join(columns)) + " ORDER BY id").fetchall()
    assert found == connection.execute(f"SELECT {', '.join(columns)} FROM letters ORDER BY id").fetchall()


def test_province_and_year_are_in_the_path(exported):
    directory, connection = exported
    found = duckdb.sql(
        read(directory, "letters", "province::VARCHAR, year, count(*)") + " GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall()
    assert (
        found
        == connection.execute(
            "SELECT province_code, year, count(*) FROM letters GROUP BY 1, 2 ORDER BY 1, 2"
        ).fetchall()
    )
    assert len(found) > 10


def test_what_belongs_to_a_letter_lies_with_it(exported):
    directory, connection = exported
    found = duckdb.sql(
        read(directory, "commitments", "count(*)") + " WHERE province = 500000 AND year = 2024"
    ).fetchall()
    assert (
        found
        == connection.execute(
            "SELECT count(*) FROM commitments WHERE province_code = '500000' AND year = 2024"
        ).fetchall()
    )
    assert found[0][0] > 10


def test_an_unknown_year_is_null(tmp_path):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE letters (id TEXT PRIMARY KEY, province_code TEXT, year INTEGER) STRICT")
    connection.execute("INSERT INTO letters VALUES ('a', NULL, NULL), ('b', '500000', 2023)")
    write_parquet(connection, source.tables(connection)["letters"], tmp_path, lambda n: None)
    assert duckdb.sql(read(tmp_path, "letters", "id, province, year") + " ORDER BY id").fetchall() == [
        ("a", None, None),
        ("b", 500000, 2023),
    ]
