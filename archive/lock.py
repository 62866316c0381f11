"""One writer per archive: a lock the system takes back when the process dies, however it dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import ArchiveError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Hold the writer's lock of the archive at `path` (a file beside it); raises ArchiveError if another process holds it."""
    lock = path.with_name(path.name + ".lock")
    try:
        file = lock.open("w")
    except OSError as error:
        raise ArchiveError(
            f"{path.parent} cannot be written ({error.strerror}); give another place with --db."
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ArchiveError(
                f"{path} is being written by another process; wait until it has finished and run the command again."
            ) from error
        yield
