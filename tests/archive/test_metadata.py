"""metadata.yml describes what is in the archive: everything, and nothing else."""

from pathlib import Path

import pytest
import yaml

from archive.schema import create_archive
from archive.search import INDEXES
from archive.views import VIEWS

ROOT = Path(__file__).parents[2]
METADATA = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
TABLES = METADATA["databases"]["archive"]["tables"]
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
QUESTIONS = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    db = create_archive(tmp_path_factory.mktemp("metadata") / "archive.db")
    yield db
    db.close()


def columns(db, table):
    return [name for name, *_ in db.conn.execute(f"SELECT * FROM {table}").description]


def test_every_table_and_view_is_described_and_no_other(db):
    found = [
        name
        for (name,) in db.conn.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        if "_fts" not in name and not name.startswith(("_", "sqlite_"))
    ]
    assert sorted(TABLES) == sorted(found)
    assert [name for name, entry in TABLES.items() if not entry.get("description") or not entry.get("title")] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_in_chinese(db, table):
    described = TABLES[table]["columns"]
    assert list(described) == columns(db, table)
    assert [c for c, text in described.items() if not any("\u4e00" <= char <= "\u9fff" for char in text)] == []


@pytest.mark.parametrize("table", TABLES)
def test_facets_sorts_and_labels_are_columns(db, table):
    entry = TABLES[table]
    named = [*entry.get("facets", ()), *(entry[k] for k in ("sort", "sort_desc", "label_column") if k in entry)]
    assert set(named) <= set(columns(db, table))


def test_searched_tables_name_their_index():
    named = {name: (e["fts_table"], e["fts_pk"]) for name, e in TABLES.items() if "fts_table" in e}
    assert named == {index.table: (index.name, "rowid") for index in INDEXES}


def test_every_view_is_in_the_data_dictionary():
    assert [name for name in VIEWS if f"| {name} |" not in DATA] == []


def test_every_query_is_in_the_list_of_questions():
    queries = METADATA["databases"]["archive"]["queries"]
    assert [name for name in queries if f"`{name}`" not in QUESTIONS] == []


def test_all_twenty_five_questions_have_an_answer_or_a_reason():
    rows = [line.split("|")[1:-1] for line in QUESTIONS.splitlines() if line.startswith("| ") and line[2].isdigit()]
    assert [int(number) for number, *_ in rows] == list(range(1, 26))
    for _, _, query, answer in rows:
        assert answer.strip().startswith(("yes", "in part: ") if query.strip() else "no: ")
