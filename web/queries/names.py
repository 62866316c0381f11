"""Names for the codes of places and offices, in the reader's language where there is one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from web import i18n
from web.queries import office_names

# Offices named in a list of filters.
OFFICES = 30


@dataclass(frozen=True)
class Names:
    """Names by code; a code that is not known is missing."""

    places: dict[str, str]
    agencies: dict[str, str]
    suggested: tuple[str, ...] = ()


def places(conn: sqlite3.Connection, codes: Iterable[str]) -> dict[str, str]:
    """Names of the places with these codes."""
    wanted = [code for code in codes if code]
    marks = ",".join("?" * len(wanted))
    english = i18n.current() == "en"
    return {
        code: (name_en or name) if english else name
        for code, name, name_en in conn.execute(
            f"select code, name, name_en from places where code in ({marks})", wanted
        )
    }


def fill_places(conn: sqlite3.Connection, listed: Iterable[dict[str, Any]]) -> None:
    """Put the name of each row's place beside its code, as `place_name`."""
    listed = list(listed)
    named = places(conn, {row["place_code"] for row in listed})
    for row in listed:
        row["place_name"] = named.get(row["place_code"])


def agencies(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Names of the offices with these ids."""
    wanted = [agency for agency in ids if agency]
    marks = ",".join("?" * len(wanted))
    return dict(conn.execute(f"select id, name from agencies where id in ({marks})", wanted))


def of_filters(conn: sqlite3.Connection, counts: Mapping[str, list[tuple[str, int]]], place: str, agency: str) -> Names:
    """The names a list of filters needs: of the places and first offices counted, and of those chosen."""
    found = [value for value, _ in counts.get("place", [])]
    offices = [value for value, _ in counts.get("agency", [])[:OFFICES]]
    named = agencies(conn, [*offices, agency])
    suggested = dict.fromkeys([*(named[o] for o in offices if o in named), *office_names.suggestions(conn)])
    return Names(places(conn, [*found, place]), named, tuple(suggested)[: office_names.SUGGESTED])
