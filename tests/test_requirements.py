"""Requirement files: bare pins, complete, each used and each explained in docs/dependencies.md."""

import re
import sys
from importlib.metadata import distribution, packages_distributions

import pytest
from packaging.specifiers import SpecifierSet

from tests import sources
from tools.constraints import OUR_OWN, REQUIREMENTS, closure, key, pins

ROOT = sources.ROOT
RUN, DEV, FUZZ = (pins(ROOT / name) for name in REQUIREMENTS)
BENCH = pins(ROOT / "requirements-bench.txt")
CONSTRAINTS = pins(ROOT / "constraints.txt")
EXPLAINED = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
# Installed only by who wants them; every use stands behind a check that they are there. See docs/dependencies.md.
OPTIONAL = {"atheris", "rapidocr", "onnxruntime", "distributed", *BENCH}
WITHOUT_IMPORT = {
    "uvloop",
    "mypy",
    "ruff",
    "types-pyyaml",
    "pytest-asyncio",
    "pytest-playwright",
    "pytest-timeout",
    "pytest-xdist",
}


@pytest.mark.parametrize("name", [*REQUIREMENTS, "requirements-bench.txt", "constraints.txt"])
def test_lines_are_bare_pins(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    odd = [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line) and line != "-r requirements.txt"]
    assert odd == []
    assert len(lines) == len(set(map(str.lower, lines))) > 0


def test_no_package_is_pinned_twice():
    assert not RUN.keys() & DEV.keys()
    assert not CONSTRAINTS.keys() & (RUN.keys() | DEV.keys())


@pytest.mark.parametrize("package", [*sources.PACKAGES, "tests"])
def test_whatever_is_imported_is_required(package):
    allowed = RUN.keys() | OPTIONAL | (DEV.keys() if package in {"tests", "bench", "tools"} else set())
    assert {name for name in _imported(package) if name not in allowed} == set()


def test_whatever_is_required_is_used():
    used = set().union(*map(_imported, (*sources.PACKAGES, "tests"))) | WITHOUT_IMPORT
    assert (RUN.keys() | DEV.keys() | FUZZ.keys()) - used == set()


def test_the_peers_of_the_benchmarks_are_measured():
    assert BENCH.keys() - _imported("bench") == set()


def test_what_runs_needs_is_used_by_what_runs():
    used = set().union(*map(_imported, ("parsers", "crawler", "archive", "web", "fuhan", "examples"))) | WITHOUT_IMPORT
    assert RUN.keys() - used == set()


def test_constraints_pin_whatever_comes_along():
    assert closure(RUN.keys() | DEV.keys()) - RUN.keys() - DEV.keys() - OUR_OWN == CONSTRAINTS.keys()


def test_what_is_installed_is_what_is_pinned():
    wrong = {
        name: version
        for name, version in {**RUN, **DEV, **CONSTRAINTS}.items()
        if distribution(name).version != version
    }
    assert wrong == {}


def test_every_pin_installs_on_the_python_of_debian_12():
    """The oldest that is common: some packages ask for a later patch release of 3.11."""
    wanted = {name: distribution(name).metadata.get("Requires-Python", "") for name in {**RUN, **DEV, **CONSTRAINTS}}
    assert {name: versions for name, versions in wanted.items() if "3.11.2" not in SpecifierSet(versions)} == {}


@pytest.mark.parametrize("name", sorted(RUN | DEV | dict.fromkeys(OPTIONAL)))
def test_every_package_is_explained(name):
    rows = [
        line for line in EXPLAINED.splitlines() if line.startswith("|") and key(line.split("|")[1].strip(" `")) == name
    ]
    assert len(rows) == 1
    assert len(rows[0].split("|")[2].strip()) > 20


def test_nothing_is_explained_that_is_not_required():
    named = {key(match) for match in re.findall(r"^\| `([\w.-]+)` \|", EXPLAINED, re.MULTILINE)}
    assert named - RUN.keys() - DEV.keys() - OPTIONAL == set()


def _imported(package):
    """Normalised names of the distributions a package of ours imports from."""
    ours, owners = {*sources.PACKAGES, "tests"}, packages_distributions()
    tops = {name.split(".")[0] for tree in sources.modules(package).values() for name in sources.imports(tree)}
    return {key(owners[top][0]) if top in owners else top for top in tops - ours - sys.stdlib_module_names}
