"""After a crash: what the capture files hold beyond what the state knows is read back into it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from crawler.capture_log import Logged, capture_files, read_letters
from crawler.captures import Place
from crawler.enclosed import find_enclosed
from crawler.state import Found, State, host_of

log = logging.getLogger(__name__)


def fold_in(state: State, directory: Path) -> int:
    """Records the fetches of the capture files in `directory` that `state` lacks; returns how many those were.

    A letter's files and further pages are noted as when it came in, for the crash may have been in between.
    """
    done = state.folded()
    folded = 0
    for path in capture_files(directory):
        size = path.stat().st_size
        start = done.get(path.name, 0)
        if start >= size:
            continue
        for entry, body in _entries(path, start):
            state.record(entry, Place(path.name, entry.offset, entry.offset + 1))
            if body:
                _discover_enclosed(state, entry, body)
            folded += 1
        state.folded_to(path.name, size)
    return folded


def _discover_enclosed(state: State, entry: Logged, body: bytes) -> None:
    first = entry.found_on if entry.kind == "part" else entry.url
    enclosed = find_enclosed(body, entry.content_type, entry.url, first)
    for kind, found in (("part", enclosed.parts), ("attachment", enclosed.files)):
        own = [Found(url, title, entry.list_date, kind) for url, title in found if host_of(url) == host_of(entry.url)]
        state.discover(entry.site, entry.column, first, own)


def _entries(path: Path, start: int) -> Iterator[tuple[Logged, bytes]]:
    try:
        yield from read_letters(path, start)
    except (OSError, ValueError) as error:
        log.warning("capture_file_unreadable file=%s error=%s; `fuhan verify` tells more", path.name, error)
