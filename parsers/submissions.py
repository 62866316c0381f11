"""Title, opening and column -> the submissions a letter answers."""

from __future__ import annotations

import re
from copy import copy

from parsers.classify import Opening
from parsers.evidence import Proofs
from parsers.letter import Draft
from parsers.levels import level_of
from parsers.opening import Named, named_submissions
from parsers.record import Issue, Record, Submission
from parsers.text import Squeezed
from parsers.titles import Title, parse_title

# What a column's name says of the assembly, the most telling first; 建议提案 says nothing.
_COLUMNS = ((re.compile("人大|代表"), re.compile("政协|委员(?!会)")), (re.compile("建议|议案"), re.compile("提案")))


def add_submissions(
    record: Record, draft: Draft, title: Title, opening: Opening, proofs: Proofs, issuers: list[str]
) -> None:
    """Fill `record.submissions` with one entry per number, and their evidence."""
    named = _named(draft, opening)
    base, assembly_proof = _base(record, draft, title, opening)
    numbers = [(value, _title_span(draft, start, end)) for value, start, end in title.numbers]
    if not numbers:
        numbers = [(n.number[0], (n.number[1], n.number[2])) for n in named if n.number]
    names = [record.page.site_name or "", *issuers]
    site_code = next((v for k, v in record.page.metadata.items() if k.lower() == "siteidcode"), None)
    base.level = level_of(base.place, site_code, names)
    _kind(base, title)
    pairs = _paired(numbers, named, title)
    for index, (number, name) in enumerate(pairs):
        entry = base if len(pairs) == 1 else copy(base)
        field = f"submissions[{index}]"
        if assembly_proof:
            proofs.text(f"{field}.assembly", assembly_proof) if isinstance(assembly_proof, tuple) else proofs.page(
                f"{field}.assembly", assembly_proof
            )
        if number:
            entry.number = number[0]
            if number[1]:
                proofs.text(f"{field}.number", number[1])
        _name(entry, field, name, draft, title, proofs)
        if title.category and index == 0:
            entry.category = title.category[0]
            if span := _title_span(draft, title.category[1], title.category[2]):
                proofs.text(f"{field}.category", span)
        record.submissions.append(entry)
    _conflict(record, base, title)


def _named(draft: Draft, opening: Opening) -> list[Named]:
    if opening.line < 0:
        return []
    start = draft.text.starts[opening.line]
    content = draft.text.lines[opening.line]
    skip = 0
    if opening.line == opening.addressee_line and opening.addressees and opening.addressees.end < len(content):
        first = draft.text.starts[opening.addressee_first]
        addressed = Squeezed(draft.text.text[first : draft.text.end(opening.line)], first)
        skip = addressed.span(0, opening.addressees.end)[1] - start
    found = named_submissions(content[skip:])
    for one in found:
        one.start += start + skip
        one.end += start + skip
        if one.number:
            one.number = (one.number[0], one.number[1] + start + skip, one.number[2] + start + skip)
    return found


def _title_span(draft: Draft, start: int, end: int) -> tuple[int, int] | None:
    return draft.title.span(start, end) if draft.title else None


def _base(
    record: Record, draft: Draft, title: Title, opening: Opening
) -> tuple[Submission, tuple[int, int] | str | None]:
    """Assembly, place, term and session: from the title, what it lacks from the opening, the assembly at last from the column."""
    base = Submission(title.assembly, None, title.place, None, title.term, title.session, title.between_sessions)
    proof: tuple[int, int] | str | None = _title_span(draft, *title.assembly_span) if title.assembly_span else None
    if (title.assembly is None or title.term is None) and opening.line >= 0:
        head = re.split(r"收悉|《", draft.text.lines[opening.line], maxsplit=1)[0][:120]
        squeezed = Squeezed(head, draft.text.starts[opening.line])
        said = parse_title(squeezed.value)
        if said.assembly and said.term and title.assembly in (None, said.assembly):
            if title.assembly is None and said.assembly_span:
                proof = squeezed.span(*said.assembly_span)
            base.assembly = said.assembly
            base.place = base.place or said.place
            base.term, base.session = said.term, said.session
            base.between_sessions = said.between_sessions
    if base.assembly is None:
        base.assembly, proof = _from_column(record)
    return base, proof


def _from_column(record: Record) -> tuple[str | None, str | None]:
    crumbs = record.page.breadcrumb
    column = next((v for k, v in record.page.metadata.items() if k.lower() == "columnname"), "")
    for words, source in ((list(reversed(crumbs)), "page:breadcrumb"), ([column], "meta:ColumnName")):
        for word in words:
            for congress_words, cppcc_words in _COLUMNS:
                congress, cppcc = bool(congress_words.search(word)), bool(cppcc_words.search(word))
                if congress != cppcc:
                    return ("congress" if congress else "cppcc"), source
                if congress:
                    break
    return None, None


def _kind(base: Submission, title: Title) -> None:
    if base.assembly == "cppcc" or (base.assembly is None and "提案" in (title.kind_word or "")):
        base.kind = "proposal"
    elif title.kind_word in ("议案", "议事原案"):
        base.kind = "motion"
    else:
        base.kind = "suggestion"


def _paired(
    numbers: list[tuple[str, tuple[int, int] | None]], named: list[Named], title: Title
) -> list[tuple[tuple[str, tuple[int, int] | None] | None, Named | None]]:
    """Each number with the name printed beside it; without numbers in the opening, in order where the counts agree."""
    titled = [n for n in named if n.title]
    if not numbers:
        if len(titled) > 1:
            return [(None, n) for n in titled]
        return [(None, titled[0] if titled else None)]
    by_number = {n.number[0].lstrip("0"): n for n in titled if n.number}
    pairs: list[tuple[tuple[str, tuple[int, int] | None] | None, Named | None]] = []
    for index, number in enumerate(numbers):
        name = by_number.get(number[0].lstrip("0"))
        if name is None and len(numbers) == 1:
            name = titled[0] if titled else None
        elif name is None and len(titled) == len(numbers):
            name = titled[index]
        pairs.append((number, name))
    return pairs


def _name(entry: Submission, field: str, name: Named | None, draft: Draft, title: Title, proofs: Proofs) -> None:
    if name is not None:
        entry.title = "".join(name.title.split()) if name.title else None
        proofs.text(f"{field}.title", (name.start, name.end))
    elif title.suggestion and len(title.numbers) <= 1:
        entry.title = title.suggestion[0]
        if span := _title_span(draft, title.suggestion[1], title.suggestion[2]):
            proofs.text(f"{field}.title", span)


def _conflict(record: Record, base: Submission, title: Title) -> None:
    word = title.kind_word or ""
    wrong = (base.assembly == "cppcc" and "建议" in word) or (base.assembly == "congress" and "提案" in word)
    if wrong and title.assembly:
        number = f"第{title.numbers[0][0]}号" if title.numbers else ""
        short = "建议" if "建议" in word else "提案"
        record.issues.append(Issue("kind_conflict", f"{title.place or ''}{title.body_word} … {number}{short}"))
