import pytest

from parsers.sections import outline
from tests.parsers.letters import text_of


def outlined(*lines):
    """(marker, level, parent, heading) of each section, after a check that its offsets hold what they should."""
    text = text_of("现答复如下：", *lines)
    sections = outline(text, 1, len(text.lines), 0)
    for section in sections:
        assert text.text[section.start :].startswith(section.marker)
        assert not text.text[section.start : section.end].endswith("\n")
    return [(s.marker, s.level, s.parent, s.heading) for s in sections]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、", "二、"), ("一.", "二."), ("一，", "二，"), ("一 、", "二 、"), ("（一）", "（二）"), ("(一)", "(二)"), ("（ 一 ）", "（ 二 ）"), ("㈠", "㈡"),
        ("一）", "二）"), ("（一", "（二"), ("1.", "2."), ("1、", "2、"), ("1．", "2．"), ("１、", "２、"), ("（１）", "（２）"), ("1 .", "2 ."), ("⒈", "⒉"), ("（1）", "（2）"), ("(1)", "(2)"), ("⑴", "⑵"),
        ("1)", "2)"), ("①", "②"), ("一是", "二是"), ("第一，", "第二，"), ("第一、", "第二、"), ("第一：", "第二："), ("首先，", "其次，"), ("首先：", "其次："),
    ],
)  # fmt: skip
def test_every_way_of_numbering_is_read(first, second):
    found = outlined(f"{first}增设停车位。已建成100个。", f"{second}安装路灯。已安装。")
    assert found == [(first, 1, None, "增设停车位。"), (second, 1, None, "安装路灯。")]


@pytest.mark.parametrize(
    "line",
    [
        "1.5公里道路已经完工。",
        "1.36栋楼房已经加装电梯。",
        "一期工程已经完工。",
        "三、四期工程在建。",
        "首先，感谢您的关心。",
        "最后，感谢您的支持。",
        "第一，",
        "二是加强管理。",
        "2.加强管理。",
        "（2）加强管理。",
        "二、三产业融合发展成效明显。",
        "一，",
    ],
)
def test_what_only_looks_like_a_number_makes_no_section(line):
    assert outlined("我局已完成工作。", line, "其余工作在推进。") == []


def test_a_marker_may_stand_before_a_year_or_a_figure():
    found = outlined("1.2017-2021年安排专项资金100万元。", "2.2022年安排50万元。", "3.36栋楼房加装电梯。")
    assert [s[0] for s in found] == ["1.", "2.", "3."]
    assert found[0][3] == "2017-2021年安排专项资金100万元。"


def test_a_second_item_that_begins_with_a_numeral_is_an_item():
    assert [s[0] for s in outlined("一、上半年完成招标。", "二、三季度完成路灯安装。", "三、四季度验收。")] == [
        "一、",
        "二、",
        "三、",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "一是增加泊位。二是加强管理。三是安装路灯。",
        "一是增加泊位；二是加强管理；三是安装路灯。",
        "主要有：（1）增加泊位；（2）加强管理；（3）安装路灯。",
        "第一，增加泊位。第二，加强管理。第三，安装路灯。",
        "①增加泊位；②加强管理；③安装路灯。",
    ],
)
def test_run_in_items_are_sections(line):
    found = outlined(line)
    assert [s[3][:-1] for s in found] == ["增加泊位", "加强管理", "安装路灯"]
    assert {s[1] for s in found} == {1}


def test_run_in_items_stand_below_the_item_they_run_in():
    found = outlined("（一）关于停车位。我局：一是增加泊位。二是加强管理。", "（二）关于路灯。已安装。")
    assert [(s[0], s[1], s[2]) for s in found] == [
        ("（一）", 1, None),
        ("一是", 2, 0),
        ("二是", 2, 0),
        ("（二）", 1, None),
    ]


def test_the_level_is_the_order_of_first_use():
    found = outlined(
        "一、停车位",
        "（一）现状",
        "1.数量。共有100个。",
        "2.分布。不均。",
        "（二）下一步",
        "将建设。",
        "二、路灯",
        "一是安装。",
        "二是维护。",
    )
    assert [(s[0], s[1], s[2]) for s in found] == [
        ("一、", 1, None), ("（一）", 2, 0), ("1.", 3, 1), ("2.", 3, 1), ("（二）", 2, 0), ("二、", 1, None), ("一是", 2, 5), ("二是", 2, 5),
    ]  # fmt: skip


def test_schemes_may_stand_in_any_order():
    found = outlined("（一）停车位", "1.现状。", "一是数量。二是分布。", "（二）路灯", "1.现状。")
    assert [(s[0], s[1], s[2]) for s in found] == [
        ("（一）", 1, None),
        ("1.", 2, 0),
        ("一是", 3, 1),
        ("二是", 3, 1),
        ("（二）", 1, None),
        ("1.", 2, 4),
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("一、关于增设停车位", "关于增设停车位"),
        ("一、增设停车位。已建成100个。", "增设停车位。"),
        ("一、关于您所提出的“增设停车位”的建议。作如下回复。", "关于您所提出的“增设停车位”的建议。作如下回复。"),
        ("一、关于“公共机构先行先试“的建议", "关于“公共机构先行先试“的建议"),
        ("一、停车位：已建成100个。", "停车位：已建成100个。"),
    ],
)
def test_a_heading_is_the_line_or_its_first_sentence(line, heading):
    assert outlined(line, "我局已办理。")[0][3] == heading


def test_a_marker_right_in_front_of_another_has_its_sentence_for_a_heading():
    assert [(s[0], s[3]) for s in outlined("（一）一是增加泊位。二是加强管理。", "（二）安装路灯。")] == [
        ("（一）", "一是增加泊位。"), ("一是", "增加泊位。"), ("二是", "加强管理。"), ("（二）", "安装路灯。"),
    ]  # fmt: skip


def test_a_section_ends_where_the_next_of_its_level_begins():
    text = text_of("现答复如下：", "一、停车位", "（一）现状", "不足。", "二、路灯", "已安装。", "感谢您的关心。")
    sections = outline(text, 1, 6, 0)
    assert [text.text[s.start : s.end] for s in sections] == [
        "一、停车位\n（一）现状\n不足。",
        "（一）现状\n不足。",
        "二、路灯\n已安装。",
    ]


def test_one_answer_may_answer_two_items():
    assert outlined("第一、停车位。", "第二、路灯。", "第四、第五：管理问题。")[-1][0] == "第四、第五："


def test_table_rows_are_no_sections():
    text = text_of("现答复如下：")
    text.add("一、停车位\t100个", 0)
    text.add("二、路灯\t20盏", 0)
    text.finish()
    assert outline(text, 1, 3, 0) == []


def test_a_marker_that_lost_its_mark_counts_beside_its_neighbours():
    text = text_of("收悉，现答复如下：", "1、资金问题。已落实。", "2用地问题。已批准。", "3、工期问题。已安排。")
    assert [s.marker for s in outline(text, 1, 4, 0)] == ["1、", "2", "3、"]


@pytest.mark.parametrize("line", ["2个村已完成改造。", "2名干部已到岗。", "2023年已完成。"])
def test_a_line_that_begins_with_a_count_is_no_item(line):
    text = text_of("收悉，现答复如下：", "1、资金问题。已落实。", line, "3、工期问题。已安排。")
    assert "2" not in [s.marker for s in outline(text, 1, 4, 0)]


def test_a_bracket_lost_in_front_of_a_year_closes_the_marker():
    found = outlined("（1）2023年下半年，修路。", "（22024年上半年，种树。")
    assert [marker for marker, *_ in found] == ["（1）", "（2"]
