"""Site files proposed by the program: who publishes a page, what its file would say, and the YAML as a person writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from crawler import divisions, english
from crawler.divisions import Division
from crawler.site import NATION
from parsers.page import read

MODELINE = "# yaml-language-server: $schema=../site.schema.json"
TODO = "TODO"  # stands in a draft where only a person knows; a file that holds it does not load
_NOISE = re.compile(
    r"^(中国|欢迎访问|欢迎来到|首页)[·•\s]*|(门户)?(网站|官网|政务网|信息网|网|首页|欢迎您)$|[（(][^）)]*[）)]$"
)
_OFFICE = re.compile(r"(政府|[局厅委部]|委员会|办公室|人大|政协|管委会|办事处|[镇乡]|法院|检察院)$")
_HOSTED_BY = re.compile(r"主办(?:单位)?\s*[：:]\s*([一-鿿]{4,30})")


@dataclass
class Draft:
    """A proposed site file: its keys, and what a person should look at before it is kept."""

    id: str
    folder: str
    site: dict[str, Any]
    doubts: list[str] = field(default_factory=list)

    @property
    def yaml(self) -> str:
        """The text of the file."""
        return to_yaml(self.site, self.doubts)


def site_id(host: str) -> str:
    """The file name for a host: www.jiangjin.gov.cn → jiangjin, sthjj.shiyan.gov.cn → sthjj-shiyan."""
    bare = host.lower().removeprefix("www.").removesuffix(".gov.cn").removesuffix(".cn")
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or "site"


def draft(
    host: str,
    columns: list[dict[str, Any]],
    pages: list[tuple[str, str]],
    *,
    name_zh: str | None = None,
    name_en: str | None = None,
    division: str | None = None,
    platform: str | None = None,
) -> Draft:
    """The site file for a host with these columns; `pages` are (text, address) of pages that may name the publisher.

    Keywords are what a person said already. What cannot be told is TODO, with a doubt that says what to do.
    """
    doubts = []
    named = name_zh or publisher_name(pages)
    if not named:
        doubts.append("No page names the publisher: write name_zh and name_en, or give --name-zh.")
    place = divisions.find(division) if division else locate(named or "", host)
    if place is None:
        doubts.append(f"No place can be told from {named or host}: `fuhan sites divisions NAME` finds the code.")
    elif not division:
        doubts.append(f"Taken for {''.join(step.name for step in divisions.path(place.code))}: right?")
    full, said = english.publisher(named, place.code, host) if named and place else (named, None)
    if named and place and not (name_en or said):
        doubts.append("The English name could not be put together: write name_en.")
    site: dict[str, Any] = {
        "name_zh": (named if name_zh else full) or TODO,
        "name_en": name_en or said or TODO,
        "division": place.code if place else TODO,
        "level": place.level if place else TODO,
    }
    if platform:
        site["platform"] = platform
    site |= {"verified": None, "columns": columns}
    folder = divisions.province_folder(place.code) if place else "todo"
    return Draft(site_id(host), folder, site, doubts)


def publisher_name(pages: list[tuple[str, str]]) -> str | None:
    """The publisher as its pages name it: SiteName, 主办单位, the end of <title>, the start of the breadcrumb."""
    for text, url in pages:
        page = read(text, url)
        titled = [part for part in re.split(r"\s*[-_|—–>]+\s*", page.title_tag) if part]
        hosted = _HOSTED_BY.search(text)
        for name in (
            page.metas.get("sitename", ("", ""))[1],
            hosted[1] if hosted else "",
            *reversed(titled),
            *page.info.breadcrumb[:1],
        ):
            cleaned = _clean(name)
            if _OFFICE.search(cleaned):
                return cleaned
    return None


def locate(name: str, host: str) -> Division | None:
    """The division a publisher belongs to: by its name, else by a label of its host that spells a prefecture."""
    place = divisions.locate(name)
    if place.code != NATION:
        return place
    labels = set(host.split("."))
    for code, romanised in divisions.places()["prefectures"].items():
        if re.sub(r"\W", "", romanised.lower()) in labels:
            return divisions.find(code)
    for code, province in divisions.places()["provinces"].items():
        if province["folder"] in labels:
            return divisions.find(code)
    if re.search(r"^国家|[^省市区县]部$", name):
        return divisions.find(NATION)
    return None


def to_yaml(site: dict[str, Any], notes: list[str]) -> str:
    """A site file: notes as comments, one key a line, columns in blocks, or one to a line where blocks would pass 15 lines."""
    head = [f"{key}: {_scalar(key, value)}" for key, value in site.items() if key != "columns"]
    blocks = [_block(column) for column in site["columns"]]
    if len(head) + 1 + sum(map(len, blocks)) > 15:
        blocks = [[_flow(column)] for column in site["columns"]]
    body = [line for block in blocks for line in block]
    return "\n".join([MODELINE, *(f"# {note}" for note in notes), *head, "columns:", *body]) + "\n"


def with_column(text: str, column: dict[str, Any], taken: Iterable[str]) -> str:
    """A site file's text with one column more, in a block, or on one line where a block would pass 15 lines.

    `taken` are the ids of its columns; the new one gets a number if its own is among them.
    """
    column = {**column, "id": free_id(str(column["id"]), taken)}
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    block = _block(column)
    return "\n".join([text.rstrip("\n"), *(block if len(lines) + len(block) <= 15 else [_flow(column)])]) + "\n"


def free_id(name: str, taken: Iterable[str]) -> str:
    """`name`, or name-2, name-3, … where it is taken."""
    used = set(taken)
    return next(free for n in range(1, 1000) if (free := name if n == 1 else f"{name}-{n}") not in used)


def _block(column: dict[str, Any]) -> list[str]:
    return [
        f"{'  - ' if n == 0 else '    '}{key}: {_scalar(key, value)}" for n, (key, value) in enumerate(column.items())
    ]


def _flow(column: dict[str, Any]) -> str:
    return "  - {" + ", ".join(f"{key}: {_scalar(key, value, flow=True)}" for key, value in column.items()) + "}"


def _scalar(key: str, value: Any, flow: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_scalar(k, v, flow=True)}" for k, v in value.items()) + "}"
    text = str(value)
    if (
        key == "division"
        or re.search(r"[#{}\[\]&*?|<>=!%@`\"]|: |^['\d-]|^$", text)
        or (flow and re.search(r"[:,]", text))
    ):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def _clean(name: str) -> str:
    last = None
    while name != last:
        last, name = name, _NOISE.sub("", name.strip(" ·•　"))
    return name
