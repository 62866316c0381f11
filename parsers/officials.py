"""Persons of the office named beside the letter: who signed, reviewed, handled it, and whom to call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from parsers.lexicon import alternatives, load
from parsers.names import (
    HAN,
    PERSON,
    PERSON_BEFORE_POST,
    has_surname,
    is_department,
    is_office,
    joined,
    name_starts,
    speaks_of_itself,
    squeeze,
)

_GENRE = load("genre")
_ROLES: dict[str, str] = {
    label: role for role in ("signer", "reviewer", "handler", "contact", "leader") for label in _GENRE[f"{role}_labels"]
}
_PHONE_LABEL = alternatives(_GENRE["phone_labels"])
# Labels may be padded (联 系 人), joined (承办人及联系电话) and closed by a colon, a semicolon typed for one, or nothing.
_PADDED = "|".join(r"\s?".join(map(re.escape, word)) for word in sorted(_ROLES, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?P<label>{_PADDED})(?:姓名)?(?P<joint>\s?[及和、/与（(]\s?(?:{_PHONE_LABEL})[）)]?)?\s?(?P<colon>[：:;；])"
)
_PIECE = re.compile(r"[^、，,；;（）()。/]+")
_PHONE_WORD = re.compile(rf"(?:{_PHONE_LABEL})\s?[：:;；]?")
_PHONE = re.compile(
    r"(?<![\d*第])(?:(?:[（(]0\d{2,3}[）)]|0\d{2,3})\s?[-—－–‑ ]?\s?\d{7,8}(?:\s?[-转]\s?\d{1,6})?|1[3-9][\d*]{9}|\d{3,4}\*{3,8}\d{2,4}|\d{7,8}(?:\s?[-转]\s?\d{1,6})?|\d{3,4}[-—－–]\d{7,8}|1[0-9]{4}|9[56]\d{3,4})(?![\d*号])"
)
_NAME = re.compile(rf"\s*(?P<name>{PERSON}|[{HAN}]\s[{HAN}](?:\s?[{HAN}])?)(?=$|[\s，,；;、。（()）0-9\-—：:1])")
_BEHIND = re.compile(r"(?<=..)\s?(?:同志|等)$")
_POSTS = alternatives(_GENRE["posts"])
_POST = re.compile(rf"(?P<front>.{{0,20}}?)(?:{_POSTS})")
_POST_LAST = re.compile(rf"(?P<name>{PERSON_BEFORE_POST})\s?(?P<title>{_POSTS})$")
_POST_FIRST = re.compile(rf"(?P<title>.{{0,24}}?(?:{_POSTS}))\s?(?P<name>{PERSON})$")
# Behind an office, a name that is sure to be one: 预算科王磊科长
_BEHIND_OFFICE = re.compile(
    rf"(?P<office>.{{1,20}}(?:{alternatives(_GENRE['department_suffixes'])}))(?P<name>{PERSON_BEFORE_POST})\s?(?P<title>{_POSTS})?"
)
_MOST = 50  # persons behind one label, more than any letter names
_LONGEST_BETWEEN = 30  # characters from one telephone to the next with a name between
_NAME_BETWEEN = re.compile(
    rf"[\s、，,；;）)]*(?P<name>[{HAN}]\s[{HAN}]|{PERSON})[\s，,：:（(]*(?:(?:{_PHONE_LABEL})\s?[：:;；]?)?[\s（(]*"
)
_REVIEW = re.compile(
    r"(?:已经|已由|业经|经|由)(?P<who>[^，。；]{2,40}?)(?P<verb>审核签发|审签|审核同意|审定同意|审核把关|审定|审阅同意|审阅|审核|签发)"
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
        found.extend(_persons(line, label.end(), end, role, start, bool(label.group("joint"))))
    if len(labels) == 1 and (before := phone_in(line[: labels[0].start()], start)):
        share_phone(found, before)
    return found


def share_phone(people: list[Person], phone: tuple[str, tuple[int, int]]) -> None:
    """Give the one telephone of a list of persons to each of them; not where any has one of his own, or another role."""
    if all(person.phone is None and person.role == people[0].role for person in people):
        for person in people:
            person.phone, person.phone_span = phone


def phone_in(line: str, start: int) -> tuple[str, tuple[int, int]] | None:
    """The telephone of a line that opens with the word for it (联系电话：…), and its span; None for any other line."""
    word = _PHONE_WORD.match(line.lstrip(" （("))
    if word is None or (number := _PHONE.search(line)) is None:
        return None
    return squeeze(number.group()), (start + number.start(), start + number.end())


def _persons(line: str, at: int, end: int, role: str, start: int, joint: bool) -> list[Person]:
    segment = line[at:end]
    phone_word = _PHONE_WORD.search(segment)
    phones = list(_PHONE.finditer(segment))
    names_end = min([m.start() for m in (phone_word, phones[0] if phones else None) if m], default=len(segment))
    people = _listed(segment[:names_end], start + at, role)
    if not people and role == "contact" and names_end:
        office = segment[:names_end].strip(" ，,；;")
        if is_office(squeeze(office)) or is_department(squeeze(office)):
            begin = start + at + segment.index(office)
            people.append(Person(role, squeeze(office), (begin, begin + len(office))))
    unnamed = phones[:1]
    for before, phone in pairwise(phones):  # 王磊 8100000、李明 8100001
        near = people and phone.start() - before.end() < _LONGEST_BETWEEN
        between = _NAME_BETWEEN.fullmatch(segment, before.end(), phone.start()) if near else None
        if between and has_surname(between.group("name")):
            person = Person(role, squeeze(between.group("name")), _at(between, "name", start + at))
            people.append(_called(person, phone, start + at))
        else:
            unnamed.append(phone)
    without = [one for one in people if one.phone is None]
    if len(unnamed) == 1 < len(without):
        # One telephone is everybody's where a word of its own introduces it (电话：…), else that of the name before it.
        shared = joint or (phone_word is not None and phone_word.start() < unnamed[0].start())
        unnamed, without = unnamed * len(without), without if shared else without[-1:]
    for person, phone in zip(without, unnamed, strict=False):
        _called(person, phone, start + at)
    return people


def _called(person: Person, phone: re.Match[str], start: int) -> Person:
    person.phone, person.phone_span = squeeze(phone.group()), (start + phone.start(), start + phone.end())
    return person


def _listed(text: str, start: int, role: str) -> list[Person]:
    """The persons of a list: names parted by 、 or blanks, with posts in front, behind or in brackets. It ends at what is none of these."""
    people: list[Person] = []
    posts = -1  # where posts begin whose holder follows: 党组成员、副局长王磊
    for begin, end in _pieces(text):
        piece = text[begin:end]
        mark = (
            text[begin - 1] if begin and not text[begin - 1].isspace() else text[max(begin - 2, 0) : max(begin - 1, 0)]
        )
        bracketed = bool(people) and mark in ("（", "(")
        if post := _POST.fullmatch(piece):
            front = squeeze(post.group("front"))
            if bracketed or not front or speaks_of_itself(front) or is_department(front):
                if posts < 0 and people and (bracketed or mark != "、" or people[-1].title):
                    _entitled(people[-1], text, (people[-1].title_span or (start + begin,))[0], start + end, start)
                else:
                    posts = begin if posts < 0 else posts
                continue
        if bracketed or (not people and is_department(squeeze(piece))):
            continue
        person = _named(piece, start + begin, role)
        if person is None or (people and mark != "、" and not has_surname(person.name or "")):
            break
        if posts >= 0:
            last = person.title_span[1] if person.title_span else start + len(text[:begin].rstrip())
            _entitled(person, text, start + posts, last, start)
            posts = -1
        people.append(person)
        if len(people) == _MOST:
            break
    return people


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a list at its separators, and at the blanks that part names."""
    for piece in _PIECE.finditer(text):
        places = [i for i in range(*piece.span()) if not text[i].isspace()]
        cuts = [0, *name_starts(piece.group()), len(places)]
        for first, last in pairwise(cuts if places else []):
            yield places[first], places[last - 1] + 1


def _entitled(person: Person, text: str, begin: int, end: int, start: int) -> None:
    person.title, person.title_span = squeeze(text[begin - start : end - start]), (begin, end)


def _named(raw: str, offset: int, role: str) -> Person | None:
    """The person a piece names, with the post beside the name; `raw` stands at `offset` of the letter's text."""
    raw = _BEHIND.sub("", raw)
    bare = squeeze(raw)
    for pattern in (_POST_LAST, _POST_FIRST, _BEHIND_OFFICE):
        match = pattern.fullmatch(raw) if len(bare) > 3 else None
        if match is None or is_department(squeeze(match.group("name"))):
            continue
        if pattern is _BEHIND_OFFICE and not _is_behind(match, bare):
            continue
        title = match.group("title") or None
        return Person(
            role, match.group("name"), _at(match, "name", offset), title, _at(match, "title", offset) if title else None
        )
    match = _NAME.match(raw)
    if (
        match is None
        or len(squeeze(match.group("name"))) < 2
        or is_office(bare)
        or is_department(squeeze(match.group("name")))
    ):
        return None
    return Person(role, squeeze(match.group("name")), _at(match, "name", offset))


def _is_behind(match: re.Match[str], bare: str) -> bool:
    """Whether an office and a person are parted rightly: 预算科|王磊. What may be a name as a whole is one: 司马办华."""
    if len(bare) <= 4 and has_surname(bare):
        return False
    return has_surname(match.group("name"))


def _at(match: re.Match[str], group: str, offset: int) -> tuple[int, int]:
    return offset + match.start(group), offset + match.end(group)


def reviewers_in(line: str, start: int) -> list[Person]:
    """The reviewers of a review sentence: 此复函已经办党组书记王磊审签, 经霍小燕副书记审签, 经A副秘书长和B局长审核同意."""
    match = _REVIEW.search(line) if "审" in line or "签发" in line else None
    if match is None:
        return []
    found: list[Person] = []
    for begin, end in joined(line, *match.span("who"), lambda part: _reviewers(part, 0, match)):
        found.extend(_reviewers(line[begin:end], start + begin, match))
    return found


def _reviewers(part: str, start: int, match: re.Match[str]) -> list[Person]:
    """The persons of one part of a review sentence; without a post only who is sure to be one, and not before 审核: 严格审核."""
    return [
        person
        for person in _listed(part, start, "reviewer")
        if person.title or (has_surname(person.name or "") and (part.endswith("同志") or "签" in match.group("verb")))
    ]
