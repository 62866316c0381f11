"""States of a page from its captures, versions of a letter, the same letter at two addresses."""

import json
from datetime import timedelta

import pytest

from archive.digest import digests
from archive.history import Seen, diff, timeline
from tests.archive.captured import START, key, record


def seen(day, outcome, status=200, content="a", answers=True):
    at = f"{START + timedelta(days=day):%Y-%m-%dT%H:%M:%SZ}"
    return Seen(f"c{day}", at, outcome, status, content if outcome in ("ok", "unchanged") else None, answers)


def names(*captures, is_letter=True):
    return [(state.name, state.capture_id) for state in timeline(captures, is_letter=is_letter)]


@pytest.mark.parametrize(
    ("captures", "states"),
    [
        ([seen(0, "ok"), seen(1, "unchanged")], [("live", "c0")]),
        ([seen(0, "ok"), seen(1, "ok", content="b"), seen(2, "unchanged", content="b")], [("live", "c0"), ("changed", "c1")]),
        ([seen(0, "ok"), seen(1, "gone", 404)], [("live", "c0"), ("failing", "c1")]),
        ([seen(0, "ok"), seen(1, "gone", 404), seen(2, "gone", 404)], [("live", "c0"), ("missing", "c2")]),
        ([seen(0, "ok"), seen(1, "gone", 404), seen(1.1, "gone", 404)], [("live", "c0"), ("failing", "c1")]),
        ([seen(0, "ok"), seen(1, "soft_404"), seen(2, "moved", 302)], [("live", "c0"), ("missing", "c2")]),
        ([seen(0, "ok"), *(seen(d, "gone", 404, answers=False) for d in (1, 2, 3))], [("live", "c0"), ("failing", "c1")]),
        ([seen(0, "ok"), seen(1, "gone", 404), seen(2, "ok"), seen(3, "gone", 404)],
         [("live", "c0"), ("failing", "c1"), ("live", "c2"), ("failing", "c3")]),
        ([seen(0, "ok"), seen(1, "gone", 404), seen(2, "gone", 404), seen(3, "ok")],
         [("live", "c0"), ("missing", "c2"), ("live", "c3")]),
        ([seen(0, "ok"), seen(1, "gone", 410)], [("live", "c0"), ("withdrawn", "c1")]),
        ([seen(0, "ok"), seen(1, "gone", 410), seen(2, "gone", 404), seen(3, "gone", 404)], [("live", "c0"), ("withdrawn", "c1")]),
        ([seen(0, "ok"), seen(1, "gone", 404), seen(2, "gone", 410), seen(3, "gone", 404)],
         [("live", "c0"), ("failing", "c1"), ("withdrawn", "c2")]),
        ([seen(0, "ok"), seen(1, "gone", 410), seen(2, "challenge", 412), seen(3, "gone", 404)],
         [("live", "c0"), ("withdrawn", "c1"), ("blocked", "c2"), ("withdrawn", "c3")]),
        ([seen(0, "ok"), seen(1, "gone", 410), seen(2, "ok"), seen(3, "gone", 404), seen(4, "gone", 404)],
         [("live", "c0"), ("withdrawn", "c1"), ("live", "c2"), ("missing", "c4")]),
        ([seen(0, "ok"), seen(1, "challenge", 412), seen(2, "challenge", 412)], [("live", "c0"), ("blocked", "c1")]),
        ([seen(0, "ok"), seen(1, "error", 500), seen(2, "maintenance")], [("live", "c0")]),
        ([seen(0, "ok"), seen(1, "ok", content=None)], [("live", "c0"), ("failing", "c1")]),
    ],
)  # fmt: skip
def test_states_follow_from_captures(captures, states):
    assert names(*captures) == states


def test_missing_dates_from_the_first_absence():
    states = timeline([seen(0, "ok"), seen(1, "gone", 404), seen(5, "gone", 404)], is_letter=True)
    assert (states[-1].since[:10], states[-1].capture_id) == ("2026-11-02", "c5")


def test_states_stand_in_order_of_time():
    captures = [
        seen(0, "ok"),
        *(seen(day, "gone", 404) for day in (1, 2)),
        seen(3, "challenge", 412),
        seen(4, "gone", 404),
    ]
    states = [(state.name, state.since[:10]) for state in timeline(captures, is_letter=True)]
    assert states == [
        ("live", "2026-11-01"),
        ("missing", "2026-11-02"),
        ("blocked", "2026-11-04"),
        ("missing", "2026-11-05"),
    ]


def test_an_absence_before_a_challenge_helps_to_prove_the_one_after_it():
    captures = [seen(0, "ok"), seen(1, "gone", 404), seen(2, "challenge", 412), seen(3, "gone", 404)]
    states = [(state.name, state.since[:10]) for state in timeline(captures, is_letter=True)]
    assert states[1:] == [("failing", "2026-11-02"), ("blocked", "2026-11-03"), ("missing", "2026-11-04")]


def test_a_diff_reads_as_what_went_and_what_came():
    pieces, added, removed = diff("将于2023年6月底前完成。", "将于2023年12月底前完成。")
    assert json.loads(pieces) == [[0, "将于2023年"], [-1, "6"], [1, "12"], [0, "月底前完成。"]]
    assert (added, removed) == (2, 1)


def test_long_equal_stretches_are_shortened():
    pieces = json.loads(diff("甲" * 500 + "一", "甲" * 500 + "二")[0])
    assert pieces == [[0, "甲" * 40 + "…" + "甲" * 40], [-1, "一"], [1, "二"]]


def altered(case, **letter):
    changed = record(case)
    changed["letter"].update(letter)
    return changed


def one(db, sql, *values):
    return db.conn.execute(sql, values).fetchone()


def test_a_change_of_content_is_a_version_with_a_diff_and_its_fields(crawls, take_in):
    crawls.run(record("04"))
    old = record("04")["letter"]
    crawls.run(altered("04", text=old["text"] + "\n补充说明。", outcome="B"))
    db = take_in()
    assert one(db, "SELECT state, version_count, outcome, substr(changed_at, 1, 10) FROM letters") == (
        "changed",
        2,
        "B",
        "2026-11-03",
    )
    first, second = db.conn.execute(
        "SELECT number, text, diff, added, removed FROM versions ORDER BY number"
    ).fetchall()
    assert first[:2] == (1, one(db, "SELECT substr(text, 1, ?) FROM letters", len(old["text"]))[0])
    assert second[1] is None
    assert second[3:] == (6, 0)
    assert one(db, "SELECT before, after FROM version_fields WHERE field = 'letter.outcome'") == (old["outcome"], "B")


def test_a_change_of_the_page_around_it_is_nothing(crawls, take_in):
    crawls.run(record("04"))
    other = record("04")
    other["page"]["metadata"]["访问量"] = "17"
    other["letter"]["text"] = other["letter"]["text"].replace("。", "。 ")
    crawls.run(other)
    assert one(take_in(), "SELECT state, version_count, changed_at FROM letters") == ("live", 1, None)


def test_an_unchanged_capture_moves_last_seen_and_nothing_else(crawls, take_in):
    crawls.run(record("04"))
    before = one(take_in(), "SELECT first_seen, last_seen, version_count FROM letters")
    crawls.run(record("04"))
    after = one(take_in(), "SELECT first_seen, last_seen, version_count FROM letters")
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1] > before[1]


def test_a_letter_that_vanishes_is_missing_after_two_runs_and_keeps_its_text(crawls, take_in):
    crawls.run(record("04"), record("03"))
    crawls.run((record("04")["url"], "gone"), record("03"))
    assert one(take_in(), "SELECT state FROM letters WHERE id = ?", key("04")) == ("live",)
    crawls.run((record("04")["url"], "gone"), record("03"))
    db = take_in()
    state = one(db, "SELECT state, substr(state_since, 1, 10), length(text) > 0 FROM letters WHERE id = ?", key("04"))
    assert state == ("missing", "2026-11-03", 1)
    assert one(db, "SELECT s.state, c.outcome FROM page_states s JOIN captures c ON c.id = s.capture_id "
                   "WHERE s.page_id = ? ORDER BY position DESC", key("04")) == ("missing", "gone")  # fmt: skip


def test_a_site_that_does_not_answer_proves_nothing(crawls, take_in):
    crawls.run(record("04"), record("03"))
    for _ in range(4):
        crawls.run((record("04")["url"], "gone"), (record("03")["url"], "gone"))
    assert one(take_in(), "SELECT group_concat(DISTINCT state) FROM letters") == ("live",)


def test_a_run_that_turns_bad_after_an_ingest_proves_nothing(crawls, take_in, tmp_path):
    gone = (record("04")["url"], "gone")
    crawls.run(record("04"), record("03"), record("05"))
    crawls.run(gone, record("03"), record("05"))
    crawls.run(gone, record("03"), record("05"), run="r3")
    assert one(take_in(), "SELECT state FROM letters WHERE id = ?", key("04")) == ("missing",)
    crawls.run(*((f"http://www.jiangjin.gov.cn/rd/{n}.html", "timeout") for n in range(9)), run="r3")
    grown = take_in()
    assert one(grown, "SELECT state FROM letters WHERE id = ?", key("04")) == ("live",)
    assert digests(grown) == digests(take_in(tmp_path / "new.db"))


def test_an_address_that_shows_something_else_keeps_the_letter(crawls, take_in):
    crawls.run(record("04"))
    other = record("29")
    other["url"] = record("04")["url"]
    crawls.run(other)
    assert one(take_in(), "SELECT state, version_count FROM letters") == ("live", 1)


def test_captures_that_come_in_late_find_their_place(crawls, take_in, tmp_path):
    first, second = record("04"), altered("04", text=record("04")["letter"]["text"] + "\n补充。")
    crawls.run(second, day=5)
    take_in().close()
    crawls.stored.clear()
    crawls.run(first, day=2)
    db = take_in()
    assert [r[0][:10] for r in db.conn.execute("SELECT seen_at FROM versions ORDER BY number")] == [
        "2026-11-03",
        "2026-11-06",
    ]
    assert one(db, "SELECT state, text LIKE '%补充。' FROM letters") == ("changed", 1)


def test_the_same_letter_at_two_addresses_is_one_letter_with_two_pages(crawls, take_in):
    twin = record("04")
    twin["url"] = "http://www.shiyan.gov.cn/copy/1.html"
    crawls.run(record("04"), twin)
    db = take_in()
    assert one(db, "SELECT count(*), max(id) FROM letters") == (1, key("04"))
    assert one(db, "SELECT group_concat(is_main) FROM (SELECT is_main FROM pages WHERE letter_id = ? ORDER BY is_main)",
               key("04")) == ("0,1",)  # fmt: skip


def test_a_masked_twin_is_the_same_letter(crawls, take_in):
    twin = record("04")
    twin["url"] = "http://www.shiyan.gov.cn/copy/1.html"
    name = twin["addressees"][0]["name"]
    masked = name[0] + "*" * (len(name) - 1)
    twin = json.loads(json.dumps(twin, ensure_ascii=False).replace(name, masked))
    crawls.run(record("04"), twin)
    db = take_in()
    assert one(db, "SELECT count(*) FROM letters") == (1,)
    assert one(db, "SELECT masked FROM pages WHERE is_main = 0") == (1,)


@pytest.mark.parametrize("field", ["number", "addressee", "doc_number"])
def test_a_form_letter_to_somebody_else_is_another_letter(crawls, take_in, field):
    other = record("04")
    other["url"] = "http://www.shiyan.gov.cn/copy/1.html"
    if field == "number":
        other["submissions"][0]["number"] = "99999"
    elif field == "addressee":
        other["letter"]["doc_number"] = None
        other["addressees"][0]["name"] = "别人"
    else:
        other["letter"]["doc_number"] = "十环函〔2099〕99号"
    crawls.run(record("04"), other)
    assert one(take_in(), "SELECT count(*) FROM letters") == (2,)


def test_a_letter_is_live_as_long_as_one_of_its_pages_is(crawls, take_in):
    twin = record("04")
    twin["url"] = "http://www.shiyan.gov.cn/copy/1.html"
    crawls.run(record("04"), twin)
    for _ in range(3):
        crawls.run((record("04")["url"], "gone"), twin)
    db = take_in()
    assert one(db, "SELECT state FROM letters") == ("live",)
    assert one(db, "SELECT state FROM pages WHERE is_main = 1") == ("missing",)


def test_an_edit_that_is_taken_back_is_a_version_too(crawls, take_in):
    """Also where a foreign crawler writes the return of the old bytes as a revisit of the first capture."""
    first, second = record("04"), altered("04", text=record("04")["letter"]["text"] + "\n补充。")
    crawls.run(first)
    stored = dict(crawls.stored)
    crawls.run(second)
    crawls.stored = stored
    crawls.run(first)
    db = take_in()
    assert one(db, "SELECT version_count, text LIKE '%补充。', state FROM letters") == (3, 0, "changed")
    assert one(db, "SELECT count(*) FROM captures WHERE type = 'revisit'") == (1,)
    kept = [text for (text,) in db.conn.execute("SELECT text FROM versions ORDER BY number")]
    assert [text and text.endswith("补充。") for text in kept] == [False, True, None]


def test_issues_of_a_letter_outlive_a_page_that_fails_to_parse(crawls, take_in):
    from crawler.captures import Capture

    case = record("04")
    case["issues"] = [{"code": "kind_conflict", "detail": "x"}]
    crawls.run(case)
    crawls.run(Capture(case["url"], START + timedelta(days=9), "letter", "ok", site="jiangjin", status=200, body=b"{"))
    codes = [code for (code,) in take_in().conn.execute("SELECT code FROM issues ORDER BY position")]
    assert codes == ["kind_conflict", "parse_failed"]


def test_a_late_capture_is_an_issue_where_older_files_are_gone(crawls, take_in):
    crawls.run(altered("04", text=record("04")["letter"]["text"] + "\n补充。"), day=5)
    take_in().close()
    for path in crawls.directory.iterdir():
        path.unlink()
    crawls.stored.clear()
    crawls.run(record("04"), day=2)
    db = take_in()
    assert one(db, "SELECT version_count, text LIKE '%补充。' FROM letters") == (1, 1)
    assert one(db, "SELECT code FROM issues") == ("capture_unreadable",)
