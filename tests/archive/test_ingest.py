"""Captures to archive.db: complete, repeatable, and not stopped by one bad page."""

import json

import pytest

from archive import ingest, schema
from archive.digest import digests
from archive.errors import ArchiveError
from tests.archive import captured
from tests.archive.captured import CASES, key, record

RECORDS = [json.loads((case / "expected.json").read_text(encoding="utf-8")) for case in CASES]
LETTERS = [r for r in RECORDS if r["letter"]]


def rows(db, sql, *values):
    return db.conn.execute(sql, values).fetchall()


def test_every_gold_record_is_stored_whole(crawls, take_in):
    crawls.run(*RECORDS)
    db = take_in()
    # Cases 01 and 02 are one letter at two addresses.
    assert rows(db, "SELECT count(*) FROM letters") == [(len(LETTERS) - 1,)]
    assert rows(db, "SELECT count(*) FROM issues WHERE code = 'not_stored'") == [(0,)]
    for case in LETTERS:
        if case["url"] == record("02")["url"]:
            continue
        (text,) = rows(db, "SELECT text FROM letters WHERE id = ?", key(case["url"]))[0]
        assert len(text) == len(case["letter"]["text"])
        for table, name in [
            ("sections", "sections"),
            ("commitments", "commitments"),
            ("evidence", "evidence"),
            ("letter_tables", "tables"),
            ("addressees", "addressees"),
            ("attachments", "attachments"),
        ]:
            assert rows(db, f"SELECT count(*) FROM {table} WHERE letter_id = ?", key(case["url"])) == [
                (len(case[name]),)
            ]


def test_a_page_without_a_letter_is_a_page(crawls, take_in):
    crawls.run(record("29"))
    assert rows(take_in(), "SELECT record_kind, letter_id, state FROM pages") == [("other", None, "live")]


def test_ingesting_twice_is_ingesting_once(crawls, take_in):
    crawls.run(*RECORDS)
    first = digests(take_in())
    assert digests(take_in()) == first
    assert len(first) > 25


def test_reading_all_files_again_changes_nothing(crawls, take_in):
    crawls.run(*RECORDS)
    db = take_in()
    first = digests(db)
    db.execute("UPDATE capture_files SET read_to = 0, records = 0")
    db.close()
    assert digests(take_in()) == first


def test_what_grew_equals_what_is_built_at_once(crawls, take_in, tmp_path):
    changed = record("03")
    changed["letter"]["text"] += "\n补充：已于年底完成。"
    for pages in (
        RECORDS[:20],
        RECORDS[20:],
        [record("04"), changed],
        [(record("05")["url"], "gone")],
        [record("03")],
        [record("04"), (record("05")["url"], "gone")],
    ):
        crawls.run(*pages)
        grown = take_in()
    assert digests(grown) == digests(take_in(tmp_path / "new.db"))


def test_an_open_file_is_read_as_far_as_it_is_whole(crawls, take_in):
    places = crawls.run(*LETTERS[:4], close=False)
    path = next(crawls.directory.glob("*.open"))
    data = path.read_bytes()
    path.write_bytes(data[: places[3].offset + 100])
    db = take_in()
    assert rows(db, "SELECT count(*) FROM captures") == [(3,)]
    path.with_name(path.name.removesuffix(".open")).write_bytes(data)
    path.unlink()
    assert rows(take_in(), "SELECT count(*), sum(problem IS NULL), max(read_to) FROM captures c, capture_files f")[0][1:] == (
        4, len(data))  # fmt: skip


def test_a_spoilt_file_costs_its_records_and_no_others(crawls, take_in):
    places = crawls.run(*LETTERS[2:8])
    path = next(crawls.directory.glob("*.gz"))
    data = bytearray(path.read_bytes())
    data[places[2].offset + 60 : places[2].offset + 120] = bytes(60)
    path.write_bytes(data)
    db = take_in()
    assert rows(db, "SELECT count(*) FROM captures") == [(5,)]
    assert "unreadable" in rows(db, "SELECT problem FROM capture_files")[0][0]


def test_one_bad_page_is_an_issue_and_the_run_goes_on(crawls, take_in):
    broken = record("03")
    broken["addressees"] = [{"name": "某", "role": "no such role", "lead": True}]
    crawls.run(record("01"), broken, record("04"))
    db = take_in()
    assert rows(db, "SELECT count(*) FROM letters") == [(2,)]
    assert rows(db, "SELECT page_id, code FROM issues WHERE code = 'not_stored'") == [(key("03"), "not_stored")]
    assert rows(db, "PRAGMA foreign_key_check") == []


def test_a_parser_that_raises_is_an_issue(crawls, take_in):
    url = "http://www.jiangjin.gov.cn/broken.html"
    from crawler.captures import Capture

    crawls.run(Capture(url, captured.START, "letter", "ok", site="jiangjin", status=200, body=b"{"))
    assert rows(take_in(), "SELECT page_id, code FROM issues") == [(key(url), "parse_failed")]


@pytest.mark.parametrize("outcome", ["challenge", "maintenance", "soft_404", "gone", "moved", "empty", "error"])
def test_what_is_no_letter_by_outcome_never_becomes_one(crawls, take_in, outcome):
    from crawler.captures import Capture

    body = json.dumps(record("01"), ensure_ascii=False).encode()
    crawls.run(Capture(record("01")["url"], captured.START, "letter", outcome, site="jiangjin", status=200, body=body))
    assert rows(take_in(), "SELECT count(*) FROM letters") == [(0,)]


def test_run_and_site_rows_come_from_the_ledger(crawls, take_in):
    crawls.run(record("01"), record("03"), run="r7")
    db = take_in()
    assert rows(db, "SELECT id, finish_reason, exit_status FROM runs") == [("r7", "finished", 0)]
    assert rows(db, "SELECT run_id, site_id, status, pages, answers, ok FROM run_sites") == [
        ("r7", "jiangjin", "ok", 2, 2, 2)
    ]
    assert rows(db, "SELECT id, place_code, expect_high FROM sites") == [("jiangjin", "500116", 50)]


def test_counts_follow_the_letters(crawls, take_in):
    crawls.run(*RECORDS)
    db = take_in()
    total = rows(db, "SELECT count FROM totals WHERE name = 'letters'")[0][0]
    assert total == len(LETTERS) - 1
    assert rows(db, "SELECT sum(letters) FROM letter_counts") == [(total,)]
    assert rows(db, "SELECT sum(letters) FROM facet_counts WHERE facet = 'year'") == [(total,)]


def test_no_private_number_is_in_any_text_column(crawls, take_in):
    case = record("01")
    case["letter"]["text"] += "\n手机13800000000，邮箱wang@example.com，身份证500116199001010000"
    case["page"]["metadata"]["电话"] = "023-47520000"
    case["issues"].append({"code": "x", "detail": "13900000000"})
    crawls.run(case, *RECORDS[1:])
    db = take_in()
    private = ("13800000000", "13900000000", "47520000", "wang@", "199001010000", "47500000", "8100000", "41400000")
    seen = 0
    for (table,) in rows(
        db, "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite%'"
    ):
        for row in rows(db, f"SELECT * FROM {table}"):
            text = "\n".join(str(value) for value in row)
            seen += len(text)
            assert not [p for p in private if p in text], table
    assert seen > 50_000


def test_a_missing_captures_folder_is_named(tmp_path):
    with pytest.raises(ArchiveError, match="--captures"):
        ingest.ingest(tmp_path / "archive.db", tmp_path / "nothing")


def test_an_interrupted_first_build_leaves_no_archive_and_is_continued(crawls, take_in, tmp_path, monkeypatch):
    crawls.run(*RECORDS)
    monkeypatch.setattr(ingest, "BATCH", 4)
    monkeypatch.setattr(ingest, "TRANSACTION", 1)
    calls = []

    def failing(items, divisions):
        calls.append(len(items))
        if len(calls) == 4:
            raise KeyboardInterrupt
        return captured.parse(items, divisions)

    with pytest.raises(KeyboardInterrupt):
        ingest.ingest(tmp_path / "archive.db", crawls.directory, captured.SITES, parse=failing)
    assert not (tmp_path / "archive.db").exists()
    part = schema.open_archive(tmp_path / "archive.db.part")
    assert rows(part, "SELECT count(*) > 0 FROM captures") == [(1,)]
    part.close()
    grown = digests(take_in())
    assert grown == digests(take_in(tmp_path / "new.db"))


def test_an_unfinished_build_is_begun_again_where_a_file_it_read_is_gone(crawls, take_in, tmp_path):
    crawls.run(record("03"))
    crawls.run(record("04"))
    take_in().close()
    (tmp_path / "archive.db").rename(tmp_path / "archive.db.part")
    min(crawls.directory.iterdir()).unlink()
    assert rows(take_in(), "SELECT id FROM letters") == [(key("04"),)]


def test_an_enclosed_file_is_read_and_kept_when_its_letter_changes(crawls, take_in, monkeypatch):
    from archive import parsing
    from crawler.captures import Capture

    case = record("04")
    case["attachments"] = [{"title": "清单", "url": "http://www.jiangjin.gov.cn/files/清单.txt", "kind": "file"},
                           {"title": "恶", "url": "javascript:alert(1)", "kind": "file"}]  # fmt: skip
    address = "http://www.jiangjin.gov.cn/files/%E6%B8%85%E5%8D%95.txt"
    body = Capture(
        address, captured.START, "attachment", "ok", site="jiangjin", status=200, body=b"x", found_on=case["url"]
    )
    read = {"capture_id": None, "content_type": "text/plain", "bytes": 1, "text": "附表 养老", "tables": None}

    def parsed(item, divisions, following=()):
        if item.kind != "attachment":
            return captured.parsed(item, divisions)
        return parsing.Parsed(file=read | {"capture_id": item.id}, issues=[("needs_ocr", "清单.txt")])

    monkeypatch.setattr(parsing, "parse", parsed)
    changed = json.loads(json.dumps(case))
    changed["letter"]["text"] += "\n补充。"
    crawls.run(case, body)
    crawls.run(changed)
    path = crawls.directory.parent / "archive.db"
    ingest.ingest(path, crawls.directory, captured.SITES)
    db = schema.open_archive(path)
    assert rows(db, "SELECT url, text, page_id FROM attachments ORDER BY position") == [
        ("http://www.jiangjin.gov.cn/files/清单.txt", "附表 养老", key(address)), (None, None, None)]  # fmt: skip
    assert rows(db, "SELECT letter_id, code FROM issues WHERE page_id = ?", key(address)) == [(key("04"), "needs_ocr")]
    assert rows(db, "SELECT count(*) FROM attachments_fts WHERE attachments_fts MATCH zh_query('养老')") == [(1,)]
