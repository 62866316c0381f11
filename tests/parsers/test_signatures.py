import pytest

from parsers.signatures import offices_of, signature_beginning, signature_ending
from tests.parsers.letters import text_of


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("财政局", ["财政局"]),
        ("财政局。", ["财政局"]),
        ("江津区财政局．", ["江津区财政局"]),
        ("江津区财政局；", ["江津区财政局"]),
        ("江津区财政局、江津区教育局。", ["江津区财政局", "江津区教育局"]),
        ("江津区财政局（盖章）。", ["江津区财政局"]),
        ("承办单位：江津区财政局。", ["江津区财政局"]),
    ],
)
def test_a_stop_behind_an_office_is_passed_over(line, names):
    found = offices_of(line)
    assert [name for name, _ in found] == names
    assert all(line[at : at + len(name)] == name for name, at in found)


@pytest.mark.parametrize(
    "line",
    ["详情请咨询江津区财政局。", "您的建议已转江津区财政局。", "我局将报市财政局。", "3.江津区财政局。", "。", ""],
)
def test_a_sentence_that_ends_in_an_office_is_no_signature(line):
    assert offices_of(line) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("重庆市江津区", "城市管理局"),
        ("重庆市江津区规划和", "自然资源局"),
        ("重庆市江津区人力资源和社会", "保障局"),
        ("重庆市江津区人力资源和社会保障", "局"),
        ("江津区住房和城乡", "建设委员会。"),
        ("江津区人民政府", "办公室"),
        ("江津区人民政府", "双福街道办事处"),
        ("中共江津区委", "宣传部"),
        ("江津区", "市场监督管理局"),
    ],
)
def test_an_office_broken_over_two_lines_is_one(first, second):
    text = text_of("现答复如下：", first, second)
    name = f"{first}{second}".rstrip("。")
    for found, other in (signature_ending(text, 2, 0), signature_beginning(text, 1)):
        ((value, start, end),) = found
        assert value == name == text.text[start:end].replace("\n", "")
        assert other in (1, 2)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("江津区财政局", "江津区教育局"),
        ("江津区财政局", "教育局"),
        ("青山市财政局", "区教育局"),
        ("特此答复", "江津区教育局"),
        ("感谢您对江津区的关心", "财政局"),
        ("此致敬礼", "财政局"),
        ("祝江津区", "财政局"),
        ("江津区下一步工作", "财政局"),
        ("惠民超市学府店", "无城幼儿园"),
        ("惠民超市学府店", "江津中学"),
    ],
)
def test_two_lines_that_are_not_one_name_stay_apart(first, second):
    text = text_of("现答复如下：", first, second)
    found, line = signature_ending(text, 2, 0)
    assert ([name for name, *_ in found], line) == ([second], 2)


def test_nothing_is_signed_above_the_opening_or_in_a_table():
    text = text_of("江津区", "城市管理局")
    assert signature_ending(text, 0, 0) == ([], 0)
    assert signature_beginning(text, 2) == ([], 2)
