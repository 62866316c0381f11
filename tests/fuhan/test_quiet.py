"""Under cron: nothing is printed unless a person is needed."""

import shutil

from tests.fuhan.running import fuhan


def test_an_ingest_without_trouble_prints_nothing(tmp_path, example_folder):
    shutil.copytree(example_folder / "captures", tmp_path / "captures")
    done = fuhan("ingest", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "archive.db").exists()


def test_an_ingest_that_must_pass_something_over_says_so(tmp_path, example_folder):
    shutil.copytree(example_folder / "captures", tmp_path / "captures")
    first = min((tmp_path / "captures").glob("*.warc.gz"))
    body = bytearray(first.read_bytes())
    body[20_000:20_200] = bytes(200)
    first.write_bytes(body)
    done = fuhan("ingest", "--quiet", cwd=tmp_path)
    assert done.stdout == ""
    assert first.name in done.stderr
