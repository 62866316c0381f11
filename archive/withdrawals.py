"""Letters taken out on request: a record in the captures, so that a rebuild takes them out again; a tombstone in archive.db."""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from archive.content import title_hash
from archive.privacy import mask

if TYPE_CHECKING:
    from archive.store import Store

URN = "urn:fuhan:withdrawal:"


def write(directory: Path, letter: str, reason: str, at: datetime, *, lifted: bool = False) -> Path:
    """A capture file that says `letter` is withdrawn (or no longer is) since `at` (UTC); returns its path. Raises OSError."""
    moment = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    data = {"letter": letter, "reason": reason, "withdrawn_at": moment, "lifted": lifted}
    record = WarcRecord()
    record.init_headers(WarcRecordType.resource, f"uuid:{uuid.uuid4()}".encode())
    record.headers["WARC-Date"] = moment
    record.headers["WARC-Target-URI"] = URN + letter
    record.headers["Content-Type"] = "application/json"
    record.set_bytes_content(json.dumps(data, ensure_ascii=False).encode())
    path = directory / f"fuhan-{at:%Y%m%d%H%M%S}-{os.getpid()}-{uuid.uuid4().int % 100000:05d}.warc.gz"
    part = path.with_name(path.name + ".part")
    with part.open("xb") as raw:
        stream = GzipWriter(raw)
        record.write(stream)
        stream.finish()
        raw.flush()
        os.fsync(raw.fileno())
    return part.rename(path)


def apply(store: Store, data: dict[str, Any]) -> int:
    """Take a withdrawal record into the archive, within the caller's transaction; 1 if content was taken out."""
    connection, key = store.connection, _letter(store.connection, data["letter"])
    row = connection.execute(
        "SELECT content_hash, doc_number, title FROM letters WHERE id = ? AND state <> 'removed'", [key]
    ).fetchone()
    if data.get("lifted"):
        connection.execute("UPDATE withdrawals SET lifted_at = ? WHERE letter_id = ?", [data["withdrawn_at"], key])
        store.restore(key)
        return 0
    connection.execute(
        "INSERT INTO withdrawals (letter_id, reason, withdrawn_at, content_hash, title_hash) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET reason = excluded.reason, withdrawn_at = excluded.withdrawn_at, lifted_at = NULL, "
        "content_hash = coalesce(excluded.content_hash, content_hash), title_hash = coalesce(excluded.title_hash, title_hash)",
        [key, mask(data["reason"]), data["withdrawn_at"], *((row[0], title_hash(*row[1:])) if row else (None, None))],
    )
    if row is None:
        return 0
    files = store.files_of(key)
    store.letters.empty(key)
    connection.execute(
        "UPDATE letters SET state = 'removed', state_since = ? WHERE id = ?", [data["withdrawn_at"], key]
    )
    store.silence(files)
    return 1


def _letter(connection: sqlite3.Connection, key: str) -> str:
    """The letter meant by `key`: an older capture of another of its pages may have given it another id since."""
    row = connection.execute(
        "SELECT coalesce(l.id, p.letter_id) FROM pages p LEFT JOIN letters l ON l.id = p.id WHERE p.id = ?", [key]
    ).fetchone()
    return row[0] if row and row[0] else key
