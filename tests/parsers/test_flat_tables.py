from datetime import date

import pytest

from parsers.flat_tables import flattened
from tests.parsers.letters import text_of

DAY = date(2023, 4, 27)
FLAT = (
    "序号",
    "承诺事项具体内容",
    "（分项列出）",
    "承诺落实时间",
    "责任单位",
    "1",
    "新建停车位100个",
    "2023年底前",
    "区城管局",
    "2",
    "加强管理",
    "长期坚持",
    "区城管局",
)


def test_a_table_that_lost_its_cells_is_put_together_again():
    text = text_of("附件", "承诺事项列表", *FLAT)
    table_, found = flattened(text, 0, DAY, [])
    assert table_.header == ["序号", "承诺事项具体内容（分项列出）", "承诺落实时间", "责任单位"]
    assert table_.rows == [
        ["1", "新建停车位100个", "2023年底前", "区城管局"],
        ["2", "加强管理", "长期坚持", "区城管局"],
    ]
    assert [text.text[c.start : c.end] for c in found] == ["新建停车位100个", "加强管理"]


def test_a_title_that_looks_like_a_header_is_none():
    _, found = flattened(text_of("附件", "承诺办理事项", *FLAT), 0, DAY, [])
    assert [c.ordinal for c in found] == [1, 2]


def test_a_row_may_be_a_line_with_blanks_between_its_cells():
    rows = ("序号 承诺事项 完成时限 责任单位", "1 新建停车位 100个 2023年底前 区城管局", "2 加强管理 长期坚持 区城管局")
    text = text_of("附件", "承诺事项列表", *rows, "抄送：区人大代工委")
    table_, found = flattened(text, 0, DAY, [])
    assert table_.rows == [
        ["1", "新建停车位 100个", "2023年底前", "区城管局"],
        ["2", "加强管理", "长期坚持", "区城管局"],
    ]
    assert [(text.text[c.start : c.end], c.due_kind) for c in found] == [
        ("新建停车位 100个", "by"),
        ("加强管理", "ongoing"),
    ]


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        (
            ("序号", "承诺事项", "责任单位", "完成时限"),
            (
                "1",
                "制定预制菜企业",
                "生产许可指引",
                "区市场监管局",
                "2024年11月底前",
                "2",
                "建成检测",
                "公共服务平台",
                "2025年上半年",
                "3",
                "发布目录",
                "区经济促进局、",
                "区市场监管局",
                "2025年",
            ),
            [
                ("制定预制菜企业生产许可指引", ["区市场监管局"], "by"),
                ("建成检测公共服务平台", [], "within"),
                ("发布目录", ["区经济促进局", "区市场监管局"], "within"),
            ],
        ),
        (
            ("序号", "承诺事项", "完成时限", "责任单位"),
            (
                "1",
                "新建停车位",
                "100个",
                "年底前",
                "区城管局、",
                "区住建委",
                "2",
                "加强管理",
                "长期坚持",
                "3",
                "安装路灯",
                "6月底",
                "区城管局",
            ),
            [
                ("新建停车位100个", ["区城管局", "区住建委"], "by"),
                ("加强管理", [], "ongoing"),
                ("安装路灯", ["区城管局"], "by"),
            ],
        ),
    ],
)
def test_broken_lines_and_merged_cells_of_numbered_rows_are_sorted_out(header, rows, expected):
    text = text_of("附件", *header, *rows, "联系人：李明")
    _, found = flattened(text, 0, DAY, [])
    assert [(c.content, c.responsible, c.due_kind) for c in found] == expected
    assert all("".join(text.text[c.start : c.end].split()) == c.content for c in found)


def test_without_numbers_rows_end_where_no_time_is_named():
    text = text_of(
        "承诺事项",
        "完成时限",
        "责任科室",
        "新建停车位",
        "年底前",
        "市政科",
        "联系人：李明",
        "江津区城市管理局",
        "2023年4月27日",
    )
    _, found = flattened(text, 0, DAY, [])
    assert [c.content for c in found] == ["新建停车位"]


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("附件", "承诺事项列表"),
        FLAT[:5],
        ("序号", "承诺事项", "完成时限", "责任单位", "停车位", "年底前"),
        ("序号 建议编号 标题 承办单位", "1 18 停车 区城管局"),
    ],
)
def test_lines_without_a_table_are_none(lines):
    assert flattened(text_of("现答复如下：", *lines), 0, DAY, []) is None
