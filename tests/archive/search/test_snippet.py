import pytest

from archive.search import snippet, spans, zh_snippet


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("加快養老服务", "养老", "加快【養老】服务"),
        ("实施ＰＰＰ项目", "ppp项目", "实施【ＰＰＰ项目】"),
        ("陈 立代表", "陈立", "【陈 立】代表"),
        ("养老，服务", '"养老 服务"', "【养老，服务】"),
        ("1500元", "15", "1500元"),
        ("ﬁne①", "fine", "ﬁne①"),  # fine1 is one word
        ("第一行\n第二行", "二", "第一行 第【二】行"),
        ("养老服务体系", "养老服务 服务体系", "【养老服务体系】"),
        ("养老", "-养老", "养老"),
        ("<b>养老</b>", "养老", "<b>【养老】</b>"),
        ("养老", "", "养老"),
        ("", "养老", ""),
        (None, "养老", ""),
    ],
)
def test_zh_snippet(text, query, marked):
    assert zh_snippet(text, query) == marked


def test_a_snippet_shows_the_place_where_most_terms_stand():
    text = "养老" + "，" * 200 + "养老和托育" + "，" * 200
    assert zh_snippet(text, "养老 托育", 10) == "…" + "，" * 10 + "【养老】和【托育】" + "，" * 7 + "…"


def test_pieces_joined_are_the_text():
    text = "关于养老服务的建议收悉"
    assert "".join(piece for piece, _ in snippet(text, "养老 建议")) == text
    assert [piece for piece, hit in snippet(text, "养老 建议") if hit] == ["养老", "建议"]


def test_spans_are_offsets_of_the_text_as_published():
    assert spans("ａ ㎡養老", "养老") == [(3, 5)]


def test_a_width_that_is_no_number_is_the_usual_one():
    assert zh_snippet("养老", "养老", "wide") == "【养老】"
