import pytest

from parsers.markers import disclosure_in, outcome_in, outcome_value


@pytest.mark.parametrize(
    ("line", "token"),
    [
        ("办理结果:(C)", "C"),
        ("办理结果：B", "B"),
        ("办理结果：A（已经解决）", "A"),
        ("办理结果分类：A", "A"),
        ("类别:A类", "A"),
        ("类别：B", "B"),
        ("分类：B", "B"),
        ("办理类别:A", "A"),
        ("答复类别：甲", "甲"),
        ("C", "C"),
        ("B1", "B1"),
        ("（B类）", "B"),
        ("甲类", "甲"),
        ("华教体函〔2017〕35号B类", "B"),
        ("临城管字〔2023〕7号C2类  同意公开", "C2"),
        ("A类 主动公开", "A"),
        ("A类（主动公开）", "A"),
        ("B 同意公开", "B"),
        ("青财函〔2023〕5号（A）", "A"),
        ("津城函〔2023〕8号　签发人：李明　办理结果：A", "A"),
    ],
)
def test_the_outcome_is_the_bare_token(line, token):
    found = outcome_in(line)
    assert found.value == token
    assert line[found.start : found.end] == token


@pytest.mark.parametrize(
    "line",
    [
        "",
        "类别:提案",
        "办理结果：已解决",
        "A座主动公开办事指南",
        "详见附件5号（A）及说明",
        "办理结果：",
        "A4纸打印",
        "一类疫苗",
        "办理结果：A、B类共18件",
        "办理结果：A" + "，说明" * 60,
        "属A类问题的建议12件",
        "Ｃ区停车场",
    ],
)
def test_prose_and_kinds_are_no_outcome(line):
    assert outcome_in(line) is None


@pytest.mark.parametrize(
    ("value", "token"),
    [
        ("A", "A"),
        ("B类", "B"),
        ("（C）", "C"),
        (" C2类 ", "C2"),
        ("丙", "丙"),
        ("提案", None),
        ("已解决", None),
        ("", None),
    ],
)
def test_a_labels_value_gives_a_token_or_none(value, token):
    assert outcome_value(value) == token


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("公开属性：主动公开", "主动公开"),
        ("公开方式 主动公开", "主动公开"),
        ("公开范围:公开", "公开"),
        ("是否同意公开:是", "是"),
        ("是否公开：否", "否"),
        ("是否完成对外公开:是", "是"),
        ("（此件公开发布）", "此件公开发布"),
        ("(此件主动公开)", "主动公开"),
        ("（此件依申请公开）", "依申请公开"),
        ("此件主动公开。", "主动公开"),
        ("临城管字〔2023〕7号C2类  同意公开", "同意公开"),
        ("不予公开", "不予公开"),
        ("依申请公开", "依申请公开"),
        ("办理结果：A　公开属性：主动公开", "主动公开"),
    ],
)
def test_publicity_is_kept_as_printed(line, printed):
    found = disclosure_in(line)
    assert found.value == printed
    assert line[found.start : found.end] == printed


@pytest.mark.parametrize(
    "line", ["", "我局将依法主动公开相关信息。", "政务公开工作", "文件已失效", "是否满意：是", "公开方式"]
)
def test_talk_of_publicity_is_no_marker(line):
    assert disclosure_in(line) is None


def test_a_labels_value_may_be_explained_in_brackets():
    assert outcome_value("A类（已解决）") == "A"
    assert outcome_value("A类提案（已解决）") is None
