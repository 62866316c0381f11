"""What another parser would change, before and after it is accepted."""

import dataclasses
import json
from concurrent.futures import Future

import pytest

from archive import ingest, parsing, reparse, schema
from archive.digest import digests
from tests.archive import captured
from tests.archive.captured import key, record

FAILED = parsing.Parsed(issues=[("parse_failed", "KeyError: x")])


@pytest.fixture
def archive(crawls, take_in, tmp_path):
    later = record("03")
    later["letter"]["text"] += "\n补充。"
    crawls.run(record("04"), record("03"), record("05"), record("29"), record("30"))
    crawls.run(later)
    take_in().close()
    return tmp_path / "archive.db"


@pytest.fixture
def other_parser(monkeypatch):
    """A parser, version 2, that reads outcomes differently, finds a letter in case 30 and none in case 05."""

    def parsed(item, divisions, following=()):
        data = json.loads(item.body)
        if data["url"] == record("05")["url"]:
            data = record("29") | {"url": data["url"]}
        elif data["url"] == record("30")["url"]:
            data = record("12") | {"url": data["url"]}
        elif data["letter"]:
            data["letter"]["outcome"] = "甲"
        item = dataclasses.replace(item, body=json.dumps(data, ensure_ascii=False).encode())
        return captured.parsed(item, divisions, version="2")

    def parse(items, divisions):
        future = Future()
        future.set_result(
            [parsed(i, divisions) if i.body and i.type == "response" else parsing.Parsed() for i in items]
        )
        return future

    monkeypatch.setattr(parsing, "parse", parsed)
    for module in (reparse, ingest):
        monkeypatch.setattr(module, "PARSER_VERSION", "2")
    return parse


def test_the_same_parser_changes_nothing(archive, crawls):
    assert list(reparse.changes(schema.open_archive(archive), crawls.directory, captured.SITES)) == []


def test_changes_are_told_by_field(archive, crawls, other_parser):
    db = schema.open_archive(archive)
    before = digests(db)
    found = {change.page_id: change.fields for change in reparse.changes(db, crawls.directory, captured.SITES)}
    assert found[key("04")] == {"letter.outcome": (record("04")["letter"]["outcome"], "甲")}
    assert found[key("30")]["kind"] == ("other", "reply")
    assert found[key("05")]["kind"] == ("reply", "other")
    assert found[key("05")]["letter.title"][1] is None
    assert set(found) == {key(c) for c in ("03", "04", "05", "30")}
    assert digests(db) == before


def test_accepting_gives_what_a_rebuild_gives(archive, crawls, other_parser, tmp_path):
    db = schema.open_archive(archive)
    assert reparse.accept(db, crawls.directory, captured.SITES) == 4
    accepted = digests(db)
    ingest.ingest(tmp_path / "new.db", crawls.directory, captured.SITES, parse=other_parser)
    assert accepted == digests(schema.open_archive(tmp_path / "new.db"))


def test_a_new_parser_alone_makes_no_version(archive, crawls, take_in, other_parser):
    same_letter = record("04")
    same_letter["page"]["metadata"]["访问量"] = "18"
    crawls.run(same_letter)
    ingest.ingest(archive, crawls.directory, captured.SITES, parse=other_parser)
    db = schema.open_archive(archive)
    assert db.conn.execute(
        "SELECT state, version_count, outcome FROM letters WHERE id = ?", [key("04")]
    ).fetchone() == ("live", 1, "甲")


def test_a_capture_that_is_gone_is_told(archive, crawls):
    for path in crawls.directory.iterdir():
        path.unlink()
    found = list(reparse.changes(schema.open_archive(archive), crawls.directory, captured.SITES))
    assert len(found) == 5
    assert "capture_unreadable" in found[0].error


def test_promises_said_twice_are_marked_in_an_archive_that_did_not_know_them(crawls, take_in, tmp_path):
    twice = record("03")
    said = {"source": "body", "content": "我局将在2023年底前建成璧铜路立体停车楼，新增泊位220个。", "responsible": []}
    twice["commitments"].append({**twice["commitments"][0], **said})
    crawls.run(twice)
    take_in().close()
    db = schema.open_archive(tmp_path / "archive.db")
    last = len(twice["commitments"]) - 1
    assert db.conn.execute("SELECT position FROM commitments WHERE repeats = 0").fetchall() == [(last,)]
    with db.atomic():
        db.conn.execute("UPDATE commitments SET repeats = NULL")
    (change,) = reparse.changes(db, crawls.directory, captured.SITES)
    assert change.fields == {f"commitments[{last}].repeats": (None, 0)}
    reparse.accept(db, crawls.directory, captured.SITES)
    assert db.conn.execute("SELECT position FROM commitments WHERE repeats = 0").fetchall() == [(last,)]


@pytest.fixture
def failed_page(crawls, tmp_path):
    """An archive whose parser failed on case 03."""

    def parse(items, divisions):
        future = Future()
        future.set_result([FAILED if i.url == record("03")["url"] else captured.parsed(i, divisions) for i in items])
        return future

    crawls.run(record("03"), record("04"))
    ingest.ingest(tmp_path / "archive.db", crawls.directory, captured.SITES, parse=parse)
    return schema.open_archive(tmp_path / "archive.db")


def test_a_page_the_old_parser_failed_on_is_taken_in(failed_page, crawls, take_in, tmp_path, monkeypatch):
    monkeypatch.setattr(parsing, "parse", captured.parsed)
    assert reparse.accept(failed_page, crawls.directory, captured.SITES) == 1
    assert digests(failed_page) == digests(take_in(tmp_path / "new.db"))


def test_a_page_this_parser_fails_on_too_is_no_change(failed_page, crawls, monkeypatch):
    def parsed(item, divisions, following=()):
        return FAILED if item.url == record("03")["url"] else captured.parsed(item, divisions)

    monkeypatch.setattr(parsing, "parse", parsed)
    assert list(reparse.changes(failed_page, crawls.directory, captured.SITES)) == []


def test_pages_that_cannot_be_read_are_told_and_not_signed(archive, crawls, other_parser):
    for path in crawls.directory.iterdir():
        path.unlink()
    db, errors = schema.open_archive(archive), []
    before = digests(db)
    assert reparse.accept(db, crawls.directory, captured.SITES, on_error=errors.append) == 0
    assert (len(errors), digests(db)) == (5, before)
    assert db.conn.execute("SELECT count(*) FROM pages WHERE parser_version = '2'").fetchone() == (0,)
    assert db.conn.execute("SELECT value FROM meta WHERE key = 'parser_version'").fetchone() != ("2",)


def test_a_letter_with_a_history_of_which_a_capture_is_gone_is_told_and_not_signed(archive, crawls, other_parser):
    min(crawls.directory.glob("*.warc.gz"), key=lambda path: path.name).unlink()
    db, errors = schema.open_archive(archive), []
    reparse.accept(db, crawls.directory, captured.SITES, on_error=errors.append)
    assert key("03") in {change.page_id for change in errors}
    assert db.conn.execute(
        "SELECT version_count, parser_version FROM letters WHERE id = ?", [key("03")]
    ).fetchone() == (2, "1")


def another_parser(monkeypatch, read):
    """A parser, version 2, that reads from a page's record what `read` makes of it; for `ingest(parse=…)`."""

    def parsed(item, divisions, following=()):
        if item.body is None or item.type != "response":
            return parsing.Parsed()
        body = json.dumps(read(json.loads(item.body)), ensure_ascii=False).encode()
        return captured.parsed(dataclasses.replace(item, body=body), divisions, version="2")

    def parse(items, divisions):
        future = Future()
        future.set_result([parsed(item, divisions) for item in items])
        return future

    monkeypatch.setattr(parsing, "parse", parsed)
    for module in (reparse, ingest):
        monkeypatch.setattr(module, "PARSER_VERSION", "2")
    return parse


ADDRESSES = [f"http://www.jiangjin.gov.cn/rd/202304/t20230427_{n}.html" for n in range(3)]


def addressed(number, **letter):
    made = record("04") | {"url": ADDRESSES[number]}
    made["letter"] |= letter
    return made


def titled(number):
    """A reading in which each page has its own title, and none a document number."""

    def read(data):
        if data["letter"]:
            data["letter"] |= {"doc_number": number, "title": f"关于{data['url'][-6:]}号建议办理情况的复函"}
        return data

    return read


@pytest.mark.parametrize(("before", "after"), [("十政函〔2025〕1号", None), (None, "十政函〔2025〕1号")])
def test_letters_that_become_one_or_several_are_those_of_a_rebuild(crawls, tmp_path, monkeypatch, before, after):
    crawls.run(*map(addressed, (2, 0)))
    crawls.run(*map(addressed, (1, 0)))
    parse = another_parser(monkeypatch, titled(before))
    ingest.ingest(tmp_path / "archive.db", crawls.directory, captured.SITES, parse=parse)
    parse = another_parser(monkeypatch, titled(after))
    db = schema.open_archive(tmp_path / "archive.db")
    reparse.accept(db, crawls.directory, captured.SITES)
    ingest.ingest(tmp_path / "new.db", crawls.directory, captured.SITES, parse=parse)
    assert db.conn.execute("SELECT count(*) FROM letters").fetchone() == (1 if after else 3,)
    assert digests(db) == digests(schema.open_archive(tmp_path / "new.db"))


def test_a_second_page_that_no_longer_shows_the_letter_is_one_of_its_own(crawls, tmp_path, monkeypatch):
    """Only the second page is read differently; the main one is not."""
    crawls.run(addressed(0), addressed(1))
    parse = another_parser(monkeypatch, lambda data: data)
    ingest.ingest(tmp_path / "archive.db", crawls.directory, captured.SITES, parse=parse)

    def read(data):
        if data["url"] == ADDRESSES[1]:
            data["letter"]["signed_on"] = "2020-01-01"
        return data

    parse = another_parser(monkeypatch, read)
    db = schema.open_archive(tmp_path / "archive.db")
    reparse.accept(db, crawls.directory, captured.SITES)
    ingest.ingest(tmp_path / "new.db", crawls.directory, captured.SITES, parse=parse)
    assert db.conn.execute("SELECT count(*) FROM letters").fetchone() == (2,)
    assert digests(db) == digests(schema.open_archive(tmp_path / "new.db"))
