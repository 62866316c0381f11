"""The canned queries as readers get them: through Datasette with its limits, not through a connection of ours."""

from pathlib import Path

import pytest
import yaml
from datasette.app import Datasette

METADATA = yaml.safe_load((Path(__file__).parents[2] / "metadata.yml").read_text(encoding="utf-8"))
QUERIES = METADATA["databases"]["archive"]["queries"]


@pytest.fixture
def site(example_archive):
    return Datasette([str(example_archive)], metadata=METADATA, settings={"sql_time_limit_ms": 10_000})


@pytest.mark.parametrize("query", QUERIES)
async def test_every_query_answers(site, query):
    response = await site.client.get(f"/archive/{query}.json?_shape=array")
    assert response.status_code == 200, response.text
    assert isinstance(response.json(), list)


async def test_a_place_may_be_given_by_name(site):
    response = await site.client.get("/archive/overdue_commitments.json?_shape=array&day=2023-11-01&place=璧山")
    assert [row["due_end"] for row in response.json()] == ["2023-10-31", "2023-09-30"]


@pytest.mark.parametrize(
    ("lang", "title"), [("zh-CN", "每次会议公开答复的编号缺口"), ("en", "Numbers missing per session")]
)
async def test_the_page_of_a_query_shows_its_title_in_the_readers_language(site, lang, title):
    assert title in (await site.client.get(f"/archive/coverage_gaps?place=江津&lang={lang}")).text


@pytest.mark.parametrize("table", METADATA["databases"]["archive"]["tables"])
async def test_every_table_and_view_answers(site, table):
    response = await site.client.get(f"/archive/{table}.json?_size=1&_shape=array")
    assert response.status_code == 200, response.text


@pytest.mark.parametrize(
    ("table", "query"),
    [("letters", "養老服务"), ("commitments", "停车楼"), ("sections", "专窗办理"), ("letters", "养")],
)
async def test_the_search_of_a_table_page_is_ours(site, example_archive, table, query):
    response = await site.client.get(f"/archive/{table}.json?_search={query}&_shape=array&_size=100")
    assert response.status_code == 200
    assert response.json()


async def test_tables_of_counts_are_hidden(site):
    tables = (await site.client.get("/archive.json")).json()["tables"]
    shown = {table["name"] for table in tables if not table["hidden"]}
    assert "letters" in shown
    assert not {"letter_counts", "letters_fts", "letters_fts_data", "totals"} & shown
