"""constraints.txt: the packages that our requirements bring along, pinned as they are installed: `python -m tools.constraints`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "requirements-fuzz.txt")
PYTHONS = ("3.11", "3.12", "3.13")
OUR_OWN = {"fuhan", "pip", "setuptools", "wheel"}


def key(name: str) -> str:
    """A distribution's name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(path: Path) -> dict[str, str]:
    """Normalised name -> version of the `name==version` lines of a requirement file."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {key(name): version for name, _, version in (line.partition("==") for line in lines) if version}


def closure(names: Iterable[str]) -> set[str]:
    """`names` and whatever they require on any Python we support, directly or not, as far as it is installed here."""
    found: set[tuple[str, str]] = set()
    waiting = {(key(name), "") for name in names}
    while waiting:
        name, extra = waiting.pop()
        found.add((name, extra))
        try:
            wanted = [Requirement(line) for line in distribution(name).requires or []]
        except PackageNotFoundError:
            continue
        for requirement in wanted:
            contexts = ({"extra": extra, "python_version": version} for version in PYTHONS)
            if requirement.marker is None or any(requirement.marker.evaluate(context) for context in contexts):
                waiting |= {(key(requirement.name), of) for of in ("", *requirement.extras)} - found
    return {name for name, _ in found}


def brought_along(root: Path = ROOT) -> list[str]:
    """`name==version` of what our requirements bring along, as it is installed, sorted."""
    named = {name for file in REQUIREMENTS for name in pins(root / file)}
    installed = {key(found.name): f"{found.name}=={found.version}" for found in distributions()}
    return [installed[name] for name in sorted(closure(named) - named - OUR_OWN) if name in installed]


if __name__ == "__main__":
    (ROOT / "constraints.txt").write_text("\n".join(brought_along()) + "\n", encoding="utf-8")
    sys.exit(0)
