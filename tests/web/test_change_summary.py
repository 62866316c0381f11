"""A version's changes told in one line."""

import pytest

from web import i18n
from web.change_summary import told


@pytest.fixture(autouse=True)
def chinese():
    i18n.use("zh-CN")


def field(name, before, after):
    return {"field": name, "before": before, "after": after}


@pytest.mark.parametrize(
    ("fields", "diff", "expected"),
    [
        (
            [
                field("commitments[0].due_text", "2023年底前", "2024年6月底前"),
                field("commitments[0].due_end", "2023-12-31", "2024-06-30"),
            ],
            [],
            "承诺期限 2023年底前 → 2024年6月底前",
        ),
        ([field("letter.signed_on", "2023-04-27", "2023-05-04")], [], "落款日期 2023年4月27日 → 2023年5月4日"),
        ([], [(0, "甲。"), (1, "乙。丙。丁。"), (0, "戊。"), (-1, "己。")], "正文增加 3 句、删去 1 句"),
        ([], [(0, "投资"), (-1, "3"), (1, "8"), (0, "万元")], "正文改动 1 处字词"),
        (
            [field("letter.title", "关于甲的答复", "关于甲的答复（已失效）")],
            [(0, "关于甲的答复"), (1, "（已失效）")],
            "标题增加“（已失效）”",
        ),
        ([field("letter.outcome", None, "B")], [], "办理结果 ∅ → B"),
        ([field("commitments[1].content", None, "新修道路")], [], "增加承诺 1 项"),
        (
            [field("commitments[0].content", "修路", "改厕"), field("commitments[0].due_text", "2023年", "2024年")],
            [],
            "改写承诺 1 项",
        ),
        ([field("sections[0].marker", "一", "二")], [], ""),
    ],
)
def test_a_line_says_what_changed(fields, diff, expected):
    assert told(fields, diff) == expected


def test_the_same_new_deadline_of_several_promises_is_told_once():
    due = ("2023年底前", "2024年底前")
    fields = [field(f"commitments[{n}].due_text", *due) for n in range(3)]
    assert told(fields, []) == "承诺期限 2023年底前 → 2024年底前"


def test_a_deadline_in_the_words_of_the_promise_is_a_deadline_too():
    fields = [
        field("commitments[0].content", "2023年底前建成。", "2024年底前建成。"),
        field("commitments[0].due_text", "2023年底前", "2024年底前"),
    ]
    assert told(fields, [(-1, "3"), (1, "4")]) == "承诺期限 2023年底前 → 2024年底前；正文改动 1 处字词"


def test_covered_names_are_counted_and_not_named():
    assert told([], [], covered=2) == "发布单位遮盖姓名或号码 2 处"


async def test_the_list_the_feed_and_the_files_say_what_changed(get):
    for path in ("/changes", "/changes.csv", "/changes.json", "/changes.atom"):
        assert "正文" in (await get(path)).text or "承诺期限" in (await get(path)).text, path
