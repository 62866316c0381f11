"""Saved list pages: what the crawler reads from them is what a person saw on them.

`fuhan sites new` adds a folder here; its test fails until someone has compared expected.json with the page.
"""

import json
from pathlib import Path

import pytest

from crawler.site_fixture import read

FIXTURES = sorted(path.parent for path in (Path(__file__).parent / "sites").rglob("expected.json"))


def test_there_are_fixtures():
    assert FIXTURES


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
async def test_what_is_read_is_what_was_reviewed(folder):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    reviewed = expected.pop("reviewed")
    assert await read(folder) == expected
    assert expected["faults"] == []
    assert reviewed, f"compare {folder}/expected.json with the page in a browser, then set reviewed to true in it"
