"""kill -9 at any moment: the next run loses no page and repeats none that was captured."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.crawler.crawling import ROOT, Workshop
from tests.testbed import TestBed

LETTERS, KILLS = 1000, 20
HOST = "sized-0000.gov.cn"


def kill_after(shop: Workshop, bed: TestBed, requests: int) -> None:
    """Starts a crawl and kills it once it has made so many requests."""
    target = bed.requests() + requests
    process = subprocess.Popen(
        shop.command("sized-0000-gov-cn"),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(os.environ),
    )
    while bed.requests() < target and process.poll() is None:
        time.sleep(0.002)
    assert process.poll() is None, "the crawl ended before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()


def captured(directory: Path) -> Counter[str]:
    """How often each letter was captured, over all files."""
    found: Counter[str] = Counter()
    for path in directory.glob("*.warc.gz"):
        for record in ArchiveIterator(path.open("rb"), record_types=WarcRecordType.response | WarcRecordType.revisit):
            if record.headers.get("Fuhan-Kind") == "letter":
                found[record.headers["WARC-Target-URI"]] += 1
    return found


@pytest.mark.slow
def test_twenty_kills_over_a_thousand_letters(tmp_path: Path):
    chance = random.Random(18)
    with TestBed(letters=LETTERS, per_page=50) as bed:
        shop = Workshop(tmp_path, bed.sites(), bed.resolve_map)
        for _ in range(KILLS):
            kill_after(shop, bed, chance.randint(2, 60))
        last = shop.crawl("sized-0000-gov-cn")
        assert last.exit == 0, last.err
        expected = {letter.url for letter in bed.expected_letters(HOST)}
        found = captured(shop.captures)
        assert set(found) == expected
        assert len(expected) == LETTERS
        assert set(found.values()) == {1}, "a letter in the captures was asked for again"
        asked = bed.counters()[HOST]["paths"]
        repeated = sum(asked[url.partition(HOST)[2]] - 1 for url in expected)
        assert repeated <= KILLS, "only what was under way when a kill came may be asked for twice"
        assert bed.counters()[HOST]["max_concurrent"] <= 2, "the killed process's request and the next one's"
        assert not list(shop.captures.glob("*.open"))


def test_lost_state_is_folded_in_from_the_captures(tmp_path: Path):
    with TestBed(letters=60, per_page=20) as bed:
        shop = Workshop(tmp_path, bed.sites(), bed.resolve_map)
        assert shop.crawl("sized-0000-gov-cn").exit == 0
        for path in shop.captures.glob("state.db*"):
            path.unlink()
        bed.reset()
        again = shop.crawl("sized-0000-gov-cn")
        assert again.site(HOST)["letters_new"] == 0
        asked = bed.counters()[HOST]["paths"]
        assert not [path for path in asked if "/t20" in path], "a letter in the captures was asked for again"
        assert again.exit == 0


def test_second_crawl_of_the_same_captures_is_refused(tmp_path: Path):
    with TestBed(letters=20_000, per_page=20) as bed:
        shop = Workshop(tmp_path, bed.sites(), bed.resolve_map)
        first = subprocess.Popen(
            shop.command("sized-0000-gov-cn"), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while bed.requests() < 5 and first.poll() is None:
            time.sleep(0.01)
        assert first.poll() is None
        first.send_signal(signal.SIGSTOP)  # it holds its lock for as long as the second needs to come to it
        try:
            second = shop.crawl("sized-0000-gov-cn")
        finally:
            first.kill()
            first.wait()
        assert second.exit == 2
        assert f"a crawl with pid {first.pid} is writing to" in second.err
