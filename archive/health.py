"""Which sites need a person: zero is not success, and a site that is not visited is not healthy either."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

# Twice the time between visits may pass before a site counts as forgotten; a site without a schedule gets the longest.
_EVERY = {
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=31),
    "quarterly": timedelta(days=92),
}
_LONGEST = timedelta(days=31)
_HALF = 0.5


@dataclass(frozen=True)
class Ailment:
    """A site, what is wrong (a word for programs), and one sentence for a person."""

    site_id: str
    code: str
    sentence: str


@dataclass(frozen=True)
class Visit:
    """What a run found at a site: letters in its lists, captures that showed a page, challenges, the crawler's own verdict."""

    found: int
    answers: int
    ok: int
    challenge: int
    status: str | None = None


def expectations(
    visit: Visit, expected: tuple[int | None, int | None], before: int | None
) -> Iterator[tuple[str, str]]:
    """(code, sentence) for everything in which a visit falls short of `expected` (lowest, highest) and of the visit `before`.

    A visit that nothing answered is judged by that alone; one that found nothing is never good.
    """
    low, high = expected
    if visit.answers and not visit.ok and visit.challenge:
        yield "blocked", f"all {visit.challenge} answers were challenges; visit it later, do not work around them"
        return
    if not visit.ok:
        yield "unreachable", "no page could be read; see whether the site has moved"
        return
    if not visit.found:
        yield "silent", "its lists were read and held no letter; the column has moved or its layout changed"
        return
    if low is not None and visit.found < low:
        yield "too_few", f"{visit.found} letters found, at least {low} expected; look for a column that has moved"
    elif high is not None and visit.found > high:
        yield "too_many", f"{visit.found} letters found, at most {high} expected; raise `expect` if they are letters"
    elif before and visit.found < before * _HALF:
        yield "dropped", f"{visit.found} letters found, {before} the time before; look whether pages are missing"
    if visit.status not in (None, "ok"):
        yield str(visit.status), f"the run called it {visit.status}; see its notes"


_LAST_TWO = """
SELECT site_id, run_id, letters_found, answers, ok, challenge, status, expect_low, expect_high FROM (
  SELECT r.*, row_number() OVER (PARTITION BY site_id ORDER BY run_id DESC) AS age FROM run_sites r
  WHERE run_id NOT LIKE 'import-%'
) WHERE age <= 2 ORDER BY site_id, age
"""


def ailing(connection: sqlite3.Connection, now: datetime) -> list[Ailment]:
    """Everything that is wrong with the sites of an archive at `now` (aware of its zone), ordered by site."""
    visits: dict[str, list[Any]] = {}
    for row in connection.execute(_LAST_TWO):
        visits.setdefault(row[0], []).append(row)
    started = dict(connection.execute("SELECT id, started_at FROM runs"))
    found: list[Ailment] = []
    for site, schedule, low, high in connection.execute(
        "SELECT id, schedule, expect_low, expect_high FROM sites ORDER BY id"
    ):
        if site not in visits:
            found.append(Ailment(site, "never_visited", "it has never been visited; run `fuhan crawl`"))
            continue
        last, *earlier = visits[site]
        _, run, letters, answers, ok, challenge, status, run_low, run_high = last
        expected = (low if run_low is None else run_low, high if run_high is None else run_high)
        before = earlier[0][2] if earlier else None
        visit = Visit(letters, answers, ok, challenge, status)
        found += [Ailment(site, code, sentence) for code, sentence in expectations(visit, expected, before)]
        allowed = 2 * _EVERY.get(schedule or "", _LONGEST)
        at = started.get(run)
        if at and now - datetime.fromisoformat(at) > allowed:
            found.append(
                Ailment(site, "overdue", f"last visited {at[:10]}; it should be every {allowed.days // 2} days")
            )
    return found
