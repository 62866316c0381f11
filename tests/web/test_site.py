"""The plugin over other databases than a whole archive, and its place among Datasette's own functions."""

import sqlite3

import pytest
from datasette.app import Datasette

from archive.schema import create_archive


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=水", "/commitments", "/agencies", "/places", "/changes", "/health", "/letters/0b24527cdd54"],
)
async def test_another_database_gives_a_friendly_page(tmp_path, path):
    other = tmp_path / "other.db"
    conn = sqlite3.connect(other)
    conn.executescript("create table letters (id, text); insert into letters values ('a', '甲')")
    conn.close()
    site = Datasette([str(other)])
    response = await site.client.get(path, headers={"accept-language": "zh"})
    assert response.status_code == (302 if path.startswith("/letters/") else 503) or response.status_code == 503
    assert "这里没有可供查阅的复函档案" in response.text


async def test_another_databases_tables_are_served_all_the_same(tmp_path):
    other = tmp_path / "other.db"
    conn = sqlite3.connect(other)
    conn.executescript(
        "create table letters (id text primary key, t); insert into letters values ('0b24527cdd54', '甲')"
    )
    conn.close()
    site = Datasette([str(other)])
    for path in ("/other", "/other/letters", "/other/letters/0b24527cdd54", "/other/letters/0b24527cdd54.json"):
        response = await site.client.get(path)
        assert response.status_code == 200, path
        assert path == "/other" or "甲" in response.text or r"\u7532" in response.text


async def test_no_database_at_all_gives_a_friendly_page():
    response = await Datasette([]).client.get("/", headers={"accept-language": "en"})
    assert response.status_code == 503
    assert "No archive of letters is being served here." in response.text


async def test_a_damaged_file_gives_a_friendly_page(tmp_path):
    broken = tmp_path / "archive.db"
    broken.write_bytes(b"SQLite format 3\x00" + b"\x99" * 5000)
    response = await Datasette([str(broken)]).client.get("/", headers={"accept-language": "en"})
    assert response.status_code == 503


async def test_an_empty_archive_says_so(tmp_path):
    create_archive(tmp_path / "archive.db").close()
    site = Datasette([str(tmp_path / "archive.db")])
    for path in ("/", "/search", "/search?q=水", "/commitments", "/agencies", "/places", "/deputies", "/changes", "/health", "/search.csv",
                 "/commitments.ics", "/search.atom", "/changes.atom"):  # fmt: skip
        response = await site.client.get(path, headers={"accept-language": "zh"})
        assert response.status_code == 200, path
    assert "档案目前是空的" in (await site.client.get("/", headers={"accept-language": "zh"})).text


async def test_our_search_functions_win_over_datasettes(site):
    rows = await site.get_database("archive").execute("select escape_fts('养老') as q, zh_query('养老') as z")
    assert rows.rows[0]["q"] == rows.rows[0]["z"] == '("养老")'


async def test_a_table_page_of_the_archive_is_not_taken_for_a_letter(get):
    assert (await get("/archive/letters?year=2023")).status_code == 200


async def test_static_files_are_kept_for_ever_under_their_own_address(get):
    html = (await get("/")).text
    address = html.split('rel="stylesheet" href="')[1].split('"')[0]
    response = await get(address)
    assert "immutable" in response.headers["cache-control"]
    assert (await get(address.split("?")[0])).headers["cache-control"] == "no-cache"
    assert (await get(address, **{"if-none-match": response.headers["etag"]})).status_code == 304
    assert (await get("/-/assets/nothing.css")).status_code == 404


async def test_a_fault_of_ours_is_logged_and_shows_no_inner_life(site, monkeypatch, caplog):
    from web.pages import places

    def broken(conn):
        raise RuntimeError("secret inner life")

    monkeypatch.setattr(places.places, "provinces", broken)
    response = await site.client.get("/places", headers={"accept-language": "en"})
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "page_failed path=/places" in caplog.text


@pytest.mark.parametrize("path", ["/search", "/search?q=建设", "/commitments?when=all", "/agencies", "/changes"])
async def test_a_page_past_the_end_leads_back_to_one_that_is_there(get, path):
    gone = await get(path + ("&" if "?" in path else "?") + "page=400")
    assert gone.status_code == 302
    assert (await get(path.partition("?")[0] + gone.headers["location"])).status_code == 200


@pytest.mark.parametrize("path", ["/-/patterns", "/-/allow-debug", "/-/messages", "/-/threads.json"])
async def test_pages_for_developers_are_not_there(get, path):
    assert (await get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/", "/search.atom", "/changes.atom", "/commitments.ics?when=all"])
async def test_what_is_worded_in_a_language_says_that_it_varies(get, path):
    assert "Accept-Language" in (await get(path)).headers["vary"]
