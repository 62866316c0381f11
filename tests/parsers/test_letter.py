import pytest

from tests.parsers.letters import ANSWER, OFFICE, OPENING, SIGNED, THANKS, TITLE, letter, paragraphs, record_of

BODY = ("胡付忠代表：", OPENING, ANSWER, THANKS, OFFICE, SIGNED)
PLAIN = "\n".join((TITLE, *BODY))


def text(*lines, **around):
    return record_of(paragraphs(*lines), **around)["letter"]["text"]


def test_the_text_opens_with_the_page_heading():
    assert text(*BODY) == PLAIN


def test_a_title_repeated_in_the_body_is_not_doubled():
    assert text(TITLE, *BODY) == PLAIN


@pytest.mark.parametrize(
    "parts",
    [
        (TITLE[:20], TITLE[20:]),
        (TITLE[:10], TITLE[10:20], TITLE[20:]),
        (TITLE[:-2] + "复　函",),
        (TITLE[:-2], "复   函"),
    ],
)
def test_a_title_broken_or_padded_is_the_letters_own(parts):
    record = record_of(paragraphs(*parts, *BODY))
    assert record["letter"]["text"].startswith(" ".join(parts[0].split()))
    assert record["letter"]["text"].count(BODY[0]) == 1
    assert record["letter"]["title"] == TITLE


def test_an_office_above_the_repeated_title_is_part_of_it_where_the_heading_says_so():
    alone, joined = (
        record_of(paragraphs(OFFICE, TITLE, *BODY)),
        record_of(paragraphs(OFFICE, TITLE, *BODY), title=OFFICE + TITLE),
    )
    assert alone["letter"]["text"] == joined["letter"]["text"] == f"{OFFICE}\n{PLAIN}"
    assert (alone["letter"]["title"], joined["letter"]["title"]) == (TITLE, OFFICE + TITLE)


def test_letterhead_and_number_above_the_title_belong_to_the_letter():
    top = ("江津区城市管理局文件", "津城函〔2023〕8号　　签发人：李明")
    assert text(*top, TITLE, *BODY).split("\n")[:3] == [top[0], "津城函〔2023〕8号 签发人：李明", TITLE]


def test_a_document_number_in_the_heading_is_no_part_of_the_title():
    record = record_of(paragraphs(*BODY), title=f"津政务函〔2023〕11号 {TITLE}")
    assert record["letter"]["title"] == TITLE
    assert record["letter"]["text"].startswith("津政务函〔2023〕11号 关于")
    assert record["letter"]["doc_number"] == "津政务函〔2023〕11号"


def test_a_page_without_a_heading_takes_its_title_from_the_meta_tag():
    record = record_of(paragraphs(*BODY), heading=False)
    assert record["letter"]["title"] == TITLE
    assert {"field": "letter.title", "source": "meta:ArticleTitle"} in record["evidence"]
    assert record["letter"]["text"].startswith("胡付忠代表：")


def test_without_heading_and_meta_tag_the_title_tag_less_the_sites_name_is_used():
    record = record_of(paragraphs(*BODY), heading=False, metas={"ArticleTitle": None})
    assert record["letter"]["title"] == TITLE
    assert {"field": "letter.title", "source": "page:title"} in record["evidence"]


@pytest.mark.parametrize(
    "furniture",
    [
        "扫一扫在手机打开当前页",
        "【打印本页】【关闭窗口】",
        "分享到：微信 微博",
        "上一篇：关于第17号建议的答复",
        "相关附件：",
        "版权所有：江津区人民政府",
        "责任编辑：张三",
        "渝ICP备00000000号",
        "[打印] [关闭]",
    ],
)
def test_the_pages_own_furniture_below_the_letter_is_cut(furniture):
    assert text(*BODY, furniture, "下一篇：关于第19号建议的答复") == PLAIN


@pytest.mark.parametrize(
    "line",
    ["发布日期：2023-04-28 来源：区城管局", "来源：江津区城市管理局", "浏览次数：12", "字体：大 中 小", "作者：办公室"],
)
def test_the_line_of_publication_inside_the_node_is_no_part_of_the_letter(line):
    assert text(line, *BODY) == PLAIN


def test_a_table_row_is_one_line_and_a_cell_stands_once():
    table = "<table><tr><td>年度</td><td>数量</td></tr><tr><td rowspan=2>2022年</td><td>10<br>个</td></tr><tr><td>20个</td></tr></table>"
    record = record_of(paragraphs(*BODY[:3]) + table + paragraphs(*BODY[3:]))
    assert "年度\t数量\n2022年\t10个\n20个\n" in record["letter"]["text"]


def test_enclosures_behind_the_signature_belong_to_the_letter():
    after = ("（联系人：李明；联系电话：023-47500000）", "附件", "承诺事项列表", "1.新建停车位。")
    assert letter(after=after)["letter"]["text"].split("\n")[-4:] == list(after)


def test_paragraphs_made_of_breaks_are_lines():
    assert record_of("<br/>　　".join(BODY))["letter"]["text"] == PLAIN


def test_blanks_escaped_twice_are_blanks():
    assert text(*("&amp;nbsp;&amp;nbsp;" + line for line in BODY)) == PLAIN


def test_a_title_that_lost_a_separator_is_read_from_another_print_of_it():
    title = "关于市十届人大一次会议第12、34号建议的答复"
    record = record_of(paragraphs(title.replace("、", ""), *BODY), title=title)
    assert record["letter"]["title"] == title
    assert [s["number"] for s in record["submissions"]] == ["12", "34"]
    assert {"code": "lost_character", "detail": f"{title.replace('、', '')} -> {title}"} in record["issues"]
    assert record["letter"]["text"].startswith("关于市十届人大一次会议第1234号建议的答复")


def test_a_title_printed_without_第_is_no_damage():
    record = record_of(paragraphs(TITLE.replace("第18", "18"), *BODY))
    assert record["letter"]["title"] == TITLE.replace("第18", "18")
    assert record["issues"] == []


def test_a_letter_beyond_all_letters_is_cut_and_told():
    record = record_of(paragraphs(*BODY[:2], *[ANSWER] * 6_000))
    assert len(record["letter"]["text"].split("\n")) <= 4_001
    assert [i["code"] for i in record["issues"]] == ["letter_cut"]
