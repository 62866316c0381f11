"""Reads back what the crawler itself wrote: one entry per fetch, from any offset, so a lost state can be folded in again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.answers import decompress
from crawler.captures import SUFFIX

_FETCHES = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.metadata


@dataclass(frozen=True, slots=True)
class Logged:
    """What a capture's record says, without its body."""

    url: str
    date: str
    kind: str
    outcome: str
    site: str
    column: str
    run: str
    found_on: str
    list_title: str
    list_date: str
    status: int | None
    etag: str
    modified: str
    digest: str
    revisit: bool
    file: str
    offset: int
    encoding: str = ""
    content_type: str = ""


def capture_files(directory: Path) -> list[Path]:
    """Closed capture files, oldest first (their names begin with the time)."""
    return sorted(directory.glob("*" + SUFFIX))


def read_log(path: Path, offset: int = 0) -> Iterator[Logged]:
    """Fetches recorded in a capture file from `offset` on; records without a Fuhan-Kind are not ours and are passed over."""
    for entry, _ in _read(path, offset):
        yield entry


def read_letters(path: Path, offset: int = 0) -> Iterator[tuple[Logged, bytes]]:
    """The same with the bodies of letters and their further pages, without content encoding; b"" for all else."""
    for entry, record in _read(path, offset):
        shown = entry.kind in ("letter", "part") and entry.outcome == "ok" and not entry.revisit
        yield entry, decompress(record.reader.read(), entry.encoding) if shown else b""


def _read(path: Path, offset: int) -> Iterator[tuple[Logged, WarcRecord]]:
    with path.open("rb") as file:
        file.seek(offset)
        for record in ArchiveIterator(file, record_types=_FETCHES, parse_http=True):
            if "Fuhan-Kind" in record.headers:
                yield _entry(record, path.name), record


def _entry(record: WarcRecord, name: str) -> Logged:
    http = record.http_headers

    def head(name: str) -> str:
        return record.headers.get(name) or ""

    def said(name: str) -> str:
        return (http.get(name) or "") if http is not None else ""

    return Logged(
        url=head("WARC-Target-URI"),
        date=head("WARC-Date"),
        kind=head("Fuhan-Kind"),
        outcome=head("Fuhan-Outcome"),
        site=head("Fuhan-Site"),
        column=head("Fuhan-Column"),
        run=head("Fuhan-Run"),
        found_on=head("Fuhan-Found-On"),
        list_title=unquote(head("Fuhan-List-Title")),
        list_date=head("Fuhan-List-Date"),
        status=http.status_code if http is not None else None,
        etag=said("ETag"),
        modified=said("Last-Modified"),
        digest=head("WARC-Payload-Digest"),
        revisit=record.record_type == WarcRecordType.revisit,
        file=name,
        offset=record.stream_pos,
        encoding=said("Content-Encoding"),
        content_type=said("Content-Type"),
    )
