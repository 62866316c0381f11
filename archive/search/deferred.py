"""Index many new rows at once: FTS5 writes its buffer out at every statement a trigger runs in, which halves the speed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from archive.search.index import INDEXES


class Deferred:
    """While `on`, rows inserted into searched tables wait for `flush`; rows must not be changed or deleted while they wait.

    All within the caller's transaction. After a rollback call `stop`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._on = False
        self._indexed: dict[str, int] = {}
        connection.create_function("zh_deferred", 0, lambda: int(self._on))

    def start(self) -> None:
        """From here on new rows wait."""
        self._indexed = {index.table: self._last(index.table) for index in INDEXES}
        self._on = True

    def stop(self) -> None:
        """From here on triggers index every row at once; rows that wait are forgotten."""
        self._on = False

    def flush(self) -> None:
        """Index the rows that wait and stop."""
        if not self._on:
            return
        self._on = False
        for index in INDEXES:
            if self._last(index.table) > self._indexed[index.table]:
                self._connection.execute(f"{index.fill()} WHERE rowid > ?", [self._indexed[index.table]])

    @contextmanager
    def paused(self) -> Iterator[None]:
        """For a change to rows that may be waiting: they are indexed first, and triggers work until the change is done."""
        was_on = self._on
        self.flush()
        yield
        if was_on:
            self.start()

    def _last(self, table: str) -> int:
        return int(self._connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0])
