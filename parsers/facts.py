"""The letter's own facts and their evidence: publication, document number, signed date, outcome, publicity."""

from __future__ import annotations

import re

from parsers import labels
from parsers.blocks import Line
from parsers.closing import Closing
from parsers.damaged_dates import repair_date
from parsers.dates import parse_timestamp
from parsers.docnumbers import find_damaged, find_doc_number
from parsers.evidence import Proofs
from parsers.letter import Draft
from parsers.lexicon import load
from parsers.markers import disclosure_in, outcome_in, outcome_value
from parsers.names import squeeze
from parsers.page import Page
from parsers.record import Issue, Record
from parsers.titles import Title

_PAGE, _GENRE = load("page"), load("genre")
_OUTCOME_LABELS, _DISCLOSURE_LABELS = frozenset(_GENRE["outcome_labels"]), frozenset(_GENRE["disclosure_labels"])
_OUTCOME_AROUND = re.compile(r"(办理结果|办理类别|答复类别|类别)\s*[：:]\s*[（(]?([A-E]\d?|[甲乙丙丁])(?:类|[）)\s]|$)")
_DAMAGED_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s?(?:年?\s?\d{1,2}\s?月\s?\d{1,2}\s?日?|年\s?\d{2,4}\s?日?|\d{2,4}\s?日)"
)


def add_published(record: Record, read: Page, proofs: Proofs) -> None:
    """When the page was published: meta PubDate, else the label table, else the line under the title."""
    assert record.letter is not None
    found: list[tuple[str, str]] = []
    if "pubdate" in read.metas:
        name, value = read.metas["pubdate"]
        found.append((value, f"meta:{name}"))
    found.extend(
        (read.info.metadata[label], f"metadata:{label}")
        for label in _PAGE["published_labels"]
        if label in read.info.metadata
    )
    stamped = next(((stamp, source) for value, source in found if (stamp := _stamp(value))), None)
    if stamped is None and (
        info := labels.info_date(
            [*read.around, *[i for i in read.body[:8] if isinstance(i, Line) and len(i.text) < 90]]
        )
    ):
        stamp = _stamp(info[1])
        stamped = (stamp, f"page:{info[0]}") if stamp else None
    if stamped is None:
        return
    (record.letter.published_at, damaged), source = stamped
    proofs.page("letter.published_at", source)
    if damaged:
        year, month, day = (int(part) for part in record.letter.published_at.split("-"))
        record.issues.append(Issue("lost_character", f"{damaged} -> {year}年{month}月{day}日"))


def _stamp(value: str) -> tuple[str, str | None] | None:
    """(time of publication, the damaged form it was restored from or None), or None where `value` is no date."""
    if stamp := parse_timestamp(value):
        return stamp, None
    if damaged := _DAMAGED_DATE.search(value):
        readings, _ = repair_date(squeeze(damaged.group()))
        if len(readings) == 1:
            return readings[0].isoformat(), squeeze(damaged.group())
    return None


def add_doc_number(record: Record, drafted: Draft, top: list[int], proofs: Proofs) -> None:
    """The letter's own number: from the lines above the opening, the title, the label table; a damaged one last, with an issue."""
    letter, text = record.letter, drafted.text
    assert letter is not None
    lines = [(text.lines[i], text.starts[i]) for i in top]
    if drafted.title_line[0] >= 0:
        start = text.starts[drafted.title_line[0]]
        lines.append((text.text[start : text.end(drafted.title_line[1])], start))
    for line, start in lines:
        if found := find_doc_number(line):
            letter.doc_number, letter.doc_number_raw = found.value, found.raw
            proofs.text("letter.doc_number", (start + found.start, start + found.end))
            return
    labelled = [
        (record.page.metadata[label], label) for label in _PAGE["doc_number_labels"] if label in record.page.metadata
    ]
    for value, label in labelled:
        if found := find_doc_number(value):
            letter.doc_number, letter.doc_number_raw = found.value, found.raw
            proofs.page("letter.doc_number", f"metadata:{label}")
            return
    for line, start in lines:
        if found := find_damaged(line):
            letter.doc_number, letter.doc_number_raw = found.value, found.raw
            proofs.text("letter.doc_number", (start + found.start, start + found.end))
            record.issues.append(Issue("lost_character", f"{found.raw} -> {found.value}"))
            return
    for value, label in labelled:
        if found := find_damaged(value):
            letter.doc_number, letter.doc_number_raw = found.value, found.raw
            proofs.page("letter.doc_number", f"metadata:{label}")
            record.issues.append(Issue("lost_character", f"{found.raw} -> {found.value}"))
            return


def add_signed(record: Record, closing: Closing, proofs: Proofs) -> None:
    """The signed date as printed, repaired with an issue, or left open where two readings remain."""
    letter = record.letter
    assert letter is not None
    if closing.signed is None:
        return
    value, letter.signed_on_status, start, end, printed = closing.signed
    letter.signed_on = value or None
    if letter.signed_on_status == "repaired":
        restored = "".join(f"{int(part)}{mark}" for part, mark in zip(value.split("-"), "年月日", strict=False))
        record.issues.append(Issue("signed_on_repaired", f"{squeeze(printed)} -> {restored}"))
    elif letter.signed_on_status == "ambiguous":
        record.issues.append(Issue("signed_on_ambiguous", f"{squeeze(printed)}: {' or '.join(closing.readings)}"))
        return
    proofs.text("letter.signed_on", (start, end))


def add_markers(record: Record, drafted: Draft, read: Page, lines: list[int], title: Title, proofs: Proofs) -> None:
    """Outcome and publicity from marker `lines`, the label table, the title and the line under the title; never from prose."""
    letter, text = record.letter, drafted.text
    assert letter is not None
    for index in lines:
        line, start = text.lines[index], text.starts[index]
        if letter.outcome is None and (found := outcome_in(line)):
            letter.outcome = found.value
            proofs.text("letter.outcome", (start + found.start, start + found.end))
        if letter.disclosure is None and (found := disclosure_in(line)):
            letter.disclosure = found.value
            proofs.text("letter.disclosure", (start + found.start, start + found.end))
    for label, value in record.page.metadata.items():
        if letter.outcome is None and label in _OUTCOME_LABELS and (token := outcome_value(value)):
            letter.outcome = token
            proofs.page("letter.outcome", f"metadata:{label}")
        if letter.disclosure is None and label in _DISCLOSURE_LABELS and value in _GENRE["disclosure_values"]:
            letter.disclosure = value
            proofs.page("letter.disclosure", f"metadata:{label}")
    if letter.outcome is None and drafted.title and (found := outcome_in(drafted.title.value)):
        letter.outcome = found.value
        proofs.text("letter.outcome", drafted.title.span(found.start, found.end))
    if letter.outcome is None:
        for item in read.around:
            if isinstance(item, Line) and len(item.text) < 160 and (match := _OUTCOME_AROUND.search(item.text)):
                letter.outcome = match.group(2)
                proofs.page("letter.outcome", f"page:{match.group(1)}")
                return
