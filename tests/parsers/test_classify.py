import pytest

from tests.parsers.letters import ANSWER, OFFICE, OPENING, SIGNED, TITLE, letter, paragraphs, record_of
from tests.parsers.validity import check_empty

ASSIST = "关于区十七届人大二次会议第31号建议协办意见的函"
CPPCC = "关于区政协十六届二次会议第222号提案的答复"


def kind(*lines, **around):
    return record_of(paragraphs(*lines), **around)["kind"]


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        CPPCC,
        "对十三届全国人大五次会议第6750号建议的答复",
        "关于加强垃圾分类工作的建议的答复",
        "关于区人大八届四次会议第31号建议办理情况的复函",
        "关于第31号建议的答复函",
        "人大建议第9165号 关于改善老旧小区停车条件的建议",
        "对胡付忠代表所提建议的答复",
    ],
)
def test_a_reply_is_told_by_title_and_opening(title):
    assert letter(title=title)["kind"] == "reply"


def test_a_letter_without_addressee_signature_and_date_is_a_reply():
    assert kind(OPENING, ANSWER) == "reply"
    assert kind("一、关于停车位", ANSWER, "二、关于路灯", ANSWER, "三、其他", ANSWER) == "reply"


def test_a_letter_that_is_only_a_file_is_a_reply():
    record = record_of('<p><a href="P020230428.pdf">复函.pdf</a></p>')
    assert record["kind"] == "reply"
    assert [(i["code"], i["detail"]) for i in record["issues"]] == [("body_empty_with_attachment", "复函.pdf")]


@pytest.mark.parametrize(
    ("title", "to", "opening"),
    [
        (
            ASSIST,
            "双龙湖街道：",
            "现对李明代表提出的《关于改善停车条件的建议》提出如下协办意见，供你单位答复代表时参考。",
        ),
        (
            "关于市政协十届二次会议第77号提案的会办意见",
            "市民政局：",
            "现将市政协十届二次会议第77号提案的会办意见函告如下：",
        ),
        (
            "关于市十五届人大二次会议第40号建议的协办意见函",
            "市市场监督管理局:",
            "贵局转来的《关于改善停车条件的建议》收悉，现将协办意见函告如下：",
        ),
    ],
)
def test_an_opinion_to_the_lead_office_is_no_reply(title, to, opening):
    record = letter(title=title, to=to, opening=opening)
    assert record["kind"] == "assist_opinion"
    assert [a["role"] for a in record["addressees"]] == ["agency"]


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2023年建议提案办理工作的通知",
        "2023年建议提案办理工作总结",
        "江津区2023年人大代表建议办理情况统计表",
        "关于印发建议提案办理办法的通知",
        "我区召开建议提案办理工作推进会",
        "关于人大代表建议办理结果的公示",
        "江津区城市管理局2022年度建议提案办理情况报告",
        "人大代表建议分办表",
    ],
)
def test_papers_of_the_same_column_are_other(title):
    record = record_of(
        paragraphs("各镇街：", "为做好建议提案办理工作，现将有关事项通知如下：", ANSWER, OFFICE, SIGNED), title=title
    )
    check_empty(record)


@pytest.mark.parametrize(
    "lines", [(), ("页面不存在",), ("404 Not Found", "您访问的页面已删除"), ("系统维护中，请稍后再试",), (ANSWER,)]
)
def test_a_page_without_a_letter_under_a_plain_title_is_other(lines):
    assert kind(*lines, title="江津区人民政府", heading=False) == "other"


def test_a_list_of_replies_is_no_reply():
    rows = [f"关于区第十八届人大三次会议第{n}号建议的复函" for n in range(10, 30)]
    assert kind(*rows, title="人大代表建议办理") == "other"


def test_a_register_with_a_deputys_own_text_is_other():
    lines = (
        "代表姓名：胡付忠",
        "题目：关于改善停车条件的建议",
        "内容：近年来，停车难问题日益突出，建议增设停车位。",
        "办理情况：已答复",
    )
    assert kind(*lines, title="关于改善停车条件的建议") == "other"


def test_an_answer_to_a_citizen_is_no_reply_to_a_deputy():
    lines = ("网友您好：", "您提出的建议收悉，现答复如下：", ANSWER, OFFICE, SIGNED)
    assert kind(*lines, title="关于增设路灯的答复", crumbs="首页>互动交流>领导信箱") == "other"


def test_an_offices_answer_to_an_offices_suggestion_is_no_reply_to_a_deputy():
    lines = ("区城市管理局：", "贵局提出的《关于调整预算的建议》收悉，现答复如下：", ANSWER, "江津区财政局", SIGNED)
    assert kind(*lines, title="关于调整预算的建议的答复", crumbs="首页>政务公开>财政") == "other"


def test_a_letter_whose_heading_is_lost_is_a_reply_without_a_title():
    lines = ("胡付忠代表：", OPENING, ANSWER, ANSWER, OFFICE, SIGNED)
    record = record_of(paragraphs(*lines), title="江津区人民政府网", heading=False, metas={"ArticleTitle": None})
    assert (record["kind"], record["letter"]["title"], record["letter"]["text"].split("\n")[0]) == (
        "reply",
        None,
        "胡付忠代表：",
    )
    assert [a["name"] for a in record["addressees"]] == ["胡付忠"]
    assert not any(proof["field"] == "letter.title" for proof in record["evidence"])


def test_a_notice_to_deputies_is_no_reply():
    assert (
        kind(
            "各位代表：",
            "现将建议办理工作有关事项通知如下：",
            ANSWER,
            OFFICE,
            SIGNED,
            title="江津区人民政府网",
            heading=False,
        )
        == "other"
    )


@pytest.mark.parametrize("verb", ["交办", "转办", "集中督办", "商请协助办理"])
def test_a_letter_that_hands_submissions_on_is_no_reply(verb):
    lines = ("市教育局、市林业局：", "现将代表提出的建议18件交办给你们，有关要求函告如下：", "一、严格办理时限", ANSWER)
    assert kind(*lines, title=f"安康市人民政府办公室关于{verb}市五届人大三次会议代表建议的函") == "other"


def test_a_reply_to_a_suggestion_about_handing_on_is_a_reply():
    assert kind("李明代表：", OPENING, ANSWER, title="关于做好老旧小区改造的建议的复函") == "reply"
