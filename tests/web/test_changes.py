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
