"""The record: what one page becomes. Field names are the contract of parsers, archive and tests (docs/record.md)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class PageInfo:
    """What the page says of itself outside the letter."""

    site_name: str | None = None
    breadcrumb: list[str] = field(default_factory=list)
    index_number: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Letter:
    """The letter itself. Offsets elsewhere count code points of `text`."""

    title: str | None = None
    doc_number: str | None = None
    doc_number_raw: str | None = None
    reply_form: str | None = None
    published_at: str | None = None
    signed_on: str | None = None
    signed_on_status: str = "missing"
    outcome: str | None = None
    disclosure: str | None = None
    text: str = ""


@dataclass(slots=True)
class Submission:
    """What is being answered, one entry per number."""

    assembly: str | None = None
    kind: str | None = None
    place: str | None = None
    level: str | None = None
    term: int | None = None
    session: int | None = None
    between_sessions: bool = False
    number: str | None = None
    category: str | None = None
    title: str | None = None


@dataclass(slots=True)
class Addressee:
    """Who the letter is written to; role is deputy, member, party, organisation or agency."""

    name: str
    role: str
    lead: bool = False


@dataclass(slots=True)
class Agency:
    """An office named by the letter; role is issuer or consulted."""

    name: str
    role: str


@dataclass(slots=True)
class Official:
    """A person of the office; role is signer, reviewer, handler, contact or leader."""

    name: str | None
    role: str
    title: str | None = None
    phone: str | None = None


@dataclass(slots=True)
class Section:
    """A numbered part of the letter: `text[start:end]`; `parent` is an index into the list of sections."""

    marker: str
    level: int
    parent: int | None
    heading: str
    start: int
    end: int


@dataclass(slots=True)
class Commitment:
    """A promise: a row of a commitment table or a sentence of the body; `text[start:end]` is its content."""

    source: str
    ordinal: int | None
    content: str
    responsible: list[str]
    due_text: str | None
    due_kind: str
    due_start: str | None
    due_end: str | None
    start: int
    end: int


@dataclass(slots=True)
class Table:
    """A table inside the letter, spans expanded; kind is commitments or other."""

    kind: str
    header: list[str]
    rows: list[list[str]]


@dataclass(slots=True)
class Attachment:
    """What is enclosed: `inline` (shown in the text) or `file` (a link)."""

    title: str
    url: str | None
    kind: str


@dataclass(slots=True)
class Evidence:
    """Where a value stands: `text` with offsets, `meta:<tag>`, `metadata:<label>` or `page:<label>`."""

    field: str
    source: str
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Issue:
    """What a careful reader would want to be told."""

    code: str
    detail: str


@dataclass(slots=True)
class Record:
    """One page, taken apart. `letter` is None and the lists are empty where `kind` is `other`."""

    url: str
    kind: str = "other"
    page: PageInfo = field(default_factory=PageInfo)
    letter: Letter | None = None
    submissions: list[Submission] = field(default_factory=list)
    addressees: list[Addressee] = field(default_factory=list)
    addressee_count: int | None = None
    agencies: list[Agency] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The record as plain data in contract order; evidence outside the text carries no offsets."""
        data = dataclasses.asdict(self)
        data["evidence"] = [{k: v for k, v in e.items() if v is not None} for e in data["evidence"]]
        return data
