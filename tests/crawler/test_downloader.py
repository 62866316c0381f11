"""The queue that knows hosts."""

from scrapy import Request

from crawler.downloader import HostScheduler


def request(host: str, path: str = "/", priority: int = 0) -> Request:
    return Request(f"http://{host}.gov.cn{path}", priority=priority)


def test_a_host_has_one_request_out_at_a_time():
    scheduler = HostScheduler()
    for path in ("/1", "/2"):
        scheduler.enqueue_request(request("a", path))
    first = scheduler.next_request()
    assert first is not None
    assert scheduler.next_request() is None
    assert scheduler.has_pending_requests()
    scheduler.release(first)
    assert scheduler.next_request().url.endswith("/2")  # type: ignore[union-attr]


def test_hosts_take_turns():
    scheduler = HostScheduler()
    for host in "aabbc":
        scheduler.enqueue_request(request(host))
    assert [r.url[7] for r in (scheduler.next_request(), scheduler.next_request(), scheduler.next_request()) if r] == [
        "a",
        "b",
        "c",
    ]
    assert scheduler.next_request() is None


def test_lists_go_before_letters():
    scheduler = HostScheduler()
    scheduler.enqueue_request(request("a", "/letter"))
    scheduler.enqueue_request(request("a", "/list", priority=20))
    assert scheduler.next_request().url.endswith("/list")  # type: ignore[union-attr]


def test_empty_queue_is_filled_again_until_nothing_is_due():
    scheduler = HostScheduler()
    batches = [[request("a.gov.cn", "/1")], []]
    scheduler.refill = lambda host: [Request(f"http://{host}/1")] if batches.pop(0) else []
    scheduler.wake("a.gov.cn")
    assert scheduler.has_pending_requests()
    first = scheduler.next_request()
    assert first is not None
    assert not scheduler.has_pending_requests()
    scheduler.release(first)
    assert scheduler.has_pending_requests()
    assert scheduler.next_request() is None
    assert not scheduler.has_pending_requests()


def test_request_that_was_not_handed_out_releases_nothing():
    """A robots.txt asked for inside a letter's turn must not let another letter go beside it."""
    scheduler = HostScheduler()
    for path in ("/1", "/2"):
        scheduler.enqueue_request(request("a", path))
    scheduler.next_request()
    scheduler.release(request("a", "/robots.txt"))
    assert scheduler.next_request() is None


def test_many_hosts_cost_no_more_than_few():
    scheduler = HostScheduler()
    for number in range(3000):
        scheduler.enqueue_request(request(f"h{number}"))
    taken = [scheduler.next_request() for _ in range(3000)]
    assert len({r.url for r in taken if r}) == 3000
    assert scheduler.next_request() is None
