"""Takes in what others captured: WARC files (Common Crawl, Heritrix, Browsertrix) and pages saved by hand, as captures of our own.

Each is written again under our named headers, so that the archive reads one kind of file; its date and its bytes stay as they were.
"""

from __future__ import annotations

import hashlib
import logging
import mimetypes
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.answers import decompress
from crawler.attachments import is_file
from crawler.captures import Capture, CaptureWriter
from crawler.listings.items import is_navigation
from crawler.outcomes import Facts, Outcome, classify
from crawler.site import Site
from parsers.continuation import first_of

log = logging.getLogger(__name__)

_PAGES = ("text/html", "application/xhtml")
_BODY_LIMIT = 64 << 20
FindSite = Callable[[str], Site | None]


def import_warc(path: Path, writer: CaptureWriter, find_site: FindSite, site: str = "") -> Counter[str]:
    """Takes the pages and letter files of a WARC file. Returns counts by outcome, and of what was passed over and why.

    A record belongs to the site that owns its host (`find_site`), or to `site` if that is given; others are passed over. Raises OSError
    for a file that is no WARC.
    """
    counts: Counter[str] = Counter()
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(
                file, record_types=WarcRecordType.response | WarcRecordType.revisit, parse_http=False
            ):
                counts[_take(record, writer, find_site, site)] += 1
        except OSError as error:
            log.warning("import_cut_short file=%s error=%s", path, error)
    if not counts:
        raise OSError(f"{path} holds no WARC response; give a .warc or .warc.gz file, or a saved page with --url")
    return counts


def _take(record: WarcRecord, writer: CaptureWriter, find_site: FindSite, site: str) -> str:
    """Writes one record; returns its outcome or the reason it was passed over."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    if record.record_type == WarcRecordType.revisit:
        return "passed_over_revisit"
    owner = find_site(url)
    if owner is None and not site:
        return "passed_over_unknown_host"
    try:
        record.parse_http(auto_decode="transfer")
    except (OSError, ValueError) as error:
        log.warning("import_unreadable url=%s error=%s", url, error)
        return "passed_over_unreadable"
    http = record.http_headers
    if http is None or http.status_code is None:
        return "passed_over_not_http"
    named = {name.lower(): value for name, value in http.items()}
    kind = kind_of(url, named.get("content-type", ""))
    if not kind:
        return "passed_over_other_type"
    body = record.reader.read()
    encoding = named.get("content-encoding", "")
    plain = decompress(body, encoding, _BODY_LIMIT)
    if plain is body:
        encoding = ""  # Common Crawl undoes the encoding and some writers leave the header
    headers = [
        (n, v) for n, v in http.items() if n.lower() not in ("transfer-encoding", "content-length", "content-encoding")
    ]
    headers += [("Content-Encoding", encoding)] if encoding else []
    headers.append(("Content-Length", str(len(body))))
    outcome = classify(Facts(url, http.status_code, named, plain, kind))
    if record.headers.get("WARC-Truncated"):
        outcome = Outcome.BROKEN
    writer.write(
        Capture(
            url, _date(record.headers.get("WARC-Date")), kind, outcome.value, site or (owner.id if owner else ""),
            column_of(owner, url), found_on=first_of(url) or "", status=http.status_code, headers=headers, body=body,
        )
    )  # fmt: skip
    return outcome.value


def import_page(
    path: Path, url: str, writer: CaptureWriter, find_site: FindSite, site: str = "", date: datetime | None = None
) -> Outcome:
    """Takes a page (or a PDF) saved by hand, as if `url` had answered with it at `date` (default: the file's time)."""
    body = path.read_bytes()
    owner = find_site(url)
    content_type = mimetypes.guess_type(path.name)[0] or "text/html"
    kind = kind_of(url, content_type) or "letter"
    outcome = classify(Facts(url, 200, {"content-type": content_type}, body, kind))
    moment = date or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    writer.write(
        Capture(
            url, moment, kind, outcome.value, site or (owner.id if owner else ""), column_of(owner, url), found_on=first_of(url) or "",
            status=200, headers=[("Content-Type", content_type), ("Content-Length", str(len(body)))], body=body,
        )
    )  # fmt: skip
    return outcome


def kind_of(url: str, content_type: str) -> str:
    """letter, part (a further page of a letter), list or attachment; '' for what no letter consists of (images, styles, scripts). The parser has the last word."""
    if is_file(url):
        return "attachment"
    if content_type and not content_type.lower().startswith(_PAGES):
        return ""
    return "list" if is_navigation(url) else "part" if first_of(url) else "letter"


def column_of(site: Site | None, url: str) -> str:
    """The column of a site whose folder the address lies in; '' if none."""
    if site is None:
        return ""
    path = urlsplit(url).path
    folders = [(urlsplit(column.url).path.rpartition("/")[0] + "/", column.id) for column in site.columns]
    below = [(len(folder), id) for folder, id in folders if len(folder) > 1 and path.startswith(folder)]
    return max(below)[1] if below else ""


def imported_before(directory: Path, path: Path) -> bool:
    """True if this very file was taken into these captures already."""
    register = directory / "imports.txt"
    return register.exists() and _digest(path) in register.read_text("utf-8").split()


def note_import(directory: Path, path: Path) -> None:
    """Notes a file as taken in."""
    with (directory / "imports.txt").open("a", encoding="utf-8") as file:
        file.write(f"{_digest(path)}\n")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _date(value: str | None) -> datetime:
    try:
        return datetime.fromisoformat(value or "").astimezone(UTC)
    except ValueError:
        return datetime.now(UTC)
