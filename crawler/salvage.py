"""Closes capture files that a crash left open, each cut back to its last complete record."""

from __future__ import annotations

import fcntl
import os
import zlib
from pathlib import Path
from typing import BinaryIO

from crawler.captures import OPEN_SUFFIX


def salvage(directory: Path) -> list[Path]:
    """Closes the files a crash left open: cuts each back to its last complete record, renames it, returns the new names.

    A file whose writer is still alive (it holds a lock) is left alone; one without any complete record is removed.
    """
    saved = []
    for path in sorted(directory.glob("*" + OPEN_SUFFIX)):
        with path.open("r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            length = complete_length(file)
            if length == 0:
                path.unlink()
                continue
            file.truncate(length)
            os.fsync(file.fileno())
            saved.append(path.rename(path.with_name(path.name.removesuffix(".open"))))
    return saved


def complete_length(file: BinaryIO) -> int:
    """Length of the leading part of a gzip file that consists of whole members."""
    complete = position = 0
    file.seek(0)
    member = zlib.decompressobj(31)
    while chunk := file.read(1 << 20):
        while chunk:
            try:
                member.decompress(chunk)
            except zlib.error:
                return complete
            if not member.eof:
                position += len(chunk)
                break
            position += len(chunk) - len(member.unused_data)
            complete = position
            chunk, member = member.unused_data, zlib.decompressobj(31)
    return complete
