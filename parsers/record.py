"""The record: what one page becomes. Field names are the contract of parsers, archive and tests (docs/record.md)."""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass, field
from typing import Annotated, Any


class OneOf(tuple[str, ...]):
    """The words a field may hold, as an annotation of its type."""


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
    signed_on_status: Annotated[str, OneOf(("printed", "repaired", "ambiguous", "missing"))] = "missing"
    outcome: str | None = None
    disclosure: str | None = None
    text: str = ""


@dataclass(slots=True)
class Submission:
    """What is being answered, one entry per number."""

    assembly: Annotated[str | None, OneOf(("congress", "cppcc"))] = None
    kind: Annotated[str | None, OneOf(("suggestion", "proposal", "motion"))] = None
    place: str | None = None
    level: Annotated[str | None, OneOf(("national", "province", "prefecture", "county", "township"))] = None
    term: int | None = None
    session: int | None = None
    between_sessions: bool = False
    number: str | None = None
    category: str | None = None
    title: str | None = None


@dataclass(slots=True)
class Addressee:
    """Who the letter is written to."""

    name: str
    role: Annotated[str, OneOf(("deputy", "member", "party", "organisation", "agency"))]
    lead: bool = False


@dataclass(slots=True)
class Agency:
    """An office named by the letter."""

    name: str
    role: Annotated[str, OneOf(("issuer", "consulted"))]


@dataclass(slots=True)
class Official:
    """A person of the office, or the office to be asked."""

    name: str | None
    role: Annotated[str, OneOf(("signer", "reviewer", "handler", "contact", "leader"))]
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

    source: Annotated[str, OneOf(("table", "body"))]
    ordinal: int | None
    content: str
    responsible: list[str]
    due_text: str | None
    due_kind: Annotated[
        str, OneOf(("by", "within", "from", "ongoing", "recurring", "done", "conditional", "vague", "none"))
    ]
    due_start: str | None
    due_end: str | None
    start: int
    end: int


@dataclass(slots=True)
class Table:
    """A table inside the letter, spans expanded."""

    kind: Annotated[str, OneOf(("commitments", "other"))]
    header: list[str]
    rows: list[list[str]]


@dataclass(slots=True)
class Attachment:
    """What is enclosed: `inline` (shown in the text) or `file` (a link)."""

    title: str
    url: str | None
    kind: Annotated[str, OneOf(("inline", "file"))]


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


def _plain(value: Any) -> Any:
    """Dataclasses as dicts all the way down, without the deep copies of dataclasses.asdict."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return dict(value)
    slots = getattr(value, "__slots__", None)
    return {name: _plain(getattr(value, name)) for name in slots} if slots else value


@dataclass(slots=True)
class Record:
    """One page, taken apart. `letter` is None and the lists are empty where `kind` is `other`."""

    url: str
    kind: Annotated[str, OneOf(("reply", "assist_opinion", "other"))] = "other"
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
        data = {name: _plain(getattr(self, name)) for name in self.__slots__}
        data["evidence"] = [{k: v for k, v in e.items() if v is not None} for e in data["evidence"]]
        return data


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `Record.to_dict()`, made from the dataclasses of this module."""
    schema = _object(Record)
    schema["$defs"] = {cls.__name__: _object(cls) for cls in _PARTS}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record", **schema}


_PARTS = (
    PageInfo,
    Letter,
    Submission,
    Addressee,
    Agency,
    Official,
    Section,
    Commitment,
    Table,
    Attachment,
    Evidence,
    Issue,
)
_JSON_TYPES = {str: "string", int: "integer", bool: "boolean", types.NoneType: "null"}


def _object(cls: type) -> dict[str, Any]:
    hints = typing.get_type_hints(cls, include_extras=True)
    properties = {f.name: _schema_of(hints[f.name]) for f in dataclasses.fields(cls)}
    required = [name for name in properties if cls is not Evidence or name in ("field", "source")]
    return {
        "type": "object",
        "description": cls.__doc__,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _schema_of(kind: Any) -> dict[str, Any]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is Annotated:
        none = [None] if type(None) in typing.get_args(inner[0]) else []
        return {"enum": [*inner[1], *none]}
    if origin is list:
        return {"type": "array", "items": _schema_of(inner[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(inner[1])}
    if origin is types.UnionType:
        return {"anyOf": [_schema_of(one) for one in inner]}
    return {"$ref": f"#/$defs/{kind.__name__}"} if kind in _PARTS else {"type": _JSON_TYPES[kind]}
