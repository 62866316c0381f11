"""`make clean` and the choice of an interpreter, in a folder of their own."""

import shutil
import subprocess

import pytest

from fuhan.example_site import MARK
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "fuhan-20260101000000-1-00001.warc.gz").touch()
    (tmp_path / "archive.db").touch()
    return tmp_path


def make(folder, *arguments):
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True)


def test_clean_removes_the_example(folder):
    (folder / "captures" / MARK).touch()
    make(folder, "clean")
    assert [path.name for path in folder.iterdir()] == ["Makefile"]


def test_clean_keeps_captures_of_real_sites(folder):
    done = make(folder, "clean")
    assert "kept" in done.stdout
    assert {path.name for path in folder.iterdir()} == {"Makefile", "captures", "archive.db"}


def test_an_old_python_is_passed_over(folder):
    programs = folder / "programs"
    programs.mkdir()
    for name, status in (("python3", 1), ("python3.12", 0)):
        (programs / name).write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    done = subprocess.run(
        [shutil.which("make"), "-n", "venv"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PATH": f"{programs}:/bin:/usr/bin"},
    )
    assert done.stdout.split()[0] == "python3.12"


def test_make_alone_lists_the_targets(folder):
    assert "make run" in make(folder).stdout
