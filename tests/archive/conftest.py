"""Fixtures shared by the archive's tests."""

import pytest

from archive import ingest, parsing, schema
from tests.archive import captured


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
