"""What is masked on the way into archive.db, and what is not."""

import copy
import json
from pathlib import Path

import pytest

from archive.privacy import mask, mask_number, mask_record

CASES = sorted((Path(__file__).parents[1] / "cases").iterdir())


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("手机13800000000。", "手机138********。"),
        ("（138 0000 0000）", "（138 **** ****）"),
        ("+86-138-0000-0000", "+86-138-****-****"),
        ("１３８００００００００", "１３８********"),
        ("13900000000/13800000000", "139********/138********"),
        ("王强13800000000李明13900000000", "王强138********李明139********"),
        ("联系电话：023-47520000", "联系电话：023-********"),
        ("09092280000", "0909*******"),
        ("（0577）8888 0000", "（0577）**** ****"),
        ("联系人：王强 电话：8780000", "联系人：王强 电话：*******"),
        ("联系电话：4752 0000、4753 0000", "联系电话：**** ****、**** ****"),
        ("王强 8780000", "王强 *******"),
        ("执法局5970000", "执法局*******"),
        ("400-800-0000转1", "400-***-****转1"),
        ("邮箱：zhangsan@example.com", "邮箱：z*******@example.com"),
        ("身份证号500116199001010000", "身份证号500***************"),
        ("50011619900101000X", "500***************"),
        ("家庭住址：几江街道0号。", "家庭住址：******。"),
        ("家住幸福小区3栋2单元501室，噪声", "家住*************，噪声"),
        ("幸福小区3栋2单元501室噪声", "幸福小区*********噪声"),
        ("通讯地址：滨江路0号阳光花园2幢", "通讯地址：***********"),
        ("微信号：abc_0000", "微信号：a**_****"),
        ("银行账号：6222 0000 0000 0000", "银行账号：**** **** **** ****"),
    ],
)
def test_private_data_is_covered_with_equal_length(text, masked):
    assert mask(text) == masked
    assert len(masked) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "页面编号1361365934982512640",  # digits on either side: no mobile
        "拨打12345热线或110",
        "投资13800000000元",
        "完成8780000元，2022年",
        "联系电话另行公布，2023-2025年投资8780000元",
        "总投资 8780000",
        "合计\t8780000",
        "印发日期20230427",
        "电话通知时间：20230427",
        "http://www.example.gov.cn/p/13800000000.html",
        "行政中心3号楼501室",
        "地址：滨江路0号行政中心",
        "住房公积金缴存住户",
        "主管领导:刘**",
        "统一社会信用代码91500116MA5U000000",
        "津政务函〔2023〕11号",
        "第20180329号",
        "G4215高速，K1380+000",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert mask(text) == text


def test_masking_twice_is_masking_once():
    once = mask("联系人：王强 电话：023-47520000、13800000000 邮箱a1@example.com")
    assert mask(once) == once


def test_a_telephone_field_is_covered_whatever_it_looks_like():
    assert mask_number("2280000转600000") == "*******转******"
    assert mask_number(None) is None


def record(name="13-tongcheng-between-sessions"):
    return json.loads((CASES[0].parent / name / "expected.json").read_text(encoding="utf-8"))


def test_a_number_known_from_a_field_is_covered_in_the_text_too():
    case = record()
    case["letter"]["text"] += "\n综合科 5550000 张"
    case["officials"] = [{"name": "张某", "role": "contact", "title": None, "phone": "5550000"}]
    assert "5550000" not in json.dumps(mask_record(case))


def test_cells_under_a_private_header_are_covered_in_table_and_text():
    case = record()
    case["tables"] = [{"kind": "other", "header": ["姓名", "联系电话"], "rows": [["王强", "6660000"]]}]
    case["letter"]["text"] += "\n王强\t6660000"
    assert "6660000" not in json.dumps(mask_record(case))


def test_cells_right_of_a_private_label_are_covered_in_table_and_text():
    case = record()
    rows = [["联系电话", "6660000"], ["家庭住址", "滨江路0号附3号"]]
    case["tables"] = [{"kind": "other", "header": ["联系人", "王一"], "rows": rows}]
    case["letter"]["text"] += "\n联系电话\t6660000\n家庭住址\t滨江路0号附3号"
    masked = mask_record(case)
    assert masked["tables"][0]["rows"] == [["联系电话", "*******"], ["家庭住址", "********"]]
    assert masked["letter"]["text"].endswith("\n联系电话\t*******\n家庭住址\t********")


def test_metadata_under_a_private_label_is_covered():
    case = record()
    case["page"]["metadata"] = {"联系电话": "6660000", "索引号": "6661111"}
    assert mask_record(case)["page"]["metadata"] == {"联系电话": "*******", "索引号": "6661111"}


def test_addresses_of_pages_and_files_are_not_altered():
    case = record()
    case["url"] = "http://www.example.gov.cn/13800000000/t1.html"
    assert mask_record(case)["url"] == case["url"]


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_evidence_still_points_at_its_values(case):
    original = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    before = copy.deepcopy(original)
    masked = mask_record(original)
    assert original == before
    if masked["letter"]:
        assert len(masked["letter"]["text"]) == len(original["letter"]["text"])
    for kind in ("evidence", "sections", "commitments"):
        for one, other in zip(original[kind], masked[kind], strict=True):
            assert (one.get("start"), one.get("end")) == (other.get("start"), other.get("end"))
    for promise in masked["commitments"]:
        span = masked["letter"]["text"][promise["start"] : promise["end"]]
        assert "".join(span.split()) == "".join(promise["content"].split())
