"""Parsing on a Dask cluster: captures go out, rows come back, one process writes the database."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager

from archive import parsing
from archive.captures import Captured
from archive.errors import ArchiveError
from archive.parsing import Parsed
from archive.pool import Parse


@contextmanager
def parser(address: str | None) -> Iterator[Parse | None]:
    """A `parse` for `ingest` that runs on the Dask scheduler at `address`; None without an address.

    Raises ArchiveError when Dask is not installed or the scheduler does not answer.
    """
    if address is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise ArchiveError("Dask is not installed; run `pip install 'fuhan[dask]'` or leave --dask out.") from error
    try:
        client = Client(address, timeout="10s")
    except (OSError, TimeoutError) as error:
        raise ArchiveError(f"No Dask scheduler answers at {address}; start one or leave --dask out.") from error
    with client:

        def submit(items: list[Captured], divisions: dict[str, str]) -> Future[list[Parsed]]:
            future: Future[list[Parsed]] = client.submit(parsing.parse_all, items, divisions, pure=False)
            return future

        yield submit
