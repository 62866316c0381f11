"""English names of publishers: place, level and office put together from the lexicon."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from crawler.divisions import Division, find, path, places

# One syllable of toneless pinyin, with and without an initial; v stands for ü in host names (lvliang).
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|ve|[aoeiuv])"
)
_BARE_SYLLABLE = r"ang|eng|ai|ei|ao|ou|an|en|er|[aoe]"
_KINDS = {  # the division's kind, as it stands before an office
    "省": "Provincial",
    "直辖市": "Municipal",
    "地级市": "Municipal",
    "县级市": "Municipal",
    "自治州": "Prefecture",
    "地区": "Prefecture",
    "盟": "League",
    "市辖区": "District",
    "县": "County",
    "自治县": "Autonomous County",
    "旗": "Banner",
    "自治旗": "Autonomous Banner",
    "林区": "Forestry District",
    "特区": "Special District",
}


@cache
def agencies() -> dict[str, Any]:
    """The lexicon of offices (crawler/lexicon/agencies.yml)."""
    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "lexicon" / "agencies.yml").read_text("utf-8"))
    return data


def publisher(name: str, division: str, host: str = "") -> tuple[str, str | None]:
    """Full Chinese name and English name of a publisher.

    `name` may be abbreviated (十堰市科技局); `host` helps to romanise a county (www.jiangjin.gov.cn). The English name is
    None where the lexicon lacks the office or the place cannot be romanised: a person writes it then.
    """
    here = find(division)
    place, office = split(name, here)
    full, english = office_names(office)
    romanised = romanise(here, host)
    if not english or not romanised:
        return place + full, None
    if here.rank == "nation":
        return place + full, english
    kind = places()["provinces"].get(here.code, {}).get("kind") or _KINDS.get(here.type, "")
    name_en = " ".join(part for part in (romanised, kind, english) if part)
    above = places()["prefectures"].get(here.parent) if here.type == "市辖区" else None  # there are many 市中区
    return place + full, f"{name_en}, {above}" if above else name_en


def split(name: str, here: Division) -> tuple[str, str]:
    """Splits a publisher's name into the places it names and the office: 十堰市 + 科技局."""
    rest = name
    for division in path(here.code):
        if any(rest.startswith(form) for form in _forms(here)):
            division = here  # 岳阳县 is not 岳阳 + 县
        form = next((form for form in _forms(division) if rest.startswith(form)), "")
        rest = rest.removeprefix(form)
    return name.removesuffix(rest), rest


def _forms(division: Division) -> list[str]:
    forms = [division.name, division.short + division.name[-1]]
    return forms if division.rank == "county" else [*forms, division.short]


def office_names(office: str) -> tuple[str, str | None]:
    """Full Chinese and English name of an office without its place; the name as given and None if unknown."""
    for entry in agencies()["offices"]:
        if office in entry["zh"]:
            return entry["zh"][0], entry["en"]
    for form, template in agencies()["forms"].items():
        if office.endswith(form):
            parts = _subjects(office.removesuffix(form))
            if parts:
                zh = parts[0][0] + "".join(full if "和" in full else "和" + full for full, _ in parts[1:])
                nouns = [noun for _, en in parts for noun in en]
                return zh + agencies()["full_forms"].get(form, form), template.format(_joined(nouns))
    return office, None


def romanise(division: Division, host: str = "") -> str | None:
    """The division's name in Latin letters: from the lexicon, else from a label of the host that spells it in pinyin."""
    known = places()["provinces"].get(division.code, {}).get("en") or places()["prefectures"].get(division.code)
    if known or division.rank == "nation":
        return str(known or places()["nation"])
    # 环县 is Huanxian: a one-character name keeps its kind
    names = [division.short] if len(division.short) > 1 else [division.name, division.short]
    labels = [label for label in re.split(r"[.-]", host) if label not in ("www", "gov", "cn", "zwgk", "public")]
    for name in names:
        for label in labels:
            for spelling in (label, label[2:], re.sub(r"(shi|xian|qu)$", "", label)):
                if match := re.fullmatch(_spelling(name), spelling):
                    return _apostrophes(list(match.groups())).capitalize()
    return None


def _spelling(name: str) -> str:
    """A pattern with a group per character: junan is ju-nan for 莒南 and jun-an for 军安."""
    bare = places()["bare_initials"]
    return "".join(f"({_BARE_SYLLABLE})" if char in bare else f"({_SYLLABLE})" for char in name)


def _subjects(text: str) -> list[tuple[str, list[str]]]:
    """Subjects a bureau's name is made of, full name and English nouns; [] if a part of it is unknown."""
    found = []
    entries = [(zh, e["zh"][0], e["en"]) for e in agencies()["subjects"] for zh in e["zh"]]
    entries.sort(key=lambda entry: -len(entry[0]))
    while text := text.lstrip("和与、"):
        hit = next((entry for entry in entries if text.startswith(entry[0])), None)
        if hit is None:
            return []
        found.append((hit[1], hit[2]))
        text = text.removeprefix(hit[0])
    return found


def _joined(nouns: list[str]) -> str:
    return nouns[0] if len(nouns) == 1 else ", ".join(nouns[:-1]) + " and " + nouns[-1]


def _apostrophes(syllables: list[str]) -> str:
    first, *rest = syllables
    return first + "".join(f"'{s}" if s[0] in "aoe" else s for s in rest)
