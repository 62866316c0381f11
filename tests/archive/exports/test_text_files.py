import csv
import json
import sqlite3

import pytest

from archive.exports import source
from archive.exports.text_files import neutral, write_csv, write_jsonl


@pytest.fixture
def connection(example_archive):
    connection = sqlite3.connect(f"{example_archive.as_uri()}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd", "-cmd|'/C calc'!A0", "@SUM(1)", " =1", "\t=1", "＝1+1", "＠SUM", '=HYPERLINK("http://x")'],
)
def test_a_cell_that_would_run_is_made_text(cell):
    assert neutral(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["养老", "-5", "+3.5%", "-1,000", "a=b", "", None, -5, 3.5, "（一）"])
def test_any_other_cell_stays(cell):
    assert neutral(cell) == cell


def test_csv_gives_back_the_table(connection, tmp_path):
    table = source.tables(connection)["commitments"]
    (path,) = write_csv(connection, table, tmp_path, lambda n: None)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *found = csv.reader(file)
    assert header == table.names
    stored = [["" if v is None else str(v) for v in row] for row in source.rows(connection, table)]
    assert found == stored
    assert len(found) > 30


def test_a_formula_in_a_letter_does_not_reach_a_spreadsheet(tmp_path):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT) STRICT")
    connection.execute("INSERT INTO t VALUES (1, '=cmd|''/C calc''!A0')")
    (path,) = write_csv(connection, source.tables(connection)["t"], tmp_path, lambda n: None)
    assert path.read_text(encoding="utf-8-sig").splitlines()[1] == "1,'=cmd|'/C calc'!A0"


def test_json_lines_hold_json_and_not_text_of_json(connection, tmp_path):
    tables = source.tables(connection)
    (path,) = write_jsonl(connection, tables["letter_tables"], tmp_path, lambda n: None)
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(found) > 3
    assert all(isinstance(row["rows"], list) and isinstance(row["rows"][0], list) for row in found)


def test_every_json_column_is_a_column(connection):
    tables = source.tables(connection)
    assert {(t, c) for t, c in source.JSON_COLUMNS if c not in tables[t].names} == set()


def test_tables_of_the_archive_itself_are_left_out(connection):
    names = source.tables(connection).keys()
    assert {"letters", "commitments", "captures", "versions", "runs"} <= names
    assert not {"meta", "totals", "letters_fts", "letters_fts_data", "_sqlite_migrations"} & names
