import pytest

from parsers import blocks, markup
from parsers.blocks import Grid, Line


def lines(source):
    return [item.text for item in blocks.items(markup.visible(source)) if isinstance(item, Line) and item.text]


def grids(source):
    return [
        [[cell.text for cell in row] for row in item.rows] for item in blocks.items(source) if isinstance(item, Grid)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("甲<br>乙<br/>丙<BR />丁", ["甲", "乙", "丙", "丁"]),
        ("<P>甲</P><DIV>乙</DIV>", ["甲", "乙"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("<p>  </p><p>&nbsp;</p><p>甲</p>", ["甲"]),
        ("<section>甲</section><article>乙</article>", ["甲", "乙"]),
    ],
)
def test_blocks_and_breaks_make_lines(source, expected):
    assert lines(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<p>2023年4月27日</p>",
        "<p><span>2023</span><span>年</span><span>4</span>月<b>27</b><font>日</font></p>",
        "<p>2<span>0</span>2<i>3</i>年4<u>月</u>27日</p>",
        "<p>2023年<o:p></o:p>4月27日<o:p>&nbsp;</o:p></p>",
        "<p>2023年<!-- 4月 -->4月27日</p>",
        "<p>2023年\u200b4月27日\ufeff</p>",
        "<p>\u202e2023年4月27日\u202c</p>",
        "<p>2023&#24180;4月27&#x65e5;</p>",
        "<p>2023年4月27日<script>document.write('日')</script><style>p{}</style></p>",
        "<p>2023年<a href='#'>4月</a>27日</p>",
    ],
)
def test_inline_markup_leaves_no_trace(source):
    assert lines(source) == ["2023年4月27日"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p title='a>b'>甲</p>", ["甲"]),
        ('<p title="a>b" class=x>甲</p>', ["甲"]),
        ("<p class='x>甲</p><p>乙</p>", ["甲", "乙"]),
        ('<p style="color:red>甲</p>', ["甲"]),
        ("甲 < 乙，丙 > 丁", ["甲 < 乙，丙 > 丁"]),
        ("<<p>甲</p>", ["<", "甲"]),
        ("<p>津城函<2023>5号</p>", ["津城函<2023>5号"]),
    ],
)
def test_angle_brackets_outside_tags_do_not_eat_text(source, expected):
    assert lines(source) == expected


def test_a_table_is_kept_with_its_spans():
    (grid,) = blocks.items(
        "<table><tr><th colspan=2>甲</th></tr><tr><td rowspan='3'>乙</td><td>丙<br>丁</td></tr></table>"
    )
    assert [[(c.text, c.rowspan, c.colspan, c.head) for c in row] for row in grid.rows] == [
        [("甲", 1, 2, True)],
        [("乙", 3, 1, False), ("丙丁", 1, 1, False)],
    ]


@pytest.mark.parametrize(
    "cells",
    [
        "<td>甲<td>乙",
        "<td>甲</td><td>乙</td>",
        "<TD>甲</TD>\n<TD><P>乙</P></TD>",
        "<td><p>甲</p></td><td><span>乙</span></td>",
    ],
)
def test_unclosed_cells_are_cells(cells):
    assert grids(f"<table><tbody><tr>{cells}<tr><td>丙<td>丁</table>") == [[["甲", "乙"], ["丙", "丁"]]]


def test_a_table_of_one_column_is_layout():
    assert grids("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>") == []
    assert lines("<table><tr><td>甲</td></tr><tr><td><p>乙</p><p>丙</p></td></tr></table>") == ["甲", "乙", "丙"]


def test_a_table_around_a_table_is_layout():
    source = "<table><tr><td>左</td><td><p>甲</p><table><tr><td>乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr></table></td></tr></table>"
    assert lines(source) == ["左", "甲"]
    assert grids(source) == [[["乙", "丙"], ["丁", "戊"]]]


@pytest.mark.parametrize("span", ["9999", "99999999999", "0", "-3", "abc", ""])
def test_an_absurd_span_is_bounded(span):
    (grid,) = blocks.items(
        f"<table><tr><td rowspan={span!r} colspan={span!r}>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert 1 <= grid.rows[0][0].rowspan <= blocks.MAX_SPAN
    assert 1 <= grid.rows[0][0].colspan <= blocks.MAX_SPAN


def test_links_stand_with_their_line():
    (item,) = blocks.items("<p>见<a href='/a.pdf?x=1&amp;y=2'>附<b>件</b></a>。</p>")
    assert (item.text, item.links) == ("见附件。", [("附件", "/a.pdf?x=1&y=2")])


def test_headings_carry_their_tag_and_lines_of_a_break_share_a_block():
    first, second, third = blocks.items("<h1>甲<br>乙</h1><p>丙</p>")
    assert [i.tag for i in (first, second, third)] == ["h1", "h1", ""]
    assert first.block == second.block != third.block


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<",
        "</",
        "<p",
        "&",
        "&#",
        "&#xFFFFFFFFF;",
        "<table>",
        "</table></td></tr>",
        "<td>甲",
        "<tr><td>甲</td></tr>",
        "<a><a><a>",
        "\ud800",
        "<p \x00>甲",
    ],
)
def test_scraps_of_markup_raise_nothing(source):
    blocks.items(markup.shown(source)[0])
