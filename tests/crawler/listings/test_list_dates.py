"""Dates as lists print them."""

import pytest

from crawler.listings.list_dates import date_of_fragments, find_date, from_value, is_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-04-27", "2023-04-27"),
        ("[2023-04-27]", "2023-04-27"),
        ("（2023/4/7）", "2023-04-07"),
        ("2023.04.27", "2023-04-27"),
        ("2023年4月27日", "2023-04-27"),
        ("发布时间：2020年09月04日", "2020-09-04"),
        ("2023-04-27 10:50:07", "2023-04-27"),
    ],
)
def test_whole_text_is_a_date(text, date):
    assert is_date(text)
    assert find_date(text) == date


@pytest.mark.parametrize("text", ["", "第20230427号", "2023-13-40", "04-27", "关于2023-04-27会议的答复"])
def test_text_is_no_date(text):
    assert not is_date(text)


def test_date_of_publication_stands_behind_that_of_the_document():
    assert date_of_fragments(["标题", "2023-03-01", "2023-04-27"]) == "2023-04-27"


def test_day_and_month_in_two_pieces_are_one_date():
    assert date_of_fragments(["27", "2023-04", "标题"]) == "2023-04-27"
    assert date_of_fragments(["标题", "2023.04", "27"]) == "2023-04-27"


def test_date_inside_a_longer_piece_is_found_last():
    assert date_of_fragments(["标题", "来源：办公室 2023-04-27 阅读 3"]) == "2023-04-27"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (1682560207, "2023-04-27"),
        (1682560207000, "2023-04-27"),
        ("1682560207", "2023-04-27"),
        (1682611200 - 1, "2023-04-27"),
        (1682611200, "2023-04-28"),
        ("20230427", "2023-04-27"),
        ("2023-04-27 10:50:07", "2023-04-27"),
        (None, ""),
        (0, ""),
        (True, ""),
        ("近日", ""),
        (10**20, ""),
    ],
)
def test_json_value_is_a_beijing_day(value, date):
    assert from_value(value) == date
