"""One writer per archive: a lock the system takes back when the process dies, however it dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import ArchiveError, absent


@contextmanager
def writing(path: Path, *, new: bool = False) -> Iterator[None]:
    """Hold the writer's lock of the archive at `path` (a file beside it); raises ArchiveError if another process holds it.

    `new`: the archive need not be there yet. Otherwise a mistyped name raises before a lock is left beside it.
    """
    if not new and not path.exists():
        raise ArchiveError(absent(path))
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
