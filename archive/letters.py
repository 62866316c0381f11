"""Writes a letter and everything that hangs on it, replaces it, reads it back, empties it."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlite_utils import Database

from archive import places
from archive.agencies import Agencies
from archive.ids import page_id, place_of
from archive.rows import CHILDREN, COLUMNS, Rows, insert_sql, places_of, quoted
from archive.search.deferred import Deferred

_LIFE = ("state", "state_since", "first_seen", "last_seen", "version_count", "changed_at")
# What is worked out and stands behind the printed: tables that name agencies get their ids, links of files the ids of their pages.
_ADDED = dict.fromkeys(("letters", "letter_agencies", "commitments", "commitment_agencies"), ("agency_id",))
_ADDED["attachments"] = ("file_id",)
_WRITTEN = {table: columns + _ADDED.get(table, ()) for table, columns in COLUMNS.items()}
_INSERT = {table: insert_sql(table, columns) for table, columns in _WRITTEN.items()}
_INSERT["letters"] = insert_sql("letters", _WRITTEN["letters"] + _LIFE)
_UPDATE = f"UPDATE letters SET {', '.join(f'{quoted(c)} = ?' for c in _WRITTEN['letters'][1:])} WHERE id = ?"
_FILE = ("page_id", "capture_id", "content_type", "bytes", "text", "tables")
_SET_FILE = ", ".join(f"{column} = ?" for column in _FILE)
# What the row of a letter taken out on request keeps: which letter it was, where, and its dates as known to us.
_KEPT = frozenset({"id", "kind", "url", "site_id", "place_code", "province_code", "capture_id", "parser_version"})
_EMPTY = {"signed_on_status": "'missing'", "text": "''"} | dict.fromkeys(
    ("has_commitments", "commitment_count", "attachment_count", "issue_count", "text_length"), "0"
)


def read(connection: sqlite3.Connection, key: str) -> Rows | None:
    """The rows of a letter as `rows_of` made them; None if there is none."""
    found: Rows = {}
    for table, columns in COLUMNS.items():
        name, order = ("id", "id") if table == "letters" else ("letter_id", ", ".join(columns[1:3]))
        selected = ", ".join(map(quoted, columns))
        found[table] = connection.execute(
            f"SELECT {selected} FROM {table} WHERE {name} = ? ORDER BY {order}", [key]
        ).fetchall()
    return found if found["letters"] else None


class Letters:
    """Writes letters within the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._connection: sqlite3.Connection = db.conn
        self.agencies = Agencies(db)
        self.index = Deferred(db.conn)
        self.replaced = False
        self._places: set[str] = set()

    def forget(self) -> None:
        """After a rollback: what was remembered as stored may be gone."""
        self.agencies = Agencies(self._db)
        self.index.stop()
        self._places = set()

    def insert(self, rows: Rows, at: str) -> None:
        """A new letter, live since `at`; raises sqlite3.IntegrityError when a value breaks the schema."""
        rows = self._resolved(rows)
        self._connection.execute(_INSERT["letters"], rows["letters"][0] + ("live", at, at, at, 1, None))
        self._insert_children(rows)

    def replace(self, rows: Rows) -> None:
        """New rows for a letter that is there; states, dates and versions stay, and so does what was read from its files."""
        key = rows["letters"][0][0]
        self.replaced = True
        rows = self._resolved(rows)
        files = self.files(key)
        old = self._submissions(key)
        with self.index.paused():
            self._delete_children(key)
            self._connection.execute(_UPDATE, (*rows["letters"][0][1:], key))
            self._insert_children(rows)
            for file in files:
                self._connection.execute(
                    f"UPDATE attachments SET {_SET_FILE} WHERE letter_id = ? AND file_id = ?",
                    [*(file[c] for c in _FILE), key, file["page_id"]],
                )
        self._refresh_submissions(old - self._submissions(key))

    def empty(self, key: str) -> None:
        """Take out of a letter's row and of its pages what they said; the row stays as a tombstone."""
        self.replaced = True
        old = self._submissions(key)
        blank = [c for c in _WRITTEN["letters"] if c not in _KEPT]
        assignments = ", ".join(f"{quoted(c)} = {_EMPTY.get(c, 'NULL')}" for c in blank)
        with self.index.paused():
            self._delete_children(key)
            self._connection.execute(
                f"UPDATE letters SET {assignments}, version_count = 0, changed_at = NULL WHERE id = ?", [key]
            )
        for table in ("versions", "issues"):
            self._connection.execute(f"DELETE FROM {table} WHERE letter_id = ?", [key])
        self._connection.execute(
            "UPDATE pages SET list_title = NULL, list_date = NULL, site_name = NULL, breadcrumb = NULL, index_number = NULL, "
            "metadata = NULL, masked = 0 WHERE letter_id = ?",
            [key],
        )
        self._refresh_submissions(old)

    def drop_unseen(self, key: str) -> bool:
        """Delete a letter of which no version is left (not one taken out on request); True if there was one."""
        unseen = self._connection.execute(
            "SELECT 1 FROM letters l WHERE id = ? AND state <> 'removed' "
            "AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.letter_id = l.id)",
            [key],
        ).fetchone()
        if unseen:
            self.replaced = True
            old = self._submissions(key)
            self._connection.execute("UPDATE issues SET letter_id = NULL WHERE letter_id = ?", [key])
            self._connection.execute("UPDATE pages SET letter_id = NULL, is_main = 0 WHERE letter_id = ?", [key])
            with self.index.paused():
                self._delete_children(key)
                self._connection.execute("DELETE FROM letters WHERE id = ?", [key])
            self._refresh_submissions(old)
        return unseen is not None

    def files(self, key: str) -> list[dict[str, Any]]:
        """What was read from the files a letter links, as `add_file` takes it, with `page_id`."""
        rows = self._connection.execute(
            f"SELECT {', '.join(_FILE)} FROM attachments WHERE letter_id = ? AND page_id IS NOT NULL", [key]
        )
        return [dict(zip(_FILE, row, strict=True)) for row in rows]

    def file_pages(self, key: str) -> set[str]:
        """Pages of the files a letter links, also of those that did not come."""
        rows = self._connection.execute(
            "SELECT p.id FROM attachments a CROSS JOIN pages p ON p.id = a.file_id WHERE a.letter_id = ?", [key]
        )
        return {page for (page,) in rows}

    def fetched_files(self, key: str) -> dict[str, bool]:
        """Pages of the files a letter links, of those that were fetched; whether its rows hold what was read from them."""
        rows = self._connection.execute(
            # CROSS JOIN: a letter has few links, whatever statistics say of pages
            "SELECT p.id, min(a.page_id IS NOT NULL) FROM attachments a CROSS JOIN pages p ON p.id = a.file_id "
            "WHERE a.letter_id = ? AND p.kind = 'attachment' AND p.capture_id IS NOT NULL GROUP BY p.id",
            [key],
        )
        return {page: bool(read) for page, read in rows}

    def linking(self, page: str) -> list[str]:
        """Letters that link the file on `page`."""
        rows = self._connection.execute(
            "SELECT DISTINCT letter_id FROM attachments INDEXED BY attachments_file_id WHERE file_id = ? ORDER BY letter_id",
            [page],
        )
        return [letter for (letter,) in rows]

    def add_file(self, page: str, values: dict[str, Any]) -> None:
        """What was read from the file on `page`, put beside every link to it."""
        with self.index.paused():
            self._connection.execute(
                f"UPDATE attachments INDEXED BY attachments_file_id SET {_SET_FILE} WHERE file_id = ?",
                [page, *(values[c] for c in _FILE[1:]), page],
            )

    def _resolved(self, rows: Rows) -> Rows:
        """`rows` with agency ids after the printed names, and everything they refer to in place."""
        place = rows["letters"][0][COLUMNS["letters"].index("place_code")]
        for code in places_of(rows) - self._places:
            places.ensure(self._db, code)
            self._places.add(code)
        resolve = self.agencies.resolve
        named = [(*row, resolve(row[2], place, issuer=row[3] == "issuer")) for row in rows["letter_agencies"]]
        issuer = next((row[-1] for row in named if row[3] == "issuer"), None)
        return rows | {
            "letters": [rows["letters"][0] + (issuer,)],
            "letter_agencies": named,
            "attachments": [
                (*row, page_id(row[3]) if row[4] == "file" and row[3] else None) for row in rows["attachments"]
            ],
            "commitments": [(*row, issuer) for row in rows["commitments"]],
            "commitment_agencies": [
                (*row, resolve(row[3], place, signed_by=issuer)) for row in rows["commitment_agencies"]
            ],
        }

    def _insert_children(self, rows: Rows) -> None:
        keys = {row[2] for row in rows["letter_submissions"]}
        self._connection.executemany(
            "INSERT INTO submissions (id) VALUES (?) ON CONFLICT DO NOTHING", [(k,) for k in keys]
        )
        for table in CHILDREN:
            if rows[table]:
                self._connection.executemany(_INSERT[table], rows[table])
        for key, *_, page in rows["attachments"]:
            if page:
                self._share_file(key, page)
        self._refresh_submissions(keys)

    def _share_file(self, key: str, page: str) -> None:
        """A file that another letter links too was fetched once: take over what was read from it."""
        found = self._connection.execute(
            # INDEXED BY: where few files were fetched most rows have no page, and statistics make a walk over all look cheap
            f"SELECT {', '.join(_FILE)} FROM attachments INDEXED BY attachments_page_id WHERE page_id = ? LIMIT 1",
            [page],
        ).fetchone()
        if found:
            with self.index.paused():
                self._connection.execute(
                    f"UPDATE attachments SET {_SET_FILE} WHERE letter_id = ? AND file_id = ?", [*found, key, page]
                )

    def _delete_children(self, key: str) -> None:
        for table in reversed(CHILDREN):
            self._connection.execute(f"DELETE FROM {table} WHERE letter_id = ?", [key])

    def _submissions(self, key: str) -> set[str]:
        rows = self._connection.execute("SELECT submission_id FROM letter_submissions WHERE letter_id = ?", [key])
        return {row[0] for row in rows}

    def _refresh_submissions(self, keys: set[str]) -> None:
        """A submission is what its letters print of it; where they differ, the letter with the smallest id is believed."""
        for key in keys:
            printed = self._connection.execute(
                "SELECT s.assembly, s.kind, s.place, s.level, s.term, s.session, s.between_sessions, s.number, s.category, "
                "s.title, l.place_code FROM letter_submissions s JOIN letters l ON l.id = s.letter_id "
                "WHERE s.submission_id = ? ORDER BY s.letter_id",
                [key],
            ).fetchall()
            if not printed:
                self._connection.execute("DELETE FROM submissions WHERE id = ?", [key])
                continue
            merged = [next((v for v in column if v is not None), None) for column in zip(*printed, strict=True)]
            self._connection.execute(
                "UPDATE submissions SET assembly = ?, kind = ?, place = ?, level = ?, term = ?, session = ?, "
                "between_sessions = ?, number = ?, category = ?, title = ?, place_code = ?, letter_count = ? WHERE id = ?",
                [*merged[:10], place_of(merged[10], merged[3]), len(printed), key],
            )
