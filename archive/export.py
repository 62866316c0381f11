"""Gives the archive away as files: CSV, JSON Lines, Parquet with a datapackage.json, Atom feeds, a calendar."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import feeds
from archive.errors import ArchiveError, explained
from archive.exports import package
from archive.exports.parquet import write_parquet
from archive.exports.source import Table, tables
from archive.exports.text_files import write_csv, write_jsonl
from archive.schema import read_archive

Progress = Callable[[int, int, int], None]  # tables written, tables in all, rows written
Writer = Callable[[sqlite3.Connection, Table, Path, Callable[[int], None]], list[Path]]

TABLES: dict[str, Writer] = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}
FEEDS = ("atom", "ical")
FORMATS = (*TABLES, *FEEDS)
_NEWEST = 200  # entries of a feed
_DUE = 10_000  # entries of the calendar
_CHANGES = {
    "edited": "修改", "missing": "页面消失", "withdrawn": "网站撤下", "blocked": "被拦截", "back": "恢复", "removed": "应请求移除",
}  # fmt: skip


@dataclass
class _Count:
    """Tells `progress` how far the tables are."""

    progress: Progress | None
    total: int
    tables: int = 0
    rows: int = 0

    def wrote(self, rows: int) -> None:
        self.rows += rows
        if self.progress and self.rows % 1_000 == 0:
            self.progress(self.tables, self.total, self.rows)

    def table(self) -> None:
        self.tables += 1
        if self.progress:
            self.progress(self.tables, self.total, self.rows)


def export(
    archive: Path,
    directory: Path,
    formats: Iterable[str] = FORMATS,
    *,
    only: Iterable[str] = (),
    base_url: str = "",
    metadata: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write the archive's tables into `directory`, one folder per format; returns the files.

    All files show one moment, even while an ingest writes. A folder is replaced when its files are whole. `only` names the
    tables (all if empty); `base_url` is the site that feeds link to (without it, to the publishers' pages); `metadata` is
    metadata.yml. Raises ArchiveError for an unknown table and for what is wrong with the archive or the disk.
    """
    chosen = list(dict.fromkeys(formats))
    with explained(archive):
        db = read_archive(archive)
    connection: sqlite3.Connection = db.conn
    try:
        with explained(directory):
            connection.execute("BEGIN")
            known = tables(connection)
            wanted = {name: known[name] for name in _checked(only, known)} or known
            directory.mkdir(parents=True, exist_ok=True)
            kinds = [kind for kind in chosen if kind in TABLES]
            count = _Count(progress, len(kinds) * len(wanted))
            files: dict[tuple[str, str], list[Path]] = {}
            for kind in kinds:
                files |= _tables(connection, kind, wanted, directory, count)
            found = [path for paths in files.values() for path in paths]
            if files:
                found.append(package.write(directory, package.describe(directory, files, wanted, metadata or {})))
            if "atom" in chosen:
                found += _atom(connection, directory, base_url)
            if "ical" in chosen:
                found.append(_ical(connection, directory, base_url))
            return found
    finally:
        db.close()


def _checked(only: Iterable[str], known: Mapping[str, Table]) -> list[str]:
    names = list(only)
    for name in names:
        if name not in known:
            raise ArchiveError(f"There is no table {name!r} to export; there are {', '.join(sorted(known))}.")
    return names


def _tables(
    connection: sqlite3.Connection, kind: str, wanted: Mapping[str, Table], directory: Path, count: _Count
) -> dict[tuple[str, str], list[Path]]:
    folder, part = directory / kind, directory / f"{kind}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    files: dict[tuple[str, str], list[Path]] = {}
    for name, table in wanted.items():
        files[kind, name] = TABLES[kind](connection, table, part, count.wrote)
        count.table()
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    return {key: [folder / path.relative_to(part) for path in paths] for key, paths in files.items()}


def _atom(connection: sqlite3.Connection, directory: Path, base_url: str) -> list[Path]:
    letters = connection.execute(
        "SELECT l.id, l.url, l.title, l.first_seen, l.agency_name, substr(l.text, 1, 300) FROM letters l "
        "WHERE l.state <> 'removed' ORDER BY l.first_seen DESC, l.id LIMIT ?",
        [_NEWEST],
    )
    new = [
        feeds.Entry(_address(base_url, key, url), title or url, seen, text, agency)
        for key, url, title, seen, agency, text in letters
    ]
    events = connection.execute(
        "SELECT letter_id, url, title, happened_at, change, agency, added, removed FROM changes "
        "WHERE change NOT IN ('blocked', 'removed') ORDER BY happened_at DESC LIMIT ?",
        [_NEWEST],
    )
    changed = [
        feeds.Entry(
            _address(base_url, key, url), f"{_CHANGES[change]}：{title or url}", at,
            f"+{added} −{removed}" if added is not None else "", agency, f"urn:fuhan:change:{key}:{change}:{at}",
        )
        for key, url, title, at, change, agency, added, removed in events
    ]  # fmt: skip
    paths = []
    for name, title, entries in (("letters", "新收录的复函", new), ("changes", "复函的变动", changed)):
        path = directory / f"{name}.atom"
        address = f"{base_url.rstrip('/')}/{name}.atom" if base_url else f"urn:fuhan:feed:{name}"
        path.write_bytes(feeds.atom(title, address, base_url or address, entries))
        paths.append(path)
    return paths


def _ical(connection: sqlite3.Connection, directory: Path, base_url: str) -> Path:
    """Commitments not yet past; those past are in the tables."""
    cursor = connection.execute(
        "SELECT letter_id, position, content, responsible, agency AS agency_name, due_text, due_end, made_on, "
        "letter_title AS title, url FROM commitments_due "
        "WHERE status IN ('due', 'upcoming') AND repeats IS NULL ORDER BY due_end, letter_id, position LIMIT ?",
        [_DUE],
    )
    names = [column[0] for column in cursor.description]
    commitments = [dict(zip(names, row, strict=True)) for row in cursor]
    path = directory / "commitments.ics"
    path.write_bytes(feeds.ical("复函承诺到期", commitments, lambda c: _address(base_url, c["letter_id"], c["url"])))
    return path


def _address(base_url: str, letter_id: str, url: str) -> str:
    return f"{base_url.rstrip('/')}/archive/letters/{letter_id}" if base_url else url
