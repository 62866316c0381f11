"""`datasette archive.db -m metadata.yml` alone, the command of the first prototype, serves the same site."""

import json
import sys
from urllib.parse import quote

import pytest

from archive.ids import page_id
from tests.conftest import ROOT
from tests.fuhan.running import free_port, serving
from tools.demo_check import SEED, expectations


@pytest.fixture(scope="module")
def get(example_folder):
    port = free_port()
    command = [sys.executable, "-m", "datasette", "archive.db", "-m", str(ROOT / "metadata.yml"), "--port", str(port)]
    with serving(command, port, example_folder) as get:
        yield get


@pytest.mark.parametrize(("path", "shown", "absent"), expectations(page_id(SEED)))
def test_the_seed_letter_is_shown_and_found(get, path, shown, absent):
    page = get(path)
    assert [word for word in shown if word not in page] == []
    assert [word for word in absent if word in page] == []


def test_the_titles_of_the_metadata_file_are_there(get):
    assert json.loads(get("/-/metadata.json"))["title"] == "复函 Fuhan"


def test_the_plugin_is_found_without_being_named(get):
    assert "fuhan" in {plugin["name"] for plugin in json.loads(get("/-/plugins.json"))}


def test_sql_knows_the_search_functions(get):
    sql = quote("select count(*) as n from letters_fts where letters_fts match zh_query('融资')")
    assert json.loads(get(f"/archive.json?sql={sql}&_shape=array"))[0]["n"] >= 1


def test_a_canned_query_answers(get):
    page = json.loads(get(f"/archive/letters_about.json?q={quote('利息补贴')}&_shape=array"))
    assert page_id(SEED) in {row["letter_id"] for row in page}
