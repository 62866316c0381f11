"""The letter in reading order: lines, headings, tables as tables."""

import pytest

from tests.archive.captured import CASES, record
from web.letter_text import blocks, section_spans, unplaced
from web.marking import Span


def table(*rows, header=()):
    return {"header": list(header), "rows": [list(row) for row in rows]}


def grid(block):
    return [[(str(cell.html), cell.rowspan, cell.colspan) for cell in row] for row in block.rows]


def test_lines_are_lines():
    assert [(b.role, str(b.html)) for b in blocks("甲\n乙", [], [], {2: "title"})] == [("line", "甲"), ("title", "乙")]


def test_a_table_stands_where_its_rows_are():
    found = blocks("前\n序号\t内容\n1\t甲\n后", [], [table(["1", "甲"], header=["序号", "内容"])], {})
    assert [b.role for b in found] == ["line", "table", "line"]
    assert grid(found[1]) == [[("序号", 1, 1), ("内容", 1, 1)], [("1", 1, 1), ("甲", 1, 1)]]
    assert found[1].header == 1


def test_a_cell_over_several_rows_is_one_cell():
    found = blocks("1\t甲\t局\n2\t乙", [], [table(["1", "甲", "局"], ["2", "乙", "局"])], {})
    assert grid(found[0]) == [[("1", 1, 1), ("甲", 1, 1), ("局", 2, 1)], [("2", 1, 1), ("乙", 1, 1)]]


def test_a_cell_over_several_columns_is_one_cell():
    found = blocks("合计\t5", [], [table(["合计", "合计", "5"])], {})
    assert grid(found[0]) == [[("合计", 1, 2), ("5", 1, 1)]]


def test_what_is_marked_in_a_cell_is_marked_in_the_table():
    found = blocks("1\t甲", [Span(2, 3, "span", {}, "promise-0")], [table(["1", "甲"])], {})
    assert str(found[0].rows[0][1].html) == '<span id="promise-0">甲</span>'


def test_a_table_whose_rows_are_not_in_the_text_is_left_over():
    lost = table(["1", "丁"])
    assert unplaced("1\t甲", [lost]) == [lost]
    assert unplaced("1\t甲", [table(["1", "甲"])]) == []


@pytest.mark.parametrize("case", [case.name for case in CASES if record(case.name)["letter"]])
def test_nothing_of_a_letter_is_lost_or_doubled(case):
    found = record(case)
    text = found["letter"]["text"]
    shown = blocks(text, section_spans(text, found["sections"]), found["tables"], {})
    lines = []
    for block in shown:
        rows = [["".join(str(cell.html.striptags()) for cell in [c]) for c in row] for row in block.rows]
        lines += ["\t".join(row) for row in rows] or [block.html.striptags()]
    assert ["".join(line.split()) for line in lines] == ["".join(line.split()) for line in text.split("\n") if line]


@pytest.mark.parametrize("case", [case.name for case in CASES if record(case.name)["sections"]])
def test_every_heading_is_marked_whole(case):
    found = record(case)
    text = found["letter"]["text"]
    for section, span in zip(found["sections"], section_spans(text, found["sections"]), strict=True):
        assert text[span.start : span.end].replace(" ", "") == (section["marker"] + section["heading"]).replace(" ", "")
