"""Tens of thousands of inputs that atheris derives from the corpus and the word list, and the corpus itself."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from parsers import parse
from tests.parsers.cases import TESTS
from tests.parsers.letters import OPENING, URL, html, paragraphs
from tests.parsers.validity import check

FOLDER = Path(__file__).parent / "fuzz"
RUNS = {"decode": 20_000, "page": 10_000, "titles": 20_000, "deadlines": 10_000, "parse": 5_000}
FINDINGS = sorted((FOLDER / "corpus" / "parse").iterdir())


def test_there_is_a_corpus_for_every_target():
    assert all(any((FOLDER / "corpus" / target).iterdir()) for target in RUNS)


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.stem)
def test_what_was_found_once_stays_found(path):
    body = path.read_bytes()
    check(parse(body, URL))
    check(parse(html(paragraphs("胡付忠代表：", OPENING) + body.decode()).encode(), URL))


@pytest.mark.skipif(
    find_spec("atheris") is None, reason="atheris has no build for this machine (requirements-fuzz.txt)"
)
@pytest.mark.parametrize(("target", "runs"), RUNS.items())
def test_nothing_derived_from_the_corpus_breaks_a_parser(target, runs, tmp_path):
    new = tmp_path / "new"
    new.mkdir()
    options = [
        f"-runs={runs}",
        "-seed=20230427",
        "-max_len=1000",
        "-timeout=20",
        f"-dict={FOLDER / 'words.dict'}",
        f"-artifact_prefix={tmp_path}/",
    ]
    command = [
        sys.executable,
        "-m",
        "tests.parsers.fuzz.fuzz_parse",
        target,
        *options,
        str(new),
        str(FOLDER / "corpus" / target),
    ]
    done = subprocess.run(command, cwd=TESTS.parent, capture_output=True, text=True, errors="replace")
    assert done.returncode == 0, done.stderr[-3000:]
    assert f"Done {runs} runs" in done.stderr
