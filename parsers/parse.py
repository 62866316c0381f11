"""One page -> one record (docs/record.md). The flow of a letter: page, letter, title, opening, body, closing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers import page as pages
from parsers.classify import Opening, find_opening, kind_of, speaks_of_one
from parsers.closing import Closing, read_closing
from parsers.commitments import anchor_of, from_tables
from parsers.damage import lost_characters
from parsers.decode import binary_kind, decode
from parsers.docnumbers import find_damaged, find_doc_number
from parsers.enclosures import file_attachments, inline_attachments
from parsers.evidence import Proofs
from parsers.facts import add_doc_number, add_markers, add_published, add_signed
from parsers.flat_tables import flattened
from parsers.joining import Following, join
from parsers.letter import Draft, draft
from parsers.lexicon import load
from parsers.markup import spelt, unparted
from parsers.names import squeeze
from parsers.page import Page
from parsers.parties import add_addressees, add_agencies, add_officials
from parsers.promises import from_body
from parsers.record import Issue, Letter, Record
from parsers.sections import outline
from parsers.submissions import add_submissions
from parsers.tables import spread_tables
from parsers.titles import parse_title
from parsers.urls import canonical

_PAGE, _GENRE = load("page"), load("genre")
# A page with none of these words can be no answer. Most of them hold 复 and are sought around it, in one pass.
_ANSWERS = ("收悉", "答覆", "函告", "协办", "会办")
_ANSWERS_WITH_FU = re.compile("复(?:(?<=[答函回办]复)|(?<=答[ \u3000]复)|[函文信]| 函|如下)")
_SIDE_BY_SIDE = re.compile(r"(?<=[\u4e00-\u9fff）)]) (?=关于)")
_TITLE_SEPARATOR = re.compile(r"\s*[-_|—–－]+\s*")


def parse(body: bytes, url: str, content_type: str | None = None, following: Sequence[Following] = ()) -> Record:
    """Take one page apart.

    `body` are the bytes as served, `url` its address, `content_type` the HTTP header value; `following` the further pages of
    a letter that goes on over several. Bytes that are no page, and pages that hold no letter, give `kind` "other". Never raises.
    """
    record = Record(canonical(url))
    if not body.strip():
        record.issues.append(Issue("empty_page", "no bytes"))
        return record
    if file_kind := binary_kind(body):
        record.issues.append(Issue("not_a_page", f"the bytes are a {file_kind} file"))
        return record
    decoded = decode(body, content_type)
    record.issues.extend(decoded.issues)
    source = spelt(decoded.text)
    may_answer = _may_answer(source) or ("</span><span" in source and _may_answer(unparted(source)))
    read = pages.read(source, url, may_answer)
    record.page = read.info
    if may_answer:
        missing = join(read, source, url, list(following))
        _letter(record, read)
        if missing and record.letter:
            record.issues.append(Issue("letter_continues", f"page {', '.join(map(str, missing))}"))
    if record.kind == "other":
        record.page.site_name = _site_name(read, "".join(read.heading))
    record.page.index_number = next(
        (record.page.metadata[label] for label in _PAGE["index_labels"] if label in record.page.metadata), None
    )
    return record


def _may_answer(text: str) -> bool:
    """Whether a page holds the words an answer to a submission cannot do without: most of the web does not, at the price of a few searches."""
    if not ("建议" in text or ("案" in text and ("提案" in text or "议案" in text))):
        return False
    return ("复" in text and _ANSWERS_WITH_FU.search(text) is not None) or any(word in text for word in _ANSWERS)


def _letter(record: Record, read: Page) -> None:
    drafted = draft(read)
    text = drafted.text
    printed = drafted.title.value if drafted.title else (drafted.fallback_title or ("", ""))[0]
    title = parse_title(printed)
    after_title = drafted.title_line[1] + 1
    to_office = bool(title.form and any(word in title.form for word in _GENRE["assist_words"]))
    opening = find_opening(text, after_title, to_office)
    kind = kind_of(title, printed, opening, text, bool(read.files), " ".join(_columns(read)))
    if kind == "other":
        return
    record.kind = kind
    if (
        drafted.title is None
        and drafted.fallback_title
        and drafted.fallback_title[1] == "page:title"
        and not speaks_of_one(printed, title)
    ):
        printed, drafted.fallback_title = "", None
    record.page.site_name = _site_name(read, printed)
    proofs = Proofs()
    letter = record.letter = Letter(title=_readable(drafted, printed) or None, reply_form=title.form, text=text.text)
    if drafted.title:
        proofs.text("letter.title", drafted.title.span(0, len(printed)))
    elif drafted.fallback_title:
        proofs.page("letter.title", drafted.fallback_title[1])
    if drafted.cut:
        record.issues.append(Issue("letter_cut", f"only the first {len(text.text)} characters were read"))
    if drafted.lost_title:
        record.issues.append(Issue("lost_character", f"{drafted.lost_title} -> {printed}"))
    begin = opening.line if opening.line >= 0 else max(opening.addressee_line, drafted.title_line[1])
    add_published(record, read, proofs)
    closing = read_closing(text, begin, letter.published_at)
    top = [i for i in range(begin if begin >= 0 else 0) if not drafted.title_line[0] <= i <= drafted.title_line[1]]
    tail = [i for i in range(max(closing.stop, begin + 1), len(text.lines)) if text.table_of[i] < 0]
    add_doc_number(record, drafted, top, proofs)
    add_signed(record, closing, proofs)
    add_markers(record, drafted, read, [*top, *tail], title, proofs)
    add_agencies(record, drafted, title, opening, closing, proofs)
    add_submissions(record, drafted, title, opening, proofs, [a.name for a in record.agencies if a.role == "issuer"])
    add_addressees(record, drafted, opening, proofs)
    add_officials(record, drafted, [*top, *tail], proofs)
    _body(record, drafted, opening, closing, begin)
    record.attachments = [*inline_attachments(text, max(closing.stop, begin + 1)), *file_attachments(read.files)]
    if read.files and _only_files(drafted, [squeeze(name) for name, _ in read.files]):
        record.issues.append(Issue("body_empty_with_attachment", read.files[0][0]))
        record.issues.sort(key=lambda issue: issue.code == "issuer_inferred")
    signed = text.line_at(closing.signed[2]) if closing.signed else -1
    record.issues.extend(lost_characters(text, max(after_title, 0), signed))
    record.evidence = proofs.ordered()


def _only_files(drafted: Draft, names: list[str]) -> bool:
    """Whether nothing stands below the title but the names of linked files."""
    rest = [squeeze(line) for line in drafted.text.lines[drafted.title_line[1] + 1 :]]
    return all(len(line) < 80 and any(name and name in line for name in names) for line in rest)


def _columns(read: Page) -> list[str]:
    return [*read.info.breadcrumb, *(value for key, (_, value) in read.metas.items() if key.startswith("column"))]


def _readable(drafted: Draft, printed: str) -> str:
    """The title as a value: padding out (答 复), a blank kept where two titles stand side by side (第9165号 关于…)."""
    if drafted.title is None or " 关于" not in drafted.title.raw:
        return printed
    return " ".join("".join(part.split()) for part in _SIDE_BY_SIDE.split(drafted.title.raw))


def _site_name(read: Page, title: str) -> str | None:
    if "sitename" in read.metas:
        return read.metas["sitename"][1]
    tag = squeeze(read.title_tag)
    bare = squeeze(title)
    rest = read.title_tag
    if bare and bare in tag:
        rest = tag.replace(bare, "", 1)
    elif bare and tag and bare.endswith(tag):
        rest = ""
    number = find_doc_number(rest) or find_damaged(rest)
    if number and number.end == len(rest):
        rest = ""
    parts = [part for part in _TITLE_SEPARATOR.split(rest) if part.strip()]
    if parts:
        return parts[-1].strip()
    return read.first_line if read.first_line and squeeze(read.first_line) != bare else None


def _body(record: Record, drafted: Draft, opening: Opening, closing: Closing, begin: int) -> None:
    letter, text = record.letter, drafted.text
    assert letter is not None
    if not text.lines:
        return
    lead = opening.lead_line if opening.lead_line >= 0 else begin
    record.sections = outline(text, lead + 1, closing.stop, max(lead, 0))
    spreads = spread_tables(text, drafted.grids)
    record.tables = [one.table for one in spreads]
    anchor = anchor_of(letter.signed_on, letter.published_at)
    record.commitments = from_tables(spreads, text, anchor, record.issues)
    if not any(one.table.kind == "commitments" for one in spreads):
        flat = flattened(text, max(closing.stop, begin + 1), anchor, record.issues)
        if flat:
            record.tables.append(flat[0])
            record.commitments.extend(flat[1])
    issuers = [agency.name for agency in record.agencies if agency.role == "issuer"]
    first = lead if opening.lead_end < text.end(max(lead, 0)) else lead + 1
    record.commitments.extend(
        from_body(text, max(first, 0), closing.stop, opening.lead_end, record.sections, anchor, record.issues, issuers)
    )
