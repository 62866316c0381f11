"""What is committed, for the tests that hold for the whole repository."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("parsers", "crawler", "archive", "web", "fuhan", "examples", "bench", "tools")
# Files that repeat what others published (or print it in their place) and the dumps the tests compare with.
BORROWED = (
    "tests/cases/",
    "tests/unseen/",
    "tests/blind/",
    "tests/heldout/",
    "tests/fresh/",
    "tests/later/",
    "tests/recent/",
    "tests/prose/",
    "tests/frames/",
    "tests/plain/",
    "examples/content/",
)
# What stands in the folder and is not committed.
MADE = {
    ".git",
    ".venv",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "captures",
    "build",
    "fuhan.egg-info",
}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git knows or would add, that is there; outside of git (a source archive) every file of the folder."""
    listing = ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, capture_output=True, text=True)
    if done.returncode:
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and not set(path.parts) & MADE)
    return tuple(path for name in sorted(set(done.stdout.split("\0")) - {""}) if (path := ROOT / name).is_file())


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """(path within the repository, text) of every tracked text file."""
    bodies = ((path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in tracked())
    return tuple((path, body.decode("utf-8", "replace")) for path, body in bodies if b"\0" not in body[:8000])


def modules(package: str) -> dict[str, ast.Module]:
    """Path -> syntax tree of every Python file of a package; fails rather than give none."""
    found = {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in tracked()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] == package
    }
    assert found, f"no modules in {package}"
    return found


def imports(tree: ast.Module) -> set[str]:
    """Dotted names a module imports, wherever in it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"relative import in line {node.lineno}: say the whole name"
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
