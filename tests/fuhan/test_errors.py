"""What a user can mend is told in one sentence that names the thing and the cure; the exit status is not 0; nothing is left behind."""

import hashlib
import shutil
import socket
import sqlite3
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.fuhan.running import free_port, fuhan

SITE = ROOT / "examples" / "sites" / "www-jiangjin-gov-cn.yml"
LETTER = "4ad5e3ce6ceb"

READING = [("serve",), ("reparse", "--diff"), ("export", "out"), ("publish", "out"), ("verify", "--no-captures")]
WRITING = [("reparse", "--accept"), ("withdraw", LETTER, "--reason", "asked for")]
BUILDING = [("ingest",), ("rebuild",)]


def _ids(arguments):
    return "-".join(arguments[:2]) if isinstance(arguments, tuple) else None


def contents(folder):
    """Path -> digest of every file; the empty lock files that keep writers apart may stay."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".lock")
    }


def told(done):
    """The one error message of a finished command, after what every error must have."""
    assert done.returncode not in (0, None)
    assert "Traceback" not in done.stdout + done.stderr
    messages = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert len(messages) == 1, done.stdout + done.stderr
    return messages[0]


def fails(folder, *arguments, **environment):
    """Run a command that must fail and change nothing in `folder`; gives its message."""
    before = contents(folder)
    message = told(fuhan(*arguments, cwd=folder, **environment))
    assert contents(folder) == before
    return message


@pytest.mark.parametrize("arguments", READING + WRITING, ids=_ids)
def test_a_missing_archive(tmp_path, arguments):
    message = fails(tmp_path, *arguments)
    assert list(tmp_path.iterdir()) == []
    assert "archive.db does not exist" in message
    assert "fuhan ingest" in message


@pytest.mark.parametrize("arguments", READING + WRITING + [("ingest",)], ids=_ids)
def test_a_file_that_is_no_archive(tmp_path, arguments, example_folder):
    (tmp_path / "archive.db").write_text("this is not a database " * 100, encoding="utf-8")
    message = fails(tmp_path, *arguments, FUHAN_CAPTURES=str(example_folder / "captures"))
    assert "archive.db is damaged or no SQLite database" in message


@pytest.mark.parametrize("arguments", READING + WRITING + [("ingest",)], ids=_ids)
def test_somebody_elses_database(tmp_path, arguments, example_folder):
    connection = sqlite3.connect(tmp_path / "archive.db")
    connection.execute("CREATE TABLE letters (id TEXT)")
    connection.close()
    message = fails(tmp_path, *arguments, FUHAN_CAPTURES=str(example_folder / "captures"))
    assert "archive.db is not an archive made by fuhan" in message


@pytest.mark.parametrize("arguments", [("verify", "--no-captures"), ("export", "out"), ("publish", "out")], ids=_ids)
def test_an_archive_damaged_in_the_middle(tmp_path, arguments, example_folder):
    shutil.copy(example_folder / "archive.db", tmp_path)
    with (tmp_path / "archive.db").open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xa5" * 4096 * 200)
    done = fuhan(*arguments, cwd=tmp_path)
    assert "fuhan rebuild" in told(done)
    assert not [path for path in contents(tmp_path) if path.startswith("out/") and path.endswith((".db", ".json"))]


@pytest.mark.parametrize("arguments", BUILDING, ids=_ids)
def test_no_captures_yet(tmp_path, arguments):
    assert "--captures" in fails(tmp_path, *arguments)


@pytest.mark.parametrize("arguments", BUILDING, ids=_ids)
def test_a_place_where_nothing_can_be_written(tmp_path, arguments, example_folder):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    message = fails(
        tmp_path,
        *arguments,
        FUHAN_DB=str(tmp_path / "file" / "archive.db"),
        FUHAN_CAPTURES=str(example_folder / "captures"),
    )
    assert str(tmp_path / "file") in message


@pytest.mark.parametrize("arguments", [("export", "out"), ("publish", "out")], ids=_ids)
def test_a_folder_that_cannot_be_made(tmp_path, arguments, example_folder):
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    assert "out" in fails(tmp_path, *arguments, FUHAN_DB=str(example_folder / "archive.db"))


@pytest.fixture
def unreachable(tmp_path):
    """Options of `fuhan crawl` for one site whose host refuses."""
    mapping, sites = tmp_path / "map.yml", tmp_path / "sites"
    sites.mkdir()
    shutil.copy(SITE, sites)
    mapping.write_text(f"www.jiangjin.gov.cn: 127.0.0.1:{free_port()}\n", encoding="utf-8")
    return ("--all", "--sites", sites, "--resolve-map", mapping)


def test_captures_that_cannot_be_written(tmp_path, unreachable):
    (tmp_path / "captures").write_text("in the way", encoding="utf-8")
    message = fails(tmp_path, "crawl", *unreachable)
    assert str(tmp_path / "captures") in message


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use(tmp_path, command, example_folder):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        message = fails(tmp_path, command, "--port", port, FUHAN_DB=str(example_folder / "archive.db"))
    assert f"ort {port} is in use" in message
    assert "--port" in message


def test_the_example_site_is_not_running(tmp_path):
    message = fails(tmp_path, "crawl", "--demo", FUHAN_DEMO_PORT=str(free_port()))
    assert "fuhan demo" in message


def test_no_network(tmp_path, unreachable):
    """Every host refuses: the run says so for the site, keeps that it tried, and ends with status 2."""
    done = fuhan("crawl", *unreachable, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "www-jiangjin-gov-cn: failed: " in done.stderr
    assert not list((tmp_path / "captures").glob("*.open"))


def test_live_sites_want_a_contact(tmp_path):
    assert "FUHAN_CONTACT" in fails(tmp_path, "crawl", "jiangjin", FUHAN_CONTACT="")


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (("crawl",), "--all"),
        (("crawl", "nobody"), "fuhan sites"),
        (("crawl", "--all", "--shard", "7/5"), "2/5"),
        (("crawl", "--all", "--sites", "nowhere"), "nowhere"),
        (("sites", "show", "nobody"), "fuhan sites"),
        (("parse", "missing.html"), "missing.html"),
        (("eval", "."), "expected.json"),
        (("import", "missing.warc.gz"), "missing.warc.gz"),
        (("serve", "--metadata", "missing.yml"), "missing.yml"),
        (("export", "out", "--table", "nothing"), "nothing"),
        (("withdraw", "000000000000", "--reason", "x"), "000000000000"),
    ],
    ids=_ids,
)
def test_a_wrong_argument_is_named_with_the_right_one(tmp_path, arguments, cure, example_folder):
    assert cure in fails(tmp_path, *arguments, FUHAN_DB=str(example_folder / "archive.db"))


def test_real_captures_and_the_examples_invented_ones_never_mix(tmp_path, example_folder):
    message = fails(
        tmp_path, "crawl", "jiangjin", FUHAN_CAPTURES=str(example_folder / "captures"), FUHAN_CONTACT="a@example.org"
    )
    assert "invented" in message
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "fuhan-20260101000000-1-00001.warc.gz").touch()
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        message = fails(tmp_path, "crawl", "--demo", FUHAN_DEMO_PORT=str(holder.getsockname()[1]))
    assert "real sites" in message


def test_a_full_disk_is_told_when_printing(tmp_path):
    """/dev/full refuses every byte, as a full disk does."""
    page = ROOT / "tests" / "cases" / "01-seed-jiangjin" / "page.html"
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "fuhan.cli", "parse", page],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode != 0
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
