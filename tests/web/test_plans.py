"""No page of ours reads a big table from end to end, however big it grows."""

import re

import pytest

from archive import search
from archive.schema import create_archive
from tests.web.paths import FILES, PAGES
from web import site as site_module

BIG = {
    "letters", "submissions", "letter_submissions", "addressees", "letter_agencies", "officials", "sections", "commitments",
    "commitment_agencies", "letter_tables", "attachments", "evidence", "pages", "captures", "versions", "version_fields", "page_states",
}  # fmt: skip
OURS = [
    path for path in (*PAGES, *FILES) if not path.startswith(("/archive?", "/archive/", "/-/")) and path != "/archive"
]


@pytest.fixture
def asked(monkeypatch):
    """The statements a page sends, as SQLite ran them."""
    statements = []
    read = site_module.read

    async def traced(datasette, query, **options):
        def visit(conn):
            conn.set_trace_callback(statements.append)
            try:
                return query(conn)
            finally:
                conn.set_trace_callback(None)

        return await read(datasette, visit, **options)

    monkeypatch.setattr(site_module, "read", traced)
    return statements


@pytest.fixture(scope="module")
def planner(tmp_path_factory):
    """An archive without rows: SQLite takes a table it has no statistics of for a big one."""
    db = create_archive(tmp_path_factory.mktemp("plans") / "archive.db")
    search.register(db.conn)
    yield db.conn
    db.close()


@pytest.mark.parametrize("path", [*OURS, "/archive/letters/{seed}"])
async def test_no_statement_scans_a_big_table(get, ids, asked, planner, path):
    assert (await get(path.format(**ids))).status_code == 200
    for sql in asked:
        if not re.match(r"\s*(select|with)\b", sql, re.I):
            continue
        aliases = dict(re.findall(r"\b(?:from|join)\s+(\w+)\s+(?:as\s+)?(\w+)\b", sql)) | {}
        names = {alias: table for table, alias in aliases.items()}
        for *_, step in planner.execute(f"explain query plan {sql}"):
            # With an index it walks in the order asked for and stops at the limit.
            if scanned := re.fullmatch(r"SCAN (\w+)", step):
                table = names.get(scanned[1], scanned[1])
                assert table not in BIG, f"{step}: {sql}"
    assert asked or path in ("/about", "/feeds", "/robots.txt")
