"""The facts beside a letter: each value with where it stands in the text, or which part of the page it comes from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from archive.covering import is_covered
from web import formats, labels
from web.labels import N_
from web.marking import Span

Row = dict[str, Any]

# Issues that speak of one value rather than of the letter as a whole: code -> path of the value.
ABOUT = {"signed_on_repaired": "letter.signed_on", "issuer_inferred": "agencies[0].name"}


@dataclass
class Value:
    """One value: its text, a page of ours about it, its anchor in the text or else its source, and a caution if any."""

    text: str
    link: str | None = None
    anchor: str | None = None
    source: str | None = None
    caution: str | None = None
    aside: str | None = None


@dataclass
class Fact:
    """A named fact with its values; a fact without values is not shown."""

    name: str
    values: list[Value] = field(default_factory=list)


class Evidence:
    """Where the values of one letter stand."""

    def __init__(self, evidence: list[Row], issues: list[Row]):
        self.by_field: dict[str, Row] = {}
        for found in evidence:
            self.by_field.setdefault(found["field"], found)
        self.rows = evidence
        self.cautions: dict[str, str] = {
            ABOUT[issue["code"]]: labels.label("issue", issue["code"]) for issue in issues if issue["code"] in ABOUT
        }

    def value(self, path: str, text: str | None, link: str | None = None, aside: str | None = None) -> list[Value]:
        """The value at `path` of the record as a list of one, or an empty list for a value that is not there."""
        if not text:
            return []
        found = self.by_field.get(path)
        anchor = source = None
        if found and found["source"] == "text":
            anchor = _anchor(found)
        elif found:
            source = found["source"].partition(":")[2] or found["source"]
        return [Value(text, link, anchor, source, self.cautions.get(path), aside)]

    def spans(self) -> list[Span]:
        """A mark for every value that stands in the text."""
        return [
            Span(r["start"], r["end"], "mark", {"data-ev": _anchor(r)}, _anchor(r))
            for r in self.rows
            if r["source"] == "text" and r["start"] is not None
        ]


def _anchor(evidence: Row) -> str:
    return f"ev-{evidence['position']}"


def facts(letter: Row, parts: dict[str, list[Row]], evidence: Evidence) -> list[Fact]:
    """The facts of the letter itself, in the order readers look for them. Names of facts are messages to translate."""
    signed = evidence.value("letter.signed_on", formats.day(letter["signed_on"]))
    if signed and letter["signed_on_status"] == "ambiguous":
        signed[0].caution = labels.label("signed_on_status", "ambiguous")
    listed = [
        Fact(N_("Document number"), evidence.value("letter.doc_number", letter["doc_number"])),
        Fact(N_("Form"), _form(letter)),
        Fact(N_("Signed"), signed),
        Fact(N_("Published"), evidence.value("letter.published_at", formats.moment(letter["published_at"]))),
        Fact(N_("Outcome class"), evidence.value("letter.outcome", letter["outcome"])),
        Fact(N_("Disclosure"), evidence.value("letter.disclosure", letter["disclosure"])),
        Fact(N_("Index number"), [Value(letter["index_number"])] if letter["index_number"] else []),
        *(_offices(parts, evidence, role) for role in ("issuer", "consulted")),
        Fact(N_("Addressed to"), _addressees(letter, parts, evidence)),
        *_officials(parts, evidence),
    ]
    return [fact for fact in listed if fact.values]


def _form(letter: Row) -> list[Value]:
    kind = labels.label("kind", letter["kind"])
    return [Value(f"{letter['reply_form']} ({kind})" if letter["reply_form"] else kind)]


def _offices(parts: dict[str, list[Row]], evidence: Evidence, role: str) -> Fact:
    values = []
    for office in parts["letter_agencies"]:
        if office["role"] == role:
            link = f"/agencies/{office['agency_id']}" if office["agency_id"] else None
            values += evidence.value(f"agencies[{office['position']}].name", office["name"], link)
    return Fact(labels.LABELS["role"][role], values)


def _addressees(letter: Row, parts: dict[str, list[Row]], evidence: Evidence) -> list[Value]:
    values = []
    for person in parts["addressees"]:
        path = f"addressees[{person['position']}].name"
        link = None
        if person["role"] in ("deputy", "member") and not is_covered(person["name"]):
            link = f"/deputies/{person['place_code'] or '-'}/{quote(person['name'], safe='')}"
        values += evidence.value(path, person["name"], link, labels.label("role", person["role"]))
    if values and letter["addressee_count"] and letter["addressee_count"] > len(values):
        values[-1].aside = f"{values[-1].aside}, … {letter['addressee_count']}"
    return values


def _officials(parts: dict[str, list[Row]], evidence: Evidence) -> list[Fact]:
    by_role: dict[str, list[Value]] = defaultdict(list)
    for person in parts["officials"]:
        path = f"officials[{person['position']}].name"
        by_role[person["role"]] += evidence.value(path, person["name"], aside=person["title"])
    return [Fact(labels.LABELS["role"][role], values) for role, values in by_role.items()]
