"""Reads back what the crawler itself wrote: one entry per fetch, from any offset, so a lost state can be folded in again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

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


def capture_files(directory: Path) -> list[Path]:
    """Closed capture files, oldest first (their names begin with the time)."""
    return sorted(directory.glob("*" + SUFFIX))


def read_log(path: Path, offset: int = 0) -> Iterator[Logged]:
    """Fetches recorded in a capture file from `offset` on; records without a Fuhan-Kind are not ours and are passed over."""
    with path.open("rb") as file:
        file.seek(offset)
        # fastwarc counts positions from where the stream stood when it was handed over, or from the start: see stream_pos
        for record in ArchiveIterator(file, record_types=_FETCHES, parse_http=True):
            if "Fuhan-Kind" in record.headers:
                yield _entry(record, path.name)


def _entry(record: WarcRecord, name: str) -> Logged:
    head = record.headers
    http = record.http_headers
    status = http.status_code if http is not None else None
    return Logged(
        url=head.get("WARC-Target-URI", ""),
        date=head.get("WARC-Date", ""),
        kind=head.get("Fuhan-Kind", ""),
        outcome=head.get("Fuhan-Outcome", ""),
        site=head.get("Fuhan-Site", ""),
        column=head.get("Fuhan-Column", ""),
        run=head.get("Fuhan-Run", ""),
        found_on=head.get("Fuhan-Found-On", ""),
        list_title=unquote(head.get("Fuhan-List-Title", "")),
        list_date=head.get("Fuhan-List-Date", ""),
        status=status,
        etag=(http.get("ETag", "") if http is not None else ""),
        modified=(http.get("Last-Modified", "") if http is not None else ""),
        digest=head.get("WARC-Payload-Digest", ""),
        revisit=record.record_type == WarcRecordType.revisit,
        file=name,
        offset=record.stream_pos,
    )
