"""Letters for the scale benchmark: as many as wanted, of real length and structure, made from the example letters."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[1] / "tests" / "cases"
# Real letters have about 1,800 characters; a few are five times as long.
_MEDIAN, _SPREAD = 1800, 0.45
_MARKERS = "一二三四五六七八九十"
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂文辉玲"
_PLACES = [
    ("500116", "重庆市江津区", "江津区"), ("420302", "十堰市茅箭区", "茅箭区"), ("440105", "广州市海珠区", "海珠区"),
    ("330521", "湖州市德清县", "德清县"), ("371327", "临沂市莒南县", "莒南县"), ("410821", "焦作市修武县", "修武县"),
    ("340722", "铜陵市枞阳县", "枞阳县"), ("610603", "延安市安塞区", "安塞区"), ("430681", "岳阳市汨罗市", "汨罗市"),
    ("360729", "赣州市全南县", "全南县"),
]  # fmt: skip
_OFFICES = [
    "教育局",
    "卫生健康局",
    "交通运输局",
    "农业农村局",
    "水利局",
    "民政局",
    "住房和城乡建设局",
    "生态环境局",
    "文化和旅游局",
]

Record = dict[str, Any]


def examples() -> list[Record]:
    """The gold records that hold a letter."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*/expected.json"))]
    return [record for record in found if record["letter"]]


def letters(count: int, seed: int = 1, start: int = 0) -> Iterator[tuple[Record, str]]:
    """`count` records with the division code of their site; the same for the same seed, all different from one another."""
    source = [json.dumps(record, ensure_ascii=False) for record in examples()]
    clauses = sorted(
        {c for record in examples() for c in record["letter"]["text"].replace("\n", "").split("。") if 12 < len(c) < 90}
    )
    if not clauses:
        raise SystemExit(f"no example letters under {CASES}; run this from a checkout that has the tests")
    for number in range(start, start + count):
        dice = random.Random(f"{seed}-{number}")
        yield _letter(json.loads(dice.choice(source)), number, dice, clauses)


def _letter(record: Record, number: int, dice: random.Random, clauses: list[str]) -> tuple[Record, str]:
    code, full, place = dice.choice(_PLACES)
    year, office = dice.randrange(2010, 2026), dice.choice(_OFFICES)
    letter = record["letter"]
    record["url"] = f"http://www.example{code}.gov.cn/{year}/t{year}0601_{number}.html"
    letter["title"] = (
        f"{full}{office}关于{place}第{dice.randrange(1, 19)}届人大第{dice.randrange(1, 999)}号建议的答复（{number}）"
    )
    letter["doc_number"] = letter["doc_number_raw"] = f"{place[0]}{office[0]}函〔{year}〕{number}号"
    letter["signed_on"] = f"{year}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
    letter["outcome"] = dice.choice(["A", "B", "C", None])
    for submission in record["submissions"]:
        submission["number"], submission["title"] = str(number), f"关于{dice.choice(clauses)[:20]}的建议"
    for person in record["addressees"]:
        person["name"] = dice.choice(_SURNAMES) + dice.choice(_GIVEN) + dice.choice(_GIVEN)
    for agency in record["agencies"][:1]:
        agency["name"] = full + office
    _lengthen(record, dice, clauses)
    return record, code


def _lengthen(record: Record, dice: random.Random, clauses: list[str]) -> None:
    """Further numbered paragraphs up to a real length; what stands before keeps its offsets."""
    text = record["letter"]["text"]
    wanted = dice.lognormvariate(0, _SPREAD) * _MEDIAN
    part = 0
    while len(text) < wanted:
        marker = f"{_MARKERS[part % 10]}、"
        heading = f"关于{dice.choice(clauses)[:18]}。"
        start = len(text) + 1
        body = "。".join(f"{dice.choice(clauses)}{dice.randrange(3, 9999)}" for _ in range(dice.randrange(4, 9)))
        text += f"\n{marker}{heading}{body}。"
        record["sections"].append(
            {"marker": marker, "level": 1, "parent": None, "heading": heading, "start": start, "end": len(text)}
        )
        part += 1
    record["letter"]["text"] = text
