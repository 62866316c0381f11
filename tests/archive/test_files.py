"""A file belongs to every letter that links it, in whatever order they come in and whoever fetched it."""

from datetime import timedelta

import pytest

from archive import parsing, reparse, schema
from crawler.captures import Capture
from tests.archive import captured
from tests.archive.captured import SITES, START, key, record
from tests.archive.test_again import Late, differing

FILE = "http://www.jiangjin.gov.cn/files/清单.txt"
ASKED_FOR = "http://www.jiangjin.gov.cn/files/%E6%B8%85%E5%8D%95.txt"


@pytest.fixture
def late(crawls, tmp_path, monkeypatch):
    """Files are read as their bytes, with an issue that names them."""

    def parsed(item, divisions, following=()):
        if item.kind != "attachment" or item.body is None:
            return captured.parsed(item, divisions)
        read = {
            "capture_id": item.id,
            "content_type": "text/plain",
            "bytes": 1,
            "text": item.body.decode(),
            "tables": None,
        }
        return parsing.Parsed(file=read, issues=[("needs_ocr", "清单.txt")])

    monkeypatch.setattr(parsing, "parse", parsed)
    return Late(tmp_path, None)


def linking(case):
    letter = record(case)
    letter["attachments"] = [{"title": "清单", "url": FILE, "kind": "file"}]
    return letter


def file(day, body=b"one", found_on=None, title=""):
    return Capture(
        ASKED_FOR, START + timedelta(days=day), "attachment", "ok", site="jiangjin", status=200, body=body,
        found_on=found_on or "", list_title=title,
    )  # fmt: skip


def texts(db):
    return dict(db.conn.execute("SELECT letter_id, text FROM attachments"))


def told_of(db):
    return db.conn.execute("SELECT letter_id FROM issues WHERE page_id = ?", [key(ASKED_FOR)]).fetchall()


ORDERS = [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("found_on", ["04", "03", None])
def test_each_letter_that_links_a_file_has_its_text(crawls, late, order, found_on):
    crawls.run(linking("04"))
    crawls.run(linking("03"))
    crawls.run(file(3, found_on=found_on and record(found_on)["url"]))
    db = late.take(*order)
    assert texts(db) == {key("04"): "one", key("03"): "one"}
    assert told_of(db) == [(key(found_on) if found_on else min(key("04"), key("03")),)]
    assert differing(db, late.rebuilt()) == []


def test_other_bytes_of_a_file_are_read_for_each_letter(crawls, late):
    crawls.run(linking("04"), linking("03"))
    crawls.run(file(2, found_on=record("04")["url"]))
    crawls.run(file(3, b"two", found_on=record("04")["url"]))
    db = late.take(0, 1, 2)
    assert texts(db) == {key("04"): "two", key("03"): "two"}


def test_what_a_file_lacks_is_told_of_a_letter_that_still_links_it(crawls, late):
    crawls.run(linking("04"), linking("03"))
    crawls.run(file(2, found_on=record("04")["url"]))
    crawls.run(record("04"))
    db = late.take(0, 1, 2)
    assert told_of(db) == [(key("03"),)]
    assert differing(db, late.rebuilt()) == []


def test_reparse_ties_the_files_of_an_archive_that_tied_them_to_one_letter(crawls, late):
    crawls.run(linking("04"), linking("03"), file(2))
    db = late.take(0)
    with db.atomic():
        db.conn.execute(
            "UPDATE attachments SET page_id = NULL, capture_id = NULL, text = NULL WHERE letter_id = ?", [key("03")]
        )
    assert reparse.accept(db, late.captures, SITES) == 1
    assert texts(db) == {key("04"): "one", key("03"): "one"}


def test_an_older_archive_learns_which_file_a_link_leads_to(crawls, late, tmp_path):
    crawls.run(linking("04"))
    db = late.take(0)
    db.execute("DROP INDEX attachments_file_id")
    db.execute("ALTER TABLE attachments DROP COLUMN file_id")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = '0008_file_links'")
    db.execute("PRAGMA user_version = 7")
    db.close()
    db = schema.open_archive(tmp_path / "archive.db")
    assert db.conn.execute("SELECT file_id FROM attachments").fetchall() == [(key(ASKED_FOR),)]
