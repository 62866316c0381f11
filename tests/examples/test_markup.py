"""The body markup of the letters."""

import pytest

from examples.markup import blocks, plain


def test_lines_are_paragraphs_with_alignment():
    found = [(block.text, block.align) for block in blocks("甲\n\n>> 乙\n== 丙\n<< 丁")]
    assert found == [("甲", "left"), ("乙", "right"), ("丙", "center"), ("丁", "flush")]


def test_rows_are_one_table():
    table = blocks("前\n| a | b |\n| c | d |\n后")[1]
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "b"], ["c", "d"]]


def test_marks_continue_cells_upwards_and_leftwards():
    rows = blocks("| a | b | c |\n| ^ | d | < |\n| e | f | g |")[0].rows
    assert [(cell.text, cell.rowspan, cell.colspan) for cell in rows[0]] == [("a", 2, 1), ("b", 1, 1), ("c", 1, 1)]
    assert [(cell.text, cell.rowspan, cell.colspan) for cell in rows[1]] == [("d", 1, 2)]


@pytest.mark.parametrize("source", ["| ^ | b |", "| a | b |\n| < | c |"])
def test_mark_with_nothing_to_continue_is_an_error(source):
    with pytest.raises(ValueError, match="continues a cell that is not there"):
        blocks(source)


def test_plain_drops_marks_and_links():
    assert plain("== 附件\n见[清单](a.docx)\n| a | b |") == "附件\n见清单\na\tb"
