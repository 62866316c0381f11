"""A promise that stands in the table and in the body is known for one; two promises that are alike stay two."""

import pytest

from archive.repeats import repeats


def promise(source, content, due_end=None, due_text=None, due_kind="by", due_start=None):
    return {
        "source": source,
        "content": content,
        "due_end": due_end,
        "due_text": due_text,
        "due_kind": due_kind,
        "due_start": due_start,
    }


@pytest.mark.parametrize(
    ("table", "body", "end"),
    [
        ("新政务服务大厅投入使用", "2026年底前，我办将完成新大厅装修并投入使用。", "2026-12-31"),
        ("公布技改贷款贴息申报指南", "2024年6月底前，区经济信息委将公布申报指南并启动申报。", "2024-06-30"),
        (
            "举办政银企对接活动不少于4场",
            "2024年，我办将会同区金融发展服务中心举办不少于4场政银企对接活动。",
            "2024-12-31",
        ),
    ],
)
def test_the_same_promise_in_table_and_body_is_one(table, body, end):
    assert repeats([promise("table", table, end), promise("body", body, end)]) == [None, 0]


def test_a_promise_without_an_end_needs_the_same_words_for_its_time():
    table = promise("table", "对中介机构实行“一单一评”", None, "2026年7月起", "from", "2026-07-01")
    body = promise(
        "body", "2026年7月起，我办将对入驻中介机构实行“一单一评”。", None, "2026年7月起", "from", "2026-07-01"
    )
    assert repeats([table, body]) == [None, 0]
    assert repeats([table, body | {"due_start": "2026-08-01"}]) == [None, None]
    always = promise("table", "开展安全生产检查", None, "长期坚持", "ongoing")
    assert repeats([always, promise("body", "我局将长期坚持开展安全生产检查。", None, "长期坚持", "ongoing")]) == [
        None,
        0,
    ]
    assert repeats([always, promise("body", "我局将开展安全生产检查。", None, None, "none")]) == [None, None]


@pytest.mark.parametrize(
    ("table", "body", "ends"),
    [
        (
            "建成璧铜路立体停车楼",
            "我局将完成璧铜路立体停车楼主体结构施工。",
            ("2023-12-31", "2023-10-31"),
        ),  # another day
        ("新增普惠托位800个", "新增普惠托位400个。", ("2026-12-31", "2026-12-31")),  # another figure
        ("发放运营补助", "每千人口托位数达到4.8个。", ("2026-12-31", "2026-12-31")),  # other words
    ],
)
def test_what_is_only_alike_stays_apart(table, body, ends):
    assert repeats([promise("table", table, ends[0]), promise("body", body, ends[1])]) == [None, None]


def test_of_two_rows_the_nearer_one_is_meant_and_rows_of_a_table_never_repeat_each_other():
    rows = [promise("table", "新增停车位100个", "2026-12-31"), promise("table", "新增公共停车位100个", "2026-12-31")]
    said = promise("body", "2026年底前，我局将新增公共停车位100个。", "2026-12-31")
    assert repeats([*rows, said]) == [None, None, 1]
