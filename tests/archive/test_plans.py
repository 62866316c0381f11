"""No statement of the writer walks a whole table, whatever the statistics of a large archive say."""

import dataclasses
import shutil

import pytest

from archive import ingest, schema
from archive.parsing import Parsed
from archive.store import Store
from bench import made

# What is looked up in whole: a few rows in any archive, or an argument.
SMALL = ("CONSTANT", "VIRTUAL TABLE", "json_each", "_fts_config")
AT_THE_END = 2_000_000  # rows the statistics are made to speak of


@pytest.fixture
def large(example_archive, tmp_path):
    """The example archive with the statistics of one some ten thousand times as large."""
    path = shutil.copyfile(example_archive, tmp_path / "archive.db")
    db = schema.open_archive(path)
    db.conn.execute("ANALYZE")
    for row, stat in db.conn.execute("SELECT rowid, stat FROM sqlite_stat1").fetchall():
        numbers = [int(n) for n in stat.split() if n.isdigit()]
        told = [AT_THE_END * n // max(numbers[0], 1) if n > 1 else 1 for n in numbers]
        db.conn.execute("UPDATE sqlite_stat1 SET stat = ? WHERE rowid = ?", [" ".join(map(str, told)), row])
    db.conn.commit()
    db.close()
    db = schema.open_archive(path)
    yield db
    db.close()


def statements_of(db, work):
    """The statements `work` runs, values filled in."""
    ran = []
    db.conn.set_trace_callback(ran.append)
    work()
    db.conn.set_trace_callback(None)
    return {sql for sql in ran if sql.split(None, 1)[0].upper() in ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")}


def scans(db, statements):
    found = []
    for sql in statements:
        steps = [row[3] for row in db.conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
        found += [
            (step, sql[:160]) for step in steps if step.startswith("SCAN") and not any(name in step for name in SMALL)
        ]
    return found


def test_storing_letters_scans_no_table(large):
    items, _ = made.chunk(0, 40)
    store = Store(large, made.SITES)
    statements = statements_of(large, lambda: store.take(items))
    assert any("INSERT INTO letters " in sql for sql in statements)
    assert scans(large, statements) == []


def test_storing_what_is_known_again_scans_no_table(large):
    items, _ = made.chunk(0, 40)
    Store(large, made.SITES).take(items)
    ingest.finish(Store(large, made.SITES))
    again = Store(large, made.SITES)
    assert scans(large, statements_of(large, lambda: again.take(items))) == []


def test_a_file_that_several_letters_link_scans_no_table(large):
    letters, _ = made.chunk(0, 2)
    address = "http://www.example.gov.cn/1.pdf"
    for _, parsed in letters:
        parsed.rows["attachments"] = [(parsed.page.id, 0, "清单", address, "file")]
    item = dataclasses.replace(letters[0][0], id="file", kind="attachment", url=address, offset=10**9)
    read = {"capture_id": "file", "content_type": None, "bytes": 1, "text": "甲", "tables": None}
    file = (item, Parsed(file=read, issues=[("needs_ocr", "1.pdf")]))
    store = Store(large, made.SITES)
    statements = statements_of(large, lambda: store.take([letters[0], file, letters[1]]))
    texts = large.conn.execute("SELECT text FROM attachments WHERE url = ?", [address]).fetchall()
    assert texts == [("甲",), ("甲",)]
    assert scans(large, statements) == []
