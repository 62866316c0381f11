"""What a reader asks of the letters, and the SQL each filter means."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from web.queries import office_names
from web.queries.asking import Asking, Where

NATION = "100000"
SORTS = ("relevance", "newest", "oldest")
YEAR = re.compile(r"(19|20)[0-9][0-9]")
PLACE = re.compile(r"[0-9]{6}")
AGENCY = re.compile(r"[\w.:-]{1,64}", re.ASCII)
OFFICE = re.compile(r"[^\x00-\x1f]{1,40}")


@dataclass(frozen=True)
class Ask(Asking):
    """One question to the letters."""

    place: str = ""
    year: str = ""
    assembly: str = ""
    kind: str = ""
    agency: str = ""
    office: str = ""
    outcome: str = ""
    commitments: str = ""
    state: str = ""
    sort: str = ""

    accepted: ClassVar[dict[str, re.Pattern[str]]] = {
        "place": PLACE,
        "year": YEAR,
        "assembly": re.compile("congress|cppcc"),
        "kind": re.compile("reply|assist_opinion"),
        "agency": AGENCY,
        "office": OFFICE,
        "outcome": re.compile(r"[^\x00-\x1f]{1,20}"),
        "commitments": re.compile("1"),
        "state": re.compile("live|changed|missing|withdrawn|blocked"),
        "sort": re.compile("|".join(SORTS)),
    }
    narrowing: ClassVar[tuple[str, ...]] = (
        "place",
        "year",
        "assembly",
        "kind",
        "agency",
        "office",
        "outcome",
        "commitments",
        "state",
    )


def where(conn: sqlite3.Connection, ask: Ask) -> Where:
    """The conditions of `ask` on the table letters. A place stands for all places within it."""
    clauses: dict[str, tuple[str, list[Any]]] = {"": ("state <> 'removed'", [])}
    for name, column in (("year", "year"), ("assembly", "assembly"), ("kind", "kind"), ("outcome", "outcome")):
        if getattr(ask, name):
            clauses[name] = (f"{column} = ?", [int(ask.year) if name == "year" else getattr(ask, name)])
    if ask.state:
        clauses["state"] = ("state = ?", [ask.state])
    if ask.agency:
        clauses["agency"] = ("agency_id = ?", [ask.agency])
    if ask.office:
        clauses["office"] = of_offices(conn, ask.office)
    if ask.commitments:
        clauses["commitments"] = ("has_commitments = 1", [])
    if ask.place:
        clauses["place"] = within(conn, ask.place)
    return Where(clauses)


def within(conn: sqlite3.Connection, code: str) -> tuple[str, list[Any]]:
    """The condition for rows of a place or of a place within it; `code` is a division code.

    100000 stands for the national level alone: the whole country is what one gets without a filter.
    """
    if code == NATION:
        return "place_code = ?", [code]
    if code.endswith("0000"):
        return "province_code = ?", [code]
    inside = [found for (found,) in conn.execute("select code from places where code = ?1 or parent_code = ?1", [code])]
    marks = ",".join("?" * len(inside))
    return f"place_code in ({marks})", list(inside)


def province_of(code: str) -> str:
    """The province a division code belongs to; the national level is its own."""
    return code if code == NATION else f"{code[:2]}0000"


def of_offices(conn: sqlite3.Connection, part: str) -> tuple[str, list[Any]]:
    """The condition for rows of the offices with `part` in a name."""
    ids = office_names.matching(conn, part)
    return f"agency_id in ({','.join('?' * len(ids))})", list(ids)


def codes_within(conn: sqlite3.Connection, code: str) -> set[str]:
    """The codes of a place and of all places it stands for."""
    condition, values = within(conn, code)
    sql = f"select code from places where {condition.replace('place_code', 'code')}"
    return {found for (found,) in conn.execute(sql, values)}


def rolled_up(conn: sqlite3.Connection, own: Mapping[str, int], province: str) -> dict[str, int]:
    """Counts of single places within `province`, made into counts of what each place stands for (see `within`)."""
    own = {code: n for code, n in own.items() if code}
    marks = ",".join("?" * len(own))
    above = conn.execute(f"select code, parent_code from places where code in ({marks})", list(own)).fetchall()
    sums = dict(own)
    for code, parent in above:
        if parent and parent not in (province, NATION):
            sums[parent] = sums.get(parent, 0) + own[code]
    return {**sums, province: sum(own.values())}
