"""How a commitment stands today. Whether it was kept is nothing an archive can know."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
SOON = timedelta(days=90)


def today() -> date:
    """Today in China, where all deadlines end."""
    return datetime.now(CHINA).date()


def state(due_kind: str, due_end: str | None, now: date) -> str:
    """`overdue`, `soon`, `later`, `open` (no end date) or `done` (the letter says so); a code of labels "due_state"."""
    if due_kind == "done":
        return "done"
    if not due_end:
        return "open"
    if due_end < now.isoformat():
        return "overdue"
    return "soon" if due_end <= (now + SOON).isoformat() else "later"
