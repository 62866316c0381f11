"""tools.example_archive: the example site becomes an archive once, and real captures are let alone."""

import sqlite3
import subprocess
import sys

from tests.conftest import places
from tools import demo_check, example_archive


def test_both_editions_are_in_the_archive(example_folder):
    with sqlite3.connect(example_folder / "archive.db") as archive:
        assert archive.execute("select count(*) from runs").fetchone() == (example_archive.LATEST,)
        assert archive.execute("select count(*) from letters where state = 'changed'").fetchone()[0] > 0


def test_done_again_it_crawls_nothing(example_folder):
    before = sorted(path.name for path in (example_folder / "captures").glob("*.warc.gz"))
    assert example_archive.visit(example_folder / "captures") == 0
    assert sorted(path.name for path in (example_folder / "captures").glob("*.warc.gz")) == before


def test_captures_of_real_sites_are_let_alone(tmp_path, capsys):
    (tmp_path / "fuhan-20260101000000-1-00001.warc.gz").write_bytes(b"")
    assert example_archive.visit(tmp_path) == 0
    assert "left out" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["fuhan-20260101000000-1-00001.warc.gz"]


def test_what_a_letter_of_the_site_says_changes_its_hash(tmp_path):
    for name in ("content", "sites", "templates"):
        (tmp_path / name).mkdir()
    empty = example_archive.content_hash(tmp_path)
    (tmp_path / "content" / "letter.yml").write_text("title: x", encoding="utf-8")
    assert example_archive.content_hash(tmp_path) != empty


def test_the_check_finds_nothing_to_blame_on_a_good_site(example_folder):
    with demo_check.served(places(example_folder)) as address:
        assert demo_check.faults(address) == []


def test_the_check_blames_a_site_without_the_letter(tmp_path, example_folder):
    program = "import sys, sqlite3; from archive import schema; schema.create_archive(sys.argv[1])"
    subprocess.run([sys.executable, "-c", program, tmp_path / "archive.db"], check=True)
    with demo_check.served(places(tmp_path)) as address:
        assert len(demo_check.faults(address)) >= 3
