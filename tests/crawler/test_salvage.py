"""Capture files a crash left open."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.capture_log import capture_files, read_log
from crawler.captures import CaptureWriter
from crawler.salvage import complete_length, salvage
from tests.crawler.test_captures import capture, faults

KILLED = """
import os, signal, sys
from pathlib import Path
from tests.crawler.test_captures import capture
from crawler.captures import CaptureWriter
writer = CaptureWriter(Path(sys.argv[1]), "run-1", {})
for n in range(5):
    writer.write(capture(url=f"http://a.example/{n}"))
os.write(writer._raw.fileno(), b"\\x1f\\x8b\\x08half a record")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_kill_left_open_is_cut_to_its_complete_records(tmp_path, capsys):
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -signal.SIGKILL
    assert [path.suffix for path in tmp_path.iterdir()] == [".open"]
    saved = salvage(tmp_path)
    assert saved == capture_files(tmp_path)
    assert [entry.url for entry in read_log(saved[0])] == [f"http://a.example/{n}" for n in range(5)]
    faults(tmp_path, capsys)


def test_open_file_of_a_living_writer_is_left_alone(tmp_path):
    writer = CaptureWriter(tmp_path, "run-1", {})
    writer.write(capture())
    assert salvage(tmp_path) == []
    writer.close()
    assert len(capture_files(tmp_path)) == 1


def test_file_without_a_complete_record_is_removed(tmp_path):
    (tmp_path / "fuhan-1.warc.gz.open").write_bytes(b"\x1f\x8b\x08")
    assert salvage(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_complete_length_is_that_of_whole_members(tmp_path, cut):
    members = [gzip.compress(bytes([n]) * 100) for n in range(3)]
    path = tmp_path / "a.gz"
    path.write_bytes(b"".join(members)[:-cut])
    whole = sum(len(m) for m in members)
    expected = max(
        sum(len(m) for m in members[:n]) for n in range(4) if sum(len(m) for m in members[:n]) <= whole - cut
    )
    with path.open("rb") as file:
        assert complete_length(file) == expected
