"""tools.environment on a small project of its own, with a real pip and no package index: what is stale is noticed and mended."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tools import environment

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "tiny"
version = "1"
"""
BACKEND = """
import base64, hashlib, zipfile
from pathlib import Path

def build_editable(directory, config_settings=None, metadata_directory=None):
    name = "tiny-1-py3-none-any.whl"
    files = {
        "tiny.pth": str(Path.cwd()) + "\\n",
        "tiny-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\n",
        "tiny-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}\\n"
        for path, text in files.items()
    )
    with zipfile.ZipFile(Path(directory) / name, "w") as wheel:
        for path, text in {**files, "tiny-1.dist-info/RECORD": record + "tiny-1.dist-info/RECORD,,\\n"}.items():
            wheel.writestr(path, text)
    return name
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    (root / "tools").mkdir()
    (root / "tools" / "environment.py").write_bytes((ROOT / "tools" / "environment.py").read_bytes())
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-fuzz.txt", "constraints.txt"):
        (root / name).touch()
    return root


def ensure(project, *arguments):
    """Run the script; gives its exit status and whether it set the environment up."""
    done = subprocess.run(
        [sys.executable, project / "tools" / "environment.py", *arguments], capture_output=True, text=True
    )
    return done.returncode, "Setting up" in done.stdout


def has_tiny(project):
    return (
        subprocess.run(
            [project / ".venv" / "bin" / "python", "-c", "import importlib.metadata as m; m.version('tiny')"]
        ).returncode
        == 0
    )


@pytest.fixture
def fit(project):
    """The project with a fitting environment."""
    ensure(project, "--dev")
    return project


def test_a_fresh_clone_gets_an_environment_and_a_second_call_does_nothing(fit):
    assert has_tiny(fit)
    assert ensure(fit, "--dev") == (0, False)


def test_the_environment_of_the_tests_serves_the_site_as_well(fit):
    assert ensure(fit) == (0, False)


def test_changed_requirements_are_installed(fit):
    (fit / "requirements.txt").write_text("# a pin more\n", encoding="utf-8")
    assert ensure(fit) == (0, True)
    assert ensure(fit) == (0, False)
    assert ensure(fit, "--dev") == (0, True)


def test_a_missing_interpreter_is_replaced(fit):
    (fit / ".venv" / "bin" / "python").unlink()
    assert ensure(fit, "--dev") == (0, True)
    assert has_tiny(fit)


@pytest.mark.parametrize(
    "program", [None, "#!/bin/sh\nexit 1\n", "not a program"], ids=["gone", "other version", "broken"]
)
def test_an_interpreter_that_does_not_fit_is_noticed(tmp_path, program):
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    if program:
        python.write_text(program, encoding="utf-8")
        python.chmod(0o755)
    assert not environment.works(tmp_path)


def test_an_installation_that_was_interrupted_is_finished(fit):
    for stamp in (fit / ".venv").glob("*.stamp"):
        stamp.unlink()
    assert ensure(fit, "--dev") == (0, True)


def test_a_moved_folder_is_noticed(fit):
    moved = fit.rename(fit.with_name("moved"))
    try:
        assert ensure(moved, "--dev") == (0, True)
    finally:
        moved.rename(fit)


def test_what_pip_cannot_install_is_one_sentence(fit):
    requirements = fit / "requirements.txt"
    before = requirements.read_text(encoding="utf-8")
    requirements.write_text("./nothing-here\n", encoding="utf-8")
    done = subprocess.run([sys.executable, fit / "tools" / "environment.py"], capture_output=True, text=True)
    requirements.write_text(before, encoding="utf-8")
    assert done.returncode == 1
    assert "pip could not install the packages" in done.stderr.splitlines()[-1]
    assert ensure(fit)[0] == 0
