"""Processes that parse. One that dies (a page that crashes a C library, out of memory) costs that page, not the run."""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from archive import parsing
from archive.captures import Captured
from archive.parsing import Parsed

Parse = Callable[[list[Captured], dict[str, str]], "Future[list[Parsed]]"]  # captures and the division of each site
Batch = TypeVar("Batch")


def here(items: list[Captured], divisions: dict[str, str]) -> Future[list[Parsed]]:
    """Parse in this process, at once."""
    future: Future[list[Parsed]] = Future()
    future.set_result(parsing.parse_all(items, divisions))
    return future


class Pool:
    """`workers` processes; `submit` as in Parse."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = ProcessPoolExecutor(workers)

    def submit(self, items: list[Captured], divisions: dict[str, str]) -> Future[list[Parsed]]:
        """Parse in another process; a future that breaks is mended by `one_by_one`."""
        try:
            return self._executor.submit(parsing.parse_all, items, divisions)
        except BrokenProcessPool:
            self._executor = ProcessPoolExecutor(self._workers)
            return self._executor.submit(parsing.parse_all, items, divisions)

    def close(self) -> None:
        """Stop at once; what is not begun is dropped."""
        self._executor.shutdown(cancel_futures=True)


def one_by_one(items: list[Captured], divisions: dict[str, str]) -> list[Parsed]:
    """Parse each capture of a batch that killed a process in a process of its own, so that only the culprit is lost."""
    found: list[Parsed] = []
    executor = ProcessPoolExecutor(1)
    for item in items:
        try:
            found += executor.submit(parsing.parse_all, [item], divisions).result()
        except BrokenProcessPool:
            found.append(Parsed(issues=[("parser_died", "the process that parsed this page was killed")]))
            executor = ProcessPoolExecutor(1)
    executor.shutdown()
    return found


def in_order(
    batches: Iterable[Batch],
    items_of: Callable[[Batch], list[Captured]],
    divisions: dict[str, str],
    workers: int,
    parse: Parse | None,
) -> Generator[tuple[Batch, list[Parsed]]]:
    """Each batch with what was parsed from it, in order; only a few batches are in memory at a time."""
    pool = Pool(workers) if workers > 1 and not parse else None
    submit = functools.partial(parse or (pool.submit if pool else here))
    waiting: deque[tuple[Batch, Future[list[Parsed]]]] = deque()

    def first() -> tuple[Batch, list[Parsed]]:
        batch, future = waiting.popleft()
        try:
            return batch, future.result()
        except BrokenProcessPool:
            return batch, one_by_one(items_of(batch), divisions)

    try:
        for batch in batches:
            waiting.append((batch, submit(items_of(batch), divisions)))
            if len(waiting) > 2 * workers:
                yield first()
        while waiting:
            yield first()
    finally:
        if pool:
            pool.close()
