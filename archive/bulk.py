"""A new archive is built without the indexes that only readers need; they are made at its end.

Ids are hashes: in a large archive every letter touches a page of its own in each index by id. Made at the end an index is
sorted once and written once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlite_utils import Database

from archive import schema

# Indexes the writer itself looks up, or that a foreign key needs when it takes a letter or a page out again
# (tests/archive/test_bulk.py finds any that is missing here).
NEEDED = frozenset({
    "attachments_file_id", "attachments_page_id", "captures_page_id", "issues_letter_id", "letter_submissions_submission_id", "letters_doc_number",
    "letters_site_id", "letters_title", "pages_content_hash", "pages_kind", "pages_letter_id", "pages_site_id",
    "run_sites_site_id", "submissions_number", "versions_changed", "versions_page_id", "withdrawals_content_hash", "withdrawals_title_hash",
})  # fmt: skip


@contextmanager
def indexes_at_the_end(db: Database) -> Iterator[None]:
    """Leave out the other indexes of `db` within; they are made when it ends well. After an error or a crash do it again."""
    with db.atomic():
        for name in sorted(_of(db.conn).keys() - NEEDED):
            db.conn.execute(f'DROP INDEX "{name}"')
    yield
    complete(db)


def complete(db: Database) -> None:
    """Make the indexes that `db` lacks."""
    with db.atomic():
        missing = _wanted().items() - _of(db.conn).items()
        for _, sql in sorted(missing):
            db.conn.execute(sql)


def _of(connection: sqlite3.Connection) -> dict[str, str]:
    """Name and statement of the indexes that were made by one; those of keys have none."""
    return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))


@cache
def _wanted() -> dict[str, str]:
    db = schema.create_archive(":memory:")
    try:
        return _of(db.conn)
    finally:
        db.close()
