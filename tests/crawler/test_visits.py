"""The interactive commands visit as politely as a crawl does, and say what came of it."""

import json
import subprocess
import sys

import pytest

from tests.testbed import TestBed

# One engine per process: each look is taken in a process of its own.
SCRIPT = """
import json, sys
from crawler.addresses import AddressMap
from crawler.visits import run

addresses, urls, delay = json.load(sys.stdin)

async def job(get):
    visits = [await get(url) for url in urls]
    return [[visit.url, visit.outcome, len(visit.body)] for visit in visits]

hosts = {url.split("/")[2] for url in urls}
print(json.dumps(run(job, hosts, addresses=AddressMap(addresses), delay=delay)))
"""


@pytest.fixture(scope="module")
def bed():
    with TestBed() as running:
        yield running


@pytest.fixture
def visit(bed):
    bed.reset()

    def run(*urls, delay=0.0):
        given = json.dumps([bed.resolve_map, urls, delay])
        done = subprocess.run([sys.executable, "-c", SCRIPT], input=given, capture_output=True, text=True, timeout=120)
        return json.loads(done.stdout) if done.stdout else done.stderr

    return run


def url_of(bed, host):
    return bed.sites([host])[0]["columns"][0]["url"]


def test_page_comes_with_its_outcome_and_body(bed, visit):
    url = url_of(bed, "trs-cq.gov.cn")
    ((got, outcome, size),) = visit(url)
    assert (got, outcome) == (url, "ok")
    assert size > 1000


def test_robots_is_asked_first_under_an_honest_name(bed, visit):
    visit(url_of(bed, "trs-cq.gov.cn"))
    count = bed.counters()["trs-cq.gov.cn"]
    assert list(count["paths"]) == ["/robots.txt", "/bm/zfxxgkml/jytabl/rddbjybl/"]
    assert count["before_robots"] == 0
    assert all(agent.startswith("fuhan/") for agent in count["agents"])


def test_what_robots_forbids_is_not_asked_for(bed, visit):
    host = bed_trap(bed, "robots_denied")
    ((_, outcome, size),) = visit(url_of(bed, host))
    assert (outcome, size) == ("robots_denied", 0)
    assert bed.counters()[host]["robots_breaches"] == []


def test_challenge_is_named_and_left_alone(bed, visit):
    host = bed_trap(bed, "challenge")
    ((_, outcome, _),) = visit(url_of(bed, host))
    assert outcome == "challenge"


def test_pause_is_kept_between_requests_to_a_host(bed, visit):
    url = url_of(bed, "trs-cq.gov.cn")
    visit(url, url + "index_1.html", delay=0.2)
    count = bed.counters()["trs-cq.gov.cn"]
    assert count["max_concurrent"] == 1
    assert count["min_interval"] >= 0.2


def test_redirect_to_another_host_is_not_followed(bed, visit):
    host = bed_trap(bed, "off_host_redirect")
    platform = bed.platforms[host]
    column = platform.site.columns[0]
    ((_, outcome, _),) = visit(platform.site.url(platform.item_path(column, column.items[0])))
    assert outcome == "off_host_redirect"
    assert set(bed.counters()) == {host}


def test_private_address_is_not_asked(bed):
    script = SCRIPT.replace("addresses=AddressMap(addresses)", "contact='x@example.org'")
    given = json.dumps([{}, ["http://127.0.0.1:9/"], None])
    done = subprocess.run([sys.executable, "-c", script], input=given, capture_output=True, text=True, timeout=120)
    assert json.loads(done.stdout)[0][1] == "robots_unreachable"


def test_fault_of_the_job_reaches_the_caller(bed):
    script = SCRIPT.replace("visits = [await get(url) for url in urls]", "raise KeyError('ours')")
    given = json.dumps([bed.resolve_map, [url_of(bed, "trs-cq.gov.cn")], 0])
    done = subprocess.run([sys.executable, "-c", script], input=given, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "KeyError: 'ours'" in done.stderr


def bed_trap(bed, outcome):
    """A trap of the test bed whose list ends in this outcome."""
    found = [host for host, trap in bed.traps.items() if trap.outcome == outcome]
    assert found, f"the test bed has no trap {outcome}"
    return found[0]
