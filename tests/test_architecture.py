"""The house: imports run down only, the ground floor touches nothing, and no file grows too big."""

import ast
import statistics

import pytest

from tests import sources

MAY_IMPORT = {
    "parsers": set(),
    "crawler": {"parsers"},
    "archive": {"parsers"},
    "web": {"archive", "parsers"},
    "examples": {"crawler", "parsers"},
    "fuhan": {"web", "archive", "crawler", "parsers", "examples"},
    "bench": {"fuhan", "web", "archive", "crawler", "parsers", "examples", "tests"},
    "tools": {"fuhan", "archive", "examples"},
}
# What the ground floor must do without: network, disk, database, frameworks. It gets bytes and gives records.
OUTSIDE = {
    "sqlite3", "socket", "ssl", "http", "urllib.request", "requests", "httpx", "aiohttp", "scrapy", "twisted", "datasette",
    "sqlite_utils", "subprocess", "threading", "asyncio", "time", "random", "click",
}  # fmt: skip
# Attachments are read behind a wall: in a process of their own, with their time capped (parsers/formats/isolated.py).
WALL = {
    ("parsers/formats/draft.py", "time"),
    ("parsers/formats/isolated.py", "subprocess"),
    ("parsers/formats/office.py", "subprocess"),
}
# Reading the clock, so that a page parsed twice would give two records.
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}


@pytest.mark.parametrize("package", sources.PACKAGES)
def test_imports_run_down_only(package):
    wrong = [
        f"{path} imports {name}"
        for path, tree in sources.modules(package).items()
        for name in sources.imports(tree)
        if (top := name.split(".")[0]) in {*sources.PACKAGES, "tests"} and top not in MAY_IMPORT[package] | {package}
    ]
    assert wrong == []


def test_parsers_import_nothing_of_the_outside():
    wrong = [
        f"{path} imports {name}"
        for path, tree in sources.modules("parsers").items()
        for name in sources.imports(tree)
        if (name in OUTSIDE or name.split(".")[0] in OUTSIDE) and (path, name) not in WALL
    ]
    assert wrong == []


def test_parsers_never_read_the_clock_or_a_file_by_name():
    wrong = []
    for path, tree in sources.modules("parsers").items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                if (node.func.value.id, node.func.attr) in CLOCKS:
                    wrong.append(f"{path}:{node.lineno} reads the clock")
            elif isinstance(node.func, ast.Name) and node.func.id == "open":
                wrong.append(f"{path}:{node.lineno} opens a file")
    assert wrong == []


def test_no_file_is_near_four_hundred_lines():
    lengths = _lengths()
    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}


def test_half_of_the_source_files_are_under_120_lines():
    lengths = [lines for path, lines in _lengths().items() if not path.startswith("tests/")]
    assert statistics.median(lengths) < 120


def _lengths():
    lengths = {
        path: text.count("\n") for path, text in sources.texts() if path.endswith((".py", ".html", ".css", ".js"))
    }
    kept = {path: lines for path, lines in lengths.items() if not path.startswith(sources.BORROWED)}
    assert len(kept) > 100
    return kept
