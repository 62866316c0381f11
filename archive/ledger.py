"""Rows about the work itself: sites, columns, runs, how far each file was read, withdrawals on request."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlite_utils import Database

from archive import places, withdrawals
from archive.captures import Captured
from archive.privacy import mask
from archive.rows import as_json

if TYPE_CHECKING:
    from archive.store import Store

RUN = "urn:fuhan:run:"
Site = dict[str, Any]  # an entry of the registry as plain data
_COUNTED = ("pages", "letters_found", "letters_new", "letters_changed", "letters_unchanged", "letters_missing")


class FileRead(NamedTuple):
    """How far a capture file was read, how many of its records that are, and what could not be read."""

    read_to: int
    records: int
    problem: str | None


def save_sites(db: Database, sites: Iterable[Site]) -> None:
    """Rows of `sites` and `columns` from the registry's entries; what is no longer registered stays."""
    connection = db.conn
    for site in sites:
        if site.get("division"):
            places.ensure(db, site["division"])
        low, high = site.get("expect") or (None, None)
        row = [
            site["id"], site["name_zh"], site.get("name_en"), site.get("division"), site.get("level"),
            as_json(site.get("hosts") or []), site.get("platform"), (site.get("schedule") or {}).get("every"),
            _text(site.get("verified")), low, high,
        ]  # fmt: skip
        connection.execute(
            "INSERT INTO sites (id, name, name_en, place_code, level, hosts, platform, schedule, verified, expect_low, expect_high) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
            "name_en = excluded.name_en, place_code = excluded.place_code, level = excluded.level, hosts = excluded.hosts, "
            "platform = excluded.platform, schedule = excluded.schedule, verified = excluded.verified, "
            "expect_low = excluded.expect_low, expect_high = excluded.expect_high",
            row,
        )
        for column in site.get("columns") or ():
            connection.execute(
                "INSERT INTO columns (site_id, id, url, kind, name) VALUES (?, ?, ?, ?, ?) ON CONFLICT (site_id, id) "
                "DO UPDATE SET url = excluded.url, kind = excluded.kind, name = excluded.name",
                [site["id"], column["id"], column.get("url"), column.get("kind"), column.get("name_zh")],
            )


def ensure(db: Database, known: set[tuple[str, ...]], sites: dict[str, Site], item: Captured) -> None:
    """Rows a capture refers to: its file, site, column and run. `known` remembers what is there."""
    wanted: list[tuple[str, ...]] = [("file", item.file)]
    if item.site:
        wanted.append(("site", item.site))
        wanted += [("column", item.site, item.column)] if item.column else []
    else:
        item.column = None
    wanted += [("run", item.run)] if item.run else []
    for key in wanted:
        if key in known:
            continue
        if key[0] == "site" and key[1] in sites:
            save_sites(db, [sites[key[1]]])
        db.conn.execute(_ENSURE[key[0]], key[1:])
        known.add(key)


_ENSURE = {
    "file": "INSERT INTO capture_files (file, read_to, records) VALUES (?, 0, 0) ON CONFLICT DO NOTHING",
    "site": "INSERT INTO sites (id, name) VALUES (?1, ?1) ON CONFLICT DO NOTHING",
    "column": "INSERT INTO columns (site_id, id) VALUES (?, ?) ON CONFLICT DO NOTHING",
    "run": "INSERT INTO runs (id) VALUES (?) ON CONFLICT DO NOTHING",
}


def count_answers(connection: sqlite3.Connection, answers: dict[tuple[str, str], list[int]]) -> None:
    """Add what was counted per (run, site): captures, those that showed a page, challenges."""
    connection.executemany(
        "INSERT INTO run_sites (run_id, site_id, answers, ok, challenge) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
        "answers = answers + excluded.answers, ok = ok + excluded.ok, challenge = challenge + excluded.challenge",
        [(*key, *counts) for key, counts in answers.items()],
    )


def save_files(connection: sqlite3.Connection, read_to: dict[str, FileRead]) -> None:
    """Remember how far each file was read."""
    connection.executemany(
        "INSERT INTO capture_files (file, read_to, records, problem) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
        "read_to = excluded.read_to, records = excluded.records, problem = excluded.problem",
        [(file, *read) for file, read in read_to.items()],
    )


def take_resource(store: Store, item: Captured) -> bool:
    """A run's ledger or a withdrawal, stored; False for everything else. One that cannot be read is passed over."""
    if item.type != "resource" or not item.url.startswith("urn:fuhan:"):
        return False
    try:
        data = json.loads(item.body or b"")
        if item.url.startswith(RUN):
            _run(store, data)
        elif item.url.startswith(withdrawals.URN):
            store.withdrawals += withdrawals.apply(store, data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        store.unreadable.append(f"{item.file} at {item.offset}: {item.url}: {type(error).__name__}: {error}")
    return True


def _run(store: Store, data: dict[str, Any]) -> None:
    connection = store.connection
    columns = ("started_at", "finished_at", "finish_reason", "exit_status", "user_agent", "version")
    connection.execute("INSERT INTO runs (id) VALUES (?) ON CONFLICT DO NOTHING", [data["run"]])
    connection.execute(
        f"UPDATE runs SET {', '.join(f'{c} = ?' for c in columns)} WHERE id = ?",
        [*(data.get(c) for c in columns), data["run"]],
    )
    for site in data.get("sites") or ():
        if site["site"] in store.sites:
            save_sites(store.db, [store.sites[site["site"]]])
        connection.execute(_ENSURE["site"], [site["site"]])
        low, high = site.get("expected") or (None, None)
        values = {name: site.get(name) or 0 for name in _COUNTED} | {
            "status": site.get("status"),
            "outcomes": as_json(site.get("outcomes") or {}),
            "expect_low": low,
            "expect_high": high,
            "seconds": site.get("seconds"),
            "bytes": site.get("bytes"),
            "notes": mask(as_json(site.get("notes") or [])),
        }
        connection.execute(
            "INSERT INTO run_sites (run_id, site_id) VALUES (?, ?) ON CONFLICT DO NOTHING", [data["run"], site["site"]]
        )
        connection.execute(
            f"UPDATE run_sites SET {', '.join(f'{c} = :{c}' for c in values)} WHERE run_id = :run AND site_id = :site",
            values | {"run": data["run"], "site": site["site"]},
        )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
