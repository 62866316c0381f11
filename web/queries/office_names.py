"""Offices by part of a name: their full names, and what letters call them.

Two indexes of names are read from end to end. They are as long as there are offices (some hundred thousand in the whole country),
however many letters: 120,000 names take 20 ms.
"""

from __future__ import annotations

import sqlite3

# Offices a part of a name stands for, those with most letters first; 局 alone would stand for all.
MOST = 50
SUGGESTED = 60
LOOKED_AT = 2_000

_HOLDING = """
    select id from agencies where rowid in (select rowid from agencies where instr(name, :part))
    union select agency_id from agency_aliases where agency_id is not null and instr(alias, :part)
"""


def holding(name: str) -> str:
    """SQL for the ids of the offices that hold the parameter `name` in a name or alias."""
    return _HOLDING.replace(":part", name)


def matching(conn: sqlite3.Connection, part: str) -> list[str]:
    """The ids of at most MOST offices with `part` in their name or in what letters call them."""
    # 局 is in nearly all names: then the first offices are enough, and the others need not be sorted.
    sql = """select a.id from (select agency_id from agency_counts order by letters desc limit ?3) c
             join agencies a on a.id = c.agency_id where instr(a.name, ?1) limit ?2"""
    first = [found for (found,) in conn.execute(sql, [part, MOST, LOOKED_AT])]
    if len(first) == MOST:
        return first
    sql = f"select m.id from ({holding('?1')}) m join agency_counts c on c.agency_id = m.id order by c.letters desc, m.id limit ?2"
    return [found for (found,) in conn.execute(sql, [part, MOST])]


def suggestions(conn: sqlite3.Connection) -> list[str]:
    """Names of the offices with most letters, for a field that takes any part of a name."""
    sql = "select a.name from agency_counts c join agencies a on a.id = c.agency_id order by c.letters desc limit ?"
    return [name for (name,) in conn.execute(sql, [SUGGESTED])]
