"""How a commitment stands today. Whether it was kept is nothing an archive can know."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from archive.views import due_status

CHINA = timezone(timedelta(hours=8))
SOON = timedelta(days=90)


def today() -> date:
    """Today in China, where all deadlines end."""
    return datetime.now(CHINA).date()


def status_on(now: date) -> str:
    """SQL for the standing of a commitment `c` on the day `now`: the archive's status, and `soon` for what ends next."""
    day, soon = f"'{now.isoformat()}'", f"'{(now + SOON).isoformat()}'"
    status = due_status(day)
    return f"case when c.due_end between {day} and {soon} and ({status}) = 'due' then 'soon' else {status} end"
