"""Whose letters a column holds, from its name or its address."""

import pytest

from crawler import slugs


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("人大代表建议办理", "congress"),
        ("政协提案", "cppcc"),
        ("委员提案答复", "cppcc"),
        ("建议提案办理结果公开", "mixed"),
        ("议案建议", "congress"),
        ("议案提案", "mixed"),
        ("政策文件", None),
        ("意见建议", None),  # letters from the public
        ("提案线索征集", None),  # a call, no replies
        ("检察建议", None),
    ],
)
def test_kind_by_the_words(text, kind):
    assert slugs.kind_of_words(text) == kind


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("关于区第十八届人大三次会议第18号建议的复函", True),
        ("对政协提案0093号的会办意见", True),
        ("关于优化招商引资环境的建议的答复", True),
        ("2026年上半年建议提案办理情况通报", False),
        ("关于召开建议提案交办会的通知", False),
        ("关于第18号文件的说明", False),
        ("建议提案办理", False),
    ],
)
def test_replies_are_told_from_what_stands_beside_them(title, letter):
    assert slugs.reads_like_a_letter(title) == letter


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("jyhtabl/rdjy/2025/", "congress"),
        ("xxgk/jianyitianfuwen/qgrddbjyfwgk/", "congress"),
        ("wjw/jiany/list.shtml", "congress"),
        ("zwgk/zfxxgkml/yta/zxjybl/", "cppcc"),
        ("wjw/tia/", "cppcc"),
        ("jytabl/tadf/", "cppcc"),
        ("xxgk1/jyta/zxwytabljg.htm", "cppcc"),
        ("styj/xxgk/rdjyzxtagk/", "mixed"),
        ("zwgk/srdzxjyhtabl_60587/", "mixed"),
        ("zwgk/zfxxgkml/jytablfh/", "mixed"),
        ("gk/fdzdgknr/jycabl/1.html", "mixed"),
        ("zwgk/zcwjk/", None),
        ("info/4284/119306.htm", None),
    ],
)
def test_kind_by_the_address(path, kind):
    assert slugs.kind_of_slug(f"http://www.example.gov.cn/{path}") == kind


@pytest.mark.parametrize(
    "segment",
    ["2025", "2025n", "2020_71497", "20212", "2019jyta", "2025njytabl", "jytabl2018", "sssjrdschy2025n", "szxsejwchy(2022n)",
     "sljrmdbdhdychy2018n", "rddechy"],
)  # fmt: skip
def test_years_and_sessions_are_told_from_columns(segment):
    assert slugs.is_year(segment)


@pytest.mark.parametrize(
    "segment", ["rddbjy", "zxta", "jytabl_1", "xxgk2018", "c108836", "col6833", "25325", "202304", "rdjy_gk2020"]
)
def test_columns_are_not_taken_for_years(segment):
    assert not slugs.is_year(segment)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("jyta/rddbjy/index.shtml", "rddbjy"),
        ("jyta/1.html", "jyta"),
        ("fdzdgknr/rddbjy.htm", "rddbjy"),
        ("a/jytabl_GK2020/", "jytabl_gk2020"),
    ],
)
def test_slug_names_the_column(path, name):
    assert slugs.slug(f"http://www.example.gov.cn/{path}") == name
