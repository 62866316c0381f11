"""Who a letter is written to: deputies and members, parties, organisations, or another office."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.lexicon import alternatives, load
from parsers.names import HAN, PERSON, is_office, is_organisation, is_party, split_offices, squeeze
from parsers.numerals import to_int

_GENRE = load("genre")
_ROLE = r"(?P<role>人大代表|政协委员|代表|委员)"
_PEOPLE = re.compile(
    rf"(?:尊敬的)?(?P<names>[^：:。！？]{{1,160}}?){_ROLE}(?:同志|们|[（(][^（）()]{{1,12}}[）)])?(?P<stop>[：:；;]|$)"
)
_COUNT = re.compile(r"[（(]?等?(?P<count>\d{1,3}|[一二三四五六七八九十两]{1,3})(?:名|位|人)[）)]?$")
_ETC = re.compile(r"[（(]?等[）)]?$")
# In a list that ends in 代表 or 委员 a name may be longer: 苏德毕力格.
_NAME = re.compile(rf"(?:{PERSON}|[{HAN}]{{2,8}})")
_SHORT_NAME = re.compile(PERSON)
_PIECE = re.compile(r"[^、，,；;和及]+(?:[·•・．][^、，,；;和及]+)*")
_EVERYBODY = ("各位", "诸位", "全体", "各有关")
_EACH_ROLE = re.compile(r"(?:人大代表|政协委员|代表|委员)$")
_HONORIFICS = alternatives(_GENRE["honorifics"])
_HONORIFIC = re.compile(rf"(?:{_HONORIFICS})$")
_AFTER_ROLE = re.compile(rf"(?:代表|委员)(?=[^会、，,；;和及])(?!{_HONORIFICS})")
_BODY = re.compile(r"(?:尊敬的)?(?P<name>[^，。：:；;！？《》“”]{2,60})[：:]$")


@dataclass(slots=True)
class Addressees:
    """Names with roles and spans [start, end) in the squeezed line; `count` is the N of 等N名代表."""

    people: list[tuple[str, str, int, int]] = field(default_factory=list)
    count: int | None = None
    colon: bool = True
    end: int = 0  # behind the addressee: len of the line, or less where the letter runs on after the colon
    lost_etc: str | None = None  # `王恒5名代表`: 等 is missing before the number


def read_addressees(printed: str, to_office: bool) -> Addressees | None:
    """Read a line as addressee line, or None. `to_office`: the title says the letter goes to another office."""
    line = squeeze(printed)
    people = _people(line, _name_starts(printed))
    if people is not None:
        return people
    body = _BODY.match(line) if line.endswith(("：", ":")) else None
    if body is None:
        return None
    name, start = body.group("name"), body.start("name")
    if is_party(name):
        return Addressees(_parted(name, "party", start), end=len(line))
    if is_organisation(name) and not (to_office and is_office(name)):
        return Addressees(_parted(name, "organisation", start), end=len(line))
    offices = split_offices(name)
    if offices:
        return Addressees([(n, "agency", start + at, start + at + len(n)) for n, at in offices], end=len(line))
    return None


def _parted(name: str, role: str, start: int) -> list[tuple[str, str, int, int]]:
    parts: list[tuple[str, str, int, int]] = []
    for piece in re.finditer(r"[^、]+", name):
        parts.append((piece.group(), role, start + piece.start(), start + piece.end()))
    return parts


def _name_starts(printed: str) -> list[int]:
    """Where in the squeezed line a blank parts two names (`王强 李明代表`); a blank beside a lone character is padding."""
    starts: list[int] = []
    at = lone = 0
    for word in printed.split():
        alone = len(word) == 1
        if at and (lone != 1 if not alone else lone == 0):
            starts.append(at)
        lone = lone + 1 if alone else 0
        at += len(word)
    return starts


def _people(line: str, name_starts: list[int]) -> Addressees | None:
    match = _PEOPLE.match(line) if "代表" in line or "委员" in line else None
    if match is None:
        return None
    names, at = match.group("names"), match.start("names")
    role = "member" if "委员" in match.group("role") else "deputy"
    result = Addressees(colon=bool(match.group("stop")), end=match.end())
    if not result.colon and (match.end() != len(line) or (not line.startswith("尊敬的") and len(line) > 40)):
        return None
    if counted := _COUNT.search(names):
        result.count = to_int(counted.group("count"))
        if "等" not in counted.group() and result.count and result.count > 1:
            result.lost_etc = match.group().rstrip("：:；;")
        names = names[: counted.start()]
    else:
        names = _ETC.sub("", names)
    blanks = [start - at for start in name_starts if 0 < start - at < len(names)]
    after_roles = [found.end() for found in _AFTER_ROLE.finditer(names)]
    result.people = (blanks and _named(names, [*blanks, *after_roles], at, role, _SHORT_NAME)) or _named(
        names, after_roles, at, role, _NAME
    )
    return result if result.people else None


def _named(names: str, cuts: list[int], at: int, role: str, shape: re.Pattern[str]) -> list[tuple[str, str, int, int]]:
    """The names of a list, cut also at the offsets `cuts`; [] when any part of it is no name."""
    people: list[tuple[str, str, int, int]] = []
    for left, right in pairwise([0, *sorted(set(cuts)), len(names)]):
        for piece in _PIECE.finditer(names, left, right):
            name = piece.group().removeprefix("尊敬的")
            start = piece.end() - len(name)
            shorter = _HONORIFIC.sub("", _EACH_ROLE.sub("", _HONORIFIC.sub("", name)))
            name = shorter if len(shorter) >= 2 else _EACH_ROLE.sub("", name)
            if not shape.fullmatch(name) or name in _EVERYBODY or (len(name) > 4 and is_office(name)):
                return []
            people.append((name, role, at + start, at + start + len(name)))
    return people
