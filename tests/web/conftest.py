"""An archive with a case of everything, and the site over it in this process."""

import sqlite3
from pathlib import Path

import pytest
import yaml
from datasette.app import Datasette

from archive import ingest, parsing, search
from tests.archive import captured, example
from tests.archive.captured import key
from tests.web import hostile, twice

METADATA = Path(__file__).parents[2] / "metadata.yml"


class Crawls(example._Crawls):
    """A later crawl into the same directory: a hostile letter is found, a site says it took one down, one page does not come."""


@pytest.fixture(scope="session")
def archive_path(tmp_path_factory):
    """archive.db of the gold letters, altered copies, an edited, a vanished and a hostile one."""
    patch = pytest.MonkeyPatch()
    patch.setattr(parsing, "parse", captured.parsed)
    directory = tmp_path_factory.mktemp("site")
    example.build(directory).close()
    later = Crawls(directory / "captures", day=10)
    taken_down, away = captured.record("25")["url"], captured.record("14")["url"]
    later.run(hostile.letter(), twice.letter(), (taken_down, "gone", 410), (away, "gone", 404))
    ingest.ingest(directory / "archive.db", directory / "captures", example.SITES, parse=example.parse)
    patch.undo()
    return directory / "archive.db"


@pytest.fixture(scope="session")
def site(archive_path):
    """Datasette with the plugin, as `datasette archive.db -m metadata.yml` starts it."""
    return Datasette([str(archive_path)], metadata=yaml.safe_load(METADATA.read_text(encoding="utf-8")))


@pytest.fixture
def get(site):
    """GET a path in Chinese or, with lang="en", in English; headers as keywords."""

    async def fetch(path, lang="zh-CN", **headers):
        return await site.client.get(path, headers={"accept-language": lang, **headers})

    return fetch


@pytest.fixture
def conn(archive_path):
    """The archive as the site reads it: read-only, with the words of the search."""
    conn = sqlite3.connect(f"file:{archive_path}?mode=ro", uri=True)
    search.register(conn)
    yield conn
    conn.close()


@pytest.fixture(scope="session")
def ids(archive_path):
    """Addresses of the letters the tests speak of, and one of each other thing."""
    conn = sqlite3.connect(f"file:{archive_path}?mode=ro", uri=True)
    office = conn.execute("select agency_id from agency_counts order by letters desc, agency_id").fetchone()[0]
    conn.close()
    return {
        "seed": key("01"),
        "edited": key("03"),
        "gone": key("25"),
        "away": key("14"),
        "hostile": captured.page_id(hostile.URL),
        "twice": captured.page_id(twice.URL),
        "office": office,
        "place": "500116",
    }
