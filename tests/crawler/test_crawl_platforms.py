"""A whole crawl of the test bed: every letter of every platform, each trap by its name, no politeness breach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.crawler.crawling import Run, Workshop
from tests.testbed import TestBed

# The server counts a request as running until it has slept its time, or sent its last byte, although the client has long hung up.
STILL_RUNNING = {"trap-slow.gov.cn", "trap-drip.gov.cn"}


@pytest.fixture(scope="module")
def bed() -> Iterator[TestBed]:
    with TestBed() as bed:
        yield bed


@pytest.fixture(scope="module")
def shop(bed: TestBed, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    entries = bed.sites()
    for entry in entries:
        if entry["id"] in ("trap-slow-gov-cn", "trap-drip-gov-cn"):
            entry["politeness"] = {"timeout": 1.5}
    return Workshop(tmp_path_factory.mktemp("crawl"), entries, bed.resolve_map)


@pytest.fixture(scope="module")
def run(shop: Workshop) -> Run:
    return shop.crawl("--all")


@pytest.fixture(scope="module")
def letters(run: Run, shop: Workshop) -> dict[str, str]:
    """URL -> outcome of every letter's last capture."""
    found: dict[str, str] = {}
    for path in captures(shop.captures):
        for record in ArchiveIterator(path.open("rb"), record_types=WarcRecordType.any_type):
            if record.headers.get("Fuhan-Kind") == "letter":
                found[record.headers["WARC-Target-URI"]] = record.headers["Fuhan-Outcome"]
    return found


def captures(directory: Path) -> list[Path]:
    found = sorted(directory.glob("*.warc.gz"))
    assert found
    return found


def test_every_reachable_letter_is_captured(bed: TestBed, letters: dict[str, str]):
    expected = {host: [letter.url for letter in bed.expected_letters(host)] for host in bed.hosts}
    assert sum(map(len, expected.values())) > 1000
    missing = {host: [url for url in urls if letters.get(url) != "ok"] for host, urls in expected.items()}
    assert {host: urls for host, urls in missing.items() if urls} == {}


def test_no_letter_is_made_up(bed: TestBed, letters: dict[str, str]):
    """What drifted, what is off host, and what an interface answers for the whole area is not taken for the column's."""
    for host in bed.honest_hosts:
        expected = {letter.url for letter in bed.expected_letters(host)}
        assert {url for url in letters if url.split("/")[2] == host} == expected


def test_behaving_sites_are_all_well(bed: TestBed, run: Run):
    assert {host: run.site(host)["status"] for host in bed.honest_hosts} == dict.fromkeys(bed.honest_hosts, "ok")
    for host in bed.honest_hosts:
        assert (host, run.site(host)["letters_found"]) == (host, len(bed.expected_letters(host)))


def test_each_trap_has_its_name_in_the_ledger(bed: TestBed, run: Run):
    assert len(bed.traps) > 20
    for host, trap in bed.traps.items():
        site = run.site(host)
        if trap.outcome == "ok":
            assert (trap.name, site["status"]) == (trap.name, "ok")
            continue
        name = trap.outcome
        assert site["status"] in ("degraded", "failed"), trap.name
        assert name in site["outcomes"] or any(f"{name}:" in note for note in site["notes"]), (trap.name, site)


def test_trap_alone_makes_the_run_fail(bed: TestBed, run: Run):
    assert run.exit == run.ledger["exit_status"] == 1
    assert "trap-challenge-412-gov-cn: failed: " in run.err


def test_nothing_was_asked_impolitely(bed: TestBed, run: Run):
    counters = bed.counters()
    assert counters
    for host, count in counters.items():
        assert (host, count["robots_breaches"], count["before_robots"]) == (host, [], 0)
        if host not in STILL_RUNNING:
            assert (host, count["max_concurrent"]) == (host, 1)


def test_crawl_delay_is_kept(bed: TestBed, run: Run):
    assert bed.counters()["trap-crawl-delay.gov.cn"]["min_interval"] >= 3


def test_challenges_are_not_asked_again(bed: TestBed, run: Run):
    """One try for the list; letters behind a challenge are given up after the second."""
    for name in ("trap-challenge-412.gov.cn", "trap-challenge-521.gov.cn", "trap-challenge-200.gov.cn"):
        assert bed.counters()[name]["requests"] == 2


def test_agent_names_itself(bed: TestBed, run: Run):
    agents = {agent for count in bed.counters().values() for agent in count["agents"]}
    assert all(agent.startswith("fuhan/") for agent in agents)


def test_ledger_is_the_last_record(shop: Workshop, run: Run):
    last = captures(shop.captures)[-1]
    resources = [
        (record.headers["WARC-Target-URI"], record.reader.read())
        for record in ArchiveIterator(last.open("rb"), record_types=WarcRecordType.resource)
    ]
    assert resources[-1][0] == f"urn:fuhan:run:{run.ledger['run']}"
    assert resources[-1][1].decode().strip() == run.out.strip()
