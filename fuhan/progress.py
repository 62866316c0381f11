"""How far long work has come: a bar on a terminal, one log line a minute elsewhere."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)

EVERY = 60.0


@contextmanager
def progress(what: str, *, clock: Callable[[], float] = time.monotonic) -> Iterator[Callable[[int, int, int], None]]:
    """Gives a function `tell(done, total, items)` to be called as often as one likes."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[items]}"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task(what, total=None, items="")
            yield lambda done, total, items: bar.update(task, completed=done, total=total, items=f"{items:,}")
        return
    told = clock()

    def tell(done: int, total: int, items: int) -> None:
        nonlocal told
        if clock() - told >= EVERY:
            told = clock()
            log.info("progress what=%s percent=%.1f items=%d", what, 100 * done / (total or 1), items)

    yield tell
