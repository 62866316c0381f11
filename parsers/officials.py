"""Persons of the office named beside the letter: who signed, reviewed, handled it, and whom to call."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.lexicon import alternatives, load
from parsers.names import HAN, PERSON, PERSON_BEFORE_POST, is_office, squeeze

_GENRE = load("genre")
_ROLES: dict[str, str] = {
    label: role for role in ("signer", "reviewer", "handler", "contact", "leader") for label in _GENRE[f"{role}_labels"]
}
_PHONE_LABEL = alternatives(_GENRE["phone_labels"])
# Labels may be padded (联 系 人), joined (承办人及联系电话) and closed by a colon, a semicolon typed for one, or nothing.
_PADDED = "|".join(r"\s?".join(map(re.escape, word)) for word in sorted(_ROLES, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?P<label>{_PADDED})(?:姓名)?(?P<joint>\s?[及和、/与]\s?(?:{_PHONE_LABEL}))?\s?(?P<colon>[：:;；])"
)
_PIECE = re.compile(r"[^、，,；;（）()。/]+")
_PHONE_WORD = re.compile(rf"(?:{_PHONE_LABEL})\s?[：:;；]?")
_PHONE = re.compile(
    r"(?<![\d*第])(?:\(?（?0\d{2,3}\)?）?\s?[-—－–‑ ]?\s?\d{7,8}(?:\s?[-转]\s?\d{1,6})?|1[3-9][\d*]{9}|\d{3,4}\*{3,8}\d{2,4}|\d{7,8}(?:\s?[-转]\s?\d{1,6})?|\d{3,4}[-—－–]\d{7,8}|1[0-9]{4}|9[56]\d{3,4})(?![\d*号])"
)
_NAME = re.compile(rf"\s*(?P<name>{PERSON}|[{HAN}]\s[{HAN}](?:\s?[{HAN}])?)(?=$|[\s，,；;、。（()）0-9\-—：:1])")
_POSTS = alternatives(_GENRE["posts"])
_POST_LAST = re.compile(rf"(?P<name>{PERSON_BEFORE_POST})\s?(?P<title>{_POSTS})(?:同志)?$")
_POST_FIRST = re.compile(rf"(?P<title>.{{0,24}}?(?:{_POSTS}))\s?(?P<name>{PERSON})(?:同志)?$")
_REVIEW = re.compile(
    r"(?:已经|已由|业经|经|由)(?P<who>[^，。；]{2,40}?)(?:审核签发|审签|审核同意|审定同意|审核把关|审定|审阅同意|审阅|审核|签发)"
)


@dataclass(slots=True)
class Person:
    """A person with spans [start, end) of name, post and telephone in the letter's text."""

    role: str
    name: str | None
    name_span: tuple[int, int] | None = None
    title: str | None = None
    title_span: tuple[int, int] | None = None
    phone: str | None = None
    phone_span: tuple[int, int] | None = None


def persons_in(line: str, start: int) -> list[Person]:
    """The labelled persons of a line whose offset in the letter's text is `start`: 签发人：…, （联系人：…；联系电话：…）."""
    if not ("：" in line or ":" in line or "；" in line or ";" in line):
        return []
    labels = list(_LABEL.finditer(line))
    found: list[Person] = []
    for index, label in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(line)
        role = _ROLES[squeeze(label.group("label"))]
        found.extend(_persons(line, label.end(), end, role, start))
    if len(found) == 1 and found[0].phone is None and (before := phone_in(line[: labels[0].start()], start)):
        found[0].phone, found[0].phone_span = before
    return found


def phone_in(line: str, start: int) -> tuple[str, tuple[int, int]] | None:
    """The telephone of a line that opens with the word for it (联系电话：…), and its span; None for any other line."""
    word = _PHONE_WORD.match(line.lstrip(" （("))
    if word is None or (number := _PHONE.search(line)) is None:
        return None
    return squeeze(number.group()), (start + number.start(), start + number.end())


def _persons(line: str, at: int, end: int, role: str, start: int) -> list[Person]:
    segment = line[at:end]
    phone_word = _PHONE_WORD.search(segment)
    phones = list(_PHONE.finditer(segment))
    names_end = min([m.start() for m in (phone_word, phones[0] if phones else None) if m], default=len(segment))
    people: list[Person] = []
    for piece in _PIECE.finditer(segment, 0, names_end):
        person = _named(piece.group(), start + at + piece.start(), role)
        if person is None:
            break
        people.append(person)
    if not people and role == "contact" and names_end:
        office = segment[:names_end].strip(" ，,；;")
        if is_office(squeeze(office)):
            begin = start + at + segment.index(office)
            people.append(Person(role, squeeze(office), (begin, begin + len(office))))
    for person, phone in zip(people, phones, strict=False):
        person.phone = squeeze(phone.group())
        person.phone_span = (start + at + phone.start(), start + at + phone.end())
    return people


def _named(piece: str, start: int, role: str) -> Person | None:
    raw = piece.strip()
    if not raw:
        return None
    offset = start + piece.index(raw)
    bare = squeeze(raw)
    for pattern in (_POST_LAST, _POST_FIRST):
        if (match := pattern.fullmatch(raw)) and len(bare) > 3 and not is_office(match.group("name")):
            return Person(
                role,
                squeeze(match.group("name")),
                _at(match, "name", offset),
                match.group("title") or None,
                _at(match, "title", offset) if match.group("title") else None,
            )
    match = _NAME.match(raw)
    if match is None or len(squeeze(match.group("name"))) < 2 or is_office(bare):
        return None
    return Person(role, squeeze(match.group("name")), _at(match, "name", offset))


def _at(match: re.Match[str], group: str, offset: int) -> tuple[int, int]:
    return offset + match.start(group), offset + match.end(group)


def reviewers_in(line: str, start: int) -> list[Person]:
    """The reviewers of a review sentence: 此复函已经办党组书记王磊审签, 经霍小燕副书记审签, 经A副秘书长和B局长审核同意."""
    match = _REVIEW.search(line) if "审" in line or "签发" in line else None
    if match is None:
        return []
    found: list[Person] = []
    for piece in re.finditer(r"[^和、及]+", match.group("who")):
        at = start + match.start("who") + piece.start()
        bare = piece.group()
        last = _POST_LAST.fullmatch(bare)
        first = _POST_FIRST.fullmatch(bare) if last is None else None
        hit = last or first
        if hit:
            found.append(
                Person("reviewer", hit.group("name"), _at(hit, "name", at), hit.group("title"), _at(hit, "title", at))
            )
        elif tail := re.fullmatch(rf".*?(?P<name>[{HAN}]{{2,3}})(?P<title>{_POSTS})(?:同志)?", bare):
            found.append(
                Person(
                    "reviewer", tail.group("name"), _at(tail, "name", at), tail.group("title"), _at(tail, "title", at)
                )
            )
    return found
