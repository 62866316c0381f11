"""tools.chromium finds a browser that starts."""

import subprocess

import pytest

from tools import chromium


@pytest.fixture
def only(tmp_path, monkeypatch):
    """An empty folder as the whole PATH, to put programs in."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    monkeypatch.delenv("FUHAN_CHROMIUM", raising=False)
    return tmp_path


def program(path, status):
    path.write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_none_where_there_is_none(only):
    assert chromium.find() is None


def test_a_stub_that_does_not_start_is_passed_over(only):
    program(only / "chromium-browser", 1)
    assert chromium.find() is None
    chrome = program(only / "google-chrome", 0)
    assert chromium.find() == chrome


def test_the_one_that_is_named_comes_first(only, monkeypatch):
    program(only / "chromium", 0)
    own = program(only / "mine", 0)
    monkeypatch.setenv("FUHAN_CHROMIUM", str(own))
    assert chromium.find() == own


def test_the_browser_of_this_machine_starts():
    found = chromium.find()
    assert found is not None, "no browser; `make chromium` installs one"
    assert "hrom" in subprocess.run([found, "--version"], capture_output=True, text=True).stdout
