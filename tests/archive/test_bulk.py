"""A build makes most indexes at its end: none is missing then, and none that the writer needs is missing before."""

import pytest

from archive import bulk, ingest, schema
from archive.store import Store
from bench import made
from tests.archive import captured
from tests.archive.test_plans import scans, statements_of


def indexes(db):
    return dict(db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'"))


@pytest.fixture
def empty(tmp_path):
    db = schema.create_archive(tmp_path / "archive.db")
    yield db
    db.close()


def test_a_build_ends_with_every_index_of_an_archive_that_grew(crawls, take_in, empty):
    crawls.run(captured.record("01"))
    assert indexes(take_in()) == indexes(empty)


def test_within_a_build_only_the_needed_ones_are_kept_up(empty):
    with bulk.indexes_at_the_end(empty):
        assert {name for name, sql in indexes(empty).items() if sql} == bulk.NEEDED


def test_a_build_that_failed_gets_its_indexes_when_it_is_done_again(empty):
    whole = indexes(empty)
    with pytest.raises(OSError, match="disk"), bulk.indexes_at_the_end(empty):
        raise OSError("disk full")
    assert indexes(empty) != whole
    with bulk.indexes_at_the_end(empty):
        pass
    assert indexes(empty) == whole


def test_the_writer_scans_no_table_meanwhile(empty):
    items, _ = made.chunk(0, 40)
    with bulk.indexes_at_the_end(empty):
        Store(empty, made.SITES).take(items)
        empty.conn.execute("ANALYZE")
        empty.conn.execute("UPDATE sqlite_stat1 SET stat = '2000000 1' WHERE idx IS NULL")
        more, _ = made.chunk(40, 40)
        store = Store(empty, made.SITES)
        assert scans(empty, statements_of(empty, lambda: store.take(more))) == []


@pytest.mark.parametrize("parent", ["letters", "pages", "submissions"])
def test_what_a_letter_or_page_leaves_behind_is_found_by_an_index_meanwhile(empty, parent):
    with bulk.indexes_at_the_end(empty):
        children = empty.conn.execute(
            'SELECT m.name, f."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) f '
            """WHERE m.type = 'table' AND f."table" = ?""",
            [parent],
        ).fetchall()
        assert children
        for table, column in children:
            plan = empty.conn.execute(f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 'x'").fetchall()
            assert plan[0][3].startswith("SEARCH"), (table, column)


def test_counts_made_with_the_indexes_of_the_end_are_those_of_an_archive_that_grew(crawls, take_in, tmp_path):
    crawls.run(captured.record("01"))
    first = take_in()
    crawls.run(captured.record("01"), captured.record("02"))
    ingest.ingest(tmp_path / "new.db", crawls.directory, captured.SITES, parse=captured.parse)
    sql = "SELECT * FROM letter_counts ORDER BY 1, 2, 3, 4, 5, 6, 7"
    grown = take_in().conn.execute(sql).fetchall()
    first.close()
    assert grown == schema.open_archive(tmp_path / "new.db").conn.execute(sql).fetchall()
