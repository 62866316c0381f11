"""`fuhan serve`: what it says when it cannot, and that what it serves is the site."""

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.schema import create_archive
from fuhan.commands.serve import command

ROOT = Path(__file__).parents[2]


def fails(*arguments, saying):
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 1
    assert saying in result.output
    assert result.output.count("\n") == 1


@pytest.fixture
def archive(tmp_path):
    create_archive(tmp_path / "archive.db").close()
    return tmp_path / "archive.db"


def test_an_archive_that_is_not_there(tmp_path):
    fails("--db", str(tmp_path / "archive.db"), saying="does not exist; run `fuhan ingest`")


def test_a_file_that_is_no_archive(tmp_path):
    (tmp_path / "archive.db").write_bytes(b"no database" * 100)
    fails("--db", str(tmp_path / "archive.db"), saying="damaged or no SQLite database")


def test_a_port_in_use(archive):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        fails(
            "--db",
            str(archive),
            "--port",
            port,
            saying=f"Port {port} is in use; stop what runs there or choose another",
        )


def test_metadata_that_cannot_be_read(archive, tmp_path):
    (tmp_path / "metadata.yml").write_text("a: [", encoding="utf-8")
    fails("--db", str(archive), "--metadata", str(tmp_path / "metadata.yml"), saying="cannot be read")


def test_what_is_served_is_the_site(archive, tmp_path):
    dated = archive.rename(tmp_path / "archive-2026-11-25.db")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [sys.executable, "-m", "fuhan.cli", "serve", "--db", str(dated), "--immutable", "--port", str(port)]
    server = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert f"http://127.0.0.1:{port}" in server.stdout.readline()
        for path in ("/", "/search", "/archive/letters"):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
                assert answer.status == 200
                assert "content-security-policy" in answer.headers
    finally:
        began = time.monotonic()
        server.terminate()
        assert server.wait(30) is not None
        assert time.monotonic() - began < 30
