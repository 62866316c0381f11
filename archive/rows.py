"""A parser's record becomes rows. Pure: no database, no clock; everything is masked before it leaves here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.content import content_hash, is_masked, title_hash
from archive.ids import page_id, place_of, province_of, submission_id
from archive.privacy import Record, mask_record
from archive.repeats import repeats

# Columns written from a record, in the order of the tuples; each table's rows begin with the letter's id and a position.
COLUMNS: dict[str, tuple[str, ...]] = {
    "letters": (
        "id", "url", "kind", "title", "doc_number", "doc_number_raw", "reply_form", "published_at", "signed_on",
        "signed_on_status", "outcome", "disclosure", "addressee_count", "site_id", "place_code", "province_code", "level",
        "year", "agency_name", "assembly", "submission_kind", "submission_number", "submission_title", "term", "session",
        "has_commitments", "commitment_count", "attachment_count", "issue_count", "text_length", "capture_id",
        "parser_version", "content_hash", "text",
    ),
    "letter_submissions": (
        "letter_id", "position", "submission_id", "assembly", "kind", "place", "level", "term", "session",
        "between_sessions", "number", "category", "title",
    ),
    "addressees": ("letter_id", "position", "name", "role", "lead", "place_code"),
    "letter_agencies": ("letter_id", "position", "name", "role"),
    "officials": ("letter_id", "position", "name", "role", "title", "phone"),
    "sections": ("letter_id", "position", "parent", "level", "marker", "heading", "start", "end"),
    "commitments": (
        "letter_id", "position", "source", "ordinal", "content", "responsible", "due_text", "due_kind", "due_start",
        "due_end", "start", "end", "place_code", "province_code", "agency_name", "year", "assembly", "made_on",
        "repeats",
    ),
    "commitment_agencies": ("letter_id", "commitment", "position", "name"),
    "letter_tables": ("letter_id", "position", "kind", "header", "rows", "row_count"),
    "attachments": ("letter_id", "position", "title", "url", "kind"),
    "evidence": ("letter_id", "position", "field", "source", "start", "end"),
}  # fmt: skip
CHILDREN = tuple(name for name in COLUMNS if name != "letters")

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record comes from: what the page itself does not say."""

    capture_id: str | None = None
    site_id: str | None = None
    division: str | None = None
    parser_version: str = "0"


@dataclass(slots=True)
class PageRow:
    """What a record says of its page."""

    id: str
    record_kind: str
    site_name: str | None = None
    breadcrumb: str | None = None
    index_number: str | None = None
    metadata: str | None = None
    masked: int = 0
    content_hash: str | None = None
    title_hash: str | None = None
    parser_version: str = "0"
    issues: list[tuple[str, str]] = field(default_factory=list)


def rows_of(record: Record, origin: Origin) -> tuple[PageRow, Rows | None]:
    """Rows of one page and, if it is a letter, of the letter under the page's own id.

    `record` is a parser's record as plain data (docs/record.md), unmasked. Raises KeyError or TypeError on another shape.
    """
    masked_by_publisher = record["letter"] is not None and is_masked(record["letter"]["text"])
    record = mask_record(record)
    page = PageRow(
        id=page_id(record["url"]),
        record_kind=record["kind"],
        site_name=record["page"]["site_name"],
        breadcrumb=as_json(record["page"]["breadcrumb"]),
        index_number=record["page"]["index_number"],
        metadata=as_json(record["page"]["metadata"]),
        masked=int(masked_by_publisher),
        parser_version=origin.parser_version,
        issues=[(issue["code"], issue["detail"]) for issue in record["issues"]],
    )
    if record["letter"] is None:
        return page, None
    page.content_hash = content_hash(record)
    page.title_hash = title_hash(record["letter"]["doc_number"], record["letter"]["title"])
    return page, _letter_rows(record, origin, page)


def _letter_rows(record: Record, origin: Origin, page: PageRow) -> Rows:
    key, letter, submissions = page.id, record["letter"], record["submissions"]
    first = submissions[0] if submissions else {}
    place = origin.division
    assembly_place = place_of(place, first.get("level"))
    issuer = next((a["name"] for a in record["agencies"] if a["role"] == "issuer"), None)
    dated = letter["signed_on"] or letter["published_at"]
    year = int(dated[:4]) if dated and dated[:4].isdigit() else None
    full = [d[:10] for d in (letter["signed_on"], letter["published_at"]) if d and len(d) >= 10]
    made_on = full[0] if full else None
    province = province_of(place)
    promises = record["commitments"]
    said_twice = repeats(promises)
    letters = (
        key, record["url"], record["kind"], letter["title"], letter["doc_number"], letter["doc_number_raw"],
        letter["reply_form"], letter["published_at"], letter["signed_on"], letter["signed_on_status"], letter["outcome"],
        letter["disclosure"], record["addressee_count"], origin.site_id, place, province, first.get("level"), year, issuer,
        first.get("assembly"), first.get("kind"), first.get("number"), first.get("title"), first.get("term"),
        first.get("session"), int(bool(promises)), said_twice.count(None), len(record["attachments"]), len(record["issues"]),
        len(letter["text"]), origin.capture_id, origin.parser_version, page.content_hash, letter["text"],
    )  # fmt: skip
    return {
        "letters": [letters],
        "letter_submissions": [
            (key, i, submission_id(s, place_of(place, s["level"]), key, i), s["assembly"], s["kind"], s["place"], s["level"],
             s["term"], s["session"], int(bool(s["between_sessions"])), s["number"], s["category"], s["title"])
            for i, s in enumerate(submissions)
        ],
        "addressees": [(key, i, a["name"], a["role"], int(a["lead"]), assembly_place) for i, a in enumerate(record["addressees"])],
        "letter_agencies": [(key, i, a["name"], a["role"]) for i, a in enumerate(record["agencies"])],
        "officials": [(key, i, o["name"], o["role"], o["title"], o["phone"]) for i, o in enumerate(record["officials"])],
        "sections": [
            (key, i, s["parent"], s["level"], s["marker"], s["heading"], s["start"], s["end"])
            for i, s in enumerate(record["sections"])
        ],
        "commitments": [
            (key, i, c["source"], c["ordinal"], c["content"], "、".join(c["responsible"]) or None, c["due_text"], c["due_kind"],
             c["due_start"], c["due_end"], c["start"], c["end"], place, province, issuer, year, first.get("assembly"), made_on,
             said_twice[i])
            for i, c in enumerate(promises)
        ],
        "commitment_agencies": [(key, i, j, name) for i, c in enumerate(promises) for j, name in enumerate(c["responsible"])],
        "letter_tables": [
            (key, i, t["kind"], as_json(t["header"]), as_json(t["rows"]), len(t["rows"])) for i, t in enumerate(record["tables"])
        ],
        "attachments": [(key, i, a["title"], _link(a["url"]), a["kind"]) for i, a in enumerate(record["attachments"])],
        "evidence": [
            (key, i, e["field"], e["source"], e.get("start"), e.get("end")) for i, e in enumerate(record["evidence"])
        ],
    }  # fmt: skip


def _link(url: str | None) -> str | None:
    """An address a browser may follow; `javascript:` and the like are dropped."""
    return url if url and url.startswith(("http://", "https://", "ftp://")) else None


def places_of(rows: Rows) -> set[str]:
    """Division codes a letter's rows refer to."""
    letter = dict(zip(COLUMNS["letters"], rows["letters"][0], strict=True))
    codes = {letter["place_code"], letter["province_code"]} | {row[-1] for row in rows["addressees"]}
    codes |= {place_of(letter["place_code"], row[6]) for row in rows["letter_submissions"]}
    return {code for code in codes if code}


def title_of(rows: Rows | None) -> str | None:
    """The letter's title."""
    return rows["letters"][0][COLUMNS["letters"].index("title")] if rows else None


def as_json(value: Any) -> str:
    """JSON as it is stored: Chinese as Chinese, no needless blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def insert_sql(table: str, columns: Sequence[str]) -> str:
    """A plain INSERT of `columns` into `table`."""
    return f"INSERT INTO {table} ({', '.join(map(quoted, columns))}) VALUES ({', '.join('?' * len(columns))})"


def quoted(column: str) -> str:
    """A column name that is safe although it may be an SQL word (`end`, `offset`)."""
    return f'"{column}"'
