import pytest

from tests.parsers.letters import TITLE, letter

CPPCC = "关于区政协十六届二次会议第222号提案的答复"


def submissions(**parts):
    record = letter(**parts)
    text = record["letter"]["text"]
    for proof in record["evidence"]:
        if (
            proof["field"].startswith("submissions")
            and proof["source"] == "text"
            and not proof["field"].endswith("assembly")
        ):
            index, name = int(proof["field"][12:-1].split("]")[0]), proof["field"].rsplit(".", 1)[1]
            assert "".join(text[proof["start"] : proof["end"]].split()) == record["submissions"][index][name]
    return record["submissions"]


def test_title_and_opening_make_one_submission():
    assert submissions() == [
        {
            "assembly": "congress", "kind": "suggestion", "place": "江津区", "level": "county", "term": 18, "session": 3, "between_sessions": False,
            "number": "18", "category": None, "title": "关于改善老旧小区停车条件的建议",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "assembly", "kind"),
    [
        (TITLE, "congress", "suggestion"),
        (CPPCC, "cppcc", "proposal"),
        ("关于区政协十六届二次会议第222号建议的复函", "cppcc", "proposal"),
        ("关于县第十七届人民代表大会第一次会议第5号议案的答复", "congress", "motion"),
        ("对舒城县第十八届人民代表大会第二次会议第31号议事原案的答复", "congress", "motion"),
        ("对县十八届人大一次会议第57号代表建议的答复", "congress", "suggestion"),
    ],
)
def test_the_assembly_decides_the_kind(title, assembly, kind):
    (found,) = submissions(title=title)
    assert (found["assembly"], found["kind"]) == (assembly, kind)


def test_a_word_that_contradicts_the_assembly_is_told():
    record = letter(title="关于区政协十六届二次会议第222号建议的复函", to="陈宝艳委员：")
    assert [(i["code"], i["detail"]) for i in record["issues"]] == [("kind_conflict", "区政协 … 第222号建议")]


def test_a_proposals_title_that_ends_in_建议_is_no_conflict():
    record = letter(title=CPPCC, to="陈宝艳委员：", opening="您提出的《关于改善停车条件的建议》提案收悉，现答复如下：")
    assert record["submissions"][0]["title"] == "关于改善停车条件的建议"
    assert record["issues"] == []


def test_boilerplate_of_the_other_assembly_changes_nothing():
    (found,) = submissions(thanks="衷心感谢委员们对城市管理工作的支持。")
    assert found["assembly"] == "congress"


@pytest.mark.parametrize(
    ("crumbs", "assembly"),
    [
        ("首页>建议提案>人大代表建议", "congress"),
        ("首页>政协委员提案>正文", "cppcc"),
        ("首页>代表建议办理", "congress"),
        ("首页>提案办理", "cppcc"),
        ("首页>建议提案", None),
        ("首页>人大代表建议和政协提案", None),
    ],
)
def test_the_last_crumb_tells_the_assembly_where_the_title_does_not(crumbs, assembly):
    record = letter(title="关于第31号建议的答复", to="王强：", crumbs=crumbs)
    assert record["submissions"][0]["assembly"] == assembly
    proof = [e["source"] for e in record["evidence"] if e["field"] == "submissions[0].assembly"]
    assert proof == (["page:breadcrumb"] if assembly else [])


def test_term_and_session_come_from_the_opening_where_the_title_lacks_them():
    (found,) = submissions(
        title="关于《关于改善停车条件的建议》的答复",
        opening="您在区第十八届人大三次会议上提出的《关于改善停车条件的建议》（第18号）收悉，现答复如下：",
    )
    assert (found["assembly"], found["place"], found["term"], found["session"], found["number"]) == (
        "congress",
        "区",
        18,
        3,
        "18",
    )


def test_one_letter_may_answer_several_numbers():
    found = submissions(
        title="关于市十届人大一次会议第12、34号建议的答复",
        opening="您提出的《关于停车的建议》（第12号）、《关于路灯的建议》（第34号）收悉，现一并答复如下：",
    )
    assert [(s["number"], s["title"]) for s in found] == [("12", "关于停车的建议"), ("34", "关于路灯的建议")]


def test_titles_are_paired_by_their_number_not_their_order():
    found = submissions(
        title="关于市十届人大一次会议第12、34号建议的答复",
        opening="您提出的《关于路灯的建议》（第34号）、《关于停车的建议》（第12号）收悉，现一并答复如下：",
    )
    assert [(s["number"], s["title"]) for s in found] == [("12", "关于停车的建议"), ("34", "关于路灯的建议")]


def test_without_numbers_each_title_is_a_submission():
    found = submissions(
        title="关于人大代表建议的答复", opening="您提出的《关于停车的建议》《关于路灯的建议》收悉，现一并答复如下："
    )
    assert [(s["number"], s["title"]) for s in found] == [(None, "关于停车的建议"), (None, "关于路灯的建议")]


def test_a_class_number_is_kept_beside_the_overall_number():
    (found,) = submissions(
        title="关于政协第十四届全国委员会第一次会议第02650号（财税金融类171号）提案答复的函", to="李明委员："
    )
    assert (found["number"], found["category"], found["level"], found["place"]) == (
        "02650",
        "财税金融类171号",
        "national",
        "全国",
    )


def test_between_sessions_is_told():
    (found,) = submissions(title="关于县十八届人大闭会期间BH037号建议的答复")
    assert (found["between_sessions"], found["session"], found["number"]) == (True, None, "BH037")


@pytest.mark.parametrize(
    ("site", "code", "level"),
    [
        ("重庆市水利局", "5000000001", "province"),
        ("大冶市人民政府", "4202810003", "county"),
        ("十堰市人民政府", "4203000001", "prefecture"),
        ("登封市水利局", None, "county"),
    ],
)
def test_the_site_tells_what_市_means(site, code, level):
    (found,) = submissions(
        title="关于市七届人大五次会议第18号建议的答复",
        metas={"SiteName": site, "SiteIDCode": code},
        end=("水利局", "2023年4月27日"),
    )
    assert found["level"] == level


def test_a_wrong_role_word_in_the_address_is_told():
    record = letter(title=CPPCC, to="尊敬的陈宝艳代表：")
    assert record["addressees"] == [{"name": "陈宝艳", "role": "member", "lead": True}]
    assert [i["code"] for i in record["issues"]] == ["role_conflict"]


def test_the_opening_is_not_needed_where_the_title_names_the_suggestion():
    (found,) = submissions(title="关于《关于改善停车条件的建议》（第68号）的答复", opening="您的建议收悉，现答复如下：")
    assert (found["number"], found["title"]) == ("68", "关于改善停车条件的建议")


@pytest.mark.parametrize(
    "to",
    [
        "胡付忠代表，您好！",
        "胡付忠代表：",
        "尊敬的 胡付忠 代表：您好！",
        "王强、李明、<br/>胡付忠代表：",
        "胡付忠代表您好：",
    ],
)
def test_the_opening_may_run_on_behind_the_addressee(to):
    record = letter(to=f"{to}您提出的《关于停车的建议》收悉，现答复如下：", opening="")
    assert [s["title"] for s in record["submissions"]] == ["关于停车的建议"]
    assert record["addressees"][-1]["name"] == "胡付忠"
