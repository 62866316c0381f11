"""constraints.txt: the packages that our requirements bring along, pinned as they are installed: `python -m tools.constraints`."""

from __future__ import annotations

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
OUR_OWN = {"fuhan", "pip", "setuptools", "wheel"}


def key(name: str) -> str:
    """A distribution's name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(path: Path) -> dict[str, str]:
    """Normalised name -> version of the `name==version` lines of a requirement file."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {key(name): version for name, _, version in (line.partition("==") for line in lines) if version}


def brought_along(root: Path = ROOT) -> list[str]:
    """`name==version` of what is installed and no requirement file names, sorted."""
    named = {name for file in REQUIREMENTS for name in pins(root / file)}
    installed = {key(found.name): f"{found.name}=={found.version}" for found in distributions()}
    return [installed[name] for name in sorted(installed.keys() - named - OUR_OWN)]


if __name__ == "__main__":
    (ROOT / "constraints.txt").write_text("\n".join(brought_along()) + "\n", encoding="utf-8")
    sys.exit(0)
