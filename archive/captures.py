"""Reads captures/*.warc.gz: what was fetched, record by record, from any offset, past whatever a crash or a disk has spoilt."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from archive.ids import short

SUFFIX = ".warc.gz"
_OPEN = ".open"
_MAGIC = b"\x1f\x8b\x08"
_WANTED = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.metadata | WarcRecordType.resource


@dataclass(slots=True)
class Captured:
    """One WARC record. `body` (of `size` bytes) is decoded; None for a revisit, whose body stands in the record it refers to."""

    file: str
    offset: int
    id: str
    type: str
    url: str
    fetched_at: str
    kind: str = "letter"
    outcome: str = "ok"
    status: int | None = None
    content_type: str | None = None
    digest: str | None = None
    site: str | None = None
    column: str | None = None
    run: str | None = None
    found_on: str | None = None
    list_title: str | None = None
    list_date: str | None = None
    refers_to_date: str | None = None
    size: int | None = None
    body: bytes | None = None


@dataclass(slots=True)
class Problem:
    """A stretch of a file that cannot be read."""

    file: str
    offset: int
    what: str


def files(directory: Path) -> list[Path]:
    """The capture files of a directory in the order they were begun; one still open counts too."""
    found = [p for p in directory.iterdir() if p.name.endswith((SUFFIX, SUFFIX + _OPEN))] if directory.is_dir() else []
    return sorted(found, key=lambda p: p.name.removesuffix(_OPEN))


def present(path: Path) -> Path:
    """`path`, or the name under which its writer has closed it since it was listed."""
    return path if path.exists() else path.with_name(name_of(path))


def name_of(path: Path) -> str:
    """The name a file has once it is closed, which is the name it goes by in archive.db."""
    return path.name.removesuffix(_OPEN)


def read(path: Path, offset: int = 0) -> Iterator[Captured | Problem]:
    """Every complete record of `path` that begins at or after `offset`; a spoilt stretch is one Problem, then it goes on.

    The incomplete end of a file still `.open` is no problem: its writer may be about to finish it.
    """
    with present(path).open("rb") as file:
        last = start = offset
        told = False
        while True:
            file.seek(start)
            try:
                for record in ArchiveIterator(file, record_types=_WANTED, parse_http=False):
                    last, length = record.stream_pos, record.content_length
                    record.freeze()
                    if len(record.reader.read()) < length:
                        break
                    record.reader.seek(0)
                    told = False
                    yield _captured(record, name_of(path))
                else:
                    last = max(last, start)
            except (OSError, ValueError) as error:
                if not told:
                    yield Problem(name_of(path), last, f"unreadable after {last}: {error}")
                told = True
                following = _next_record(file, max(last, start) + 1)
                if following is None:
                    return
                start = following
                continue
            cut = _cut_off(file, last)
            if cut is not None and not path.name.endswith(_OPEN):
                yield Problem(name_of(path), cut, f"cut off at {cut}")
            return


def read_at(directory: Path, file: str, offset: int) -> Captured:
    """The one record at `offset`; raises FileNotFoundError where the file is gone, ValueError where there is no record."""
    path = directory / file
    if not path.exists():
        path = directory / (file + _OPEN)
    for item in read(path, offset):
        if isinstance(item, Captured) and item.offset == offset:
            return item
        break
    raise ValueError(f"{file}: no readable record at {offset}")


def check(path: Path) -> Iterator[int | Problem]:
    """The offset of every record of `path`, and a Problem for each whose digest does not fit or that cannot be read."""
    name = name_of(path)
    with present(path).open("rb") as file:
        last = 0
        try:
            for record in ArchiveIterator(file, record_types=_WANTED, parse_http=False):
                last = record.stream_pos
                record.freeze()
                if "WARC-Block-Digest" in record.headers and not record.verify_block_digest():
                    yield Problem(name, last, f"block digest differs at {last}")
                elif str(record.record_type) == "response" and "WARC-Payload-Digest" in record.headers:
                    record.parse_http()
                    if not record.verify_payload_digest():
                        yield Problem(name, last, f"payload digest differs at {last}")
                yield last
        except (OSError, ValueError) as error:
            yield Problem(name, last, f"unreadable after {last}: {error}")
            return
        cut = _cut_off(file, last)
        if cut is not None and not path.name.endswith(_OPEN):
            yield Problem(name, cut, f"cut off at {cut}")


def _captured(record: WarcRecord, file: str) -> Captured:
    headers = {name.lower(): value for name, value in record.headers.items()}
    kind = str(record.record_type)
    is_http = kind in ("response", "revisit")
    item = Captured(
        file=file,
        offset=record.stream_pos,
        id=short(record.record_id),
        type=kind,
        url=headers.get("warc-target-uri", "").strip("<>"),
        fetched_at=headers.get("warc-date", ""),
        kind=headers.get("fuhan-kind", "letter"),
        outcome=headers.get("fuhan-outcome", "ok" if is_http else "error"),
        digest=headers.get("warc-payload-digest"),
        site=headers.get("fuhan-site"),
        column=headers.get("fuhan-column"),
        run=headers.get("fuhan-run"),
        found_on=headers.get("fuhan-found-on"),
        list_title=unquote(headers["fuhan-list-title"]) if "fuhan-list-title" in headers else None,
        list_date=headers.get("fuhan-list-date"),
        refers_to_date=headers.get("warc-refers-to-date"),
    )
    if is_http and record.content_length:
        record.parse_http(auto_decode="all")
        if record.http_headers is not None:
            item.status = record.http_headers.status_code
            item.content_type = record.http_headers.get("Content-Type")
    if kind != "revisit":
        item.body = record.reader.read()
        item.size = len(item.body)
    return item


def _cut_off(file: BinaryIO, start: int) -> int | None:
    """Where the incomplete gzip member at the end of `file` begins, looking from the member at `start`; None if complete."""
    file.seek(start)
    rest, position = b"", start
    while True:
        member = zlib.decompressobj(31)
        begin = position
        while not member.eof:
            rest = rest or file.read(1 << 20)
            if not rest:
                return None if position == begin else begin
            try:
                member.decompress(rest)
            except zlib.error:
                return begin
            position += len(rest) - len(member.unused_data)
            rest = member.unused_data


def _next_record(file: BinaryIO, start: int) -> int | None:
    """Offset of the next gzip member at or after `start` that begins like a WARC record, or None."""
    file.seek(start)
    base, chunk = start, file.read(1 << 20)
    while chunk:
        at = chunk.find(_MAGIC)
        while at >= 0:
            if _begins_record(file, base + at):
                return base + at
            at = chunk.find(_MAGIC, at + 1)
        base += len(chunk) - len(_MAGIC)  # a magic number may lie across two chunks
        file.seek(base)
        chunk = file.read(1 << 20)
        if len(chunk) <= len(_MAGIC):
            return None
    return None


def _begins_record(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    try:
        return zlib.decompressobj(31).decompress(file.read(4096), 5).startswith(b"WARC/")
    except zlib.error:
        return False
