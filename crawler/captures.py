"""Writes what was fetched to WARC 1.1 files: the crawl's log, from which everything else can be rebuilt.

One gzip member per record, so any record can be read alone. A file is written as `*.warc.gz.open` and renamed when it is closed;
crawler.salvage closes what a crash leaves open.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import responses
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import quote

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

SUFFIX = ".warc.gz"
OPEN_SUFFIX = SUFFIX + ".open"
# Measured on gold pages in a portal's frame (39 kB): level 2 takes 0.17 ms and 6.5 kB a page, 6 0.26 ms and 6.4 kB, 1 0.12 ms and 8.1 kB.
_LEVEL = 2
_IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Stored(NamedTuple):
    """An earlier capture of the same URL, as the state remembers it; `date` as in its WARC-Date."""

    url: str
    date: str
    digest: str


class Place(NamedTuple):
    """Where a record stands: file name without `.open`, offset of its gzip member, and the file's length after it."""

    file: str
    offset: int
    end: int


@dataclass(slots=True)
class Capture:
    """One request and what came of it. `body` is as transferred (content encoding kept); `status` None: no answer."""

    url: str
    date: datetime
    kind: str
    outcome: str
    site: str = ""
    column: str = ""
    found_on: str = ""
    list_title: str = ""
    list_date: str = ""
    method: str = "GET"
    request_headers: list[tuple[str, str]] = field(default_factory=list)
    request_body: bytes = b""
    status: int | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    protocol: str = "HTTP/1.1"
    ip: str = ""
    error: str = ""
    earlier: Stored | None = None
    digest: str = ""

    def named_headers(self, run: str) -> list[tuple[str, str]]:
        """The Fuhan-* headers of its records; values are ASCII, other characters percent-encoded UTF-8."""
        pairs = (
            ("Fuhan-Site", self.site), ("Fuhan-Column", self.column), ("Fuhan-Kind", self.kind),
            ("Fuhan-Outcome", self.outcome), ("Fuhan-Run", run), ("Fuhan-Found-On", self.found_on),
            ("Fuhan-List-Title", quote(self.list_title, safe=" ")), ("Fuhan-List-Date", self.list_date),
        )  # fmt: skip
        return [(name, _ascii(value)) for name, value in pairs if value]


def sha1(data: bytes) -> str:
    """Digest as WARC files print it: `sha1:` and base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def warc_date(moment: datetime) -> str:
    """UTC to the second, as in WARC-Date."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class CaptureWriter:
    """Appends captures to files of a directory; every record is handed to the system before `write` returns.

    A killed process therefore loses at most the record being written. `sync_every` bounds what a power cut can take.
    Raises OSError when the disk is full: a crawl that cannot keep what it fetches must stop.
    """

    def __init__(
        self,
        directory: Path,
        run: str,
        info: dict[str, str],
        *,
        max_bytes: int = 512 << 20,
        sync_every: float = 10.0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._directory, self._run, self._info = directory, run, info
        self._max_bytes, self._sync_every, self._clock = max_bytes, sync_every, clock
        self._serial = 0
        self._raw: BinaryIO | None = None
        self._gzip: GzipWriter | None = None
        self._path = Path()
        self._synced = time.monotonic()
        directory.mkdir(parents=True, exist_ok=True)

    def write(self, capture: Capture) -> Place:
        """Appends a response (or a revisit, or metadata if nothing answered) and its request; returns its place."""
        raw, stream = self._stream()
        offset = raw.tell()
        record_id = str(uuid.uuid4())
        if capture.status is None:
            self._put(
                stream,
                "metadata",
                capture,
                record_id,
                f"error: {capture.error}\r\n".encode(),
                "application/warc-fields",
            )
        else:
            self._put_response(stream, capture, record_id)
        lines = [f"{capture.method} {_target(capture.url)} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in capture.request_headers]
        block = "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + capture.request_body
        self._put(stream, "request", capture, None, block, "application/http; msgtype=request", concurrent=record_id)
        self._keep()
        return Place(self._path.name.removesuffix(".open"), offset, raw.tell())

    def resource(self, uri: str, payload: bytes, content_type: str = "application/json") -> Place:
        """Appends a resource record, such as the ledger of a run."""
        raw, stream = self._stream()
        offset = raw.tell()
        headers = [("WARC-Target-URI", uri), ("Content-Type", content_type), ("Fuhan-Run", self._run)]
        _write(stream, WarcRecordType.resource, headers, payload, warc_date(self._clock()))
        self._keep(sync=True)
        return Place(self._path.name.removesuffix(".open"), offset, raw.tell())

    def close(self) -> None:
        """Syncs and renames the open file; a later `write` opens a new one."""
        if self._raw is None:
            return
        os.fsync(self._raw.fileno())
        self._path.rename(self._path.with_name(self._path.name.removesuffix(".open")))
        self._raw.close()
        self._raw = self._gzip = None

    def _put_response(self, stream: GzipWriter, capture: Capture, record_id: str) -> None:
        reason = responses.get(capture.status or 0, "")
        head = [f"{capture.protocol} {capture.status} {reason}", *(f"{n}: {v}" for n, v in capture.headers)]
        block = "\r\n".join(head).encode("latin-1", "replace") + b"\r\n\r\n"
        digest = capture.digest or sha1(capture.body)
        earlier = capture.earlier
        extra = [("WARC-IP-Address", capture.ip)] if capture.ip else []
        if earlier is not None and (capture.status == 304 or (earlier.digest == digest and capture.status == 200)):
            extra += [
                ("WARC-Profile", _NOT_MODIFIED if capture.status == 304 else _IDENTICAL),
                ("WARC-Refers-To-Target-URI", earlier.url),
                ("WARC-Refers-To-Date", earlier.date),
                ("WARC-Payload-Digest", earlier.digest),
            ]
            if capture.status == 304:
                block = b""  # with the 304's own headers replay tools show a 304; without, the page it stands for
            self._put(stream, "revisit", capture, record_id, block, "application/http; msgtype=response", extra)
        else:
            extra.append(("WARC-Payload-Digest", digest))
            block += capture.body
            self._put(stream, "response", capture, record_id, block, "application/http; msgtype=response", extra)

    def _put(
        self,
        stream: GzipWriter,
        record_type: str,
        capture: Capture,
        record_id: str | None,
        block: bytes,
        content_type: str,
        extra: list[tuple[str, str]] | None = None,
        concurrent: str | None = None,
    ) -> None:
        headers = [("WARC-Target-URI", capture.url), ("Content-Type", content_type), *(extra or ())]
        if concurrent:
            headers.append(("WARC-Concurrent-To", f"<urn:uuid:{concurrent}>"))
        else:
            headers += capture.named_headers(self._run)
        _write(stream, getattr(WarcRecordType, record_type), headers, block, warc_date(capture.date), record_id)

    def _stream(self) -> tuple[BinaryIO, GzipWriter]:
        if self._raw is not None and self._raw.tell() >= self._max_bytes:
            self.close()
        if self._raw is None or self._gzip is None:
            self._path = self._free_path()
            self._raw = self._path.open("xb", buffering=0)
            fcntl.flock(self._raw, fcntl.LOCK_EX)  # tells a reader that this .open file is alive
            self._gzip = GzipWriter(self._raw, _LEVEL, buffer_size=1 << 20)
            info = {"software": "fuhan", "format": "WARC File Format 1.1", "robots": "obey", **self._info}
            block = "".join(f"{name}: {value}\r\n" for name, value in info.items()).encode()
            name = self._path.name.removesuffix(".open")
            headers = [("WARC-Filename", name), ("Content-Type", "application/warc-fields"), ("Fuhan-Run", self._run)]
            _write(self._gzip, WarcRecordType.warcinfo, headers, block, warc_date(self._clock()))
        return self._raw, self._gzip

    def _free_path(self) -> Path:
        """The next name that no other writer of this process and second has, open or closed."""
        stamp = self._clock().astimezone(UTC).strftime("%Y%m%d%H%M%S")
        while True:
            self._serial += 1
            path = self._directory / f"fuhan-{stamp}-{os.getpid()}-{self._serial:05d}{OPEN_SUFFIX}"
            if not path.exists() and not path.with_name(path.name.removesuffix(".open")).exists():
                return path

    def _keep(self, sync: bool = False) -> None:
        now = time.monotonic()
        if self._raw is not None and (sync or now - self._synced > self._sync_every):
            os.fsync(self._raw.fileno())
            self._synced = now


def _write(
    stream: GzipWriter,
    record_type: WarcRecordType,
    headers: list[tuple[str, str]],
    block: bytes,
    date: str,
    record_id: str | None = None,
) -> None:
    record = WarcRecord()
    record.init_headers(record_type, f"uuid:{record_id or uuid.uuid4()}".encode())
    record.headers["WARC-Date"] = date
    for name, value in headers:
        record.headers.append(name, value)
    # What we asked can be told from what we are; digests are for what was answered.
    if record_type != WarcRecordType.request:
        record.headers.append("WARC-Block-Digest", sha1(block))
    record.set_bytes_content(block)
    record.write(stream)
    stream.finish()  # without it all records share one gzip member and none can be read alone


def _target(url: str) -> str:
    """Path and query of a URL, as the request line has them."""
    rest = url.partition("://")[2].partition("#")[0]
    path = rest.find("/")
    query = rest.find("?")
    if path < 0 or (0 <= query < path):
        return "/" + (rest[query:] if query >= 0 else "")
    return rest[path:]


def _ascii(value: str) -> str:
    """One ASCII line: whatever is not ASCII or would end the line is percent-encoded."""
    return value if value.isascii() and value.isprintable() else quote(value, safe=":/?#[]@!$&'()*+,;=%~ ")
