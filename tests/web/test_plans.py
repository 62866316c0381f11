"""No page of ours reads a big table from end to end, however big it grows."""

import re
from datetime import date

import pytest

from archive import search
from archive.schema import create_archive
from tests.web.paths import FILES, PAGES
from web import site as site_module
from web.queries import search as search_queries
from web.queries.filters import Ask
from web.queries.promise_ask import PromiseAsk
from web.queries.promises import promises

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


def statements(conn, work):
    """The statements `work` sends, as SQLite ran them."""
    sent = []
    conn.set_trace_callback(sent.append)
    work()
    conn.set_trace_callback(None)
    return sent


def columns_read_from_table(conn, sql, table):
    """How many steps of a statement's program read a column from the rows of `table`, not from an index of it."""
    (root,) = conn.execute("select rootpage from sqlite_master where name = ?", [table]).fetchone()
    program = conn.execute(f"explain {sql}").fetchall()
    cursors = {p1 for _, opcode, p1, p2, *_ in program if opcode == "OpenRead" and p2 == root}
    assert cursors
    return sum(opcode == "Column" and p1 in cursors for _, opcode, p1, *_ in program)


@pytest.mark.parametrize(
    "asked", [{}, {"sort": "oldest"}, {"year": "2023"}, {"assembly": "cppcc"}, {"place": "500000"}, {"outcome": "A"}, {"commitments": "1"}]
)  # fmt: skip
def test_letters_paged_past_are_passed_in_an_index_alone(conn, asked):
    ask = Ask(**asked, page=2)
    (paged,) = [sql for sql in statements(conn, lambda: search_queries.search(conn, ask, 1)) if " offset " in sql]
    assert columns_read_from_table(conn, paged, "letters") == 0


@pytest.mark.parametrize("asked", [{}, {"when": "all"}, {"when": "open"}, {"when": "all", "place": "500000"}])
def test_no_letter_is_read_for_a_commitment_paged_past(conn, asked):
    ask = PromiseAsk(**asked, page=2)
    sent = statements(conn, lambda: promises(conn, ask, date(2023, 11, 26), 1))
    (paged,) = [sql for sql in sent if " offset " in sql]
    read = {step.split()[1] for *_, step in conn.execute(f"explain query plan {paged}") if step[:4] in ("SCAN", "SEAR")}
    assert read == {"c"}


# What ANALYZE writes of an archive where a place has more letters than an office.
LARGE = [
    ("letters", "letters_agency_id", "1000000 300 2 1"),
    ("letters", "letters_province_code", "1000000 90000 9"),
    ("commitments", "commitments_agency_id", "2000000 700 20 15"),
    ("commitments", "commitments_province_code", "2000000 200000 300"),
]


@pytest.mark.parametrize("ask", [Ask(place="500000"), PromiseAsk(place="500000", when="all")])
def test_the_offices_of_a_place_are_counted_in_that_place(conn, tmp_path, ask):
    large = create_archive(tmp_path / "archive.db").conn
    large.execute("analyze")
    large.executemany("insert into sqlite_stat1 values (?, ?, ?)", LARGE)
    large.execute("analyze sqlite_schema")

    def work():
        promises(conn, ask, date(2023, 11, 26)) if isinstance(ask, PromiseAsk) else search_queries.search(conn, ask)

    counting = [sql for sql in statements(conn, work) if "agency_id, count(*)" in sql]
    assert counting
    for sql in counting:
        assert not [step for *_, step in large.execute(f"explain query plan {sql}") if "_agency_id" in step]
