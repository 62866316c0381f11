"""When a page is asked for again: soon while it is new, rarely when it is old. Pure."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from crawler.outcomes import CONTENT, VANISHED, Outcome

STEPS = (1, 7, 30, 180, 365)  # days; corrections come within the first weeks, withdrawals over years
_FIRST_STEP_BY_AGE = ((30, 0), (180, 1))  # a letter published this many days ago or less starts at this step
_OLD_START = 2  # one look a month after the first visit, then as all others
_SETTLED = CONTENT | VANISHED | {Outcome.MOVED}
FAILED_DAYS = (0, 1, 3, 7, 30)  # after a failure: the next run, then at widening intervals


def first_step(published: str, today: date) -> int:
    """Step of STEPS a letter starts at, by the date in the list (ISO; anything else counts as new)."""
    try:
        age = (today - date.fromisoformat(published)).days
    except ValueError:
        return 0
    return next((step for days, step in _FIRST_STEP_BY_AGE if age <= days), _OLD_START)


def next_due(url: str, now: datetime, step: int, failures: int, outcome: str) -> datetime:
    """The moment from which `url` is due again. Spread by a tenth, so that one day's letters do not return on one day."""
    if outcome in _SETTLED:
        days: float = STEPS[min(step, len(STEPS) - 1)]
    else:
        days = FAILED_DAYS[min(failures, len(FAILED_DAYS) - 1)]
    spread = hashlib.sha1(url.encode(), usedforsecurity=False).digest()[0] / 255 * 0.1
    return now + timedelta(days=days * (1 - spread))
