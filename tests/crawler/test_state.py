"""The crawler's memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.capture_log import Logged
from crawler.captures import Place, Stored
from crawler.state import Found, State, stamp

NOW = datetime(2026, 3, 1, tzinfo=UTC)
URL = "http://www.example.gov.cn/jyta/202304/t20230427_1.html"
LIST = "http://www.example.gov.cn/jyta/"
HOST = "www.example.gov.cn"


def entry(outcome: str = "ok", at: datetime = NOW, run: str = "r1", **changes: object) -> Logged:
    values = Logged(
        URL, stamp(at), "letter", outcome, "example", "congress", run, LIST, "关于第1号建议的答复", "2023-04-27", 200, '"a"', "",
        "sha1:A", False, "f.warc.gz", 0,
    )  # fmt: skip
    return replace(values, **changes)  # type: ignore[arg-type]


@pytest.fixture
def state(tmp_path: Path) -> State:
    state = State(tmp_path / "state.db", "r1")
    state.discover("example", "congress", LIST, [Found(URL, "关于第1号建议的答复", "2023-04-27")])
    return state


def due(state: State, at: datetime = NOW, **options: object) -> list[str]:
    return [one.url for one in state.due(HOST, ["example"], at, 10, **options)]  # type: ignore[arg-type]


def later(state: State, run: str = "r2") -> State:
    state.run = run
    return state


def test_found_letter_is_due_once_per_run(state):
    assert due(state) == [URL]
    assert due(state) == []
    assert due(later(state)) == [URL]


def test_same_letter_in_two_spellings_is_one(state):
    twin = URL.replace(".html", "_wap.html")
    assert state.discover("example", "congress", LIST, [Found(twin, "关于第1号建议的答复", "2023-04-27")]) == (0, 0)
    assert state.known_letters("example") == 1


def test_entry_that_reads_differently_is_due_at_once(state):
    state.record(entry(), Place("f.warc.gz", 0, 10))
    assert due(later(state)) == []
    again = [Found(URL, "关于第1号建议的答复（更正）", "2023-04-27")]
    assert state.discover("example", "congress", LIST, again) == (0, 1)
    assert due(state) == [URL]


def test_fetched_letter_waits_for_its_step(state):
    assert state.record(entry(list_date="2026-02-27"), Place("f.warc.gz", 0, 10)) == "new"
    later(state)
    assert due(state, NOW + timedelta(hours=20)) == []
    assert due(state, NOW + timedelta(days=1)) == [URL]


def test_conditional_request_gets_its_validators_and_the_stored_capture(state):
    state.record(entry(), Place("f.warc.gz", 0, 10))
    [one] = later(state).due(HOST, ["example"], NOW + timedelta(days=400), 1)
    assert (one.etag, one.earlier) == ('"a"', Stored(URL, stamp(NOW), "sha1:A"))


def test_verdicts(state):
    place = Place("f.warc.gz", 0, 10)
    assert state.record(entry(), place) == "new"
    assert state.record(entry("unchanged", status=304, revisit=True), place) == "unchanged"
    assert state.record(entry(digest="sha1:B"), place) == "changed"
    assert state.record(entry("gone", status=404), place) == "missing"
    assert state.record(entry("moved", status=301), place) == "moved"
    assert state.record(entry("timeout", status=None), place) == "failed"


def test_not_modified_keeps_the_stored_capture(state):
    state.record(entry(), Place("f.warc.gz", 0, 10))
    state.record(
        entry("unchanged", NOW + timedelta(days=30), status=304, revisit=True, etag=""), Place("f.warc.gz", 9, 20)
    )
    [one] = later(state).due(HOST, ["example"], NOW + timedelta(days=4000), 1)
    assert (one.etag, one.earlier) == ('"a"', Stored(URL, stamp(NOW), "sha1:A"))


def test_failure_is_tried_in_the_next_run_and_attempts_of_a_run_count_once(state):
    for n in range(3):
        state.record(entry("timeout", status=None), Place("f.warc.gz", n, n + 1))
    assert due(later(state)) == [URL]


def test_import_of_an_older_capture_changes_nothing(state):
    state.record(entry(), Place("f.warc.gz", 0, 10))
    state.record(entry("gone", NOW - timedelta(days=99), status=404, run="import-1"), Place("g.warc.gz", 0, 10))
    [one] = later(state).due(HOST, ["example"], NOW + timedelta(days=4000), 1)
    assert one.earlier == Stored(URL, stamp(NOW), "sha1:A")


def test_since_leaves_older_letters_out_and_full_takes_all(state):
    assert due(state, since="2024-01-01") == []
    state.record(entry(), Place("f.warc.gz", 0, 10))
    assert due(later(state)) == []
    assert due(state, full=True) == [URL]


def test_other_sites_letters_on_the_host_are_left_alone(state):
    assert state.due(HOST, ["other"], NOW, 10) == []
    assert state.hosts_due(["other"], NOW) == []
    assert state.hosts_due(["example"], NOW) == [HOST]
    assert state.count_due("example", NOW) == 1


def test_walk_that_did_not_end_leaves_the_figures(state):
    state.walked("example", LIST, 20, 21, NOW, complete=True)
    state.walked("example", LIST, 3, None, NOW + timedelta(days=1), complete=False)
    memory = state.column("example", LIST)
    assert (memory.complete_at, memory.found, memory.declared) == (stamp(NOW), 20, 21)


def test_what_was_learnt_adds_up(state):
    state.learn("example", LIST, {"first_index": 1})
    state.learn("example", LIST, {"inline": True})
    assert state.column("example", LIST).learnt == {"first_index": 1, "inline": True}
    assert state.column("example", "http://other/").learnt is None


def test_last_run_that_did_not_fail(state):
    state.finish("example", "ok", 20, NOW)
    later(state).finish("example", "failed", 0, NOW + timedelta(days=1))
    assert later(state, "r3").last_run("example") == (stamp(NOW), "ok", 20)


def test_dry_copy_leaves_the_file_alone(state, tmp_path):
    state.commit()
    copy = State(tmp_path / "state.db", "dry", copy=True)
    copy.discover("example", "congress", LIST, [Found(URL + "2")])
    assert copy.known_letters("example") == 2
    assert state.known_letters("example") == 1


def test_second_list_without_dates_makes_nothing_due(state):
    state.record(entry(), Place("f.warc.gz", 0, 10))
    again = [Found(URL, "关于第1号建议的答复", "")]
    assert state.discover("example", "news", LIST + "news/", again) == (0, 0)
    assert due(later(state)) == []
