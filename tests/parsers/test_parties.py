import pytest

from tests.parsers.letters import letter


def test_without_signature_the_title_names_the_issuer():
    record = letter(title="江津区城市管理局关于区人大八届四次会议第31号建议的答复", end=())
    assert record["agencies"] == [{"name": "江津区城市管理局", "role": "issuer"}]
    assert record["issues"] == []


def test_without_signature_and_title_the_pages_source_is_an_inference():
    record = letter(end=(), metas={"ContentSource": "江津区城市管理局"})
    assert record["agencies"] == [{"name": "江津区城市管理局", "role": "issuer"}]
    assert [(i["code"], i["detail"]) for i in record["issues"]] == [
        ("issuer_inferred", "ContentSource: 江津区城市管理局")
    ]


@pytest.mark.parametrize("source", ["本网", "原创", "本站", "网络", "互联网", "无"])
def test_a_source_that_names_no_office_infers_nothing(source):
    assert letter(end=(), metas={"ContentSource": source})["agencies"] == []


def test_a_telephone_on_the_line_below_belongs_to_the_person_above():
    record = letter(after=("联系人：李明", "联系电话：023-47500000"))
    assert record["officials"] == [{"name": "李明", "role": "contact", "title": None, "phone": "023-47500000"}]


def test_a_telephone_on_the_line_below_belongs_to_all_the_persons_above():
    record = letter(after=["联系人：李明、王强", "联系电话：0719-8100000"])
    assert [(one["name"], one["phone"]) for one in record["officials"]] == [
        ("李明", "0719-8100000"), ("王强", "0719-8100000"),
    ]  # fmt: skip


def test_officials_come_in_reading_order():
    record = letter(
        top=("签发人：张坤宏",), after=("此复函已经胡梅主任审签。", "（联系人：李明；联系电话：023-47500000）")
    )
    assert [(o["role"], o["name"]) for o in record["officials"]] == [
        ("signer", "张坤宏"),
        ("reviewer", "胡梅"),
        ("contact", "李明"),
    ]


def test_people_named_in_the_body_are_no_officials():
    assert letter("联系人：请与社区网格员王强联系。经办人员已到场。")["officials"] == []


def test_the_signature_leads_and_those_consulted_follow():
    record = letter(opening="您提出的《关于停车的建议》收悉，经商区财政局、区公安局，现答复如下：")
    assert [(a["name"], a["role"]) for a in record["agencies"]] == [
        ("重庆市江津区城市管理局", "issuer"),
        ("区财政局", "consulted"),
        ("区公安局", "consulted"),
    ]


def test_the_first_addressee_leads():
    assert [(a["name"], a["lead"]) for a in letter(to="王强 李明代表：")["addressees"]] == [
        ("王强", True),
        ("李明", False),
    ]


@pytest.mark.parametrize(
    ("to", "details"),
    [
        ("尊敬的胡付忠代表", ["尊敬的胡付忠代表 -> 尊敬的胡付忠代表："]),
        ("王恒5名代表：", ["王恒5名代表 -> 王恒等5名代表"]),
        ("市工商联", ["市工商联 -> 市工商联："]),
        ("胡付忠代表：", []),
    ],
)
def test_what_an_address_lost_is_told(to, details):
    record = letter(to=to)
    assert [i["detail"] for i in record["issues"] if i["code"] == "lost_character"] == details
    assert record["addressees"]


@pytest.mark.parametrize("broken", ["王强、李明、<br/>张三丰代表：", "王强、</p><p>李明、</p><p>张三丰代表："])
def test_a_list_broken_over_lines_is_one(broken):
    record = letter(to=broken)
    assert [a["name"] for a in record["addressees"]] == ["王强", "李明", "张三丰"]
    spans = {e["field"]: e for e in record["evidence"]}
    text = record["letter"]["text"]
    assert [
        text[spans[f"addressees[{i}].name"]["start"] : spans[f"addressees[{i}].name"]["end"]] for i in range(3)
    ] == [
        "王强",
        "李明",
        "张三丰",
    ]
    assert record["issues"] == []


def test_a_deputy_whose_name_holds_和_makes_a_letter_where_nothing_else_names_an_assembly():
    record = letter(to="郑和平代表：", title="关于加强农贸市场管理的建议的答复", crumbs="首页>政务公开")
    assert (record["kind"], [a["name"] for a in record["addressees"]]) == ("reply", ["郑和平"])


def test_an_office_above_the_opening_is_no_addressee_without_a_colon():
    assert letter(to="江津区城市管理局")["addressees"] == []


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("关于江津区第十八届人大三次会议第18号建议的复函", "deputy"),
        ("关于区政协十六届二次会议第222号提案的答复", "member"),
        ("关于第222号提案的答复", "member"),
    ],
)
def test_who_is_called_neither_deputy_nor_member_is_what_the_assembly_says(title, role):
    record = letter(title=title, to="李明院长、王芳教授：", crumbs="首页")
    assert [(one["name"], one["role"]) for one in record["addressees"]] == [("李明", role), ("王芳", role)]
    assert record["issues"] == []


def test_an_address_without_names_names_nobody():
    record = letter(to="各位代表：")
    assert (record["kind"], record["addressees"]) == ("reply", [])


def test_a_letter_to_a_citizen_is_no_reply_to_a_deputy():
    record = letter(
        title="关于停车问题的答复",
        to="李明同志：",
        opening="您反映的停车问题收悉，现答复如下：",
        crumbs="首页>互动交流",
    )
    assert record["kind"] == "other"
