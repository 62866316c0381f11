"""How the sites answer: each site with its last visit against what was expected, and the runs."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from web.site import rows

Row = dict[str, Any]

PAGE = 100
RUNS = 12


def sites(conn: sqlite3.Connection, status: str, page: int) -> list[Row]:
    """One page of sites, troubled ones first, each with the ledger of its last visit; `status` narrows to one."""
    found = rows(
        conn,
        """
        with last as (
          select s.id, s.name, s.name_en, s.place_code, s.platform, s.schedule, s.verified, p.name as place_name,
                 p.name_en as place_name_en,
                 (select run_id from run_sites r where r.site_id = s.id order by run_id desc limit 1) as run_id
          from sites s left join places p on p.code = s.place_code
        )
        select last.*, r.status, r.pages, r.letters_found, r.letters_new, r.letters_changed, r.letters_missing, r.challenge,
               r.outcomes, r.expect_low, r.expect_high, r.seconds, r.notes, runs.started_at, runs.finished_at
        from last left join run_sites r on r.run_id = last.run_id and r.site_id = last.id
        left join runs on runs.id = last.run_id
        where ?1 = '' or coalesce(r.status, 'new') = ?1
        order by case coalesce(r.status, 'new') when 'failed' then 0 when 'degraded' then 1 when 'ok' then 2 else 3 end, last.id
        limit ?2 offset ?3
        """,
        [status, PAGE, (page - 1) * PAGE],
    )
    for site in found:
        site["outcomes"] = {k: n for k, n in json.loads(site["outcomes"] or "{}").items() if n}
        site["notes"] = json.loads(site["notes"] or "[]")
        low = site["expect_low"]
        site["silent"] = bool(site["status"] and low and (site["letters_found"] or 0) < low)
    return found


def statuses(conn: sqlite3.Connection) -> dict[str, int]:
    """Number of sites by the status of their last visit; "new" for those not visited yet."""
    return dict(
        conn.execute(
            """
            select coalesce((select status from run_sites r where r.site_id = s.id order by run_id desc limit 1), 'new'), count(*)
            from sites s group by 1
            """
        ).fetchall()
    )


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
    """What careful readers are told most often, by code, over the first READ issues there are."""
    sql = "select code, count(*) as pages from (select code from issues limit 50000) group by code order by pages desc limit 20"
    return rows(conn, sql)
