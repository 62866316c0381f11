"""Every code that can stand in the archive has its word."""

import re
import sqlite3
from pathlib import Path

import pytest

from crawler.outcomes import Outcome
from tests.parsers.test_issue_codes import given
from web.labels import LABELS, label
from web.queries.changes import KINDS as CHANGES
from web.queries.health import ORDER
from web.queries.promise_ask import KINDS

ROOT = Path(__file__).parents[2]


def test_every_outcome_of_a_request():
    assert {str(outcome) for outcome in Outcome} <= LABELS["outcome"].keys()


def test_every_issue_a_parser_reports():
    assert given() - LABELS["issue"].keys() == set()


@pytest.mark.parametrize(
    ("table", "column", "group"),
    [("letters", "kind", "kind"), ("letters", "state", "state"), ("letters", "signed_on_status", "signed_on_status"),
     ("pages", "state", "state"), ("addressees", "role", "role"), ("letter_agencies", "role", "role"), ("officials", "role", "role"),
     ("commitments", "due_kind", "due_kind"), ("commitments", "source", "source"), ("places", "level", "level")],
)  # fmt: skip
def test_every_code_the_schema_allows(archive_path, table, column, group):
    conn = sqlite3.connect(f"file:{archive_path}?mode=ro", uri=True)
    sql = conn.execute("select sql from sqlite_master where name = ?", [table]).fetchone()[0]
    conn.close()
    allowed = re.search(rf"\b{column} IN\s*\(([^)]*)\)", sql)[1]
    assert set(re.findall(r"'(\w+)'", allowed)) <= LABELS[group].keys()


def test_every_code_of_lists():
    assert set(KINDS) == LABELS["due_kind"].keys()
    assert set(CHANGES) == LABELS["change"].keys()
    assert set(ORDER) == LABELS["health"].keys()


def test_a_code_without_a_word_shows_as_itself():
    assert label("issue", "something_new") == "something_new"
    assert label("state", None) == ""
