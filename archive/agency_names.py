"""Reads names of offices: where an office belongs, and which full name a short one stands for. Pure; the words are data.

`locate` says "office 政务服务办 of 江津区" for 区政务服务办 in a letter of 江津区; `full_names` what 政务服务办 may stand for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from archive.places import NATION, Place, all_places, chain, inside

_JOINTS = re.compile(r"[和与及、]")
_PARENTHESES = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True)
class Office:
    """An office of a place: `core` is its name without the place."""

    place: Place
    core: str


@cache
def lexicon() -> dict[str, Any]:
    """lexicon/agencies.yml."""
    data: dict[str, Any] = yaml.safe_load(
        (resources.files(__package__) / "lexicon" / "agencies.yml").read_text("utf-8")
    )
    return data


@cache
def _forms() -> list[tuple[str, str]]:
    """(end of a name, the full form it stands for), longest end first."""
    ends = [(end, full) for full, shorts in lexicon()["forms"].items() for end in (full, *shorts)]
    return sorted(ends, key=lambda pair: -len(pair[0]))


@cache
def _subjects() -> dict[str, list[str]]:
    """Subject as written, joints removed -> full subjects it may stand for, itself first if it is one."""
    found = {_JOINTS.sub("", entry["name"]): [entry["name"]] for entry in lexicon()["subjects"]}
    for entry in lexicon()["subjects"]:
        for short in entry.get("short", ()):
            names = found.setdefault(_JOINTS.sub("", short), [])
            if entry["name"] not in names:
                names.append(entry["name"])
    return found


@cache
def _whole_names() -> dict[str, str]:
    """Offices whose names are no subject and form: as written -> full."""
    return {written: e["name"] for e in lexicon()["offices"] for written in (e["name"], *e.get("short", ()))}


@cache
def _national() -> dict[str, str]:
    return {written: e["name"] for e in lexicon()["national"] for written in (e["name"], *e.get("short", ()))}


@cache
def _collective() -> re.Pattern[str]:
    return re.compile("|".join(lexicon()["collective"]))


@cache
def _township() -> re.Pattern[str]:
    words = lexicon()["townships"]
    kinds, ends, never = ("|".join(words[key]) for key in ("kinds", "ends", "not"))
    return re.compile(rf"(?!{never})([\u4e00-\u9fff]{{1,7}}?(?:{kinds}))(?:{ends})?")


def clean(name: str) -> str:
    """The name without white space and width differences."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


def is_self(name: str) -> bool:
    """我局, 本办: the office that signs."""
    return clean(name) in lexicon()["self"]


def split(core: str) -> tuple[str, str] | None:
    """(subject, full form) of an office's name; None if it does not end like an office.

    城市管理委员会 is 城市管理 + 委员会, because that subject is known; of an unknown subject the form is as long as can be.
    """
    parts = [(core[: -len(end)], full) for end, full in _forms() if core.endswith(end) and len(core) > len(end)]
    known = [part for part in parts if _JOINTS.sub("", part[0]) in _subjects()]
    full = [
        part for part in known if _JOINTS.sub("", part[0]) == _JOINTS.sub("", _subjects()[_JOINTS.sub("", part[0])][0])
    ]
    return next(iter(full or known or parts), None)


def full_names(core: str) -> list[str]:
    """Full names the lexicon gives for `core` (发改委 -> 发展和改革委员会); [] when it does not know it."""
    if core in _whole_names():
        return [_whole_names()[core]]
    parts = split(core)
    if parts is None:
        return []
    return [subject + parts[1] for subject in _subjects().get(_JOINTS.sub("", parts[0]), ())]


def key(core: str) -> str:
    """What two spellings of one office have in common: no joints, no 管理 before the form, the full form, a town's bare name."""
    town = _township().fullmatch(core)
    if town:
        return town[1]
    parts = split(core)
    if parts is None or core in _whole_names():
        return _JOINTS.sub("", core)
    subject = _JOINTS.sub("", parts[0])
    return (subject.removesuffix("管理") if len(subject) > 5 else subject) + parts[1]


def is_office(core: str) -> bool:
    """Whether it reads like the name of an office that stands by itself; a section inside one (财务科) does not."""
    named = split(core) is not None or core in _whole_names() or _township().fullmatch(core) is not None
    return named and (len(core) > 2 or bool(full_names(core))) and not _collective().search(core)


def period(full: str) -> tuple[str | None, str | None]:
    """(from, to) of offices of this full name, as far as the lexicon knows."""
    parts = split(full)
    for entry in lexicon()["subjects"] + lexicon()["offices"] + lexicon()["national"]:
        if entry["name"] in (full, parts and parts[0]):
            return entry.get("from"), entry.get("to")
    return None, None


def locate(name: str, place_code: str | None) -> Office | None:
    """The place and bare name of the office called `name` in a letter of `place_code`; None when no office is named.

    Names are read from the inside out: the letter's own place and those above it, by full name, then by kind (区, 市); a
    name without a place is an office of the letter's place; another place must be named in full.
    """
    name = clean(name)
    if name in _national():
        return Office(all_places()[NATION], _national()[name])
    if not name or _collective().search(name):
        return None
    name = _PARENTHESES.sub("", name).removeprefix("中共")
    for centre in lexicon()["vertical"]:
        name = name.removeprefix(centre) if not full_names(name) else name
    places = chain(place_code)[::-1]
    own = places[0] if places else None
    for prefix, place in _names(places):
        if name.startswith(prefix) and is_office(_below(place, name[len(prefix) :]).core):
            return _below(place, name[len(prefix) :])
    if own and (full_names(name) or _township().fullmatch(name)):
        return Office(own, name)
    for place in places:
        for prefix in (place.short, place.kind):
            if name.startswith(prefix) and place.code != NATION and _known(name[len(prefix) :]):
                return Office(place, name[len(prefix) :])
    elsewhere = [o for o in _elsewhere(name, places) if is_office(o.core)]
    if len(elsewhere) == 1:
        return elsewhere[0]
    for place in places:
        if name.startswith(place.kind) and place.code != NATION and is_office(name[len(place.kind) :]):
            return Office(place, name[len(place.kind) :])
    foreign = re.match("[省市县区州旗盟]", name)
    return Office(own, name) if own and is_office(name) and not foreign and not elsewhere else None


def _known(core: str) -> bool:
    return bool(full_names(core)) or _township().fullmatch(core) is not None


def _names(places: list[Place]) -> list[tuple[str, Place]]:
    """What the places are called in full, with and without those above; longest first."""
    names = []
    for place in places:
        if place.code != NATION:
            above = all_places().get(place.parent_code or "")
            joined = above.name + place.name if above and above.code != NATION else place.name
            names += [(called, place) for called in {place.full_name, joined, place.name}]
    return sorted(names, key=lambda pair: (-len(pair[0]), pair[1].code))


def _below(place: Place, rest: str) -> Office:
    """Follow the places named one after the other: 重庆市 + 江津区教委 -> 江津区 + 教委."""
    for child in inside(place.code):
        if rest.startswith(child.name) and len(rest) > len(child.name):
            return _below(child, rest[len(child.name) :])
        for grandchild in inside(child.code) if place.level == "province" else ():
            if rest.startswith(grandchild.name) and len(rest) > len(grandchild.name):
                return Office(grandchild, rest[len(grandchild.name) :])
    return Office(place, rest)


def _elsewhere(name: str, places: list[Place]) -> Iterator[Office]:
    """Offices of places beside the letter's: neighbours in its province, and other provinces by name."""
    for place in places:
        if place.level in ("province", "prefecture"):
            office = _below(place, name)
            if office.place != place:
                yield office
                return
    for province in inside(NATION):
        if name.startswith(province.name):
            yield _below(province, name[len(province.name) :])
            return
