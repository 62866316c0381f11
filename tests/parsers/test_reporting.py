from datetime import date

import pytest

from parsers.reporting import as_facts, wills, year_said


@pytest.mark.parametrize(
    "text",
    [
        "我局将加强巡查",
        "将会同区财政局落实资金",
        "力争建成",
        "拟于年底开工",
        "预计完成",
        "计划新建5个",
        "有望通车",
        "打算增设",
        "我局将继续将该路段作为重点",
        "下步加强管理",
    ],
)
def test_a_word_says_what_will_be(text):
    assert wills(text)


@pytest.mark.parametrize(
    "text",
    [
        "将干渠内的围网全部拆除",
        "将灌区分为上、中、下游三个轮灌组",
        "将灌溉时间由每轮5天延长到7天",
        "将高标准农田设施巡查纳入田长职责",
        "将原市委党校旧楼改造为研学营地",
        "工期比原计划推后约五个月",
        "列入年度计划",
        "已拟定方案",
        "近年来我局高度重视",
    ],
)
def test_将_before_an_object_and_plans_that_are_nouns_say_nothing_of_the_future(text):
    assert not wills(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("去年，我局…，并于", 2023),
        ("2022年启动，", 2022),
        ("2022年启动，今年", 2024),
        ("明年，", 2025),
        ("前年启动，", 2022),
        ("4月，", None),
        ("12022年，", None),
    ],
)
def test_the_year_last_named_is_that_of_a_bare_month_behind_it(text, year):
    assert year_said(text, len(text), date(2024, 7, 15)) == year


def test_a_plan_that_is_a_thing_is_told_from_an_intention_and_offsets_stay():
    text = "今年拿出招聘计划12名，计划6月开考"
    assert as_facts(text) == "今年拿出招聘方案12名，计划6月开考"


def test_money_that_was_won_is_told_from_money_that_is_sought():
    assert as_facts("争取中央资金1870万元，新建卫生室22个") == "取得中央资金1870万元，新建卫生室22个"
    assert as_facts("明年争取中央资金1870万元") == "明年争取中央资金1870万元"
