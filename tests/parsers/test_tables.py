import pytest

from parsers import blocks
from parsers.letter import _add_table
from parsers.tables import columns_of, role_of, spread_tables
from parsers.text import LetterText


def spread(*sources):
    """The spread tables of these HTML tables, standing in one letter's text below each other."""
    text, grids = LetterText(), []
    text.add("现答复如下：")
    for source in sources:
        for grid in blocks.items(source):
            _add_table(text, grids, grid)
    text.finish()
    found = spread_tables(text, grids)
    for one in found:
        for row in one.cells:
            for value, at in row:
                assert at < 0 or text.text[at : at + len(value)] == value
    return found


def table(*rows):
    return (
        "<table>"
        + "".join("<tr>" + "".join(c if c.startswith("<t") else f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )


HEADER = ("序号", "承诺事项具体内容<br>（分项列出）", "承诺落实时间", "责任单位")


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("序号", "ordinal"), ("承诺事项具体内容（分项列出）", "content"), ("承诺事项", "content"), ("工作任务", "content"), ("整改措施", "content"),
        ("承诺落实时间", "due"), ("完成时限", "due"), ("完成时间", "due"), ("办结时限", "due"), ("时间节点", "due"), ("完 成 时 间", "due"),
        ("责任单位", "responsible"), ("牵头单位", "responsible"), ("责任科室", "responsible"), ("承办单位", "responsible"), ("承办部门", "responsible"), ("责任部室", "responsible"),
        ("工作举措", "content"), ("办理举措", "content"), ("推进举措", "content"), ("主要举措", "content"), ("下一步打算", "content"), ("下一步工作", "content"),
        ("完成节点", "due"), ("办结日期", "due"), ("推进时序", "due"), ("完成年限", "due"), ("当前进度", None), ("完成情况", None),
        ("责任领导", "responsible"), ("分管领导", "responsible"), ("牵头领导", "responsible"), ("责任人", "responsible"), ("牵头人", "responsible"), ("督办领导", None),
        ("责任处（室）", "responsible"), ("责任（牵头）单位", "responsible"), ("牵头(责任)科室", "responsible"), ("责任镇街", "responsible"), ("配合责任单位", "assisting"),
        ("首末班时间", None), ("开放时间", None),
        ("配合单位", "assisting"), ("备注", None), ("", None), ("我局将在2023年底前完成停车位建设任务并加强日常管理工作", None),
    ],
)  # fmt: skip
def test_a_header_cell_tells_what_its_column_holds(header, role):
    assert role_of(header) == role


@pytest.mark.parametrize(
    ("header", "content"),
    [
        (["序号", "承诺事项", "完成时限", "责任单位"], 1),
        (["承诺事项", "完成时间", "责任科室"], 0),
        (["序号", "问题", "整改措施", "完成时限", "责任单位", "责任人"], 2),
        (["序号", "项目名称", "建设内容", "计划完成时间", "责任单位"], 2),
        (["责任单位", "承诺内容", "时限"], 1),
        (["承诺事项", "责任单位"], 0),
    ],
)
def test_the_most_telling_column_is_the_content(header, content):
    assert columns_of(header)["content"] == content


@pytest.mark.parametrize(
    ("header", "responsible"),
    [
        (["承诺事项", "完成时限", "责任领导", "责任单位"], 3),
        (["承诺事项", "完成时限", "责任单位", "责任人"], 2),
        (["承诺事项", "完成时限", "责任人", "责任（牵头）单位"], 3),
        (["承诺事项", "完成时限", "责任领导", "责任人"], 2),
    ],
)
def test_a_body_is_responsible_before_a_person(header, responsible):
    assert columns_of(header)["responsible"] == responsible


@pytest.mark.parametrize(
    "header",
    [
        ("序号", "办理举措", "完成节点", "责任领导", ""),
        ("", "承诺事项", "完成时限", "责任单位", "备注"),
        ("", "承诺事项", "完成时限", "责任单位", ""),
        ("序号", "承诺事项", "", "责任单位", "备注"),
    ],
)
def test_commitments_are_told_by_the_headers_that_are_filled(header):
    (one,) = spread(
        table(header, ("1", "新建停车位", "2023年底前", "区城管局", ""), ("2", "路灯", "长期", "区住建委", ""))
    )
    assert (one.table.kind, one.table.header, len(one.table.rows)) == ("commitments", list(header), 2)
    assert one.columns["ordinal"] == 0


def test_a_blank_corner_leaves_a_header_a_header():
    (one,) = spread(table(("", "2022年", "2023年"), ("停车位", "100", "200"), ("路灯", "30", "50")))
    assert (one.table.kind, one.table.header) == ("other", ["", "2022年", "2023年"])


def test_a_row_with_an_empty_cell_is_no_header():
    (one,) = spread(table(("几江街道", "已建成", ""), ("双福街道", "", "待建")))
    assert one.table.header == []


def test_a_form_whose_last_value_is_empty_has_no_header():
    (one,) = spread(table(("承诺事项", "新建停车位", "完成时限", ""), ("责任单位", "区城管局", "备注", "")))
    assert one.table.header == []


def test_a_row_that_goes_on_in_the_second_half_is_no_header():
    _, second = spread(
        table(HEADER, ("1", "停车位", "年底前", "区城管局")),
        table(("", "并增设标志", "年底前", "区城管局"), ("2", "路灯", "长期", "区城管局")),
    )
    assert (second.table.kind, second.table.header, len(second.table.rows)) == ("commitments", [], 2)


@pytest.mark.parametrize(
    "header",
    [
        ["建议编号", "标题", "代表姓名", "承办单位"],
        ["项目", "预算", "完成时间"],
        ["服务网点", "地址", "咨询电话"],
        ["年度", "完成数量", "投入资金"],
        ["工作任务", "责任单位"],
        ["提案编号", "案由", "办理时限"],
        [],
    ],
)
def test_other_headers_are_none_of_commitments(header):
    assert columns_of(header) == {}


def test_header_and_rows_are_parted_and_broken_lines_joined():
    (one,) = spread(table(HEADER, ("1", "新建停车位<br>100个", "2023年底前", "区城管局")))
    assert one.table.header == ["序号", "承诺事项具体内容（分项列出）", "承诺落实时间", "责任单位"]
    assert one.table.rows == [["1", "新建停车位100个", "2023年底前", "区城管局"]]
    assert one.table.kind == "commitments"


def test_a_spanning_cell_is_repeated_where_it_covers():
    (one,) = spread(
        table(
            ("序号", "承诺事项", "完成时限", "责任单位"),
            ("1", "停车位", "<td rowspan=2>年底前</td>", "<td rowspan=2>区城管局</td>"),
            ("2", "路灯"),
            ("3", "<td colspan=2>加强管理</td>", "区住建委"),
        )
    )
    assert one.table.rows == [
        ["1", "停车位", "年底前", "区城管局"],
        ["2", "路灯", "年底前", "区城管局"],
        ["3", "加强管理", "加强管理", "区住建委"],
    ]


def test_a_caption_over_all_columns_is_no_header():
    (one,) = spread(table(("<td colspan=4>承诺事项列表</td>",), HEADER, ("1", "停车位", "年底前", "区城管局")))
    assert one.table.header[1] == "承诺事项具体内容（分项列出）"
    assert one.table.rows == [["1", "停车位", "年底前", "区城管局"]]


def test_a_second_half_without_a_header_keeps_the_columns():
    first, second = spread(
        table(HEADER, ("1", "停车位", "年底前", "区城管局")),
        table(("2", "路灯", "6月底", "区城管局"), ("3", "加强管理", "长期", "区城管局")),
    )
    assert (second.table.kind, second.table.header, len(second.table.rows)) == ("commitments", [], 2)
    assert second.columns == first.columns


def test_a_table_of_another_width_is_no_second_half():
    _, second = spread(
        table(HEADER, ("1", "停车位", "年底前", "区城管局")), table(("几江网点", "47500000"), ("双福网点", "47510000"))
    )
    assert second.table.kind == "other"


def test_a_table_of_labels_and_values_has_no_header():
    (one,) = spread(table(("承诺事项", "新建停车位"), ("完成时限", "年底前"), ("责任单位", "区城管局")))
    assert (one.table.kind, one.table.header, one.as_pairs) == ("commitments", [], True)


def test_a_form_to_be_filled_in_is_other():
    (one,) = spread(
        table(
            ("建议编号", "18", "代表姓名", "胡付忠"),
            ("承办单位", "区城管局", "联系电话", ""),
            ("对办理态度", "满意□ 不满意□", "对办理结果", "满意□ 不满意□"),
        )
    )
    assert (one.table.kind, one.table.header) == ("other", [])


@pytest.mark.parametrize(
    "rows", [(("年度", "数量"), ("2022年", "10")), (("2022年", "10"), ("2023年", "20")), (("a", ""), ("", ""))]
)
def test_a_table_of_figures_is_other(rows):
    (one,) = spread(table(*rows))
    assert one.table.kind == "other"


def test_a_header_of_th_cells_is_a_header_whatever_it_says():
    (one,) = spread(table(("<th>2022年</th>", "<th>2023年</th>"), ("10", "20")))
    assert one.table.header == ["2022年", "2023年"]
