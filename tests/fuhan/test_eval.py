import json
import re
import shutil

import pytest

from tests.fuhan.running import fuhan
from tests.parsers.cases import ALL, TESTS

CASE = ALL[0]


def run(folder, *arguments):
    return fuhan("eval", folder, *arguments, cwd=TESTS.parent)


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(CASE, tmp_path / CASE.name)
    return tmp_path


def rewrite(folder, change):
    path = folder / CASE.name / "expected.json"
    record = json.loads(path.read_text("utf-8"))
    change(record)
    path.write_text(json.dumps(record), "utf-8")


def field(output, name):
    return next(line.split() for line in output.splitlines() if line.split()[:1] == [name])


@pytest.mark.parametrize("suite", ["cases", "unseen"])
def test_all_cases_of_the_project_are_exact(suite):
    done = run(TESTS / suite, "--fail-under", "1")
    found = re.search(r"(\d+) cases, (\d+) exact; overall P 1\.0000  R 1\.0000  F1 1\.0000", done.stdout)
    assert found, done.stdout[-300:]
    assert found[1] == found[2]
    assert done.returncode == 0


def test_each_field_has_support_precision_recall_and_f1(folder):
    output = run(folder).stdout
    assert field(output, "field") == ["field", "support", "P", "R", "F1"]
    assert field(output, "letter.doc_number") == ["letter.doc_number", "1", "1.0000", "1.0000", "1.0000"]
    assert "1 cases, 1 exact" in output


def test_a_mismatch_counts_and_can_be_shown(folder):
    rewrite(folder, lambda record: record["letter"].update(signed_on="1999-01-01"))
    done = run(folder, "--show", "letter.signed_on")
    assert field(done.stdout, "letter.signed_on")[2:] == ["0.0000", "0.0000", "0.0000"]
    assert f'{CASE.name}: missing "1999-01-01"' in done.stdout
    assert f'{CASE.name}: invented "2023-04-27"' in done.stdout
    assert "1 cases, 0 exact" in done.stdout
    assert done.returncode == 0


def test_show_all_shows_every_field(folder):
    rewrite(folder, lambda record: record.update(kind="other", addressee_count=3))
    output = run(folder, "--show", "all").stdout
    assert 'missing "other"' in output
    assert f"{CASE.name}: missing 3" in output


def test_below_the_bar_the_exit_status_is_one(folder):
    rewrite(folder, lambda record: record["letter"].update(signed_on="1999-01-01"))
    assert run(folder, "--fail-under", "0.99999").returncode == 1
    assert run(folder, "--fail-under", "0.5").returncode == 0


def test_a_page_that_is_missing_is_wrong_everywhere(folder):
    (folder / CASE.name / "page.html").unlink()
    done = run(folder)
    assert "overall P 0.0000  R 0.0000  F1 0.0000" in done.stdout


def test_only_the_named_cases_are_compared(folder):
    shutil.copytree(ALL[1], folder / ALL[1].name)
    assert "1 cases, 1 exact" in run(folder, "--case", ALL[1].name[:6]).stdout


@pytest.mark.parametrize("arguments", [(), ("--case", "no-such-case")])
def test_a_folder_without_cases_is_said(arguments, tmp_path):
    done = run(tmp_path, *arguments)
    assert done.returncode == 1
    assert "page.html, meta.json and expected.json" in done.stderr


def test_a_folder_that_is_not_there_is_said(tmp_path):
    done = run(tmp_path / "nowhere")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
