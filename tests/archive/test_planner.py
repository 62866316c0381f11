"""The planner is told anew of an archive that grew or got another index."""

import shutil

import pytest

from archive import planner, schema
from tests.archive import captured


@pytest.fixture
def archive(example_archive, tmp_path):
    db = schema.open_archive(shutil.copyfile(example_archive, tmp_path / "archive.db"))
    yield db
    db.close()


def told(db, index):
    return db.conn.execute("SELECT stat FROM sqlite_stat1 WHERE idx = ?", [index]).fetchone()


def test_an_ingest_leaves_the_planner_told(archive):
    (letters,) = archive.conn.execute("SELECT count(*) FROM letters").fetchone()
    assert told(archive, "letters_year")[0].split()[0] == str(letters)
    assert not planner.refresh(archive.conn)


def test_an_index_made_since_is_looked_at(archive):
    archive.conn.execute("CREATE INDEX letters_term ON letters (term)")
    assert planner.refresh(archive.conn)
    assert told(archive, "letters_term")


def test_an_archive_half_as_large_again_is_looked_at(archive):
    archive.conn.execute("UPDATE sqlite_stat1 SET stat = '10 1' WHERE tbl = 'letters'")
    assert planner.refresh(archive.conn)
    assert int(told(archive, "letters_year")[0].split()[0]) > 10


def test_an_empty_archive_is_not_looked_at(tmp_path, crawls, take_in):
    with_no_letter = take_in()
    assert not planner.refresh(with_no_letter.conn)
    crawls.run(captured.record("01"))
    grown = take_in()
    assert told(grown, "letters_year") is not None


def test_of_two_filters_the_one_that_leaves_fewer_letters_is_walked(archive):
    sql = "EXPLAIN QUERY PLAN SELECT rowid FROM letters WHERE assembly = 'congress' AND year = 2019"
    (step,) = [row[3] for row in archive.conn.execute(sql)]
    assert "letters_year" in step
