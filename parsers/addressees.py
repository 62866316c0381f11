"""Who a letter is written to: deputies and members, parties, organisations, or another office."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.lexicon import alternatives, load
from parsers.names import HAN, PERSON, is_office, is_organisation, is_party, split_offices
from parsers.numerals import to_int

_GENRE = load("genre")
_ROLE = r"(?P<role>人大代表|政协委员|代表|委员)"
_PEOPLE = re.compile(rf"(?:尊敬的)?(?P<names>[^：:。！？]{{1,160}}?){_ROLE}(?:同志|们|[（(][^（）()]{{1,12}}[）)])?(?P<stop>[：:；;]|$)")
_COUNT = re.compile(r"[（(]?等?(?P<count>\d{1,3}|[一二三四五六七八九十两]{1,3})(?:名|位|人)[）)]?$")
_ETC = re.compile(r"[（(]?等[）)]?$")
# In a list that ends in 代表 or 委员 a name may be longer: 苏德毕力格.
_NAME = re.compile(rf"(?:{PERSON}|[{HAN}]{{2,8}})")
_EACH_ROLE = re.compile(r"(?:人大代表|政协委员|代表|委员)$")
_HONORIFIC = re.compile(rf"(?:{alternatives(_GENRE['honorifics'])})$")
_BODY = re.compile(r"(?:尊敬的)?(?P<name>[^，。：:；;！？《》“”]{2,60})[：:]$")


@dataclass(slots=True)
class Addressees:
    """Names with roles and spans [start, end) in the squeezed line; `count` is the N of 等N名代表."""

    people: list[tuple[str, str, int, int]] = field(default_factory=list)
    count: int | None = None
    colon: bool = True
    end: int = 0  # behind the addressee: len of the line, or less where the letter runs on after the colon
    lost_etc: str | None = None  # `王恒5名代表`: 等 is missing before the number


def read_addressees(line: str, to_office: bool) -> Addressees | None:
    """Read a squeezed line as addressee line, or None. `to_office`: the title says the letter goes to another office."""
    people = _people(line)
    if people is not None:
        return people
    body = _BODY.match(line)
    if body is None:
        return None
    name, start, end = body.group("name"), body.start("name"), body.end("name")
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


def _people(line: str) -> Addressees | None:
    match = _PEOPLE.match(line)
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
    for piece in re.finditer(r"[^、，,；;和及]+(?:[·•・．][^、，,；;和及]+)*", names):
        name = _EACH_ROLE.sub("", piece.group().removeprefix("尊敬的"))
        offset = piece.group().index(name) if name else 0
        shorter = _HONORIFIC.sub("", name)
        name = shorter if len(shorter) >= 2 else name
        if not _NAME.fullmatch(name) or (len(name) > 4 and is_office(name)):
            return None
        result.people.append((name, role, at + piece.start() + offset, at + piece.start() + offset + len(name)))
    return result if result.people else None
