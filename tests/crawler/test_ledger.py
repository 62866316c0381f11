"""The account of a run."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.ledger import Ledger
from crawler.outcomes import Outcome
from crawler.site import Site

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def site(id: str, expect: list[int] | None = None) -> Site:
    return Site.model_validate(
        {
            "id": id, "name_zh": "某县政府", "name_en": "A county", "division": "500116", "level": "county", "expect": expect,
            "columns": [{"id": "c", "url": f"http://{id}.example.gov.cn/jyta/", "kind": "mixed"}],
        }
    )  # fmt: skip


def ledger(expect: list[int] | None = None, found: int = 20) -> Ledger:
    made = Ledger("r1", [site("a", expect), site("b")], "fuhan/1", "1", lambda: NOW)
    for id in ("a", "b"):
        made.count(id, Outcome.OK, 100, "letter")
        made.account(id).letters_found = found
    made.finish("finished")
    return made


def judged(made: Ledger, last: int | None = None, partial: bool = False) -> Ledger:
    made.judge("a", last, partial)
    made.judge("b", None, partial)
    return made


def test_all_well():
    made = judged(ledger([10, 30]), last=19)
    assert made.exit_status == 0
    assert [entry["status"] for entry in made.as_dict()["sites"]] == ["ok", "ok"]


def test_one_line_of_json_has_the_fields_of_the_contract():
    value = json.loads(judged(ledger()).line())
    assert list(value) == [
        "run",
        "started_at",
        "finished_at",
        "finish_reason",
        "exit_status",
        "user_agent",
        "version",
        "sites",
    ]
    assert list(value["sites"][0]) == [
        "site", "outcomes", "pages", "letters_found", "letters_new", "letters_changed", "letters_unchanged", "letters_missing",
        "seconds", "bytes", "expected", "status", "notes",
    ]  # fmt: skip
    assert "\n" not in judged(ledger()).line()


@pytest.mark.parametrize(
    ("expect", "found", "status", "note"),
    [
        ([25, 40], 20, "failed", "below_expected: 20 letters listed, 25 to 40 expected"),
        ([1, 10], 20, "degraded", "above_expected: 20 letters listed, 1 to 10 expected"),
        (None, 0, "failed", "no_letters: the lists were read and not one letter was found"),
    ],
)
def test_count_out_of_range(expect, found, status, note):
    account = judged(ledger(expect, found)).account("a")
    assert (account.status, account.as_dict()["notes"]) == (status, [note])


def test_half_of_the_last_run_is_too_few():
    account = judged(ledger(found=9), last=20).account("a")
    assert account.faults == ["fewer_than_last_run: 9 letters listed, 20 in the last run"]


def test_partial_runs_are_not_measured():
    assert judged(ledger([25, 40], 0), last=100, partial=True).exit_status == 0


def test_trouble_degrades_and_is_named():
    made = ledger()
    made.count("a", Outcome.TIMEOUT, 0, "letter")
    assert judged(made).account("a").faults == ["timeout: 1 letter"]
    assert made.exit_status == 1


def test_a_missing_probe_is_no_trouble():
    made = ledger()
    made.count("a", Outcome.REFUSED, 0, "probe")
    assert judged(made).exit_status == 0


def test_many_vanished_letters_degrade_and_one_does_not():
    made = ledger()
    for _ in range(30):
        made.count("a", Outcome.OK, 1, "letter")
    made.count("a", Outcome.GONE, 1, "letter")
    assert judged(made).exit_status == 0
    for _ in range(10):
        made.count("a", Outcome.SOFT_404, 1, "letter")
    assert judged(made).account("a").faults == ["vanished: 11 of 42 letters asked for are not there"]


def test_run_fails_if_every_site_does_or_the_run_broke_off():
    assert judged(ledger([100, 200], 0)).exit_status == 2
    made = judged(ledger())
    made.finish("shutdown")
    assert made.exit_status == 2


@pytest.mark.parametrize(
    ("digests", "status"), [("abcdef", "ok"), ("aabc", "ok"), ("aaabc", "degraded"), ("abababab", "ok")]
)
def test_letters_that_all_show_one_page_need_a_look(digests, status):
    made = ledger()
    for digest in digests:
        made.shown("a", digest)
    assert judged(made).account("a").status == status
