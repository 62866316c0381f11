"""What the first page shows; nothing here reads more than a few rows of a big table."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from web.queries.promise_list import shown
from web.queries.search import SHOWN as LETTER_COLUMNS
from web.site import rows

Row = dict[str, Any]


def totals(conn: sqlite3.Connection) -> dict[str, int]:
    """The counts made at the end of the last ingest, by name."""
    return dict(conn.execute("select name, count from totals").fetchall())


def newest(conn: sqlite3.Connection, size: int = 9) -> list[Row]:
    """The letters published last."""
    return rows(
        conn,
        f"select {LETTER_COLUMNS} from letters l where state <> 'removed' and published_at is not null "
        "order by published_at desc limit ?",
        [size],
    )


def falling_due(conn: sqlite3.Connection, now: date, size: int = 6) -> list[Row]:
    """The commitments whose time ends next."""
    return rows(
        conn,
        f"select {shown(now)} from commitments c join letters l on l.id = c.letter_id "
        "where c.due_end >= ? and c.repeats is null order by c.due_end limit ?",
        [now.isoformat(), size],
    )


def by_year(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    """Letters by year, oldest first."""
    sql = "select year, sum(letters) from letter_counts where year <> '' and state <> 'removed' group by year order by year"
    return conn.execute(sql).fetchall()


def by_province(conn: sqlite3.Connection) -> list[Row]:
    """Letters by province, most first."""
    return rows(
        conn,
        """
        select c.province_code as code, coalesce(p.name, c.province_code) as name, p.name_en, sum(letters) as letters
        from letter_counts c left join places p on p.code = c.province_code
        where c.province_code <> '' and c.state <> 'removed' group by 1 order by letters desc
        """,
    )


def largest_places(conn: sqlite3.Connection, size: int) -> list[str]:
    """Codes of the places with most letters."""
    sql = (
        "select place_code, sum(letters) n from letter_counts where place_code <> '' group by 1 order by n desc limit ?"
    )
    return [code for code, _ in conn.execute(sql, [size])]
