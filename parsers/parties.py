"""Who writes, who was consulted, who is written to, and which persons of the office are named."""

from __future__ import annotations

import re

from parsers.classify import Opening
from parsers.closing import Closing
from parsers.evidence import Proofs
from parsers.letter import Draft
from parsers.lexicon import load
from parsers.names import squeeze
from parsers.officials import Person, persons_in, phone_in, reviewers_in, share_phone
from parsers.opening import consulted
from parsers.record import Addressee, Agency, Issue, Official, Record
from parsers.text import Squeezed
from parsers.titles import Title

_PAGE = load("page")
_NO_SOURCE = re.compile(
    r"^(?:本网|本站|原创|互联网|网络|转载|佚名|无|未知|本网站|系统管理员|管理员|admin|其他|网站).*$"
)


def add_agencies(
    record: Record, drafted: Draft, title: Title, opening: Opening, closing: Closing, proofs: Proofs
) -> None:
    """Issuers as signed, else from the title, else inferred; then the offices consulted in the opening."""
    for name, start, end in closing.issuers:
        proofs.text(f"agencies[{len(record.agencies)}].name", (start, end))
        record.agencies.append(Agency(name, "issuer"))
    for name, start, end in title.issuers if not record.agencies else ():
        if drafted.title:
            proofs.text(f"agencies[{len(record.agencies)}].name", drafted.title.span(start, end))
        record.agencies.append(Agency(name, "issuer"))
    if not record.agencies:
        _inferred_issuer(record, proofs)
    if opening.line >= 0:
        start = drafted.text.starts[opening.line]
        stop = opening.lead_end - start if opening.lead_line == opening.line else None
        for name, at in consulted(drafted.text.lines[opening.line][:stop]):
            proofs.text(f"agencies[{len(record.agencies)}].name", (start + at, start + at + len(name)))
            record.agencies.append(Agency(name, "consulted"))


def _inferred_issuer(record: Record, proofs: Proofs) -> None:
    """Without signature and without an office in the title, the page's source names the issuer: an inference, and marked."""
    sources = [(k, v, "meta") for k, v in record.page.metadata.items() if k.lower() == "contentsource"]
    sources += [(k, record.page.metadata[k], "metadata") for k in _PAGE["issuer_labels"] if k in record.page.metadata]
    for name, value, kind in sources:
        if len(value) < 3 or _NO_SOURCE.match(value):
            continue
        record.agencies.append(Agency(squeeze(value), "issuer"))
        proofs.page("agencies[0].name", f"{kind}:{name}")
        record.issues.append(Issue("issuer_inferred", f"{name}: {value}"))
        return


def add_addressees(record: Record, drafted: Draft, opening: Opening, proofs: Proofs) -> None:
    """The addressees in the order of the salutation, the first leading; the assembly of the title decides over the role word."""
    people = opening.addressees
    if people is None:
        return
    start = drafted.text.starts[opening.addressee_first]
    line = Squeezed(drafted.text.text[start : drafted.text.end(opening.addressee_line)], start)
    record.addressee_count = people.count
    for index, (name, role, start, end) in enumerate(people.people):
        role = role or _proposer(record)
        if role == "deputy" and record.submissions and record.submissions[0].assembly == "cppcc":
            role = "member"
            record.issues.append(Issue("role_conflict", f"{name}代表: a proposal of the CPPCC is answered"))
        record.addressees.append(Addressee(name, role, index == 0))
        proofs.text(f"addressees[{index}].name", line.span(start, end))
    printed = squeeze(line.raw)
    if not people.colon:
        record.issues.append(Issue("lost_character", f"{printed} -> {printed}："))
    if people.lost_etc:
        name = people.people[0][0]
        record.issues.append(
            Issue("lost_character", f"{people.lost_etc} -> {people.lost_etc.replace(name, name + '等', 1)}")
        )


def _proposer(record: Record) -> str:
    """What those are who made the submission answered: members where it is a proposal, else deputies."""
    return "member" if record.submissions and record.submissions[0].kind == "proposal" else "deputy"


def add_officials(record: Record, drafted: Draft, lines: list[int], proofs: Proofs) -> None:
    """Signers, reviewers, handlers and contacts of the letter's marker and closing lines, in reading order."""
    text = drafted.text
    people: list[Person] = []
    waiting: list[Person] = []  # the persons of the line above, whose telephone may follow
    above = -2
    for index in lines:
        line, start = text.lines[index], text.starts[index]
        labelled = persons_in(line, start)
        if not labelled and above == index - 1 and (phone := phone_in(line, start)):
            share_phone(waiting, phone)
        waiting, above = labelled, index
        people.extend(labelled)
        people.extend(reviewers_in(line, start))
    people.sort(key=lambda person: person.name_span or (0, 0))
    for index, person in enumerate(people):
        record.officials.append(Official(person.name, person.role, person.title, person.phone))
        for field in ("name", "title", "phone"):
            if span := getattr(person, f"{field}_span"):
                proofs.text(f"officials[{index}].{field}", span)
