"""The list of changes: its months are those of China, its times are kept in UTC."""

import json
import re

import pytest

from web.queries.changes import ChangeAsk


@pytest.mark.parametrize(
    ("month", "times"),
    [
        ("2026-11", ("2026-10-31T16:00:00Z", "2026-11-30T16:00:00Z")),
        ("2026-12", ("2026-11-30T16:00:00Z", "2026-12-31T16:00:00Z")),
        ("", ("", "9999")),
    ],
)
def test_a_month_is_one_of_china(month, times):
    assert ChangeAsk(month=month).times == times


async def test_shown_is_the_day_in_china_and_the_attribute_keeps_utc(get):
    page = (await get("/changes")).text
    found = re.findall(r'<time datetime="([^"]+)">([^<]+)</time>', page)
    assert found
    assert all(attribute.endswith("Z") for attribute, _ in found)
    assert all(re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", shown) for _, shown in found)


async def test_all_months_together_are_the_whole_list(get):
    whole = json.loads((await get("/changes.json")).text)["changes"]
    months = {change["happened_at"][:7] for change in whole}
    after = {f"{int(m[:4]) + int(m[5:]) // 12}-{int(m[5:]) % 12 + 1:02d}" for m in months}
    parts = []
    for month in sorted(months | after):
        parts += json.loads((await get(f"/changes.json?month={month}")).text)["changes"]
    assert len(parts) == len(whole) > 0


async def test_a_letter_that_did_not_come_once_is_named_apart_from_the_changes(get, ids):
    page = (await get("/changes")).text
    changes, apart = page.split('<section class="unproven"')
    assert re.findall(r"/letters/([0-9a-f]{12})", apart) == [ids["away"]]
    assert ids["away"] not in changes
    assert ids["away"] not in (await get("/changes.json")).text


async def test_what_is_unproven_is_not_part_of_a_month(get):
    assert '<section class="unproven"' not in (await get("/changes?month=2026-11")).text
