"""What the labels of a table make private."""

import pytest

from archive.private.cells import of_tables


def private(header, *rows):
    return {one.value: one.cover for one in of_tables([{"header": header, "rows": list(rows)}])}


def test_cells_under_a_label_are_private():
    assert private(["姓名", "联系电话", "家庭住址"], ["王强", "6660000", "几江街道滨江路0号"]) == {
        "6660000": "*******",
        "几江街道滨江路0号": "*********",
    }


def test_cells_right_of_a_label_are_private():
    assert private([], ["姓名", "王一", "联系电话", "6660000"], ["家庭住址", "保坪村三社"]) == {
        "6660000": "*******",
        "保坪村三社": "*****",
    }


def test_a_value_stands_right_of_a_label_over_two_columns():
    assert private([], ["联系电话", "联系电话", "6660000"]) == {"6660000": "*******"}


def test_a_header_the_parser_took_for_a_row_still_heads_its_column():
    assert private([], ["姓名", "联系电话"], ["王强", "6660000"]) == {"6660000": "*******"}


def test_names_of_accounts_are_covered_whole():
    assert private(["姓名", "微信"], ["王强", "abc_1000"]) == {"abc_1000": "***_****"}


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["乡镇", "电话受理量"], ["先锋镇", "1234567"]),
        (["单位", "微信公众号"], ["县教育局", "example_fabu"]),
        (["户籍地", "人数"], ["重庆市江津区", "1234567"]),
        (["家庭住址", "所在乡镇（街道）"], ["", "几江街道办事处"]),
        (["事项", "内容"], ["电话会议", "20230427"]),
        (["建设地点", "金额"], ["滨江路0号", "1234567"]),
    ],
)
def test_statistics_channels_and_places_of_projects_are_not_private(header, row):
    assert private(header, row) == {}
