"""What a reader asks of the commitments, and the SQL it means."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from web.queries.asking import Asking, Where
from web.queries.filters import AGENCY, OFFICE, PLACE, YEAR, of_offices, within

KINDS = ("by", "within", "from", "recurring", "ongoing", "conditional", "vague", "done", "none")
# Which stretch of time a reader looks at; months, because that is how finely the counts are kept.
WHEN = ("upcoming", "passed", "open", "all")


@dataclass(frozen=True)
class PromiseAsk(Asking):
    """One question to the commitments. `due` is a year, or a month as 2023-12; `when` one of WHEN."""

    place: str = ""
    agency: str = ""
    office: str = ""
    kind: str = ""
    due: str = ""
    year: str = ""
    assembly: str = ""
    when: str = ""

    accepted: ClassVar[dict[str, re.Pattern[str]]] = {
        "place": PLACE,
        "agency": AGENCY,
        "office": OFFICE,
        "kind": re.compile("|".join(KINDS)),
        "due": re.compile(r"(19|20)[0-9][0-9](-(0[1-9]|1[0-2]))?"),
        "year": YEAR,
        "assembly": re.compile("congress|cppcc"),
        "when": re.compile("|".join(WHEN)),
    }
    narrowing: ClassVar[tuple[str, ...]] = ("place", "agency", "office", "kind", "due", "year", "assembly")

    @property
    def stretch(self) -> str:
        """The stretch of time in force: what was asked for; everything, when a due year or words narrow it already."""
        return self.when or ("all" if self.due or self.q or self.kind else "upcoming")

    def query_string(self, **changes: Any) -> str:
        """As for every question; the stretch in force is written out, lest another filter should change it unasked."""
        return super().query_string(**{"when": self.stretch, **changes})


def conditions(conn: sqlite3.Connection, ask: PromiseAsk, month: str) -> tuple[Where, Where]:
    """The conditions of `ask` on commitments c, and the same on commitment_counts; `month` is the present one."""
    table: dict[str, tuple[str, list[Any]]] = {"": ("c.repeats is null", [])}  # said twice, listed once
    cube: dict[str, tuple[str, list[Any]]] = {}
    if ask.place:
        condition, values = within(conn, ask.place)
        table["place"], cube["place"] = (f"c.{condition}", values), (condition, values)
    if ask.kind:
        table["kind"] = cube["kind"] = ("due_kind = ?", [ask.kind])
    if ask.year:
        table["year"], cube["year"] = ("c.year = ?", [int(ask.year)]), ("year = ?", [ask.year])
    if ask.agency:
        table["agency"] = ("c.agency_id = ?", [ask.agency])
    if ask.office:
        condition, values = of_offices(conn, ask.office)
        table["office"] = (f"c.{condition}", values)
    if ask.assembly:
        table["assembly"] = ("c.assembly = ?", [ask.assembly])
    if ask.due:
        table["due"] = ("due_end between ? and ?", [ask.due, f"{ask.due}-99"])
        cube["due"] = ("due_month between ? and ?", [ask.due, f"{ask.due}-99"])
    if ask.stretch == "upcoming":
        table["when"], cube["when"] = ("due_end >= ?", [month]), ("due_month >= ?", [month])
    elif ask.stretch == "passed":
        table["when"], cube["when"] = ("due_end < ?", [month]), ("due_month < ? and due_month <> ''", [month])
    elif ask.stretch == "open":
        table["when"], cube["when"] = ("due_end is null", []), ("due_month = ''", [])
    return Where(table), Where(cube)


def by_stretch(months: Iterable[tuple[str | None, int]], month: str) -> dict[str, int]:
    """Commitments by month of their end ("" for none), summed up for each stretch of time as seen from `month`."""
    sums = dict.fromkeys(WHEN, 0)
    for end, n in months:
        sums["open" if not end else "upcoming" if end >= month else "passed"] += n
        sums["all"] += n
    return sums


def in_order(name: str, counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The values of a filter in the order they are shown."""
    if name in ("due", "year"):
        return sorted(counts, reverse=True)
    if name == "kind":
        return sorted(counts, key=lambda count: KINDS.index(count[0]) if count[0] in KINDS else 99)
    return sorted(counts, key=lambda count: (-count[1], count[0]))
