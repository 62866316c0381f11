"""How the sites answer: each site with its last visit against what was expected, and the runs."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from web.site import rows

Row = dict[str, Any]

PAGE = 100
RUNS = 12
# Worst first; what a site can be is decided by the view site_health.
ORDER = ("silent", "failed", "blocked", "degraded", "unknown", "ok", "never visited")


def sites(conn: sqlite3.Connection, health: str, page: int) -> list[Row]:
    """One page of sites, troubled ones first, each with the ledger of its last visit; `health` narrows to one of ORDER."""
    ranks = " ".join(f"when '{name}' then {rank}" for rank, name in enumerate(ORDER))
    found = rows(
        conn,
        f"""
        select h.*, p.name as place_name, p.name_en as place_name_en from site_health h
        left join places p on p.code = h.place_code where ?1 = '' or h.health = ?1
        order by case h.health {ranks} else 9 end, h.site_id limit ?2 offset ?3
        """,
        [health, PAGE, (page - 1) * PAGE],
    )
    for site in found:
        site["outcomes"] = {outcome: n for outcome, n in json.loads(site["outcomes"] or "{}").items() if n}
        site["notes"] = json.loads(site["notes"] or "[]")
    return found


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    """Number of sites by health, worst first."""
    found = dict(conn.execute("select health, count(*) from site_health group by 1").fetchall())
    return {name: found[name] for name in sorted(found, key=lambda name: ORDER.index(name) if name in ORDER else 9)}


def runs(conn: sqlite3.Connection) -> list[Row]:
    """The last runs with what they found over all sites."""
    return rows(
        conn,
        """
        select runs.*, count(r.site_id) as sites, coalesce(sum(r.pages), 0) as pages,
               coalesce(sum(r.letters_new), 0) as letters_new, coalesce(sum(r.letters_changed), 0) as letters_changed,
               coalesce(sum(r.letters_missing), 0) as letters_missing, coalesce(sum(r.challenge), 0) as challenge,
               coalesce(sum(r.status <> 'ok'), 0) as troubled
        from (select * from runs order by started_at desc limit ?) runs
        left join run_sites r on r.run_id = runs.id group by runs.id order by runs.started_at desc
        """,
        [RUNS],
    )


def issues(conn: sqlite3.Connection) -> list[Row]:
    """What careful readers are told most often, by code, over the first 50,000 issues there are."""
    sql = "select code, count(*) as pages from (select code from issues limit 50000) group by code order by pages desc limit 20"
    return rows(conn, sql)
