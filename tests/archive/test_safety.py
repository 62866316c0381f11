"""Killed, out of disk, read-only, two writers, a reader all the while: nothing is lost, nothing half-written, a clear word."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive import ingest, schema
from archive.digest import digests
from archive.errors import ArchiveError
from archive.lock import writing
from archive.verify import verify
from tests.archive import captured
from tests.archive.captured import CASES, Crawls

ROOT = Path(__file__).parents[2]
RECORDS = [json.loads((case / "expected.json").read_text(encoding="utf-8")) for case in CASES]
# An ingest in a process of its own, slowed so that a kill falls into the middle of it.
CHILD = """
import sys, time, pathlib
sys.path.insert(0, {root!r})
from archive import ingest, parsing, schema
from tests.archive import captured
parsing.parse = captured.parsed
ingest.BATCH = 5
ingest.TRANSACTION = 1
def parse(items, divisions):
    print("batch", flush=True)
    time.sleep(0.01)
    return captured.parse(items, divisions)
path, directory = map(pathlib.Path, sys.argv[1:3])
result = ingest.ingest(path, directory, captured.SITES, parse=parse)
print("done", result.letters)
"""


def many(count):
    """Records of `count` different letters made from the gold cases."""
    letters = [r for r in RECORDS if r["letter"]]
    for i in range(count):
        record = json.loads(json.dumps(letters[i % len(letters)]))
        record["url"] = f"http://www.jiangjin.gov.cn/{i}.html"
        record["letter"]["doc_number"] = f"津函〔2023〕{i}号"
        record["letter"]["text"] += f"\n第{i}件"
        yield record


@pytest.fixture
def crawls(tmp_path):
    directory = tmp_path / "captures"
    directory.mkdir()
    crawls = Crawls(directory)
    crawls.run(*many(150))
    return crawls


def child(path, directory, **options):
    code = CHILD.format(root=str(ROOT))
    return subprocess.Popen([sys.executable, "-c", code, str(path), str(directory)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, **options)  # fmt: skip


def whole(path):
    db = schema.open_archive(path)
    assert list(verify(db, None)) == []
    letters = db.conn.execute("SELECT count(*), count(DISTINCT capture_id) FROM letters").fetchone()
    assert letters[0] == letters[1]
    # every letter that is there is there whole
    lacking = "SELECT count(*) FROM letters l WHERE (SELECT count(*) FROM commitments c WHERE c.letter_id = l.id AND c.repeats IS NULL) <> l.commitment_count"
    assert db.conn.execute(lacking).fetchone() == (0,)
    return db


def ingested(path, crawls):
    ingest.ingest(path, crawls.directory, captured.SITES, parse=captured.parse)
    return schema.open_archive(path)


@pytest.mark.slow
def test_twenty_kills_lose_nothing(tmp_path, crawls):
    """A first build (in its .part) and a growing archive, each killed after another number of batches."""
    expected = digests(ingested(tmp_path / "reference.db", crawls))
    path = tmp_path / "archive.db"
    kills = 0
    for batches in range(1, 21):
        process = child(path, crawls.directory)
        for _ in range(1 + batches % 4):
            assert process.stdout.readline() in ("batch\n", "done 150\n", "done 0\n")
        time.sleep(0.003 * (batches % 5))
        process.send_signal(signal.SIGKILL)
        kills += process.wait() == -signal.SIGKILL
        for file in (path, tmp_path / "archive.db.part"):
            if file.exists():
                whole(file).close()
        if path.exists() and batches < 20:
            path.rename(tmp_path / f"whole-{batches}.db")
    assert kills >= 15
    assert digests(ingested(path, crawls)) == expected


def test_a_growing_archive_killed_keeps_what_was_stored_and_is_finished_next_time(tmp_path, crawls):
    path = tmp_path / "archive.db"
    ingested(path, crawls).close()
    crawls.run(*list(many(300))[150:])
    process = child(path, crawls.directory)
    for _ in range(12):
        process.stdout.readline()
    process.kill()
    process.wait()
    db = whole(path)
    assert 150 < db.conn.execute("SELECT count(*) FROM letters").fetchone()[0] < 300
    db.close()
    assert digests(ingested(path, crawls)) == digests(ingested(tmp_path / "reference.db", crawls))


def test_a_full_disk_is_told_and_costs_nothing_that_was_stored(tmp_path, crawls, monkeypatch):
    path = tmp_path / "archive.db"
    ingested(path, crawls).close()
    stored = {key for (key,) in schema.open_archive(path).conn.execute("SELECT id FROM letters")}
    crawls.run(*list(many(300))[150:])
    connect = schema._connect

    def small(*args):
        db = connect(*args)
        (pages,) = db.conn.execute("PRAGMA page_count").fetchone()
        db.conn.execute(f"PRAGMA max_page_count = {pages + 20}")
        return db

    monkeypatch.setattr(schema, "_connect", small)
    with pytest.raises(ArchiveError, match=r"disk holding .* is full; .* free some space"):
        ingest.ingest(path, crawls.directory, captured.SITES, parse=captured.parse)
    monkeypatch.setattr(schema, "_connect", connect)
    db = whole(path)
    assert stored <= {key for (key,) in db.conn.execute("SELECT id FROM letters")}
    db.close()
    assert digests(ingested(path, crawls)) == digests(ingested(tmp_path / "reference.db", crawls))


@contextmanager
def mounted(folder, options):
    """A small disk of its own at `folder`; skips the test where mounting is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_really_full_disk(tmp_path, crawls):
    with mounted(tmp_path / "disk", "size=1500k") as disk:
        with pytest.raises(ArchiveError, match="is full"):
            ingest.ingest(disk / "archive.db", crawls.directory, captured.SITES, parse=captured.parse)
        assert not (disk / "archive.db").exists()
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        db = ingested(disk / "archive.db", crawls)
        assert digests(db) == digests(ingested(tmp_path / "reference.db", crawls))
        db.close()


def fuhan_ingest(folder, crawls):
    command = [
        sys.executable,
        "-m",
        "fuhan.cli",
        "ingest",
        "--db",
        str(folder / "archive.db"),
        "--captures",
        str(crawls.directory),
    ]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; the read-only disk below is for it")
def test_a_folder_without_the_right_to_write_is_told(tmp_path, crawls):
    folder = tmp_path / "readonly"
    folder.mkdir()
    folder.chmod(0o555)
    told_that_it_cannot_be_written(fuhan_ingest(folder, crawls))


def test_a_read_only_disk_is_told(tmp_path, crawls):
    with mounted(tmp_path / "disk", "ro") as disk:
        told_that_it_cannot_be_written(fuhan_ingest(disk, crawls))


def told_that_it_cannot_be_written(done):
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_second_writer_is_refused(tmp_path, crawls):
    path = tmp_path / "archive.db"
    with writing(path, new=True), pytest.raises(ArchiveError, match="being written by another process"):
        ingest.ingest(path, crawls.directory, captured.SITES, parse=captured.parse)


def test_a_foreign_writer_that_holds_the_database_is_told(tmp_path, crawls, monkeypatch):
    path = tmp_path / "archive.db"
    ingested(path, crawls).close()
    crawls.run(*many(3))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    connect = schema._connect
    monkeypatch.setattr(schema, "_connect", lambda path, seconds: connect(path, 0.1))
    with pytest.raises(ArchiveError, match="being written by another process"):
        ingest.ingest(path, crawls.directory, captured.SITES, parse=captured.parse)
    other.close()


def test_readers_read_while_an_ingest_writes(tmp_path, crawls):
    path = tmp_path / "archive.db"
    ingested(path, crawls).close()
    crawls.run(*list(many(400))[150:])
    process = child(path, crawls.directory)
    counts = []
    while process.poll() is None:
        reader = schema.read_archive(path)
        counts.append(
            reader.conn.execute("SELECT count(*), (SELECT count(*) FROM letters_fts) FROM letters").fetchone()
        )
        reader.close()
    assert process.wait() == 0, process.stderr.read()
    assert len(counts) > 3
    assert all(letters == indexed for letters, indexed in counts)
    assert [c[0] for c in counts] == sorted(c[0] for c in counts)
    assert schema.read_archive(path).conn.execute("SELECT count(*) FROM letters").fetchone() == (400,)


def test_a_parsing_process_that_is_killed_costs_one_page(tmp_path, crawls, monkeypatch):
    from archive import parsing

    def parsed(item, divisions):
        if item.url.endswith("/7.html"):
            os.kill(os.getpid(), signal.SIGKILL)
        return captured.parsed(item, divisions)

    monkeypatch.setattr(parsing, "parse", parsed)
    result = ingest.ingest(tmp_path / "archive.db", crawls.directory, captured.SITES, workers=2)
    db = schema.open_archive(tmp_path / "archive.db")
    assert result.letters == 149
    assert db.conn.execute("SELECT code, page_id FROM issues WHERE code = 'parser_died'").fetchall() == [
        ("parser_died", captured.key("http://www.jiangjin.gov.cn/7.html"))]  # fmt: skip


def test_a_rebuilt_archive_does_not_take_over_the_log_of_the_old_one(tmp_path, crawls):
    path = tmp_path / "archive.db"
    ingested(path, crawls).close()
    reader = schema.read_archive(path)
    reader.conn.execute("BEGIN")
    assert reader.conn.execute("SELECT count(*) FROM letters").fetchone() == (150,)
    writer = schema.open_archive(path)  # leaves a -wal that the reader keeps alive
    writer.execute("UPDATE letters SET title = 'x'")
    from archive.rebuild import rebuild

    rebuild(path, crawls.directory, captured.SITES, parse=captured.parse)
    assert reader.conn.execute("SELECT count(*) FROM letters WHERE title <> 'x'").fetchone() == (150,)
    db = whole(path)
    assert db.conn.execute("SELECT count(*) FROM letters WHERE title = 'x'").fetchone() == (0,)
