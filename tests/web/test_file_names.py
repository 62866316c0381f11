"""A file's name tells what was asked, in every language and without harm; place codes have their names beside them."""

import csv
import io
import json
import re
from urllib.parse import unquote

import pytest

from web.file_names import ascii_name, disposition, file_name
from web.queries.filters import Ask


def names(response):
    header = response.headers["content-disposition"]
    match = re.fullmatch(
        r"(attachment|inline); filename=\"([\x20-\x7e]+)\"; filename\*=UTF-8''([\w.%~-]+)", header, re.ASCII
    )
    assert match, header
    return match[1], match[2], unquote(match[3])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "/search.csv?place=500116&year=2023",
            ("attachment", "fuhan-letters-500116-2023.csv", "fuhan-复函-江津区-2023.csv"),
        ),
        ("/search.json?q=养老&assembly=cppcc", ("inline", "fuhan-letters-cppcc.json", "fuhan-复函-养老-政协.json")),
        ("/search.atom?q=road", ("inline", "fuhan-letters-road.atom", "fuhan-复函-road.atom")),
        ("/commitments.csv?due=2023", ("attachment", "fuhan-commitments-all-2023.csv", "fuhan-承诺-全部-2023.csv")),
        ("/commitments.ics?when=upcoming", ("attachment", "fuhan-commitments-upcoming.ics", "fuhan-承诺-尚未到期.ics")),
        (
            "/changes.csv?month=2026-10&what=edited",
            ("attachment", "fuhan-changes-2026-10-edited.csv", "fuhan-变更-2026-10-修改.csv"),
        ),
        (
            "/agencies.csv?q=水利&place=500000",
            ("attachment", "fuhan-agencies-500000.csv", "fuhan-承办单位-水利-重庆市.csv"),
        ),
    ],
)
async def test_a_files_name_tells_the_question(get, path, expected):
    assert names(await get(path)) == expected


def test_a_question_cannot_break_the_header_or_a_file_system():
    ask = Ask(q='a"; x=\r\n../../b\u202egnp', outcome="A/B*")
    for name in (file_name("复函", ask, lambda _, value: value, "csv"), ascii_name("letters", ask, "csv")):
        assert not re.search(r'[\x00-\x20"*/\\;:\u202e]', name)
        assert name.endswith(".csv")
    assert "\n" not in disposition("inline", "a.csv", "甲\n.csv")["content-disposition"]
    assert len(file_name("复函", Ask(q="长" * 200), lambda _, value: value, "csv")) < 100


@pytest.mark.parametrize(
    "path",
    [
        "/search.csv?place=500116",
        "/commitments.csv?when=all&place=500116",
        "/changes.csv",
        "/agencies.csv?place=500116",
    ],
)
async def test_the_name_of_a_place_stands_beside_its_code(get, path):
    rows = list(csv.DictReader(io.StringIO((await get(path)).text.removeprefix("\ufeff"))))
    assert rows
    columns = list(rows[0])
    assert columns[columns.index("place_code") + 1] == "place_name"
    assert all(row["place_name"] for row in rows if row["place_code"])
    if "500116" in path:
        assert {row["place_name"] for row in rows} == {"江津区"}


async def test_json_has_the_names_too(get):
    letters = json.loads((await get("/search.json?place=500116")).text)["letters"]
    assert {letter["place_name"] for letter in letters} == {"江津区"}
