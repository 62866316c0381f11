"""The case folders: pages with the record each must become."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
SUITES = {
    "cases": 30,
    "unseen": 80,
    "blind": 24,
    "heldout": 48,
    "fresh": 20,
    "later": 40,
    "recent": 40,
    "prose": 34,
    "frames": 20,
    "plain": 10,
}
"""Folder of cases -> how many it holds at least, so that an emptied folder cannot pass."""


@dataclass(frozen=True)
class Case:
    """One page as served, with its address, and the record it must become."""

    name: str
    body: bytes
    url: str
    content_type: str | None
    expected: dict


@cache
def folders(suite: str) -> tuple[Path, ...]:
    return tuple(sorted(path for path in (TESTS / suite).iterdir() if path.is_dir()))


@cache
def load(folder: Path) -> Case:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    return Case(folder.name, (folder / "page.html").read_bytes(), meta["url"], meta.get("content_type"), expected)


ALL = [folder for suite in SUITES for folder in folders(suite)]
IDS = [folder.name for folder in ALL]
