"""ingest, rebuild, reparse, withdraw, verify: what they print, and with which exit status."""

import json

import pytest
from click.testing import CliRunner

from archive import schema
from crawler.captures import Capture, CaptureWriter
from fuhan.cli import fuhan
from fuhan.progress import progress
from tests.archive.captured import CASES, START
from tests.parsers.formats.files import docx_letter


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with captures of all test pages, as real bytes; the commands find it by their defaults."""
    writer = CaptureWriter(tmp_path / "captures", "run-1", {}, clock=lambda: START)
    for case in CASES:
        meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
        headers = [("Content-Type", meta["content_type"])] if meta["content_type"] else []
        writer.write(Capture(meta["url"], START, "letter", "ok", site="www-jiangjin-gov-cn", column="congress", status=200,
                             headers=headers, body=(case / "page.html").read_bytes()))  # fmt: skip
    writer.close()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(fuhan, list(arguments))


def letters():
    return [key for (key,) in schema.open_archive("archive.db").conn.execute("SELECT id FROM letters ORDER BY id")]


def test_ingest_builds_the_archive_and_says_what_it_did(place):
    done = run("ingest")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("archive.db: 30 captures, ")
    assert len(letters()) >= 23
    assert run("ingest").output.startswith("archive.db: 0 captures, 0 new letters, 0 new versions")


def test_parsing_in_two_processes_gives_the_same_archive(place):
    from archive.digest import digests

    assert run("ingest", "--workers", "2").exit_code == 0
    assert run("ingest", "--db", "one.db", "--workers", "1").exit_code == 0
    assert digests(schema.open_archive("archive.db")) == digests(schema.open_archive("one.db"))


def test_ingest_takes_names_of_sites_from_the_registry(place):
    run("ingest")
    row = schema.open_archive("archive.db").conn.execute("SELECT id, place_code, level FROM sites").fetchall()
    assert row == [("www-jiangjin-gov-cn", "500116", "county")]


def test_rebuild_replaces_the_archive(place):
    run("ingest")
    before = letters()
    schema.open_archive("archive.db").execute("UPDATE letters SET title = NULL WHERE id = ?", [before[0]])
    done = run("rebuild")
    assert done.exit_code == 0, done.output
    assert letters() == before
    assert schema.open_archive("archive.db").conn.execute(
        "SELECT count(*) FROM letters WHERE title IS NULL"
    ).fetchone() == (0,)


def test_verify_says_whole_or_names_the_faults(place):
    run("ingest")
    assert run("verify").output == "archive.db is whole\n"
    schema.open_archive("archive.db").execute("UPDATE letters SET text_length = 1 WHERE id = ?", [letters()[0]])
    done = run("verify")
    assert done.exit_code == 1
    assert "text_length does not fit" in done.output


def test_reparse_tells_fields_and_changes_nothing_before_it_is_accepted(place):
    run("ingest")
    assert run("reparse", "--diff").output == "0 pages would change\n"
    key = letters()[0]
    schema.open_archive("archive.db").execute("UPDATE letters SET outcome = 'Z' WHERE id = ?", [key])
    done = run("reparse")
    assert done.exit_code == 1
    assert "1  letter.outcome" in done.output
    assert f"{key} letter.outcome: Z -> " in done.output
    assert json.loads(run("reparse", "--json").output)["fields"]["letter.outcome"][0] == "Z"
    assert run("reparse", "--accept").output == "archive.db: 1 pages changed\n"
    assert run("reparse").exit_code == 0


def test_withdraw_takes_a_letter_out_and_back(place):
    run("ingest")
    key = letters()[0]
    assert run("withdraw", key).exit_code == 2
    done = run("withdraw", key, "--reason", "本人要求")
    assert done.output == f"archive.db: letter {key} is withdrawn\n"
    assert run("withdraw", key, "--reason", "x").exit_code == 1
    assert run("withdraw", key, "--reason", "误", "--lift").output == f"archive.db: letter {key} is back\n"
    assert run("verify").exit_code == 0


@pytest.mark.parametrize(
    "command", [["ingest"], ["rebuild"], ["reparse"], ["verify"], ["withdraw", "x", "--reason", "y"]]
)
def test_without_captures_or_archive_one_sentence_says_so(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    done = run(*command)
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert len(done.output.splitlines()) == 1


def test_a_damaged_archive_is_one_sentence(place):
    (place / "archive.db").write_bytes(b"rubbish" * 1000)
    done = run("ingest")
    assert done.exit_code == 1
    assert "fuhan rebuild" in done.output
    assert run("rebuild").exit_code == 0
    assert run("verify").exit_code == 0


def test_long_work_logs_one_line_a_minute(caplog):
    now = iter([0, 10, 59, 61, 61, 100, 125, 125])
    caplog.set_level("INFO")
    with progress("ingest", clock=lambda: next(now)) as tell:
        for done in range(5):
            tell(done, 10, done * 100)
    assert [r.getMessage() for r in caplog.records] == [
        "progress what=ingest percent=20.0 items=200", "progress what=ingest percent=40.0 items=400"]  # fmt: skip


def test_reparse_fails_with_a_sentence_where_captures_are_gone(place):
    run("ingest")
    for path in place.glob("captures/*.warc.gz"):
        path.unlink()
    done = run("reparse", "--accept")
    assert done.exit_code == 1
    assert "archive.db: 0 pages changed" in done.output
    assert "could not be read and stay as they were" in done.output


def test_a_file_saved_by_hand_is_read_for_the_letter_that_links_it(place):
    case = next(case for case in CASES if case.name.startswith("09"))
    record = json.loads((case / "expected.json").read_text("utf-8"))
    (link,) = [enclosed["url"] for enclosed in record["attachments"] if enclosed["kind"] == "file"]
    (place / "1.docx").write_bytes(docx_letter())
    done = run("import", "1.docx", "--url", link)
    assert done.exit_code == 0, done.output
    run("ingest")
    rows = (
        schema.open_archive("archive.db").conn.execute("SELECT text FROM attachments WHERE url = ?", [link]).fetchall()
    )
    assert [("承诺事项列表" in text) for (text,) in rows] == [True]
