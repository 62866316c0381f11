import pytest

from parsers import blocks, labels, markup


def items(source):
    return blocks.items(markup.visible(source))


def pairs(source):
    return list(labels.label_pairs(items(source)))


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>索引号：</td><td>115000/2023-11</td><td>发布日期：</td><td>2023-04-28</td></tr></table>",
        "<table><tr><th>索 引 号</th><td>115000/2023-11</td></tr><tr><th>发布日期：</th><td>2023-04-28</td></tr></table>",
        "<table><tr><th>索引号</th><td>115000/2023-11</td><th>发布日期</th><td>2023-04-28</td></tr></table>",
        "<table><tr><td>索引号：115000/2023-11</td><td>发布日期：2023-04-28</td></tr></table>",
        "<ul><li>索引号：115000/2023-11</li><li>发布日期：2023-04-28</li></ul>",
        "<p><b>索 引 号：</b>115000/2023-11</p><p><b>发布日期:</b> 2023-04-28</p>",
        "<dl><dt>索引号：</dt><dd>115000/2023-11</dd><dt>发布日期：</dt><dd>2023-04-28</dd></dl>",
    ],
)
def test_label_tables_and_lists_of_every_make_are_read(source):
    assert pairs(source) == [("索引号", "115000/2023-11"), ("发布日期", "2023-04-28")]


def test_an_empty_value_is_left_out_and_takes_none_of_its_neighbours():
    source = "<table><tr><td>索引号：</td><td>115000</td></tr><tr><td>文号：</td><td></td></tr><tr><td>主题分类：</td><td>城市管理</td></tr></table>"
    assert pairs(source) == [("索引号", "115000"), ("主题分类", "城市管理")]


def test_文号_无_is_kept_as_printed():
    assert ("文号", "无") in pairs("<ul><li>索引号：115000</li><li>文号：无</li></ul>")


@pytest.mark.parametrize(
    "source",
    [
        "<p>发布时间：2023-04-28</p><p>来源：区城管局</p>",
        "<p>胡付忠代表：</p><p>您提出的建议收悉。</p>",
        "<table><tr><td>序号</td><td>承诺事项</td></tr></table>",
        "",
    ],
)
def test_the_line_under_the_title_and_the_letter_are_no_label_table(source):
    assert pairs(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "<div>当前位置：<a>首页</a>&gt;<a>政务公开</a>&gt;<a>建议提案</a></div>",
        "<div>您当前所在位置： <a>首页</a> » <a>政务公开</a> » 建议提案</div>",
        "<div>您的位置：首页 / 政务公开 / 建议提案</div>",
        "<div>当前位置：首页 › 政务公开 › 建议提案</div>",
        "<div>当前位置：<a>首页</a> - &gt; <a>政务公开</a> -&gt; 建议提案</div>",
        "<div>当前位置：<a>首页</a> <a>政务公开</a> <a>建议提案</a></div>",
    ],
)
def test_a_breadcrumb_is_split_at_whatever_parts_it(source):
    (line,) = items(source)
    assert labels.breadcrumb(line, []) == ["首页", "政务公开", "建议提案"]


def test_crumbs_may_be_lines_of_their_own():
    first, *rest = items(
        "<div>当前位置：</div><ul><li><a>首页</a></li><li><a>政务公开</a></li></ul><h1>关于第18号建议的答复</h1>"
    )
    assert labels.breadcrumb(first, rest) == ["首页", "政务公开"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("发布日期：2023-04-28 10:50", ("发布日期", "2023-04-28 10:50")),
        ("来源：区城管局 发布时间：2023-04-28 浏览次数：12", ("发布时间", "2023-04-28")),
        ("日期：2021- 10- 08 10: 45 字号：大 中 小", ("日期", "2021- 10- 08 10: 45")),
        ("[发布时间：2012-06-18 0:0]", ("发布时间", "2012-06-18 0:0")),
        ("发布时间：2025/8/18 10:42:46", ("发布时间", "2025/8/18 10:42:46")),
        ("2023-04-28 来源：区城管局", ("日期", "2023-04-28")),
        ("浏览次数：12", None),
    ],
)
def test_the_line_under_the_title_gives_the_date(line, found):
    got = labels.info_date(items(f"<div>{line}</div>"))
    assert got == found or (got and found and (got[0], got[1].strip("] ")) == found)


@pytest.mark.parametrize("label", ["公开类别", "是否公开", "信息公开类别", "办理结果"])
def test_outcome_and_publicity_stand_in_a_label_table_with_others(label):
    source = f"<table><tr><td>索引号</td><td>A01</td></tr><tr><td>{label}</td><td>主动公开</td></tr></table>"
    assert (label, "主动公开") in list(labels.label_pairs(items(source)))


def test_whatever_stands_in_a_column_of_labels_is_a_label():
    source = (
        "<table><tr><td>索引号</td><td>0143</td><td>分类</td><td>建议提案办理</td></tr>"
        "<tr><td>发布机构</td><td>区住建局</td><td>发文日期</td><td>2023-09-05</td></tr>"
        "<tr><td>文号</td><td></td><td>时　效</td><td>有效</td></tr></table>"
    )
    assert dict(pairs(source)) == {
        "索引号": "0143", "分类": "建议提案办理", "发布机构": "区住建局", "发文日期": "2023-09-05", "时效": "有效",
    }  # fmt: skip


def test_a_register_is_no_label_table():
    source = "<table><tr><td>索引号</td><td>信息名称</td><td>发布日期</td></tr><tr><td>0143</td><td>答复</td><td>2023-09-05</td></tr></table>"
    assert "答复" not in dict(pairs(source))


def test_labels_and_values_that_only_their_looks_part_are_read():
    source = "".join(
        f"<p><span class=lab>{label}</span><span class=val>{value}</span></p>"
        for label, value in (("索 引 号", "0113/2024-21145"), ("发布单位", "枝江市城管局"), ("成文日期", "2024-05-28"))
    )
    assert pairs(source) == [("索引号", "0113/2024-21145"), ("发布单位", "枝江市城管局"), ("成文日期", "2024-05-28")]


def test_one_line_that_opens_with_a_label_is_no_label_list():
    assert pairs("<p>文种选用应当规范</p><p>我局已办理。</p>") == []
