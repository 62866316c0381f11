"""What a reader asks of the letters: the parameters of the search page, checked, and the SQL each of them means."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

ASSEMBLIES = ("congress", "cppcc")
KINDS = ("reply", "assist_opinion")
STATES = ("live", "changed", "missing", "withdrawn", "blocked")
SORTS = ("relevance", "newest", "oldest")
LONGEST_QUERY = 200
LAST_PAGE = 500

_ACCEPTED = {
    "place": re.compile(r"\d{6}"),
    "year": re.compile(r"(19|20)\d\d"),
    "assembly": re.compile("|".join(ASSEMBLIES)),
    "kind": re.compile("|".join(KINDS)),
    "agency": re.compile(r"[\w.:-]{1,64}"),
    "outcome": re.compile(r"[^\x00-\x1f]{1,20}"),
    "commitments": re.compile("1"),
    "state": re.compile("|".join(STATES)),
    "sort": re.compile("|".join(SORTS)),
}


@dataclass(frozen=True)
class Ask:
    """One question to the letters; a parameter that makes no sense is treated as not given."""

    q: str = ""
    place: str = ""
    year: str = ""
    assembly: str = ""
    kind: str = ""
    agency: str = ""
    outcome: str = ""
    commitments: str = ""
    state: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def of(cls, args: Mapping[str, Any]) -> Ask:
        """The question in the parameters of a request (any mapping of names to text)."""
        given = {name: str(args.get(name) or "").strip() for name in _ACCEPTED}
        taken = {name: value for name, value in given.items() if _ACCEPTED[name].fullmatch(value)}
        number = str(args.get("page") or "1")
        page = min(int(number), LAST_PAGE) if re.fullmatch(r"[1-9]\d{0,5}", number) else 1
        q = " ".join(str(args.get("q") or "").replace("\x00", " ").split())[:LONGEST_QUERY]
        return cls(q=q, page=page, **taken)

    def filters(self) -> dict[str, str]:
        """The filters in force, without the words searched for, the order and the page."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}

    def query_string(self, **changes: Any) -> str:
        """The parameters of this question with `changes`, as they stand in an address; a changed filter goes to page 1."""
        changed = replace(self, **{"page": 1, **changes})
        return urlencode({f.name: v for f in fields(changed) if (v := getattr(changed, f.name)) and (f.name, v) != ("page", 1)})


FILTERS = ("place", "year", "assembly", "kind", "agency", "outcome", "commitments", "state")


@dataclass(frozen=True)
class Where:
    """Conditions by filter name, each a piece of SQL with its values."""

    clauses: dict[str, tuple[str, list[Any]]]

    def sql(self, without: str = "") -> tuple[str, list[Any]]:
        """All conditions but that of filter `without`, joined; "1" when there is none."""
        kept = [clause for name, clause in self.clauses.items() if name != without]
        return " and ".join(sql for sql, _ in kept) or "1", [value for _, values in kept for value in values]


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
    if ask.commitments:
        clauses["commitments"] = ("has_commitments = 1", [])
    if ask.place:
        clauses["place"] = _within(conn, ask.place)
    return Where(clauses)


def _within(conn: sqlite3.Connection, code: str) -> tuple[str, list[Any]]:
    if code.endswith("0000") and code != "100000":
        return "province_code = ?", [code]
    inside = [found for (found,) in conn.execute("select code from places where code = ?1 or parent_code = ?1", [code])]
    marks = ",".join("?" * len(inside))
    return f"place_code in ({marks})", inside
