"""Parsing on a Dask cluster, where Dask is there."""

import json
import sys

import pytest

from archive import cluster, ingest
from archive.digest import digests
from archive.errors import ArchiveError
from archive.schema import open_archive
from crawler.captures import Capture, CaptureWriter
from tests.archive import captured


def test_without_dask_the_way_to_get_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ArchiveError, match=r"pip install 'fuhan\[dask\]'"), cluster.parser("tcp://127.0.0.1:8786"):
        pass


def test_without_an_address_parsing_stays_here():
    with cluster.parser(None) as parse:
        assert parse is None


def test_a_cluster_gives_the_archive_one_process_gives(tmp_path):
    distributed = pytest.importorskip("distributed")
    writer = CaptureWriter(tmp_path / "captures", "run-1", {}, clock=lambda: captured.START)
    for case in captured.CASES[:6]:
        url = json.loads((case / "meta.json").read_text(encoding="utf-8"))["url"]
        body = (case / "page.html").read_bytes()
        writer.write(Capture(url, captured.START, "letter", "ok", site="jiangjin", status=200, body=body))
    writer.close()
    with (
        distributed.LocalCluster(n_workers=1, dashboard_address=None) as local,
        cluster.parser(local.scheduler_address) as parse,
    ):
        ingest.ingest(tmp_path / "cluster.db", tmp_path / "captures", captured.SITES, parse=parse)
    ingest.ingest(tmp_path / "here.db", tmp_path / "captures", captured.SITES)
    assert digests(open_archive(tmp_path / "cluster.db")) == digests(open_archive(tmp_path / "here.db"))
