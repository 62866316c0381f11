"""The next runs: nothing new costs next to nothing; what is new, changed, gone or due is asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from examples.model import Item
from examples.platforms import play
from tests.crawler.crawling import Workshop
from tests.testbed import TestBed

HOST, ID = "sized-0000.gov.cn", "sized-0000-gov-cn"


@pytest.fixture
def bed() -> Iterator[TestBed]:
    with TestBed(letters=60, per_page=10) as bed:
        edit(bed, list(items(bed)))
        yield bed


@pytest.fixture
def shop(bed: TestBed, tmp_path: Path) -> Workshop:
    shop = Workshop(tmp_path, bed.sites(), bed.resolve_map)
    first = shop.crawl(ID)
    assert (first.exit, first.site(HOST)["letters_new"]) == (0, 60)
    bed.reset()
    return shop


def items(bed: TestBed) -> list[Item]:
    return list(bed.site(HOST).columns[0].items)


def edit(bed: TestBed, changed: list[Item]) -> None:
    """Publishes other items."""
    site = bed.site(HOST)
    site.columns[0].items = changed
    bed.platforms[HOST] = play(site)


def age(shop: Workshop, days: int) -> None:
    """Makes the state that many days older."""
    with sqlite3.connect(shop.captures / "state.db") as db:
        db.execute("UPDATE urls SET due = strftime('%Y-%m-%dT%H:%M:%SZ', due, ?) WHERE due <> ''", (f"-{days} days",))


def letter_paths(bed: TestBed) -> list[str]:
    return [path for path in bed.counters()[HOST]["paths"] if "/t20" in path]


def test_nothing_new_costs_a_list_and_robots(bed: TestBed, shop: Workshop):
    again = shop.crawl(ID)
    assert again.exit == 0
    assert bed.requests() == 2 <= 0.03 * 67
    entry = again.site(HOST)
    assert (entry["letters_new"], entry["letters_found"], entry["status"]) == (0, 60, "ok")
    assert entry["outcomes"]["unchanged"] == 1


def test_new_letter_is_fetched_and_nothing_else(bed: TestBed, shop: Workshop):
    fresh = replace(items(bed)[0], serial="9999999", title="县水利局关于县十八届人大二次会议第999号建议的答复")
    edit(bed, [fresh, *items(bed)])
    again = shop.crawl(ID)
    assert (again.exit, again.site(HOST)["letters_new"], again.site(HOST)["letters_found"]) == (0, 1, 61)
    assert len(letter_paths(bed)) == 1
    assert bed.requests() == 4  # robots, two list pages, the letter


def test_letter_whose_entry_reads_differently_is_asked_for_at_once(bed: TestBed, shop: Workshop):
    first, *rest = items(bed)
    edit(bed, [replace(first, title=first.title + "（更正）", modified=first.published.replace(year=2026)), *rest])
    again = shop.crawl(ID)
    assert (again.site(HOST)["letters_changed"], len(letter_paths(bed))) == (1, 1)


def test_due_letters_are_asked_for_conditionally(bed: TestBed, shop: Workshop):
    age(shop, 40)
    again = shop.crawl(ID)
    entry = again.site(HOST)
    assert (entry["letters_unchanged"], entry["letters_changed"]) == (60, 0)
    assert bed.counters()[HOST]["conditional"] == 61
    assert bed.counters()[HOST]["statuses"]["304"] == 61


def test_vanished_letter_is_missing_and_asked_for_again_later(bed: TestBed, shop: Workshop):
    edit(bed, items(bed)[1:])
    age(shop, 40)
    again = shop.crawl(ID)
    assert again.site(HOST)["letters_missing"] == 1
    bed.reset()
    shop.crawl(ID)
    assert letter_paths(bed) == []
    age(shop, 2)
    shop.crawl(ID)
    assert len(letter_paths(bed)) == 1


def test_full_asks_for_everything_again(bed: TestBed, shop: Workshop):
    again = shop.crawl(ID, "--full")
    assert len(letter_paths(bed)) == 60
    assert again.site(HOST)["letters_unchanged"] == 60


def test_list_that_shrank_is_degraded(bed: TestBed, shop: Workshop):
    edit(bed, items(bed)[:20])
    again = shop.crawl(ID, "--full", "--limit", "1")
    assert again.exit == 0, "a run with a limit measures nothing"
    again = shop.crawl(ID, "--full")
    assert again.exit == 1
    assert any(
        "fewer_than_last_run: 20 letters listed, 60 in the last run" in note for note in again.site(HOST)["notes"]
    )


def test_dry_run_asks_for_lists_only_and_keeps_nothing(bed: TestBed, tmp_path: Path):
    shop = Workshop(tmp_path, bed.sites(), bed.resolve_map)
    dry = shop.crawl(ID, "--dry-run")
    assert dry.exit == 0, dry.err
    assert letter_paths(bed) == []
    assert any("dry_run: 60 letters" in note for note in dry.site(HOST)["notes"])
    assert {path.name for path in shop.captures.iterdir()} == {"crawl.lock"}


def test_limit_and_since(bed: TestBed, tmp_path: Path):
    shop = Workshop(tmp_path, bed.sites(), bed.resolve_map)
    assert shop.crawl(ID, "--limit", "3").site(HOST)["letters_new"] == 3
    dates = sorted(item.date for item in items(bed))
    recent = shop.crawl(ID, "--since", dates[-10])
    wanted = sum(date >= dates[-10] for date in dates)
    assert recent.site(HOST)["letters_new"] + 3 >= wanted
    assert len(letter_paths(bed)) <= wanted + 3


def test_expectation_below_is_a_failure_named_on_stderr(bed: TestBed, tmp_path: Path):
    entries = [{**entry, "expect": [500, 900]} for entry in bed.sites()]
    run = Workshop(tmp_path, entries, bed.resolve_map).crawl(ID)
    assert run.exit == 2
    assert "sized-0000-gov-cn: failed: below_expected: 60 letters listed, 500 to 900 expected" in run.err


def test_two_seconds_between_requests_unless_told_otherwise(bed: TestBed, tmp_path: Path):
    Workshop(tmp_path, bed.sites(), bed.resolve_map).crawl(ID, "--limit", "1", "--since", "2100-01-01", delay=None)
    count = bed.counters()[HOST]
    assert count["requests"] == 2
    assert count["min_interval"] >= 2


def test_live_site_without_contact_is_refused_in_one_sentence(bed: TestBed, tmp_path: Path):
    shop = Workshop(tmp_path, bed.sites(), {})
    run = shop.crawl(ID)
    assert (run.exit, run.out) == (2, "")
    assert run.err.startswith("Error: set FUHAN_CONTACT to an e-mail or web address")
    assert bed.requests() == 0


def test_private_address_is_never_asked(bed: TestBed, tmp_path: Path):
    """A registered name that resolves to this machine is refused, unless it is mapped."""
    entry = {
        **bed.sites()[0],
        "columns": [{"id": "congress", "kind": "congress", "url": f"http://localhost:{bed.port}/zwgk/jyta/"}],
    }
    run = Workshop(tmp_path, [entry], {}).crawl(ID, FUHAN_CONTACT="https://example.org/contact")
    assert run.exit == 2
    assert run.site(HOST)["outcomes"].get("private_address") == 1
    assert bed.requests() == 0


def test_quiet_run_prints_nothing_when_all_is_well(bed: TestBed, shop: Workshop):
    run = shop.crawl(ID, "--quiet")
    assert (run.exit, run.out, run.err) == (0, "", "")
    lines = (shop.captures / "runs.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["exit_status"] for line in lines] == [0, 0]
