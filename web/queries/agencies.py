"""Offices: the list, and one office with its letters, its promises, its pace and whom it works with."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from statistics import median
from typing import Any, ClassVar

from web.queries.asking import Asking
from web.queries.dated import DATED
from web.queries.filters import PLACE, within
from web.queries.office_names import holding
from web.site import row, rows, value

Row = dict[str, Any]

PAGE = 50
# Letters read for the pace and the partners of one office.
READ = 2_000
PARTNERS = 15


@dataclass(frozen=True)
class AgencyAsk(Asking):
    """One question to the list of offices: part of a name, and a place."""

    place: str = ""

    accepted: ClassVar[dict[str, re.Pattern[str]]] = {"place": PLACE}
    narrowing: ClassVar[tuple[str, ...]] = ("place",)


def agencies(conn: sqlite3.Connection, ask: AgencyAsk, size: int = PAGE) -> tuple[list[Row], int]:
    """One page of offices, those with most letters first, and how many there are."""
    clauses, values = ["1"], []
    if ask.q:
        clauses.append(f"a.id in ({holding('?')})")
        values += [ask.q, ask.q]
    if ask.place:
        condition, inside = within(conn, ask.place)
        if condition.startswith("province_code"):
            condition, inside = "place_code between ? and ?", [ask.place, f"{ask.place[:2]}9999"]
        clauses.append(f"a.{condition}")
        values += inside
    condition = " and ".join(clauses)
    joined = f"join agencies a on a.id = c.agency_id where {condition}" if values else ""
    total = value(conn, f"select count(*) from agency_counts c {joined}", values)
    found = rows(
        conn,
        f"""
        select a.id, a.name, a.place_code, p.name as place_name, p.name_en as place_name_en,
               c.letters, c.consulted, c.commitments, c.dated_commitments, c.first_signed, c.last_signed
        from agency_counts c join agencies a on a.id = c.agency_id left join places p on p.code = a.place_code
        where {condition} order by c.letters desc limit ? offset ?
        """,
        [*values, size, (ask.page - 1) * size],
    )
    return found, int(total)


def agency(conn: sqlite3.Connection, agency_id: str) -> Row | None:
    """One office with its place and counts, or None."""
    return row(
        conn,
        """
        select a.*, p.name as place_name, p.name_en as place_name_en, p.full_name as place_full_name,
               coalesce(c.letters, 0) as letters, coalesce(c.consulted, 0) as consulted,
               coalesce(c.commitments, 0) as commitments, coalesce(c.dated_commitments, 0) as dated_commitments,
               c.first_signed, c.last_signed
        from agencies a left join places p on p.code = a.place_code left join agency_counts c on c.agency_id = a.id
        where a.id = ?
        """,
        [agency_id],
    )


def aliases(conn: sqlite3.Connection, agency_id: str) -> list[str]:
    """What letters call the office, other than its name."""
    sql = "select distinct alias from agency_aliases where agency_id = ? order by length(alias) desc limit 30"
    return [alias for (alias,) in conn.execute(sql, [agency_id])]


def by_year(conn: sqlite3.Connection, agency_id: str) -> list[tuple[str, int]]:
    """Letters of the office by year, as the list that a year leads to counts them.

    Signed letters, nearly all, are counted from the index alone; only the others are looked up, and what was removed is left out.
    """
    sql = """
        select year, count(*) from (
          select substr(signed_on, 1, 4) as year, rowid from letters where agency_id = ?1 and signed_on > ''
          union all select cast(year as text), rowid from letters where agency_id = ?1 and signed_on is null and year is not null)
        where rowid not in (select l.rowid from withdrawals w join letters l on l.id = w.letter_id where w.lifted_at is null)
        group by 1 order by 1
    """
    return conn.execute(sql, [agency_id]).fetchall()


def partners(conn: sqlite3.Connection, agency_id: str) -> tuple[list[Row], list[Row]]:
    """Offices it consulted or signed with, and offices that consulted it; each with the number of letters."""
    mine = "select letter_id from letter_agencies where agency_id = ? and role = ? limit ?"
    sql = f"""
        select o.name, o.agency_id as id, count(*) as letters from letter_agencies o
        where o.letter_id in ({mine}) and (o.agency_id is null or o.agency_id <> ?) {{}}
        group by o.name order by letters desc, o.name limit {PARTNERS}
    """
    asked = rows(conn, sql.format(""), [agency_id, "issuer", READ, agency_id])
    asking = rows(conn, sql.format("and o.role = 'issuer'"), [agency_id, "consulted", READ, agency_id])
    return asked, asking


def pace(conn: sqlite3.Connection, condition: str, values: list[Any]) -> Row | None:
    """Days from signing to publication over the newest letters under `condition`: count, median, and the slowest tenth."""
    found = conn.execute(
        f"""
        select julianday(substr(published_at, 1, 10)) - julianday(signed_on) from letters
        where {condition} and length(signed_on) = 10 and published_at is not null order by {DATED} desc limit {READ}
        """,
        values,
    ).fetchall()
    days = sorted(int(d) for (d,) in found if d is not None and d >= 0)
    if not days:
        return None
    return {"letters": len(days), "median": round(median(days)), "slow": days[min(len(days) - 1, len(days) * 9 // 10)]}
