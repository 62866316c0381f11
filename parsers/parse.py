"""One page -> one record (docs/record.md). The flow of a letter: page, letter, title, opening, body, closing."""

from __future__ import annotations

import re

from parsers import labels
from parsers import page as pages
from parsers.classify import Opening, find_opening, kind_of
from parsers.closing import Closing, read_closing
from parsers.commitments import anchor_of, flattened, from_tables
from parsers.damage import lost_characters
from parsers.dates import parse_timestamp
from parsers.decode import binary_kind, decode
from parsers.docnumbers import find_damaged, find_doc_number
from parsers.enclosures import file_attachments, inline_attachments
from parsers.evidence import Proofs
from parsers.letter import Draft, draft
from parsers.lexicon import load
from parsers.markers import disclosure_in, outcome_in, outcome_value
from parsers.markup import Line
from parsers.names import squeeze
from parsers.officials import Person, persons_in, phone_in, reviewers_in
from parsers.opening import consulted
from parsers.page import Page
from parsers.promises import from_body
from parsers.record import Addressee, Agency, Issue, Letter, Official, Record
from parsers.sections import outline
from parsers.submissions import add_submissions
from parsers.tables import spread_tables
from parsers.text import Squeezed
from parsers.titles import Title, parse_title
from parsers.urls import canonical

_PAGE, _GENRE = load("page"), load("genre")
# A page with none of these words can be no answer: most of the web, at the price of a few searches.
_ABOUT = ("建议", "提案", "议案")
_ANSWERS = ("答复", "复函", "收悉", "回复", "答覆", "函复", "复如下", "协办", "会办", "函告", "办复", "复文", "复信", "答 复", "答\u3000复", "复 函")
_NO_SOURCE = re.compile(r"^(?:本网|本站|原创|互联网|网络|转载|佚名|无|未知|本网站|系统管理员|管理员|admin|其他|网站).*$")
_SIDE_BY_SIDE = re.compile(r"(?<=[\u4e00-\u9fff）)]) (?=关于)")
_TITLE_SEPARATOR = re.compile(r"\s*[-_|—–－]+\s*")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


def parse(body: bytes, url: str, content_type: str | None = None) -> Record:
    """Take one page apart.

    `body` are the bytes as served, `url` its address, `content_type` the HTTP header value. Bytes that are no page, and
    pages that hold no letter, give `kind` "other". Never raises.
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
    may_answer = _holds(decoded.text, _ABOUT) and _holds(decoded.text, _ANSWERS)
    read = pages.read(decoded.text, url, may_answer)
    record.page = read.info
    if may_answer:
        _letter(record, read)
    if record.kind == "other":
        record.page.site_name = _site_name(read, "".join(read.heading))
    record.page.index_number = next((record.page.metadata[label] for label in _PAGE["index_labels"] if label in record.page.metadata), None)
    return record


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _letter(record: Record, read: Page) -> None:
    drafted = draft(read)
    text = drafted.text
    printed = drafted.title.value if drafted.title else (drafted.fallback_title or ("", ""))[0]
    title = parse_title(printed)
    after_title = drafted.title_line[1] + 1
    to_office = bool(title.form and re.search("协办|会办|汇办", title.form))
    opening = find_opening(text, after_title, to_office)
    kind = kind_of(title, printed, opening, text, bool(read.files), " ".join(_columns(read)))
    if kind == "other":
        return
    record.kind = kind
    record.page.site_name = _site_name(read, printed)
    proofs = Proofs()
    letter = record.letter = Letter(title=_readable(drafted, printed), reply_form=title.form, text=text.text)
    if drafted.title:
        proofs.text("letter.title", drafted.title.span(0, len(printed)))
    elif drafted.fallback_title:
        proofs.page("letter.title", drafted.fallback_title[1])
    begin = opening.line if opening.line >= 0 else max(opening.addressee_line, drafted.title_line[1])
    _published(record, read, proofs)
    closing = read_closing(text, begin, letter.published_at)
    top = [i for i in range(begin if begin >= 0 else 0) if not drafted.title_line[0] <= i <= drafted.title_line[1]]
    tail = [i for i in range(max(closing.stop, begin + 1), len(text.lines)) if text.table_of[i] < 0]
    _doc_number(record, drafted, top, proofs)
    _signed(record, closing, proofs)
    _markers(record, drafted, read, [*top, *tail], title, proofs)
    _agencies(record, drafted, title, opening, closing, proofs)
    add_submissions(record, drafted, title, opening, proofs, [a.name for a in record.agencies if a.role == "issuer"])
    _addressees(record, drafted, opening, proofs)
    _officials(record, drafted, [*top, *tail], proofs)
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
    number = find_doc_number(rest)
    if number and number.end == len(rest):
        rest = ""
    parts = [part for part in _TITLE_SEPARATOR.split(rest) if part.strip()]
    return parts[-1].strip() if parts else (read.first_line or None)


def _published(record: Record, read: Page, proofs: Proofs) -> None:
    assert record.letter is not None
    found: list[tuple[str, str]] = []
    if "pubdate" in read.metas:
        name, value = read.metas["pubdate"]
        found.append((value, f"meta:{name}"))
    found.extend((read.info.metadata[label], f"metadata:{label}") for label in _PAGE["published_labels"] if label in read.info.metadata)
    for value, source in found:
        if stamp := parse_timestamp(value):
            break
    else:
        info = labels.info_date([*read.around, *[i for i in read.body[:8] if isinstance(i, Line) and len(i.text) < 90]])
        stamp, source = (parse_timestamp(info[1]), f"page:{info[0]}") if info else (None, "")
    if stamp:
        record.letter.published_at = stamp
        proofs.page("letter.published_at", source)


def _doc_number(record: Record, drafted: Draft, top: list[int], proofs: Proofs) -> None:
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
    for label in _PAGE["doc_number_labels"]:
        value = record.page.metadata.get(label, "")
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


def _signed(record: Record, closing: Closing, proofs: Proofs) -> None:
    letter = record.letter
    assert letter is not None
    if closing.signed is None:
        return
    value, letter.signed_on_status, start, end, printed = closing.signed
    letter.signed_on = value or None
    if letter.signed_on_status == "repaired":
        year, month, day = (int(part) for part in value.split("-"))
        record.issues.append(Issue("signed_on_repaired", f"{squeeze(printed)} -> {year}年{month}月{day}日"))
    elif letter.signed_on_status == "ambiguous":
        record.issues.append(Issue("signed_on_ambiguous", f"{squeeze(printed)}: {' or '.join(closing.readings)}"))
        return
    proofs.text("letter.signed_on", (start, end))


def _markers(record: Record, drafted: Draft, read: Page, lines: list[int], title: Title, proofs: Proofs) -> None:
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
        if letter.outcome is None and label in _GENRE["outcome_labels"] and (token := outcome_value(value)):
            letter.outcome = token
            proofs.page("letter.outcome", f"metadata:{label}")
        if letter.disclosure is None and label in _GENRE["disclosure_labels"] and value in _GENRE["disclosure_values"]:
            letter.disclosure = value
            proofs.page("letter.disclosure", f"metadata:{label}")
    if letter.outcome is None and drafted.title and (found := outcome_in(drafted.title.value)):
        letter.outcome = found.value
        proofs.text("letter.outcome", drafted.title.span(found.start, found.end))
    if letter.outcome is None:
        for item in read.around:
            if isinstance(item, Line) and len(item.text) < 160 and (match := re.search(r"(办理结果|办理类别|答复类别|类别)\s*[：:]\s*[（(]?([A-E]\d?|[甲乙丙丁])(?:类|[）)\s]|$)", item.text)):
                letter.outcome = match.group(2)
                proofs.page("letter.outcome", f"page:{match.group(1)}")
                return


def _agencies(record: Record, drafted: Draft, title: Title, opening: Opening, closing: Closing, proofs: Proofs) -> None:
    for name, start, end in closing.issuers:
        proofs.text(f"agencies[{len(record.agencies)}].name", (start, end))
        record.agencies.append(Agency(name, "issuer"))
    if not record.agencies and title.issuer:
        if drafted.title:
            proofs.text("agencies[0].name", drafted.title.span(title.issuer[1], title.issuer[2]))
        record.agencies.append(Agency(title.issuer[0], "issuer"))
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


def _addressees(record: Record, drafted: Draft, opening: Opening, proofs: Proofs) -> None:
    people = opening.addressees
    if people is None:
        return
    line = Squeezed(drafted.text.lines[opening.addressee_line], drafted.text.starts[opening.addressee_line])
    record.addressee_count = people.count
    for index, (name, role, start, end) in enumerate(people.people):
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
        record.issues.append(Issue("lost_character", f"{people.lost_etc} -> {people.lost_etc.replace(name, name + '等', 1)}"))


def _officials(record: Record, drafted: Draft, lines: list[int], proofs: Proofs) -> None:
    text = drafted.text
    people: list[Person] = []
    named = -2  # the line that named one person
    for index in lines:
        line, start = text.lines[index], text.starts[index]
        labelled = persons_in(line, start)
        if not labelled and named == index - 1 and people[-1].phone is None and (phone := phone_in(line, start)):
            people[-1].phone, people[-1].phone_span = phone
        named = index if len(labelled) == 1 else -2
        people.extend(labelled)
        people.extend(reviewers_in(line, start))
    people.sort(key=lambda person: person.name_span or (0, 0))
    for index, person in enumerate(people):
        record.officials.append(Official(person.name, person.role, person.title, person.phone))
        for field in ("name", "title", "phone"):
            if span := getattr(person, f"{field}_span"):
                proofs.text(f"officials[{index}].{field}", span)


def _body(record: Record, drafted: Draft, opening: Opening, closing: Closing, begin: int) -> None:
    letter, text = record.letter, drafted.text
    assert letter is not None
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
    first = lead if opening.lead_end < text.end(max(lead, 0)) else lead + 1
    record.commitments.extend(from_body(text, max(first, 0), closing.stop, opening.lead_end, record.sections, anchor, record.issues))
