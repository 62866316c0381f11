import json

import pytest

from tests.fuhan.running import fuhan
from tests.parsers.cases import ALL, TESTS, load

FIRST, SECOND = ALL[0], ALL[1]


def run(*arguments, cwd=TESTS.parent):
    return fuhan("parse", *arguments, cwd=cwd)


def test_a_page_becomes_one_line_of_json():
    done = run(FIRST / "page.html", "--url", load(FIRST).url, "--content-type", load(FIRST).content_type)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    assert json.loads(done.stdout)["commitments"] == load(FIRST).expected["commitments"]


def test_pretty_is_the_same_record_on_many_lines():
    plain, pretty = run(FIRST / "page.html"), run(FIRST / "page.html", "--pretty")
    assert pretty.stdout.count("\n") > 50
    assert json.loads(pretty.stdout) == json.loads(plain.stdout)


@pytest.mark.parametrize("options", [(), ("--jsonl",)])
def test_several_pages_are_a_line_each(options):
    done = run(FIRST / "page.html", SECOND / "page.html", *options)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["letter"]["doc_number"] for r in records] == ["津政务函〔2023〕11号", "津政务函〔2023〕11号"]


def test_without_an_address_the_file_name_stands_for_it():
    assert json.loads(run(FIRST / "page.html").stdout)["url"] == "page.html"


def test_the_header_value_is_told_to_the_parser(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(load(FIRST).body)
    issues = json.loads(run(page, "--content-type", "text/html; charset=gbk").stdout)["issues"]
    assert "encoding_conflict" in [issue["code"] for issue in issues]


def test_the_schema_is_printed_and_fits_the_record(tmp_path):
    done = run("--schema")
    assert done.returncode == 0
    assert list(json.loads(done.stdout)["properties"])[:4] == ["url", "kind", "page", "letter"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing.html",), "nothing.html"),
        ((".",), "directory"),
        ((), "fuhan parse page.html"),
        ((FIRST / "page.html", SECOND / "page.html", "--pretty"), "--pretty prints one page"),
        ((FIRST / "page.html", "--pretty", "--jsonl"), "--pretty prints one page"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments, said, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_page_of_no_sense_is_a_record_and_no_error(tmp_path):
    page = tmp_path / "x.html"
    page.write_bytes(b"\x00\xff<table><tr")
    done = run(page)
    assert done.returncode == 0
    assert json.loads(done.stdout)["kind"] == "other"


def test_help_shows_an_example():
    done = run("--help")
    assert "Example:" in done.stdout
    assert "fuhan parse page.html" in done.stdout
