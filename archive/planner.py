"""What SQLite's planner knows of the archive. Without it a filter by assembly (half of all letters) looks as good as one by year."""

from __future__ import annotations

import sqlite3

# A table this many times as large as when it was looked at last is looked at again.
GROWN = 1.5


def refresh(connection: sqlite3.Connection) -> bool:
    """Run ANALYZE where letters grew by half since the last one, or an index has come since; whether it ran.

    Of whole indexes, not of samples (`PRAGMA analysis_limit`): a sample calls every value with more rows than it looked at equally
    frequent. Half a minute for a million letters.
    """
    if not _outdated(connection):
        return False
    connection.execute("ANALYZE")
    return True


def _outdated(connection: sqlite3.Connection) -> bool:
    (letters,) = connection.execute("SELECT count(*) FROM letters").fetchone()
    if not letters:
        return False
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone():
        return True
    known = dict(connection.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = 'letters' AND idx IS NOT NULL"))
    rows = [int(stat.split()[0]) for stat in known.values()]
    indexes = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'letters'"
        )
    }
    return not rows or letters > max(rows) * GROWN or not indexes <= known.keys()
