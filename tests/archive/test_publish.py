import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from datetime import date

import pytest
from click.testing import CliRunner

from archive import publish, search
from archive.errors import ArchiveError
from archive.schema import open_archive, read_archive
from fuhan.commands.publish import command
from fuhan.commands.verify import command as verify

DAY = date(2026, 11, 25)


@pytest.fixture
def archive(example_archive, tmp_path):
    copy = tmp_path / "archive.db"
    shutil.copy(example_archive, copy)
    return copy


def rows(path, sql):
    connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    search.register(connection)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_the_copy_holds_what_the_archive_holds(archive, tmp_path):
    copy = publish.publish(archive, tmp_path / "public", DAY)
    assert copy == tmp_path / "public" / "2026-11-25" / "archive.db"
    for table in ("letters", "commitments", "captures", "versions"):
        assert rows(copy, f"SELECT * FROM {table} ORDER BY 1, 2") == rows(
            archive, f"SELECT * FROM {table} ORDER BY 1, 2"
        )


def test_the_copy_is_searched_like_the_archive(archive, tmp_path):
    copy = publish.publish(archive, tmp_path / "public", DAY)
    sql = "SELECT l.id FROM letters_fts f JOIN letters l ON l.rowid = f.rowid WHERE letters_fts MATCH zh_query('建设 OR 养老') ORDER BY 1"
    assert rows(copy, sql) == rows(archive, sql)
    assert len(rows(copy, sql)) > 5


def test_the_copy_of_an_archive_from_which_letters_went_is_searched_like_it(archive, tmp_path):
    db = open_archive(archive)
    for table in ("commitments", "sections", "letter_tables"):
        db.conn.execute(f"DELETE FROM {table} WHERE letter_id IN (SELECT id FROM letters ORDER BY rowid LIMIT 3)")
    db.conn.commit()
    db.close()
    copy = publish.publish(archive, tmp_path / "public", DAY)
    sql = "SELECT count(*), min(instr(c.content || coalesce(c.responsible, ''), '建设') > 0) FROM commitments_fts f JOIN commitments c ON c.rowid = f.rowid WHERE commitments_fts MATCH zh_query('建设')"
    assert rows(copy, sql) == rows(archive, sql)
    assert rows(copy, sql)[0][0] > 2
    assert rows(copy, sql)[0][1] == 1


def test_the_copy_has_statistics_and_needs_no_journal(archive, tmp_path):
    copy = publish.publish(archive, tmp_path / "public", DAY)
    assert rows(copy, "SELECT count(*) > 20 FROM sqlite_stat1") == [(1,)]
    assert rows(copy, "PRAGMA journal_mode")[0][0] in ("delete", "off")
    assert sorted(p.name for p in copy.parent.iterdir()) == ["SHA256SUMS", "archive.db", "inspect.json"]
    assert not copy.stat().st_mode & 0o222


def test_the_checksum_is_that_of_the_copy(archive, tmp_path):
    copy = publish.publish(archive, tmp_path / "public", DAY)
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    assert (copy.parent / "SHA256SUMS").read_text() == f"{digest}  archive.db\n"


def test_the_counts_are_those_of_datasette_inspect(archive, tmp_path):
    copy = publish.publish(archive, tmp_path / "public", DAY)
    ours = json.loads((copy.parent / "inspect.json").read_text())["archive"]
    output = subprocess.run(
        [sys.executable, "-m", "datasette", "inspect", str(copy)], capture_output=True, check=True
    ).stdout
    theirs = json.loads(output)["archive"]
    assert (ours["hash"], ours["size"]) == (theirs["hash"], theirs["size"])
    assert {name: t["count"] for name, t in ours["tables"].items()} == {
        name: t["count"] for name, t in theirs["tables"].items()
    }


def test_current_leads_to_the_newest(archive, tmp_path):
    for day in (DAY, date(2026, 12, 2)):
        publish.publish(archive, tmp_path / "public", day)
    assert (tmp_path / "public" / "current").resolve().name == "2026-12-02"
    assert (tmp_path / "public" / "2026-11-25" / "archive.db").exists()


def test_publishing_again_replaces_the_day(archive, tmp_path):
    for _ in range(2):
        copy = publish.publish(archive, tmp_path / "public", DAY)
    assert rows(copy, "SELECT count(*) FROM letters") == [(28,)]
    assert not [p for p in (tmp_path / "public").iterdir() if p.name.startswith(".")]


def test_an_archive_that_is_being_written_is_copied_as_it_was(archive, tmp_path):
    writer = open_archive(archive)
    writer.conn.execute("BEGIN IMMEDIATE")
    writer.conn.execute("DELETE FROM issues")
    copy = publish.publish(archive, tmp_path / "public", DAY)
    writer.conn.rollback()
    writer.close()
    assert rows(copy, "SELECT count(*) > 5 FROM issues") == [(1,)]


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(archive, tmp_path):
    (tmp_path / "public").write_text("a file")
    with pytest.raises(ArchiveError, match="mend that"):
        publish.publish(archive, tmp_path / "public", DAY)


def test_the_copy_is_an_archive(archive, tmp_path):
    read_archive(publish.publish(archive, tmp_path / "public", DAY)).close()


def test_the_command_names_the_copy(archive, tmp_path):
    result = CliRunner().invoke(command, [str(tmp_path / "public"), "--db", str(archive), "--date", "2026-11-25"])
    assert result.exit_code == 0, result.output
    assert "2026-11-25/archive.db" in result.output


def test_verifying_the_copy_leaves_it_as_it_is(archive, tmp_path):
    copy = publish.publish(archive, tmp_path / "public", DAY)
    before = (copy.read_bytes(), sorted(p.name for p in copy.parent.iterdir()))
    of_copy, of_archive = (CliRunner().invoke(verify, ["--db", str(path), "--no-captures"]) for path in (copy, archive))
    assert of_copy.output.replace(str(copy), "") == of_archive.output.replace(str(archive), "")
    assert "full-text" not in of_copy.output
    assert (copy.read_bytes(), sorted(p.name for p in copy.parent.iterdir())) == before
