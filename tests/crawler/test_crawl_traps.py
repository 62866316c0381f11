"""What traps taught: a fault on the way is told, an address is asked for once, and one bad page costs no other."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.crawling import ROOT, Run, Workshop
from tests.testbed import TestBed


@pytest.fixture
def bed() -> Iterator[TestBed]:
    with TestBed() as bed:
        yield bed


def shop_of(bed: TestBed, tmp_path: Path, *hosts: str) -> Workshop:
    return Workshop(tmp_path, bed.sites(hosts), bed.resolve_map)


def test_letter_under_three_addresses_is_asked_for_once(bed: TestBed, tmp_path: Path):
    host = "trap-listed-twice.gov.cn"
    run = shop_of(bed, tmp_path, host).crawl("--all")
    assert run.site(host)["letters_found"] == run.site(host)["letters_new"] == 6
    assert bed.requests() == 1 + 2 + 6


def test_unescaped_address_is_known_again(bed: TestBed, tmp_path: Path):
    host = "trap-unescaped.gov.cn"
    shop = shop_of(bed, tmp_path, host)
    assert shop.crawl("--all").site(host)["letters_new"] == 6
    bed.reset()
    assert shop.crawl(host).exit == 0
    assert bed.requests() == 2


def test_letters_behind_a_hole_in_the_list_are_found(bed: TestBed, tmp_path: Path):
    host = "trap-pager-hole.gov.cn"
    site = shop_of(bed, tmp_path, host).crawl("--all").site(host)
    assert site["letters_new"] == 16
    assert site["notes"] == ["column congress: page_missing: gone: page 3 of 5"]


def test_huge_robots_file_is_obeyed_as_far_as_it_is_read(bed: TestBed, tmp_path: Path):
    host = "trap-robots-huge.gov.cn"
    assert len(bed.site(host).robots or "") > 4_000_000
    assert shop_of(bed, tmp_path, host).crawl("--all").site(host)["letters_new"] == 6


def test_address_in_the_state_that_cannot_be_asked_for_costs_no_other(bed: TestBed, tmp_path: Path):
    host = "trs-stem.gov.cn"
    shop = shop_of(bed, tmp_path, host)
    shop.crawl("--all", "--limit", "1")
    with sqlite3.connect(shop.captures / "state.db") as state:
        for row, url in ((5, "http://trs-stem.gov.cn:99999/x"), (6, "http://[bad/x"), (7, "nonsense")):
            state.execute("UPDATE urls SET url = ? WHERE rowid = ?", [url, row])
    state.close()
    run = shop.crawl(host, "--full")
    assert run.exit == 1
    assert run.site(host)["letters_new"] == 22 - 1 - 3
    assert sum("bad_address" in note for note in run.site(host)["notes"]) == 3


@pytest.mark.parametrize(("host", "name"), [("trs-stem.gov.cn", "honest_headers"), ("trap-refused.gov.cn", "classify")])
def test_mistake_of_ours_on_the_way_is_told(bed: TestBed, tmp_path: Path, host: str, name: str):
    """Scrapy logs an exception of a middleware and goes on; the run must not pass for a good one."""
    shop = shop_of(bed, tmp_path, host)
    broken = f"import crawler.recording as r\ndef fail(*_): raise TypeError('broken on purpose')\nr.{name} = fail\n"
    arguments = shop.command("--all")
    code = f"{broken}import sys\nsys.argv = ['fuhan', *{arguments[3:]!r}]\nfrom fuhan.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    run = Run(done.returncode, done.stdout, done.stderr)
    assert run.exit == 2
    assert any("our_fault: TypeError('broken on purpose')" in note for note in run.site(host)["notes"])


def test_run_whose_time_is_up_leaves_the_rest_for_the_next(bed: TestBed, tmp_path: Path):
    host = "trs-stem.gov.cn"
    shop = shop_of(bed, tmp_path, host)
    run = shop.crawl("--all", "--hours", "0")
    assert run.exit == 0
    assert run.site(host)["letters_found"] == 22
    assert run.site(host)["notes"] == ["time_is_up: 22 letters and files stay due"]
    assert shop.crawl(host).site(host)["letters_new"] == 22
