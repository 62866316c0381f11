import pytest

from parsers.docnumbers import find_damaged, find_doc_number


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("津政务函〔2023〕11号", "津政务函〔2023〕11号"),
        ("国中医药建字〔2021〕79号", "国中医药建字〔2021〕79号"),
        ("建提复字〔2023〕第29号", "建提复字〔2023〕29号"),
        ("建议字:〔2023〕8号", "建议字〔2023〕8号"),
        ("平交复函[2017]19号", "平交复函〔2017〕19号"),
        ("潼民发【2024】275号", "潼民发〔2024〕275号"),
        ("南川人发﹝2018﹞5号", "南川人发〔2018〕5号"),
        ("津城函［2023］5号", "津城函〔2023〕5号"),
        ("津城函(2023)5号", "津城函〔2023〕5号"),
        ("津城函（2023）5号", "津城函〔2023〕5号"),
        ("津城函<2023>5号", "津城函〔2023〕5号"),
        ("津城函 〔2023〕 5 号", "津城函〔2023〕5号"),
        ("津城函〔2023〕005号", "津城函〔2023〕5号"),
        ("文号：津城函〔2023〕8号", "津城函〔2023〕8号"),
        ("华教体函〔2017〕35号B类", "华教体函〔2017〕35号"),
        ("临城管字〔2023〕7号C2类  同意公开", "临城管字〔2023〕7号"),
        ("安民发【2024】36号　　签发人：马志强", "安民发〔2024〕36号"),
        ("青建提字〔2023〕第Z-0127号", "青建提字〔2023〕Z-127号"),
        ("青建提字〔2023〕B12号", "青建提字〔2023〕B12号"),
        ("青建函〔2023〕12-3号", "青建函〔2023〕12-3号"),
        ("津城函〔２０２３〕５号", "津城函〔2023〕5号"),
    ],
)
def test_brackets_zeros_and_第_are_normalised(line, value):
    found = find_doc_number(line)
    assert found.value == value
    assert "".join(line[found.start : found.end].split()) == found.raw


@pytest.mark.parametrize(
    "line",
    [
        "",
        "文号：无",
        "人大建议【2021】5号",
        "政协提案〔2021〕5号",
        "第18号建议",
        "2023年4月27日",
        "〔2023〕11号",
        "电话：023-00000000",
    ],
)
def test_what_is_no_number_of_the_letter_is_none(line):
    assert find_doc_number(line) is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("荣文旅委函〔202366", "荣文旅委函〔2023〕66号"),
        ("南川人发﹝20185号", "南川人发〔2018〕5号"),
        ("津城函〔2023〕11", "津城函〔2023〕11号"),
        ("津城函〔2023〕第9", "津城函〔2023〕9号"),
        ("津城函2023〕11号", "津城函〔2023〕11号"),
        ("津城函〔202311号 关于第18号建议的答复", "津城函〔2023〕11号"),
        ("汨住建字〔2023〕21C2类　同意公开", "汨住建字〔2023〕21号"),
        ("文号：津城函〔202311号", "津城函〔2023〕11号"),
        ("徐人社提复202216", "徐人社提复〔2022〕16号"),
    ],
)
def test_a_lost_bracket_or_号_is_restored(line, value):
    found = find_damaged(line)
    assert found.value == value
    assert found.repaired
    assert "".join(line[found.start : found.end].split()) == found.raw


@pytest.mark.parametrize(
    "line",
    [
        "依据渝教发〔201920号文件要求",
        "津城函〔20",
        "关于津城函202311号的说明",
        "共计202311号",
        "我局印发了渝教发〔2019〕20号。",
    ],
)
def test_a_damaged_number_is_believed_only_at_the_beginning_of_a_line(line):
    assert find_damaged(line) is None
