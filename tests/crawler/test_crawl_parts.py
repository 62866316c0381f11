"""Letters over several pages: every page is captured, and a letter that lacks one is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from archive import ingest, schema
from crawler.capture_log import capture_files
from crawler.captures import Capture, CaptureWriter
from crawler.folding import fold_in
from crawler.run import open_state
from examples.model import Reply, Request
from tests.crawler.crawling import Workshop
from tests.testbed import TestBed

HOSTS = ("trs-parts.gov.cn", "trs-parts-2.gov.cn", "nfcms-parts.gov.cn")


@pytest.fixture
def bed() -> Iterator[TestBed]:
    with TestBed() as bed:
        yield bed


def parts(directory: Path) -> dict[str, tuple[str, str]]:
    """URL -> outcome and first page of every capture of a further page."""
    return {
        record.headers["WARC-Target-URI"]: (record.headers["Fuhan-Outcome"], record.headers["Fuhan-Found-On"])
        for path in capture_files(directory)
        for record in ArchiveIterator(path.open("rb"), record_types=WarcRecordType.any_type)
        if record.headers.get("Fuhan-Kind") == "part"
    }


@pytest.mark.parametrize("host", HOSTS)
def test_every_page_is_captured_and_joined_in_the_archive(bed: TestBed, tmp_path: Path, host: str):
    shop = Workshop(tmp_path, bed.sites([host]), bed.resolve_map)
    run = shop.crawl("--all")
    assert run.exit == 0, run.err
    assert run.site(host)["letters_found"] == run.site(host)["letters_new"] == 12
    platform = bed.platforms[host]
    expected = {platform.site.url(path) for path in platform.parts}
    found = parts(shop.captures)
    assert len(expected) >= 12
    assert {url for url, (outcome, _) in found.items() if outcome == "ok"} == expected
    assert {first for _, first in found.values()} == {
        platform.site.url(path) for path, (c, n) in platform.index.items() if c.items[n].parts > 1
    }
    ingest.ingest(tmp_path / "archive.db", shop.captures)
    db = schema.open_archive(tmp_path / "archive.db")
    assert db.conn.execute("SELECT count(*) FROM letters").fetchone()[0] == 12
    assert (
        db.conn.execute("SELECT count(*) FROM letters WHERE text LIKE '%收悉%' AND text LIKE '%联系电话%'").fetchone()[
            0
        ]
        == 12
    )
    assert db.conn.execute("SELECT code FROM issues").fetchall() == []
    assert bed.breaches() == []


def test_another_run_asks_for_no_page_again(bed: TestBed, tmp_path: Path):
    shop = Workshop(tmp_path, bed.sites([HOSTS[0]]), bed.resolve_map)
    assert shop.crawl("--all").exit == 0
    bed.reset()
    assert shop.crawl(HOSTS[0].replace(".", "-")).exit == 0
    assert bed.requests() == 2  # robots.txt and the list


def test_a_lost_state_knows_the_pages_from_the_captures(bed: TestBed, tmp_path: Path):
    """A kill between a letter's capture and the note of its pages: the next run asks for them all the same."""
    shop = Workshop(tmp_path, bed.sites([HOSTS[2]]), bed.resolve_map)
    shop.captures.mkdir()
    state = open_state(shop.captures, "run")
    writer = CaptureWriter(shop.captures, "run", {})
    platform = bed.platforms[HOSTS[2]]
    path = next(path for path, (column, number) in platform.index.items() if column.items[number].parts > 1)
    body = platform.answer(Request("GET", path)).body
    url = platform.site.url(path)
    writer.write(Capture(url, datetime.now(UTC), "letter", "ok", site="s", column="congress", status=200, body=body))
    writer.close()
    assert fold_in(state, shop.captures) == 1
    assert state.parts_of(url) == [platform.site.url(platform.part_path(path, 2))]


def test_limited_run_takes_whole_letters(bed: TestBed, tmp_path: Path):
    shop = Workshop(tmp_path, bed.sites([HOSTS[2]]), bed.resolve_map)
    run = shop.crawl("--all", "--limit", "6")
    assert run.exit == 0, run.err
    assert run.site(HOSTS[2])["letters_new"] == 6
    further: dict[str, int] = {}
    for _, first in parts(shop.captures).values():
        further[first] = further.get(first, 0) + 1
    assert list(further.values()) == [3, 3, 3]  # every other letter has four pages


def test_gap_in_a_letter_degrades_the_site_and_is_told_of_the_letter(bed: TestBed, tmp_path: Path):
    host = HOSTS[0]
    platform = bed.platforms[host]
    lost = next(path for path in platform.parts if path.endswith("_2.html"))
    honest = platform.answer

    def answer(request: Request) -> Reply:
        return platform.not_found() if request.path == lost else honest(replace(request))

    platform.answer = answer  # type: ignore[method-assign]
    shop = Workshop(tmp_path, bed.sites([host]), bed.resolve_map)
    run = shop.crawl("--all")
    assert run.exit == 1
    assert run.site(host)["status"] == "degraded"
    assert any(note.startswith("continued: 1 letters lack a page") for note in run.site(host)["notes"])
    ingest.ingest(tmp_path / "archive.db", shop.captures)
    issues = schema.open_archive(tmp_path / "archive.db").conn.execute("SELECT code FROM issues").fetchall()
    assert issues == [("letter_continues",)]
