"""Who a letter is written to: deputies and members, parties, organisations, or another office."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.lexicon import alternatives, load
from parsers.names import (
    COMPOUND_SURNAMES,
    HAN,
    JOINING,
    PERSON,
    has_surname,
    is_office,
    is_organisation,
    is_party,
    joined,
    name_starts,
    split_offices,
    squeeze,
)
from parsers.numerals import to_int

_GENRE = load("genre")
_ROLE = r"(?P<role>人大代表|政协委员|政协常委|副?主任委员|代表|委员|常委)"
_N = r"(?P<count>\d{1,3}|[一二三四五六七八九十两]{1,3})(?:名|位|人)"
_STOP = r"(?P<stop>[：:；;]|[，,！!]?(?:您|你)们?好(?:[：:；;！!。，,]|$)"
_PEOPLE = re.compile(
    rf"(?:致)?(?:尊敬的)?(?P<names>[^：:。！？]{{1,160}}?)(?:[（(][{HAN}]{{0,8}}?)?{_ROLE}[）)]?(?:同志|们)?"
    rf"(?P<note>[（(][^（）()]{{1,12}}[）)]|等(?:(?:\d{{1,3}}|[一二三四五六七八九十两多几数]{{1,3}})[名位人])?)?{_STOP}|$)"
)
# The role in front of the names: 市人大代表李明、王芳：
_ROLE_FIRST = re.compile(
    rf"(?:致)?(?:尊敬的)?(?:[{HAN}]{{0,12}}?)(?P<role>人大代表|政协委员|代表|委员)(?P<names>[^：:。！？]{{2,160}}?)(?:同志)?{_STOP})"
)
# No role word, but another that only persons are called by: 李明教授：, 尊敬的李明：, 李明等10人：
_UNKNOWN_ROLE = re.compile(rf"(?:致)?(?:尊敬的)?(?P<names>[^：:。！？《》“”]{{2,160}}?)(?P<role>){_STOP})")
_COUNT = re.compile(rf"(?:[（(]?等{_N}[{HAN}]{{0,8}}[）)]?|[（(]?{_N.replace('count', 'bare')}[）)]?)$")
_COUNT_BEHIND = re.compile(rf"[等共]{_N}")
_ETC = re.compile(r"[（(]?等(?:(?:若干|十几|[多几数各]|[\d十百]+[余多几])[名位人]?|其他|诸位|全体)?[）)]?$")
# What a deputy or member is one of, between the name and the role: 李明市人大代表, 等10名省人大代表.
_BODY_OF_ROLE = re.compile(r"(?<=..)(?:全国|[省市区县])$")
_PLACE_OF_ROLE = re.compile(r"(?<=..)[市区县]$")  # no name ends so, but some do in 省 or 国: 王三省代表
_CALLED = re.compile(
    rf"(?:(?:[{HAN}]{{0,10}}?[省市区县州旗镇乡国])?(?:人大代表|政协委员|人大|政协)|[{HAN}]{{1,10}}?代表团)(?=[{HAN}]{{2}})"
)
# A party or sector in front of its member's name: 民盟李明, 民建会员李明, 经济界李明.
_MEMBER_OF = re.compile(
    rf"(?:(?:{alternatives(_GENRE['party_words'])})(?:人士)?(?:{alternatives(_GENRE['party_members'])})?|[{HAN}]{{2,8}}界别?)(?=[{HAN}]{{2,4}}$)"
)
_BRANCH = re.compile(r"(?:支|社|会|组)$")
# In a list that ends in 代表 or 委员 a name may be longer: 苏德毕力格.
_NAME = re.compile(rf"(?:{PERSON}|[{HAN}]{{2,8}})")
_SHORT_NAME = re.compile(PERSON)
_TWO_LAST = re.compile("[^、，,；;]{2}[，,、]?$")  # 李三名代表 is called 李三名
_PIECE = re.compile(r"[^、，,；;]+")
_OTHERS = re.compile("(?:其他|其它|各位|各有关|各|诸位|全体|几位|多位|有关|相关|附议|联名|附名|领衔|提案)+")
_EACH_ROLE = re.compile(r"(?:人大代表|政协委员|政协常委|代表|委员)$")
_HONORIFICS = alternatives(_GENRE["honorifics"])
_HONORIFIC = re.compile(rf"(?<=..)(?:{_HONORIFICS})$")
_TITLE = re.compile(_HONORIFICS)
# Beside no role word, four characters that open as a surname and what ends as a place does are more often other words.
_NO_NAME = re.compile(rf"[{HAN}]{{4}}|[{HAN}]{{2,}}[省市区县镇乡村]")
_ETC_CALLED = re.compile(rf"等(?:{_HONORIFICS})们?$")
_COLON = re.compile("[：:；;]")
_CALLED_SO = re.compile(rf"(?:{_HONORIFICS})[）)]?(?:$|[、，,；;等和及])|等{_N.replace('count', 'people')}|^尊敬的")
_AFTER_ROLE = re.compile(rf"(?:代表|委员)(?=[^会团、，,；;）)])(?!{_HONORIFICS})")
_NOTE = re.compile(r"[（(][^（）()]{1,12}[）)]$")
_BODY = re.compile(r"(?:尊敬的)?(?P<name>[^，。：:；;！？《》“”]{2,60})[：:]$")
Named = tuple[str, str, int, int]


@dataclass(slots=True)
class Addressees:
    """Names with roles and spans [start, end) in the squeezed line; `count` is the N of 等N名代表.

    The role is `""` where the line does not tell it: 李明教授：.
    """

    people: list[Named] = field(default_factory=list)
    count: int | None = None
    colon: bool = True
    end: int = 0  # behind the addressee: len of the line, or less where the letter runs on after the colon
    lost_etc: str | None = None  # `王恒5名代表`: 等 is missing before the number


def read_addressees(printed: str, to_office: bool) -> Addressees | None:
    """Read a line as addressee line, or None. `to_office`: the title says the letter goes to another office."""
    line = squeeze(printed)
    blanks = name_starts(printed) if "代表" in line or "委" in line else None
    if blanks is not None and (people := _people(line, blanks)):
        return people
    if people := _of_unknown_role(line, blanks or name_starts(printed)):
        return people
    if blanks is not None and (people := _after_role(line, blanks)):
        return people
    body = _BODY.match(line) if line.endswith(("：", ":")) else None
    if body is None:
        return None
    name, start = body.group("name"), body.start("name")
    if is_party(name) or (is_organisation(name) and not (to_office and is_office(name))):
        return Addressees(_bodies(name, start), end=len(line))
    offices = split_offices(name)
    if offices:
        return Addressees([(n, "agency", start + at, start + at + len(n)) for n, at in offices], end=len(line))
    return None


def _bodies(name: str, start: int) -> list[Named]:
    """The bodies of a list, and the persons called deputy or member among them: 李明委员、民盟青山市委."""
    found: list[Named] = []
    for piece in re.finditer("[^、]+", name):
        for left, right in joined(name, *piece.span(), _proposer):
            part = name[left:right]
            otherwise = "agency" if is_office(part) else "party" if is_party(name) else "organisation"
            at, length, role = _proposer(part) or (0, len(part), otherwise)
            found.append((part[at : at + length], role, start + left + at, start + left + at + length))
    return found


def _proposer(part: str) -> tuple[int, int, str] | None:
    """(offset, length, role) of a party, an organisation, or a person with the role word behind; None for other words."""
    if _EACH_ROLE.search(part) and (person := _one(part, "", _SHORT_NAME)) and person[2] in ("deputy", "member"):
        return person
    if is_party(part):
        return 0, len(part), "party"
    return (0, len(part), "organisation") if is_organisation(part) else None


def _people(line: str, blanks: list[int]) -> Addressees | None:
    """Names with the role word behind them: 李明、王芳等5名代表："""
    match = _PEOPLE.match(line)
    if match is None:
        return None
    if not match.group("stop") and (match.end() != len(line) or (not line.startswith("尊敬的") and len(line) > 40)):
        return None
    names, at = match.group("names"), match.start("names")
    if (called := _CALLED.match(names)) and has_surname(names[called.end() :]):
        names, at = names[called.end() :], at + called.end()
    result = _listed(names, at, match, blanks, sure=match.group("role") == "常委")
    if result and result.count is None and (behind := _COUNT_BEHIND.search(match.group("note") or "")):
        result.count = to_int(behind.group("count"))
    return result


def _after_role(line: str, blanks: list[int]) -> Addressees | None:
    """Names with the role word in front: 市人大代表李明、王芳：; only what is sure to be a name counts."""
    match = _ROLE_FIRST.match(line)
    return _listed(match.group("names"), match.start("names"), match, blanks, sure=True) if match else None


def _of_unknown_role(line: str, blanks: list[int]) -> Addressees | None:
    """Names without 代表 or 委员 (李明教授：, 李明、王芳同志：, 李明等10人：); their role is `""`."""
    colon = _COLON.search(line)
    if not _CALLED_SO.search(line, 0, colon.start() if colon else len(line)):
        return None
    match = _UNKNOWN_ROLE.match(line)
    return _listed(match.group("names"), match.start("names"), match, blanks, sure=True) if match else None


def _listed(names: str, at: int, match: re.Match[str], blanks: list[int], sure: bool) -> Addressees | None:
    """The list `names` that stands at `at` of the line, its count and its end; None where any part of it is no name."""
    word = match.group("role")
    role = "member" if "委" in word else "deputy" if word else ""
    result = Addressees(colon=bool(match.group("stop")), end=match.end())
    if not word:
        names = _ETC_CALLED.sub("等", names)
    else:
        names = (_BODY_OF_ROLE if len(word) > 2 else _PLACE_OF_ROLE).sub("", names)
    counted = _COUNT.search(names)
    if counted and _TWO_LAST.search(names[: counted.start()]):
        result.count = to_int(counted.group("count") or counted.group("bare"))
        names = names[: counted.start()]
    else:
        names = _ETC.sub("", names)
    cuts = [start - at for start in blanks if 0 < start - at < len(names) and not _TITLE.match(names, start - at)]
    after_roles = [found.end() for found in _AFTER_ROLE.finditer(names)]
    people = (cuts and _named(names, [*cuts, *after_roles], at, role, _SHORT_NAME)) or _named(
        names, after_roles, at, role, _SHORT_NAME if sure else _NAME
    )
    if not people or (sure and not all(has_surname(name) and not is_office(name) for name, *_ in people)):
        return None
    if not word and any(_NO_NAME.fullmatch(name) and name[:2] not in COMPOUND_SURNAMES for name, *_ in people):
        return None
    result.people = people
    if result.count and result.count > 1 and counted and counted.group("bare") and result.count != len(people):
        result.lost_etc = match.group()[: match.start("stop") - match.start()]
    return result


def _named(names: str, cuts: list[int], at: int, role: str, shape: re.Pattern[str]) -> list[Named]:
    """The names of a list, cut also at the offsets `cuts`; [] when any part of it is no name."""
    people: list[Named] = []
    for left, right in pairwise([0, *sorted(set(cuts)), len(names)]):
        joint = JOINING.match(names, left, right) if left and names[left - 1] not in "、，,；;" else None
        if joint and right - joint.end() >= 2:
            left = joint.end()
        for piece in _PIECE.finditer(names, left, right):
            for begin, end in joined(names, *piece.span(), lambda part: _one(part, role, shape)):
                part = names[begin:end]
                if _OTHERS.fullmatch(_EACH_ROLE.sub("", part)):
                    continue
                one = _one(part, role, shape)
                if one is None:
                    return []
                offset, length, what = one
                start = begin + offset
                people.append((names[start : start + length], what, at + start, at + start + length))
    return people


def _one(part: str, role: str, shape: re.Pattern[str]) -> tuple[int, int, str] | None:
    """(offset, length, role) of the person or body that a part of a list names; None where it is neither. A part's own role word leads."""
    name = part.removeprefix("尊敬的")
    offset = len(part) - len(name)
    name = _HONORIFIC.sub("", _NOTE.sub("", name))
    if own := _EACH_ROLE.search(name):
        role = "member" if "委" in own.group() else "deputy"
        called = _HONORIFIC.sub("", name[: own.start()])
        name = called if len(called) >= 2 else name[: own.start()]
        name = (_BODY_OF_ROLE if len(own.group()) > 2 else _PLACE_OF_ROLE).sub("", name)
    if (member := _MEMBER_OF.match(name)) and _is_name(name[member.end() :]):
        return offset + member.end(), len(name) - member.end(), role
    if len(name) <= 20 and is_party(name):
        return offset, len(name), "party"
    if len(name) <= 20 and is_organisation(name) and (len(name) > 3 or not has_surname(name)):
        return offset, len(name), "organisation"
    if not shape.fullmatch(name) or (len(name) > 4 and is_office(name)):
        return None
    return offset, len(name), role


def _is_name(text: str) -> bool:
    return has_surname(text) and not is_office(text) and not _BRANCH.search(text)
