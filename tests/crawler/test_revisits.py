"""When a page is asked for again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.revisits import STEPS, first_step, next_due

NOW = datetime(2026, 3, 1, tzinfo=UTC)
URL = "http://www.example.gov.cn/a.html"


@pytest.mark.parametrize(
    ("published", "step"),
    [("2026-02-27", 0), ("2026-01-30", 0), ("2025-12-01", 1), ("2019-01-01", 2), ("", 0), ("近日", 0)],
)
def test_old_letters_start_further_on(published, step):
    assert first_step(published, date(2026, 3, 1)) == step


@pytest.mark.parametrize(("step", "days"), [*enumerate(STEPS), (9, 365)])
def test_steps_widen(step, days):
    wait = next_due(URL, NOW, step, 0, "ok") - NOW
    assert timedelta(days=days * 0.9) <= wait <= timedelta(days=days)


def test_one_days_letters_do_not_return_at_one_moment():
    assert len({next_due(f"{URL}?{n}", NOW, 3, 0, "ok") for n in range(50)}) > 30


def test_gone_pages_are_looked_at_at_the_same_steps():
    assert next_due(URL, NOW, 1, 0, "gone") == next_due(URL, NOW, 1, 0, "ok")


@pytest.mark.parametrize(("failures", "days"), [(0, 0), (1, 1), (2, 3), (3, 7), (4, 30), (99, 30)])
def test_failures_are_tried_at_the_next_run_then_more_rarely(failures, days):
    wait = next_due(URL, NOW, 0, failures, "timeout") - NOW
    assert timedelta(days=days * 0.9) <= wait <= timedelta(days=days)
