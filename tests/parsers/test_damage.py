import pytest

from parsers.damage import has_lost, lost_characters
from tests.parsers.letters import letter, text_of


def lost(*lines):
    found = lost_characters(text_of("现答复如下：", *lines), 1)
    assert all(issue.code == "lost_character" for issue in found)
    return [issue.detail for issue in found]


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("特别是202210月新政务服务中心正式运行。", "202210月 -> 2022年10月"),
        ("自20233月起实施。", "20233月 -> 2023年3月"),
        ("会议于628日召开。", "628日 -> 6月28日"),
        ("会议于1028日召开。", "1028日 -> 10月28日"),
        ("由平均240个工作日压减至4575个工作日。", "4575个工作日 -> 45?75个工作日"),
        ("贷款增长10.4%2022年发放100亿元。", "10.4%2022年 -> 10.4%?2022年"),
        ("（联系人：李明；联系电话：023-47500000", "023-47500000 -> 023-47500000）"),
        ("(联系人:李明;联系电话:023-47500000", "023-47500000 -> 023-47500000）"),
    ],
)
def test_a_place_where_the_grammar_misses_a_character_is_told(line, detail):
    assert lost(line) == [detail]


@pytest.mark.parametrize(
    "line",
    [
        "2022年10月新政务服务中心正式运行。",
        "会议于6月28日召开。",
        "会议于28日召开。",
        "30日内答复，45日内办结。",
        "公示111日。",
        "由240个工作日压减至45个工作日。",
        "由100个增加到4575个。",
        "增长10.4%，2022年发放100亿元。",
        "现复如下：“小低”项目、1+X、附件。",
        "（联系人：李明；联系电话：023-47500000）",
        "（一）停车位",
        "第20180329号",
        "电话：02347500000",
        "",
    ],
)
def test_sound_text_is_left_alone(line):
    assert lost(line) == []


def test_a_bracket_may_close_on_the_next_line():
    assert lost("（联系人：李明", "电话：023-47500000）") == []


def test_places_of_a_line_are_told_in_reading_order():
    assert lost("10.4%2022年发放，202210月运行，628日召开。") == [
        "10.4%2022年 -> 10.4%?2022年",
        "202210月 -> 2022年10月",
        "628日 -> 6月28日",
    ]


def test_the_text_itself_is_never_repaired():
    record = letter("特别是202210月新政务服务中心正式运行。")
    assert "特别是202210月新政务服务中心" in record["letter"]["text"]


def test_the_signed_date_has_one_issue_of_its_own():
    record = letter(end=("江津区城市管理局", "202012月3日"))
    assert [i["code"] for i in record["issues"]] == ["signed_on_repaired"]


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("第1234号", "第12、34号"),
        ("会议1047号", "会议第1047号"),
        ("区届人大次会议14号", "区三届人大三次会议14号"),
        ("函〔202311号", "函〔2023〕11号"),
    ],
)
def test_lone_numerals_and_marks_beside_figures_may_be_lost(damaged, whole):
    assert has_lost(damaged, whole)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("关于停车的答复", "关于停车的答复函"),
        ("第18号", "第18号"),
        ("第18号", "第1号"),
        ("关于建议", "关于建议的答复"),
        ("第12号", "第312号"),
    ],
)
def test_other_differences_are_no_loss(damaged, whole):
    assert not has_lost(damaged, whole)


def test_two_months_side_by_side_have_lost_what_joined_them():
    assert [issue.detail for issue in lost_characters(text_of("标题", "我局2025年1月6月组织普查。"), 1)] == [
        "1月6月 -> 1月?6月"
    ]
