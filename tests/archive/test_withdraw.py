"""A letter taken out on request is gone from the file, stays out, and can come back."""

from datetime import timedelta

import pytest

from archive import ingest, parsing, rows, schema, twins
from archive.digest import digests
from archive.errors import ArchiveError
from archive.withdraw import withdraw
from crawler.captures import Capture, CaptureWriter
from tests.archive import captured
from tests.archive.captured import START, key, record

LATER = START + timedelta(days=30)


@pytest.fixture
def archive(tmp_path, crawls, take_in):
    crawls.run(record("04"), record("03"), record("05"))
    take_in().close()
    return tmp_path / "archive.db"


def take_out(archive, crawls, **options):
    withdraw(archive, crawls.directory, key("04"), "要求", LATER, captured.SITES, **options)
    return schema.open_archive(archive)


def test_a_withdrawn_letter_leaves_a_tombstone(archive, crawls):
    db = take_out(archive, crawls)
    row = db.conn.execute(
        "SELECT state, title, text, doc_number, place_code, first_seen IS NOT NULL FROM letters WHERE id = ?",
        [key("04")],
    )
    assert row.fetchone() == ("removed", None, "", None, "500116", 1)
    assert db.conn.execute("SELECT letter_id, reason FROM withdrawals").fetchall() == [(key("04"), "要求")]
    for table in ("sections", "addressees", "officials", "evidence", "versions", "issues", "letter_agencies"):
        assert db.conn.execute(f"SELECT count(*) FROM {table} WHERE letter_id = ?", [key("04")]).fetchone() == (0,), (
            table
        )


def test_nothing_of_its_text_is_left_in_the_file(archive, crawls):
    line = record("04")["letter"]["text"].splitlines()[3][:20].encode()
    assert line in archive.read_bytes()
    take_out(archive, crawls).close()
    assert line not in b"".join(p.read_bytes() for p in archive.parent.glob("archive.db*"))


def test_search_does_not_find_it_any_more(archive, crawls):
    name = record("04")["addressees"][0]["name"]
    sql = "SELECT count(*) FROM letters_fts WHERE letters_fts MATCH zh_query(?)"
    db = schema.open_archive(archive)
    assert db.conn.execute(sql, [name]).fetchone() == (1,)
    db.close()
    assert take_out(archive, crawls).conn.execute(sql, [name]).fetchone() == (0,)


def test_it_stays_out_after_a_rebuild(archive, crawls, take_in, tmp_path):
    grown = digests(take_out(archive, crawls))
    assert digests(take_in(tmp_path / "new.db")) == grown


def test_it_stays_out_when_the_site_shows_it_again_or_elsewhere(archive, crawls, take_in):
    take_out(archive, crawls).close()
    twin = record("04")
    twin["url"] = "http://www.shiyan.gov.cn/copy/1.html"
    changed = record("04")
    changed["letter"]["text"] += "补充"
    crawls.run(changed, twin, day=40)
    db = take_in()
    assert db.conn.execute("SELECT count(*), sum(state = 'removed') FROM letters").fetchone() == (3, 1)
    assert db.conn.execute("SELECT text FROM letters WHERE id = ?", [key("04")]).fetchone() == ("",)
    assert db.conn.execute("SELECT letter_id, list_title, metadata FROM pages WHERE id = ?", [key(twin["url"])]).fetchone() == (
        key("04"), None, None)  # fmt: skip


@pytest.mark.parametrize(("division", "taken_for"), [("500116", key("04")), ("420300", None)])
def test_an_equal_title_tells_only_within_one_place(archive, crawls, division, taken_for):
    db = take_out(archive, crawls)
    other = record("04")
    other["url"] = "http://www.example.gov.cn/other.html"
    other["letter"]["text"] = "王强代表：\n此路段不属我区管辖。"
    for part in ("sections", "commitments", "tables", "evidence"):
        other[part] = []
    page, found = rows.rows_of(other, rows.Origin("c", "jiangjin", division, "1"))
    assert twins.withdrawn(db.conn, page, found) == taken_for


def test_a_withdrawal_can_be_lifted(archive, crawls, take_in, tmp_path):
    before = digests(schema.open_archive(archive))
    take_out(archive, crawls).close()
    withdraw(archive, crawls.directory, key("04"), "误", LATER + timedelta(days=1), captured.SITES, lifted=True)
    db = schema.open_archive(archive)
    after = digests(db)
    assert {t for t in after if after[t] != before[t]} == {"withdrawals", "capture_files", "totals"}
    assert digests(take_in(tmp_path / "new.db")) == after


def test_an_unknown_letter_is_refused(archive, crawls):
    with pytest.raises(ArchiveError, match="has no letter"):
        withdraw(archive, crawls.directory, "000000000000", "要求", LATER)
    assert ingest.fill(schema.open_archive(archive), crawls.directory).captures == 0


FILE = "http://www.jiangjin.gov.cn/files/1.txt"


@pytest.fixture
def with_file(tmp_path, crawls, monkeypatch):
    """An archive of one letter whose enclosed file was read."""

    def parsed(item, divisions, following=()):
        if item.kind != "attachment":
            return captured.parsed(item, divisions, following)
        if item.body is None:
            return parsing.Parsed()
        file = {"capture_id": item.id, "content_type": "text/plain", "bytes": 1, "text": "甲", "tables": None}
        return parsing.Parsed(file=file, issues=[("needs_ocr", "王某的清单.txt")])

    monkeypatch.setattr(parsing, "parse", parsed)
    crawls.run(linking("04"))
    fetch(crawls, 1)
    ingest.ingest(tmp_path / "archive.db", crawls.directory, captured.SITES)
    return tmp_path / "archive.db"


def fetch(crawls, day, *, url=FILE, outcome="ok", found_on="04", title="王某的清单", body=b"x"):
    """A crawl of a file, found on a letter that calls it `title`."""
    at = START + timedelta(days=day, hours=1)
    writer = CaptureWriter(crawls.directory, f"files-{day}", {}, clock=lambda: at)
    found = {"site": "jiangjin", "found_on": record(found_on)["url"], "list_title": title, "list_date": "2023-01-01"}
    writer.write(Capture(url, at, "attachment", outcome, status=200, body=body, **found))
    writer.close()


def linking(case):
    letter = record(case)
    letter["attachments"] = [{"title": "清单", "url": FILE, "kind": "file"}]
    return letter


def again(archive, crawls):
    """The archive with what was crawled since, and what a rebuild makes of all."""
    ingest.ingest(archive, crawls.directory, captured.SITES)
    ingest.ingest(archive.with_name("new.db"), crawls.directory, captured.SITES)
    return schema.open_archive(archive), digests(schema.open_archive(archive.with_name("new.db")))


def file_said(db):
    """The text of the enclosed file, and what its page's list entry says."""
    text = db.conn.execute("SELECT max(text) FROM attachments").fetchone()[0]
    return text, db.conn.execute("SELECT list_title FROM pages WHERE id = ?", [key(FILE)]).fetchone()[0]


def test_the_pages_of_its_files_do_not_keep_its_words(with_file, crawls):
    assert file_said(schema.open_archive(with_file)) == ("甲", "王某的清单")
    assert file_said(take_out(with_file, crawls)) == (None, None)


def test_a_letter_comes_back_with_the_text_of_its_files(with_file, crawls):
    take_out(with_file, crawls).close()
    assert file_said(take_out(with_file, crawls, lifted=True)) == ("甲", "王某的清单")


@pytest.mark.parametrize("url", [FILE, FILE.replace("1.txt", "2.txt")])
def test_a_file_that_is_crawled_afterwards_brings_nothing_back(with_file, crawls, url):
    take_out(with_file, crawls).close()
    fetch(crawls, 40, url=url, body=b"other")
    db, rebuilt = again(with_file, crawls)
    assert file_said(db) == (None, None)
    assert db.conn.execute("SELECT list_title, list_date FROM pages WHERE id = ?", [key(url)]).fetchone() == (
        None,
        None,
    )
    assert db.conn.execute("SELECT detail FROM issues").fetchall() == []
    assert digests(db) == rebuilt


def test_a_file_that_never_came_does_not_keep_its_words(with_file, crawls):
    fetch(crawls, 2, url=FILE.replace("1.txt", "2.txt"), outcome="gone")
    again(with_file, crawls)[0].close()
    db = take_out(with_file, crawls)
    assert db.conn.execute("SELECT max(list_title) FROM pages WHERE kind = 'attachment'").fetchone() == (None,)


def test_a_file_that_another_letter_links_keeps_that_letters_words(with_file, crawls):
    crawls.run(linking("03"), day=2)
    fetch(crawls, 3, found_on="03", title="任务清单")
    fetch(crawls, 4)
    again(with_file, crawls)[0].close()
    take_out(with_file, crawls).close()
    db, rebuilt = again(with_file, crawls)
    assert file_said(db) == ("甲", "任务清单")
    assert db.conn.execute("SELECT letter_id FROM issues WHERE page_id = ?", [key(FILE)]).fetchall() == [(key("03"),)]
    assert digests(db) == rebuilt


def test_a_copy_of_the_letter_that_comes_in_after_its_file_silences_that_too(with_file, crawls):
    take_out(with_file, crawls).close()
    copy = linking("04") | {"url": "http://www.jiangjin.gov.cn/copy/1.html"}
    at = START + timedelta(days=40, hours=1)
    writer = CaptureWriter(crawls.directory, "files-40", {}, clock=lambda: at)
    found = {"site": "jiangjin", "found_on": copy["url"], "list_title": "王某的清单"}
    writer.write(Capture(FILE, at, "attachment", "ok", status=200, body=b"x", **found))
    writer.close()
    again(with_file, crawls)[0].close()
    crawls.run(copy, day=41)
    db, _ = again(with_file, crawls)
    assert file_said(db) == (None, None)
    assert db.conn.execute("SELECT detail FROM issues").fetchall() == []


def test_a_page_that_cannot_be_read_any_more_says_nothing_of_it(archive, crawls, take_in):
    take_out(archive, crawls).close()
    at = START + timedelta(days=40, hours=1)
    crawls.run(Capture(record("04")["url"], at, "letter", "ok", site="jiangjin", status=200, body=b"no record"), day=40)
    db = take_in()
    assert db.conn.execute("SELECT detail FROM issues WHERE page_id = ?", [key("04")]).fetchall() == []
