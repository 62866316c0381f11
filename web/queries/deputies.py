"""Deputies and CPPCC members in their public role: the letters addressed to a name in a place.

A name alone is no person: two deputies may share it. So a name is always shown within the place of its assembly, and
nothing but the letters is kept.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.covering import is_covered
from web.queries.search import SHOWN
from web.site import rows

Row = dict[str, Any]

PAGE = 60
RECENT = 200
# Names read for a list; a beginning so common that it has more is narrowed by one more character.
READ = 20_000


def named(conn: sqlite3.Connection, beginning: str) -> list[Row]:
    """Names that begin with these characters, by place, with the number of letters."""
    return _persons(
        conn,
        """
        select a.name, a.place_code, max(a.role) as role, count(*) as letters, p.name as place_name, p.name_en as place_name_en
        from (select name, place_code, role from addressees where name >= ? and name < ? order by name limit ?) a
        left join places p on p.code = a.place_code
        where a.role in ('deputy', 'member') group by a.name, a.place_code order by letters desc, a.name limit ?
        """,
        [beginning, beginning + "\U0010ffff", READ, PAGE],
    )


def recent(conn: sqlite3.Connection) -> list[Row]:
    """Whom the letters published last are addressed to."""
    return _persons(
        conn,
        """
        select a.name, a.place_code, max(a.role) as role, count(*) as letters, p.name as place_name, p.name_en as place_name_en
        from (select id from letters where published_at is not null and state <> 'removed'
              order by published_at desc limit ?) l
        join addressees a on a.letter_id = l.id left join places p on p.code = a.place_code
        where a.role in ('deputy', 'member') group by a.name, a.place_code order by letters desc, a.name limit ?
        """,
        [RECENT, PAGE],
    )


def _persons(conn: sqlite3.Connection, sql: str, values: list[Any]) -> list[Row]:
    return [row for row in rows(conn, sql, values) if not is_covered(row["name"])]


def letters(conn: sqlite3.Connection, name: str, place_code: str | None) -> list[Row]:
    """Letters addressed to this name in this place, newest first."""
    return rows(
        conn,
        f"""
        select {SHOWN}, a.role as role, a.lead from addressees a join letters l on l.id = a.letter_id
        where a.name = ? and a.place_code is ? and a.role in ('deputy', 'member') order by dated desc limit 200
        """,
        [name, place_code],
    )


def together(conn: sqlite3.Connection, name: str, place_code: str | None) -> list[Row]:
    """Names that stand beside this one in the same letters."""
    return _persons(
        conn,
        """
        select b.name, count(*) as letters from addressees a
        join addressees b on b.letter_id = a.letter_id and b.position <> a.position and b.role in ('deputy', 'member')
        where a.name = ? and a.place_code is ? group by b.name order by letters desc, b.name limit 20
        """,
        [name, place_code],
    )
