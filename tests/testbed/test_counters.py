"""The counters see what a crawler should not do."""

import threading

import httpx
import pytest

from tests.testbed import TestBed


@pytest.fixture
def bed():
    with TestBed(letters=40, sized_hosts=2, per_page=10) as running:
        yield running


def ask(bed, host, path, **headers):
    return httpx.get(f"http://127.0.0.1:{bed.port}{path}", headers={"host": host, **headers}, timeout=30)


def test_sized_bed_shares_letters_over_hosts(bed):
    assert bed.hosts == ["sized-0000.gov.cn", "sized-0001.gov.cn"]
    assert [len(bed.expected_letters(host)) for host in bed.hosts] == [20, 20]


def test_requests_are_counted_by_host_and_path(bed):
    for _ in range(2):
        ask(bed, "sized-0000.gov.cn", "/zwgk/jyta/")
    ask(bed, "sized-0001.gov.cn", "/zwgk/jyta/index_1.html?x=1")
    counters = bed.counters()
    assert counters["sized-0000.gov.cn"]["paths"] == {"/zwgk/jyta/": 2}
    assert counters["sized-0001.gov.cn"]["paths"] == {"/zwgk/jyta/index_1.html?x=1": 1}
    assert bed.requests() == 3


def test_request_before_robots_is_a_breach(bed):
    ask(bed, "sized-0000.gov.cn", "/zwgk/jyta/")
    assert bed.breaches() == ["sized-0000.gov.cn: 1 requests before robots.txt was asked for"]


def test_polite_visit_is_no_breach(bed):
    ask(bed, "sized-0000.gov.cn", "/robots.txt")
    ask(bed, "sized-0000.gov.cn", "/zwgk/jyta/")
    assert bed.breaches() == []


def test_two_requests_at_once_are_a_breach():
    with TestBed(slow=1.0) as bed:
        host = "trap-slow.gov.cn"
        letter = bed.platforms[host].item_path(bed.site(host).columns[0], bed.site(host).columns[0].items[0])
        ask(bed, host, "/robots.txt")
        threads = [threading.Thread(target=ask, args=(bed, host, letter)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert bed.breaches() == ["trap-slow.gov.cn: 2 requests at once"]


def test_forbidden_path_is_a_breach():
    with TestBed() as bed:
        ask(bed, "trap-robots-denied.gov.cn", "/robots.txt")
        ask(bed, "trap-robots-denied.gov.cn", "/zwgk/jyta/")
        assert bed.breaches() == ["trap-robots-denied.gov.cn: robots.txt forbids /zwgk/jyta/"]


def test_private_and_foreign_hosts_are_breaches():
    with TestBed() as bed:
        ask(bed, "127.0.0.1", "/__private__/secret")
        ask(bed, "ads.example", "/win")
        assert [sentence.partition(":")[0] for sentence in bed.breaches()][-2:] == [
            "ads.example",
            "1 requests to a private address",
        ]


def test_conditional_request_is_counted_and_answered_304(bed):
    first = ask(bed, "sized-0000.gov.cn", "/zwgk/jyta/")
    second = ask(bed, "sized-0000.gov.cn", "/zwgk/jyta/", **{"if-none-match": first.headers["etag"]})
    assert second.status_code == 304
    assert second.content == b""
    assert bed.counters()["sized-0000.gov.cn"]["conditional"] == 1


def test_reset_forgets(bed):
    ask(bed, "sized-0000.gov.cn", "/zwgk/jyta/")
    bed.reset()
    assert bed.counters() == {}


def test_registry_entries_are_valid_sites():
    from crawler.site import Site

    with TestBed() as bed:
        entries = bed.sites()
        assert len(entries) == len(bed.hosts) > 50
        for entry in entries:
            Site.model_validate(entry)
