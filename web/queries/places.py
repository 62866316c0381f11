"""Places: the tree of them, and one place with its letters, sessions, offices and sites."""

from __future__ import annotations

import sqlite3
from typing import Any

from web.queries.filters import within
from web.site import row, rows

Row = dict[str, Any]

FIRST = 12
FOUND = 40
SUGGESTED = 200


def place(conn: sqlite3.Connection, code: str) -> Row | None:
    """One place with the names above it, or None."""
    return row(
        conn,
        """
        select p.*, up.name as parent_name, up.name_en as parent_name_en, pr.name as province_name, pr.name_en as province_name_en
        from places p left join places up on up.code = p.parent_code left join places pr on pr.code = p.province_code
        where p.code = ?
        """,
        [code],
    )


def named(conn: sqlite3.Connection, part: str) -> list[Row]:
    """Places with `part` in their name (or in its English), or a code that begins with it: the nearest names first, with letters
    and commitments of all they stand for. The table of places is as long as there are divisions, some three thousand."""
    found = rows(
        conn,
        """
        select code, name, name_en, level, full_name from places
        where instr(name, ?1) or instr(full_name, ?1) or instr(lower(name_en), lower(?1)) or code like ?2
        order by name <> ?1, instr(name, ?1) = 0 and coalesce(instr(lower(name_en), lower(?1)), 0) = 0, length(full_name), code limit ?3
        """,
        [part, f"{part}%" if part.isascii() and part.isdigit() else "", FOUND],
    )
    for one in found:
        one |= figures(conn, one["code"])
    return found


def provinces(conn: sqlite3.Connection) -> list[Row]:
    """All provinces (and the national level) with letters, most first."""
    return _counted(conn, "province_code", "c.province_code <> ''", [])


def suggestions(conn: sqlite3.Connection) -> list[str]:
    """Names of the places with most letters, for a field that takes any part of a name."""
    sql = """select p.name from (select place_code, sum(letters) as n from letter_counts where place_code <> '' group by 1
             order by n desc limit ?) c join places p on p.code = c.place_code order by c.n desc"""
    return list(dict.fromkeys(name for (name,) in conn.execute(sql, [SUGGESTED])))


def inside(conn: sqlite3.Connection, code: str) -> list[Row]:
    """The places within a place that have letters of their own, most letters first."""
    condition, values = within(conn, code)
    return [p for p in _counted(conn, "place_code", f"c.{condition}", values) if p["code"] != code]


def _counted(conn: sqlite3.Connection, column: str, condition: str, values: list[Any]) -> list[Row]:
    return rows(
        conn,
        f"""
        select c.{column} as code, coalesce(p.name, c.{column}) as name, p.name_en, p.level, sum(c.letters) as letters,
               sum(c.commitments) as commitments, min(nullif(c.year, '')) as first_year, max(nullif(c.year, '')) as last_year
        from letter_counts c left join places p on p.code = c.{column}
        where {condition} and c.state <> 'removed' group by 1 order by letters desc, name
        """,
        values,
    )


def figures(conn: sqlite3.Connection, code: str) -> Row:
    """Letters and commitments of a place and all within it."""
    condition, values = within(conn, code)
    found = row(
        conn,
        "select coalesce(sum(letters), 0) as letters, coalesce(sum(commitments), 0) as commitments, "
        "coalesce(sum(letters) filter (where assembly = 'congress'), 0) as congress, "
        "coalesce(sum(letters) filter (where assembly = 'cppcc'), 0) as cppcc, "
        "coalesce(sum(letters) filter (where state in ('missing', 'withdrawn')), 0) as gone "
        f"from letter_counts where {condition} and state <> 'removed'",
        values,
    )
    return found or {}


def by_year(conn: sqlite3.Connection, code: str) -> list[tuple[str, int]]:
    """Letters of a place and all within it, by year."""
    condition, values = within(conn, code)
    return conn.execute(
        f"select year, sum(letters) from letter_counts where {condition} and year <> '' and state <> 'removed' group by 1 order by 1",
        values,
    ).fetchall()


def offices(conn: sqlite3.Connection, code: str) -> list[Row]:
    """The offices of a place with most letters."""
    return rows(
        conn,
        """
        select a.id, a.name, c.letters, c.commitments from agencies a join agency_counts c on c.agency_id = a.id
        where a.place_code = ? order by c.letters desc, a.name limit ?
        """,
        [code, FIRST],
    )


def sites(conn: sqlite3.Connection, code: str) -> list[Row]:
    """The sites that publish letters of a place."""
    return rows(conn, "select id, name, name_en, hosts from sites where place_code = ? order by name limit 50", [code])
