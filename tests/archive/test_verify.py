"""A whole archive gives no fault; each kind of damage gives its own."""

import pytest

from archive import schema
from archive.verify import verify
from tests.archive.captured import key, record
from tests.archive.test_ingest import RECORDS


@pytest.fixture
def archive(crawls, take_in, tmp_path):
    crawls.run(*RECORDS)
    take_in().close()
    return tmp_path / "archive.db"


def faults(archive, crawls):
    db = schema.open_archive(archive)
    found = list(verify(db, crawls.directory))
    db.close()
    return found


def test_a_whole_archive_has_no_fault(archive, crawls):
    assert faults(archive, crawls) == []


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("UPDATE letters SET agency_id = 'nobody'", "points to nothing in agencies"),
        ("UPDATE sections SET \"end\" = 100000 WHERE letter_id = '{key}' AND position = 0", "lies outside the text"),
        (
            "UPDATE commitments SET start = 0, \"end\" = 5 WHERE letter_id = '{key}' AND position = 0",
            "content does not stand at",
        ),
        ("UPDATE letters SET version_count = 7 WHERE id = '{key}'", "version_count does not fit"),
        ("DELETE FROM versions WHERE letter_id = '{key}'", "version_count does not fit"),
        ("UPDATE captures SET \"offset\" = 7 WHERE page_id = '{key}'", "no record at 7"),
    ],
)
def test_damaged_rows_are_told(archive, crawls, damage, fault):
    db = schema.open_archive(archive)
    db.conn.execute("PRAGMA foreign_keys = OFF")
    db.execute(damage.format(key=key("03")))
    db.close()
    found = faults(archive, crawls)
    assert found
    assert all(fault in text for text in found)


def test_an_index_that_does_not_fit_its_text_is_told(archive, crawls):
    db = schema.open_archive(archive)
    db.execute("DROP TRIGGER letters_fts_update")
    db.execute("UPDATE letters SET text = replace(text, '的', '之')")
    db.close()
    assert any("letters_fts" in text for text in faults(archive, crawls))


def test_spoilt_and_missing_captures_are_told(archive, crawls):
    path = next(crawls.directory.glob("*.gz"))
    data = path.read_bytes()
    path.write_bytes(data[:-400])
    assert any("cut off" in text for text in faults(archive, crawls))
    path.unlink()
    assert faults(archive, crawls) == [
        f"{path.name}: the file is gone from {crawls.directory}; its letters cannot be rebuilt"
    ]


def test_a_published_copy_is_verified_without_captures(archive):
    assert list(verify(schema.open_archive(archive), None)) == []
    assert record("03")["letter"]
