import pytest

from parsers.enclosures import file_attachments, inline_attachments
from tests.parsers.letters import text_of


@pytest.mark.parametrize("head", ["附件", "附件：", "附件1", "附件 1：", "附件一", "附表", "附："])
def test_a_title_below_the_word_is_what_is_enclosed(head):
    text = text_of("2023年4月27日", head, "承诺事项列表", "1.新建停车位。")
    assert [(a.title, a.url, a.kind) for a in inline_attachments(text, 0)] == [("承诺事项列表", None, "inline")]


@pytest.mark.parametrize("note", ["附件：承诺事项列表", "附件1：承诺事项列表", "附：承诺事项列表"])
def test_a_titled_note_counts_where_its_table_follows(note):
    text = text_of("2023年4月27日", note)
    text.add("序号\t承诺事项", 0)
    text.finish()
    assert [a.title for a in inline_attachments(text, 0)] == ["承诺事项列表"]


@pytest.mark.parametrize(
    "lines",
    [
        ("附件：承诺事项列表",),
        ("附件：承诺事项列表", "江津区城市管理局", "2023年4月27日"),
        ("附件",),
        ("附件", "我局已办理。其余事项在推进。", "完"),
        ("随附件一并寄送",),
    ],
)
def test_a_note_without_what_it_announces_encloses_nothing(lines):
    assert inline_attachments(text_of("现答复如下：", *lines), 0) == []


def test_padding_in_a_title_goes_and_a_title_counts_once():
    text = text_of("附件1", "承诺 事项 列表", "1.停车位。", "附件2", "承诺事项列表", "2.路灯。")
    assert [a.title for a in inline_attachments(text, 0)] == ["承诺事项列表"]


def test_what_stands_above_the_end_of_the_letter_is_not_looked_at():
    assert inline_attachments(text_of("附件", "承诺事项列表", "1.停车位。"), 1) == []


def test_files_keep_the_text_of_their_link():
    (found,) = file_attachments([("复函.pdf", "http://www.jiangjin.gov.cn/P1.pdf")])
    assert (found.title, found.url, found.kind) == ("复函.pdf", "http://www.jiangjin.gov.cn/P1.pdf", "file")
