"""What a hasty reader gets wrong in these letters, and what the record says instead."""

import pytest

from tests.parsers.letters import ANSWER, OFFICE, OPENING, SIGNED, THANKS, TITLE, letter, paragraphs, record_of


def one(record, group, *names):
    (row,) = record[group]
    return tuple(row[name] for name in names)


def test_ordinals_lost_from_the_repeated_title_come_from_another_print_of_it():
    title = "关于区三届人大三次会议第14号建议的答复"
    record = record_of(
        paragraphs(title.replace("三", ""), "胡付忠代表：", OPENING, ANSWER, OFFICE, SIGNED), title=title
    )
    assert one(record, "submissions", "term", "session", "number") == (3, 3, "14")
    assert "lost_character" in [i["code"] for i in record["issues"]]


def test_ordinals_lost_from_the_opening_come_from_the_title():
    record = letter(
        title="关于区三届人大三次会议第14号建议的答复", opening="您在区届人大次会议上提出的14号建议收悉，现答复如下："
    )
    assert one(record, "submissions", "term", "session", "number") == (3, 3, "14")


def test_a_wrong_range_is_left_as_printed_and_its_place_told():
    record = letter("审批时间由平均240个工作日压减至4575个工作日。")
    assert "压减至4575个工作日" in record["letter"]["text"]
    assert [i["detail"] for i in record["issues"]] == ["4575个工作日 -> 45?75个工作日"]


def test_the_verb_in_front_of_the_reviewer_is_no_part_of_the_post():
    assert one(letter(after=["此复函已经办党组书记王磊审签"]), "officials", "name", "title") == ("王磊", "办党组书记")


def test_a_proposal_called_a_suggestion_is_a_proposal():
    record = letter(title="关于区政协十六届二次会议第222号建议的复函", to="陈宝艳委员：")
    assert one(record, "submissions", "assembly", "kind") == ("cppcc", "proposal")


@pytest.mark.parametrize(
    ("site", "code", "level"), [("重庆市水利局", "5000000001", "province"), ("大冶市人民政府", "4202810003", "county")]
)
def test_市_is_what_the_site_says(site, code, level):
    record = letter(title="关于市七届人大五次会议第20180329号建议的答复", metas={"SiteName": site, "SiteIDCode": code})
    assert one(record, "submissions", "level", "number") == (level, "20180329")


@pytest.mark.parametrize("number", ["20180329", "74227", "0716", "J027", "BH037"])
def test_numbers_are_text(number):
    assert one(letter(title=f"关于市七届人大四次会议第{number}号建议的答复"), "submissions", "number") == (number,)


def test_a_class_number_is_not_the_number():
    record = letter(
        title="关于政协第十四届全国委员会第一次会议第02650号（财税金融类171号）提案答复的函", to="李明委员："
    )
    assert one(record, "submissions", "number", "category") == ("02650", "财税金融类171号")


def test_the_suggestions_number_is_not_the_letters():
    assert letter(top=["人大建议【2021】5号"])["letter"]["doc_number"] is None


def test_a_number_cited_in_the_body_is_not_the_letters():
    assert letter("根据渝教发〔2019〕20号文件，我局已办理。")["letter"]["doc_number"] is None


@pytest.mark.parametrize(("line", "outcome"), [("类别:提案", None), ("类别:A", "A"), ("C", "C"), ("C2类", "C2")])
def test_kind_and_outcome_are_told_by_their_values(line, outcome):
    assert letter(top=[line])["letter"]["outcome"] == outcome


def test_no_outcome_is_read_from_praise_or_refusal():
    record = letter("您的提案提得很好，我们非常赞成，但目前暂不具备实施条件。")
    assert record["letter"]["outcome"] is None
    assert record["commitments"] == []


def test_what_is_planned_in_a_plan_is_no_deadline():
    assert letter("该项目已纳入《“十五五”交通运输发展规划》。")["commitments"] == []


def test_a_year_behind_a_marker_is_no_decimal():
    record = letter("1.2017-2021年安排专项资金100万元。", "2.2022年安排50万元。")
    assert [(s["marker"], s["heading"][:4]) for s in record["sections"]] == [("1.", "2017"), ("2.", "2022")]


def test_an_unbalanced_quote_does_not_run_on():
    record = letter("一、关于“公共机构先行先试“的建议", ANSWER, "二、关于路灯的建议", ANSWER)
    assert [s["heading"] for s in record["sections"]] == ["关于“公共机构先行先试“的建议", "关于路灯的建议"]


def test_a_masked_name_stays_masked():
    assert one(letter(top=["主管领导:刘**"]), "officials", "name", "role") == ("刘**", "leader")


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("联系人：刘军 电话:09092280000", "09092280000"),
        ("联系人及电话:王强    8780000", "8780000"),
        ("联系单位及电话:莒南县综合行政执法局5970000", "5970000"),
    ],
)
def test_a_telephone_is_no_part_of_the_name(line, phone):
    assert one(letter(after=[line]), "officials", "phone") == (phone,)


def test_a_page_number_is_no_telephone():
    record = letter(after=["联系人：李明 1361365934982512640"], url="http://www.gcrd.gov.cn/1361365934982512640.html")
    assert one(record, "officials", "name", "phone") == ("李明", None)


def test_our_office_is_consulted_by_nobody():
    record = letter(opening="您提出的《关于停车的建议》收悉，经区委区政府同意，经我局认真研究，现答复如下：")
    assert [a["role"] for a in record["agencies"]] == ["issuer"]


def test_thanks_may_come_before_the_answer():
    record = letter(
        opening="感谢您对停车工作的关心。您提出的《关于停车的建议》收悉，经商省委编办、省财政厅，现答复如下："
    )
    assert [a["name"] for a in record["agencies"] if a["role"] == "consulted"] == ["省委编办", "省财政厅"]
    assert record["submissions"][0]["title"] == "关于停车的建议"


def test_the_footers_date_and_telephone_are_not_the_letters():
    record = letter(
        end=(),
        after=["扫一扫在手机打开当前页", "江津区人民政府办公室", "2024年1月1日", "联系人：张三 联系电话：023-00000000"],
    )
    assert (record["letter"]["signed_on"], record["officials"]) == (None, [])
    assert "扫一扫" not in record["letter"]["text"]


def test_what_is_enclosed_below_the_signature_is_part_of_the_letter():
    record = letter(after=["附件", "承诺事项列表", "1.新建停车位。"])
    assert record["letter"]["text"].endswith("附件\n承诺事项列表\n1.新建停车位。")


def test_a_letter_without_addressee_and_signature_is_valid():
    record = record_of(paragraphs(OPENING, ANSWER, THANKS), metas={"ContentSource": "公路局"})
    assert (record["kind"], record["addressees"]) == ("reply", [])
    assert record["agencies"] == [{"name": "公路局", "role": "issuer"}]


def test_a_reply_form_on_a_line_of_its_own_is_part_of_the_title():
    record = record_of(paragraphs(TITLE[:-2], "复   函", "胡付忠代表：", OPENING, ANSWER, OFFICE, SIGNED))
    assert (record["letter"]["title"], record["letter"]["reply_form"]) == (TITLE, "复函")


def test_a_doubled_关于_stays_as_printed():
    record = letter(opening="您提出的《关于关于规范路灯安装的建议的提案》收悉，现答复如下：")
    assert record["submissions"][0]["title"] == "关于关于规范路灯安装的建议的提案"


def test_members_thanked_in_a_letter_to_a_deputy_make_it_no_proposal():
    record = letter("代表反映的问题客观存在，衷心感谢委员们的关注。")
    assert one(record, "submissions", "assembly", "kind") == ("congress", "suggestion")


def test_a_bare_附件_and_an_abbreviation_are_no_damage():
    assert letter("在工程建设领域实行“小低”项目综合窗口，推行1+X模式。", after=["附件"])["issues"] == []
