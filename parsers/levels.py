"""At which level of the state an assembly sits: from the site's division, not from the word in the title.

市 is the province's level on a municipality's department site, the prefecture's on 十堰市, the county's on 登封市.
"""

from __future__ import annotations

import re

from parsers.lexicon import load

_CITIES = load("cities")
_COUNTY_CITIES = frozenset(_CITIES["county_level"])
_MUNICIPALITIES = frozenset(_CITIES["municipalities"])
_CITY = re.compile(r"([\u4e00-\u9fff]{1,10}?市)")
_ABOVE = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|自治区|自治州|地区)(?=[\u4e00-\u9fff]{1,8}市)")
_UNIT = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:市|县|旗|区)")
_NO_UNIT = re.compile("(?:市场|市政|市民|市容|市域|区域|社区|小区|园区|城市|景区|林区|库区)")


def level_of(place: str | None, site_code: str | None, names: list[str]) -> str | None:
    """`national`, `province`, `prefecture`, `county`, `township`, or None when nothing tells.

    `place` is the word of the title (区, 市, 江津区), `site_code` the 网站标识码 whose first six digits are the division
    (GB/T 2260; `bm…` is a central body), `names` are names of site and office, the most telling first.
    """
    if not place:
        return _site_level(site_code, names)
    if place in ("全国", "国家"):
        return "national"
    if place.endswith(("镇", "乡", "街道", "苏木")):
        return "township"
    if place.endswith(("省", "自治区", "兵团")):
        return "province"
    if place.endswith(("自治州", "州", "盟", "地区")) and place not in ("州区",):
        return "prefecture"
    if place.endswith(("县", "旗", "区")):
        return "county"
    if place.endswith("市"):
        return _city_level(place, site_code, names)
    return None


def _site_level(site_code: str | None, names: list[str]) -> str | None:
    """The level of the site itself, for titles that name no place."""
    code = (site_code or "")[:6]
    if code.startswith("bm"):
        return "national"
    if code.isdigit() and len(code) == 6:
        if code.endswith("0000"):
            return "province"
        return "prefecture" if code.endswith("00") else "county"
    for name in names:
        if re.match(r"(?:国家|国务院|中国|中央|教育部|财政部)", name):
            return "national"
        if found := re.findall(r"[\u4e00-\u9fff]{1,8}?(?:省|自治区|自治州|州|盟|市|自治县|县|旗|区)", name):
            return level_of(found[-1], None, [name])
    return None


def _city_level(place: str, site_code: str | None, names: list[str]) -> str | None:
    code = (site_code or "")[:6]
    code = code if code.isdigit() and len(code) == 6 else ""
    if len(place) > 1:
        bare = _last_city(place)
        if bare in _COUNTY_CITIES or (_of_a_county(code) and _own_city(names) == bare):
            return "county"
        return "province" if bare in _MUNICIPALITIES else "prefecture"
    if code:
        if code[:2] in ("11", "12", "31", "50"):
            return "province"
        # 81-99 are county-level cities; so is any city below an autonomous prefecture or a 地区 (21-70) and below 90.
        county = int(code[4:]) >= 81 or (int(code[2:4]) >= 21 and code[4:] != "00")
        return "county" if county or (_of_a_county(code) and _own_city(names)) else "prefecture"
    for name in names:
        cities = _CITY.findall(name)
        if not cities:
            continue
        if any(city in _MUNICIPALITIES for city in cities):
            return "province"
        return "county" if _last_city(name) in _COUNTY_CITIES else "prefecture"
    return None


def _of_a_county(code: str) -> bool:
    """Whether a division is numbered as counties are; a county made a city (子长市 610623) keeps its number until a new one is given."""
    return bool(code) and 21 <= int(code[4:]) <= 80


def _own_city(names: list[str]) -> str | None:
    """The city a site with a county's number is of: the last unit its name (or its office's) holds, where that is a 市."""
    for name in names:
        if units := _UNIT.findall(_NO_UNIT.sub("", _ABOVE.sub("", name))):
            return str(units[-1]) if units[-1].endswith("市") else None
    return None


def _last_city(place: str) -> str:
    cities = _CITY.findall(_ABOVE.sub("", place))
    return str(cities[-1]) if cities else place
