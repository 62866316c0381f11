import pytest

from parsers.submission_numbers import numbers_in


def numbers(printed):
    title = f"关于青山区第十八届人大第三次会议{printed}建议的答复"
    found = numbers_in(title, title.index("会议") + 2)
    assert all(title[start:end] == value for value, start, end in found)
    return [value for value, _, _ in found]


@pytest.mark.parametrize(
    "number",
    ["Z-0127", "Z—0127", "Z0127", "BH037", "ZX-01-0127", "2023-Z-0127", "Ｂ－037", "147-2", "2023-15", "Ｚ0127"],
)
def test_letters_and_dashes_of_a_number_stay(number):
    assert numbers(f"第{number}号") == [number]


@pytest.mark.parametrize("printed", ["第12-15号", "第20230012-20230015号", "第0012—0015号"])
def test_two_numbers_parted_by_a_dash_alone_stay_as_printed(printed):
    assert numbers(printed) == [printed.strip("第号")]


@pytest.mark.parametrize(
    "printed",
    [
        "第12至15号",
        "第12到15号",
        "第12～15号",
        "第12~15号",
        "第12号至第15号",
        "第12号至15号",
        "第12号-第15号",
        "第12号——第15号",
    ],
)
def test_a_range_gives_the_two_numbers_it_prints(printed):
    assert numbers(printed) == ["12", "15"]


@pytest.mark.parametrize(
    "printed",
    [
        "第12、13、15号",
        "第12,13,15号",
        "第12；13；15号",
        "第12/13/15号",
        "第12·13·15号",
        "第12号、13号、15号",
        "第12号、第13号、第15号",
        "第12号、第13号以及第15号",
        "第12号;第13号;第15号",
        "第12号第13号第15号",
        "第12号、13至15号",
        "第12、13和15号",
        "（第12、13、15号）",
        "第12号建议、第13号建议、第15号",
    ],
)
def test_each_number_of_a_list_is_given(printed):
    assert numbers(printed) == ["12", "13", "15"]


def test_a_list_keeps_letters():
    assert numbers("第Z-0127、Z-0128号") == ["Z-0127", "Z-0128"]


@pytest.mark.parametrize(
    ("printed", "given"),
    [
        ("第十二、十三号", ["十二", "十三"]),
        ("第十二号、第十三号", ["十二", "十三"]),
        ("第十二至十五号", ["十二", "十五"]),
    ],
)
def test_chinese_numerals_are_listed_too(printed, given):
    assert numbers(printed) == given


@pytest.mark.parametrize("printed", ["青函〔2023〕12号", "青函〔2023〕12-15号", "12件", "第三次"])
def test_what_is_no_number_of_a_suggestion_gives_none(printed):
    assert numbers(printed) == []


@pytest.mark.parametrize(
    "printed", ["第12号、2023年", "第12号和3月", "第12号等3件", "第12号及3份", "第12号和5G基站", "第12号及110千伏线路"]
)
def test_a_date_or_a_count_behind_a_number_is_none(printed):
    assert numbers(printed) == ["12"]
