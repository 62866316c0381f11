"""Fixtures shared by the archive's tests."""

import pytest

from archive import ingest, parsing, schema
from tests.archive import captured, example


@pytest.fixture
def crawls(tmp_path, monkeypatch):
    """Makes capture files; pages are gold records as JSON, and the parser is replaced by reading them back."""
    directory = tmp_path / "captures"
    directory.mkdir()
    monkeypatch.setattr(parsing, "parse", captured.parsed)  # for pages that are parsed again
    return captured.Crawls(directory)


@pytest.fixture
def take_in(tmp_path, crawls):
    """Ingests what the crawls have left so far and gives the open archive."""

    def take(path=tmp_path / "archive.db"):
        ingest.ingest(path, crawls.directory, captured.SITES, parse=captured.parse)
        return schema.open_archive(path)

    return take


@pytest.fixture(scope="session")
def example_archive(tmp_path_factory):
    """Path of the example archive (tests/archive/example.py), made once; for reading only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "parse", captured.parsed)
        directory = tmp_path_factory.mktemp("example")
        example.build(directory).close()
    return directory / "archive.db"
