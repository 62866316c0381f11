"""The tracker: stretches of time, filters, counts, calendar and feed."""

import json
import sqlite3
from datetime import date
from xml.etree import ElementTree

import icalendar
import pytest
from freezegun import freeze_time

from tests.web import twice
from web import due
from web.queries import promise_tally
from web.queries.promise_ask import PromiseAsk
from web.queries.promises import promises

NOW = date(2024, 3, 15)


def ask(conn, **asked):
    return promises(conn, PromiseAsk(**asked), NOW, size=1000)


def test_what_lies_ahead_comes_in_order_of_its_end(conn):
    found = [c["due_end"] for c in ask(conn).found]
    assert found
    assert found == sorted(found)
    assert found[0] >= "2024-03"


def test_what_has_passed_comes_newest_first(conn):
    found = [c["due_end"] for c in ask(conn, when="passed").found]
    assert found
    assert found == sorted(found, reverse=True)
    assert found[0] < "2024-03"


def test_what_has_no_end_stands_apart(conn):
    assert {c["due_end"] for c in ask(conn, when="open").found} == {None}


def test_the_stretches_make_up_the_whole(conn):
    parts = [ask(conn, when=when).total for when in ("upcoming", "passed", "open")]
    assert (
        sum(parts)
        == ask(conn, when="all").total
        == conn.execute("select count(*) from commitments where repeats is null").fetchone()[0]
    )


@pytest.mark.parametrize(
    "asked", [{"when": "all"}, {"when": "all", "place": "500000"}, {"due": "2023"}, {"when": "passed", "kind": "by"}]
)
def test_counts_say_what_a_click_will_find(conn, asked):
    result = ask(conn, **asked)
    assert len(result.found) == result.total
    checked = 0
    for name, counts in result.facets.items():
        for value, count in counts:
            if value and not (name == "place" and "place" in asked):
                assert ask(conn, **{**asked, name: value}).total == count, (name, value)
                checked += 1
    assert checked


@pytest.mark.parametrize(
    "asked", [{"q": "水库"}, {"q": "水库", "due": "2025"}, {"assembly": "cppcc", "when": "passed"}]
)
def test_counted_one_by_one_the_answer_is_the_same(conn, asked):
    result = ask(conn, **asked)
    assert len(result.found) == result.total > 0
    for name, counts in result.facets.items():
        for value, count in counts:
            if value:
                assert ask(conn, **{**asked, name: value, "when": PromiseAsk(**asked).stretch}).total == count


def test_the_words_of_a_promise_are_searched(conn):
    found = ask(conn, q="水库").found
    assert found
    assert all("水库" in c["content"] + (c["responsible"] or "") for c in found)


@pytest.mark.parametrize(
    ("kind", "end", "expected"),
    [("by", "2024-03-14", "overdue"), ("by", "2024-03-15", "soon"), ("by", "2024-07-01", "due"), ("ongoing", None, "ongoing"),
     ("done", None, "done"), ("conditional", None, "conditional"), ("vague", None, "vague"), ("none", None, "vague")],
)  # fmt: skip
def test_how_a_commitment_stands(kind, end, expected):
    conn = sqlite3.connect(":memory:")
    conn.execute("create table commitments (due_kind, due_start, due_end)")
    conn.execute("insert into commitments values (?, '2024-01-01', ?)", [kind, end])
    assert conn.execute(f"select {due.status_on(NOW)} from commitments c").fetchone()[0] == expected


@freeze_time("2023-12-31 17:30:00")
def test_the_day_ends_when_it_ends_in_china():
    assert due.today() == date(2024, 1, 1)


async def test_the_filter_in_force_as_a_calendar(get):
    calendar = icalendar.Calendar.from_ical((await get("/commitments.ics?due=2023&place=500116")).content)
    events = calendar.walk("VEVENT")
    listed = json.loads((await get("/commitments.json?due=2023&place=500116")).text)["commitments"]
    assert len(events) == len(listed) > 0
    assert {e["DTSTART"].dt for e in events} == {date.fromisoformat(c["due_end"]) for c in listed}
    assert "2023年底前" in str(events[0]["DESCRIPTION"])
    assert all("/letters/" in e["URL"] and "#promise-" in e["URL"] for e in events)


async def test_the_filter_in_force_as_a_feed(get):
    feed = ElementTree.fromstring((await get("/commitments.atom?due=2023")).content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert len(feed.findall(f"{atom}entry")) == json.loads((await get("/commitments.json?due=2023")).text)["total"]
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{atom}{name}") is not None


async def test_the_chart_has_a_bar_for_every_month_that_leads_to_it(get):
    html = (await get("/commitments?due=2023")).text
    assert html.count('<svg viewBox="0 0 1 100"') == 12
    assert "due=2023-12" in html


async def test_a_promise_said_twice_is_listed_once_and_says_so(conn, get, ids):
    found = [c for c in ask(conn, when="all", place="500120").found if c["letter_id"] == ids["twice"]]
    assert [c["content"] for c in found] == [twice.PROMISE]
    assert found[0]["said_twice"]
    listed = (await get("/commitments?when=all&q=向阳立体停车楼")).text
    assert listed.count('class="promise-item"') == 1
    assert "表格和正文都有" in listed


async def test_both_places_of_a_promise_said_twice_are_told_in_its_letter(get, ids):
    page = (await get(f"/archive/letters/{ids['twice']}")).text
    section = page[page.index('<section id="commitments"') :].partition("</section>")[0]
    assert section.count("<li>") == 1
    assert 'href="#promise-0"' in section
    assert 'href="#promise-1"' in section
    assert 'id="promise-1"' in page.partition('<section id="commitments"')[0]


@pytest.mark.parametrize("asked", [{"q": "建设"}, {"assembly": "congress"}, {"office": "局"}])
@pytest.mark.parametrize("filters", [{}, {"place": "500000"}, {"kind": "by"}])
def test_when_too_many_match_the_result_says_so_and_stays_right(conn, monkeypatch, asked, filters):
    whole = ask(conn, when="all", **asked, **filters)
    monkeypatch.setattr(promise_tally, "MANY", 3)
    monkeypatch.setattr(promise_tally, "LOOKED_AT", 6)
    result = ask(conn, when="all", **asked, **filters)
    assert result.capped == (whole.total > 3 or "q" in asked)
    assert result.total <= whole.total
    assert not result.stretches
    key = {(c["letter_id"], c["position"]) for c in whole.found}
    assert {(c["letter_id"], c["position"]) for c in result.found} <= key
    if result.capped and "q" not in asked:
        # The first ones in order, all the same.
        assert [c["due_end"] for c in result.found] == [c["due_end"] for c in whole.found]
