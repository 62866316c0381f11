"""What would today's parser change? Every stored page is parsed again from its capture and compared, field by field."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive import captures, compare, ingest, letters, parsing, states
from archive.further import FurtherPages, Place
from archive.ledger import Site
from archive.pages import NEWEST_BODY
from archive.parsing import Parsed
from parsers import PARSER_VERSION

_CHUNK = 32
_AT_ONCE = 8  # chunks per transaction

# A page the parser failed on has no capture of its own; its newest body stands in.
_PAGES = f"""
SELECT p.id, p.url, p.kind, p.record_kind, p.letter_id, p.is_main, c.file, c."offset",
  (SELECT count(*) FROM versions v WHERE v.letter_id = p.id), (SELECT count(*) FROM pages t WHERE t.letter_id = p.letter_id)
FROM pages p JOIN captures c ON c.id = coalesce(p.capture_id, ({NEWEST_BODY.format("p.id")}))
LEFT JOIN letters l ON l.id = p.letter_id
WHERE p.kind IN ('letter', 'attachment') AND coalesce(l.state, '') <> 'removed'
ORDER BY c.file, c."offset"
"""


@dataclass(slots=True)
class Change:
    """How one page would change: `{field: (before, after)}`; a page that turns into a letter or back changes its `kind`."""

    page_id: str
    url: str
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Stored:
    page: str
    url: str
    kind: str
    record_kind: str | None
    letter: str | None
    is_main: int
    file: str
    offset: int
    versions: int
    addresses: int  # of its letter
    following: tuple[Place, ...] = ()


def changes(db: Database, directory: Path, sites: Iterable[Site] = (), *, workers: int = 1) -> Iterator[Change]:
    """Every page that today's parser reads differently, in the order of the captures. Only reads; no page ends it."""
    divisions = ingest.divisions_of(db, sites)
    for stored, parsed in _again(_pages(db), directory, divisions, workers):
        change = _compare(db.conn, stored, parsed)
        if change.fields or change.error:
            yield change


def accept(
    db: Database,
    directory: Path,
    sites: Iterable[Site] = (),
    *,
    workers: int = 1,
    on_error: Callable[[Change], None] = lambda change: None,
) -> int:
    """Make the archive what today's parser makes of the captures; returns the number of pages that changed.

    Pages with a history, and letters at several addresses, are made anew from all their captures, so the result is that of a
    rebuild. `on_error` is given each page that could not be read; it stays as it is and is not signed, nor is then the archive.
    """
    store = ingest.make_store(db, directory, sites)
    divisions = ingest.divisions_of(db, sites)
    ingest.mark_unfinished(db)
    changed = failed = 0
    for chunk in _chunks(_pages(db), _CHUNK * _AT_ONCE):
        with db.atomic():
            read = []
            for stored, parsed in _again(chunk, directory, divisions, workers):
                change = _compare(db.conn, stored, parsed)
                if change.error:
                    failed += 1
                    on_error(change)
                    continue
                if change.fields or stored.versions > 1 or stored.addresses > 1:
                    replayed = store.replay(stored.page)
                    if not replayed:
                        failed += 1
                        on_error(replace(change, fields={}, error="one of its earlier captures cannot be read"))
                        continue
                    states.update(db.conn, replayed)
                read.append(stored.page)
                changed += bool(change.fields)
            states.update(db.conn, store.settle())
            _sign(db.conn, read)
    if not failed:
        db.execute(
            "INSERT INTO meta VALUES ('parser_version', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            [PARSER_VERSION],
        )
    ingest.finish(store, interrupted=True)
    return changed


def _pages(db: Database) -> list[_Stored]:
    further = FurtherPages(db.conn)
    pages = [_Stored(*row) for row in db.conn.execute(_PAGES)]
    return [
        replace(page, following=_following(further, page.page)) if further.of(page.page) else page for page in pages
    ]


def _following(further: FurtherPages, page: str) -> tuple[Place, ...]:
    showings = further.showings(page)
    return tuple(showings[-1].following.values()) if showings else ()


def _again(
    pages: Sequence[_Stored], directory: Path, divisions: dict[str, str], workers: int
) -> Iterator[tuple[_Stored, Parsed]]:
    chunks = list(_chunks(pages, _CHUNK))
    work = functools.partial(_read_and_parse, directory, divisions)
    if workers <= 1:
        for chunk in chunks:
            yield from zip(chunk, work(chunk), strict=True)
        return
    with ProcessPoolExecutor(workers) as pool:
        for chunk, parsed in zip(chunks, pool.map(work, chunks), strict=True):
            yield from zip(chunk, parsed, strict=True)


def _read_and_parse(directory: Path, divisions: dict[str, str], pages: Sequence[_Stored]) -> list[Parsed]:
    found = []
    for page in pages:
        try:
            more = [captures.read_at(directory, place.file, place.offset) for place in page.following]
            found.append(parsing.parse(captures.read_at(directory, page.file, page.offset), divisions, more))
        except (OSError, ValueError) as error:
            found.append(Parsed(issues=[("capture_unreadable", str(error))]))
    return found


def _compare(connection: sqlite3.Connection, stored: _Stored, parsed: Parsed) -> Change:
    change = Change(stored.page, stored.url)
    if parsed.file is not None:
        before = connection.execute(
            "SELECT text FROM attachments INDEXED BY attachments_file_id WHERE file_id = ? AND text IS NOT ? LIMIT 1",
            [stored.page, parsed.file["text"]],
        ).fetchone()
        if before:
            change.fields["attachments.text"] = (before[0], parsed.file["text"])
        return change
    if parsed.page is None and _failed_before(connection, stored.page, parsed.issues):
        return change
    if parsed.page is None:
        change.error = "; ".join(f"{code}: {detail}" for code, detail in parsed.issues) or "not parsed"
        return change
    if stored.is_main or (stored.letter is None and parsed.rows):
        rows = letters.read(connection, stored.page)
        before_fields = compare.fields(rows) if rows else {}
        change.fields |= compare.changes(before_fields, compare.fields(parsed.rows) if parsed.rows else {})
    change.fields |= _page_changes(connection, stored, parsed)
    if stored.record_kind != parsed.page.record_kind:
        change.fields["kind"] = (stored.record_kind, parsed.page.record_kind)
    return change


def _failed_before(connection: sqlite3.Connection, page: str, issues: list[tuple[str, str]]) -> bool:
    """Whether today's parser fails on the page just as the one before did; a capture that cannot be read always counts."""
    stored = connection.execute("SELECT code, detail FROM issues WHERE page_id = ?", [page]).fetchall()
    return bool(issues) and all(issue in stored and issue[0] == "parse_failed" for issue in issues)


def _page_changes(connection: sqlite3.Connection, stored: _Stored, parsed: Parsed) -> dict[str, tuple[Any, Any]]:
    """Differences outside the letter: what the page says of itself, and issues."""
    found: dict[str, tuple[Any, Any]] = {}
    columns = ("site_name", "breadcrumb", "index_number", "metadata")
    row = connection.execute(f"SELECT {', '.join(columns)} FROM pages WHERE id = ?", [stored.page]).fetchone()
    for column, before in zip(columns, row, strict=True):
        after = getattr(parsed.page, column)
        if before != after:
            found[f"page.{column}"] = (before, after)
    issues = connection.execute(
        "SELECT code, detail FROM issues WHERE page_id = ? ORDER BY position", [stored.page]
    ).fetchall()
    if parsed.page and issues != parsed.page.issues:
        found["issues"] = ([code for code, _ in issues], [code for code, _ in parsed.page.issues])
    return found


def _sign(connection: sqlite3.Connection, pages: list[str]) -> None:
    """Pages the parser reads as before are signed with its version, so that later ingests need not look again."""
    marks = ", ".join("?" * len(pages))
    for table, key in (("pages", "id"), ("letters", "id"), ("versions", "letter_id")):
        connection.execute(
            f"UPDATE {table} SET parser_version = ? WHERE {key} IN ({marks}) AND parser_version <> ?",
            [PARSER_VERSION, *pages, PARSER_VERSION],
        )


def _chunks(items: Sequence[_Stored], size: int) -> Iterator[Sequence[_Stored]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
