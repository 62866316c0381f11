from parsers.text import Squeezed
from tests.parsers.letters import text_of


def test_lines_start_where_the_text_says():
    text = text_of("胡付忠代表：", "现答复如下：", "𠮷野已办理。")
    assert text.text == "胡付忠代表：\n现答复如下：\n𠮷野已办理。"
    assert [text.text[text.starts[i] : text.end(i)] for i in range(3)] == text.lines


def test_an_offset_belongs_to_its_line():
    text = text_of("甲乙", "丙", "丁戊")
    assert [text.line_at(offset) for offset in (0, 1, 2, 3, 5, 6)] == [0, 0, 0, 1, 2, 2]


def test_a_squeezed_span_goes_back_over_its_blanks():
    raw = "陈 立 代表 ："
    squeezed = Squeezed(raw, 10)
    assert squeezed.value == "陈立代表："
    start, end = squeezed.span(0, 2)
    assert raw[start - 10 : end - 10] == "陈 立"
    start, end = squeezed.span(2, 4)
    assert raw[start - 10 : end - 10] == "代表"


def test_without_blanks_offsets_only_move():
    assert Squeezed("陈立代表", 7).span(0, 2) == (7, 9)


def test_an_empty_span_is_empty():
    assert Squeezed("陈 立", 7).span(1, 1) == (7, 7)
