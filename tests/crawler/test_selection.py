"""Which sites a run visits."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.selection import due_sites, open_now, parse_shard, share
from crawler.site import Site

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)  # noon in Beijing


def site(number: int, **schedule: object) -> Site:
    return Site.model_validate(
        {
            "id": f"site-{number}", "name_zh": "某县政府", "name_en": "A county", "division": "500116", "level": "county",
            "columns": [{"id": "c", "url": f"http://www{number}.example.gov.cn/jyta/", "kind": "mixed"}], "schedule": schedule,
        }
    )  # fmt: skip


SITES = [site(n) for n in range(200)]


def test_every_site_belongs_to_exactly_one_machine():
    shares = [share(SITES, (n, 5)) for n in range(1, 6)]
    assert sorted(s.id for part in shares for s in part) == sorted(s.id for s in SITES)
    assert all(20 < len(part) < 60 for part in shares)


def test_a_machine_more_moves_only_what_it_takes_over():
    before = {s.id: n for n in range(1, 4) for s in share(SITES, (n, 3))}
    after = {s.id: n for n in range(1, 5) for s in share(SITES, (n, 4))}
    moved = {id for id in before if before[id] != after[id]}
    assert {after[id] for id in moved} == {4}
    assert 30 < len(moved) < 70


def test_no_shard_is_every_site():
    assert share(SITES, None) == SITES


def test_shard_is_read():
    assert parse_shard("2/5") == (2, 5)


@pytest.mark.parametrize("text", ["0/5", "6/5", "2", "a/b", "2/", "-1/3"])
def test_bad_shard_says_what_to_write(text):
    with pytest.raises(ValueError, match="such as 2/5"):
        parse_shard(text)


@pytest.mark.parametrize(("every", "hours", "due"), [("daily", 12, False), ("daily", 21, True), ("weekly", 100, False),
                                                      ("weekly", 160, True), ("monthly", 24 * 28, False), ("monthly", 24 * 30, True)])  # fmt: skip
def test_schedule(every, hours, due):
    chosen = due_sites([site(1, every=every)], lambda _: NOW - timedelta(hours=hours), NOW)
    assert bool(chosen) is due


def test_site_never_visited_is_due():
    assert due_sites([site(1, every="monthly")], lambda _: None, NOW)


@pytest.mark.parametrize(
    ("hours", "is_open"), [([10, 14], True), ([14, 20], False), ([22, 6], False), ([22, 13], True)]
)
def test_hours_are_beijings(hours, is_open):
    assert open_now(site(1, hours=hours), NOW) is is_open
    assert bool(due_sites([site(1, hours=hours)], lambda _: None, NOW)) is is_open
