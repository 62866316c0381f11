import pytest

from parsers.names import (
    has_surname,
    is_issuer,
    is_office,
    is_organisation,
    is_party,
    is_person,
    name_starts,
    speaks_of_itself,
    split_offices,
    squeeze,
)


def test_squeeze_takes_out_every_kind_of_blank():
    assert squeeze(" 陈　立\u00a0\u2002代表\n") == "陈立代表"


@pytest.mark.parametrize(
    "name", ["王磊", "胡付忠", "欧阳建国", "买买提·吾守尔", "古丽娜尔•买买提", "刘**", "李某某", "㐂田", "𠮷野"]
)
def test_a_person_has_two_to_four_characters_or_dots_or_a_mask(name):
    assert is_person(name)


@pytest.mark.parametrize("text", ["王", "", "区财政局", "王磊先生代表大会", "Wang", "王1"])
def test_what_is_no_persons_name(text):
    assert not is_person(text)


@pytest.mark.parametrize(
    "name",
    [
        "区财政局",
        "江津区人民政府",
        "教育部",
        "省委编办",
        "最高人民法院",
        "双龙湖街道",
        "桃矿街道党政办",
        "区文化旅游委",
        "市规划院（市测绘中心）",
        "重庆市江津区政务服务管理办公室",
        "双福镇",
    ],
)
def test_offices_are_told_by_their_ending(name):
    assert is_office(name)


@pytest.mark.parametrize("text", ["局", "我们", "停车位", "", "老旧小区"])
def test_other_words_are_no_office(text):
    assert not is_office(text)


def test_parties_and_organisations_are_told_apart():
    assert is_party("民建德清县总支")
    assert is_party("九三学社江津区支社")
    assert not is_party("市工商联")
    assert is_organisation("市工商联")
    assert is_organisation("医药卫生界")
    assert is_organisation("市政协经济委员会")
    assert not is_organisation("市政协办公室")
    assert not is_organisation("区财政局")


@pytest.mark.parametrize(
    ("printed", "starts"),
    [
        ("王强 李明代表", [2]),
        ("陈 立代表", []),
        ("李 明 王 芳", [2]),
        ("欧 阳 建 国", []),
        ("李 明 博 王 芳", []),
        ("李 明 博", []),
        ("王 强 张三丰", [2]),
        ("", []),
    ],
)
def test_a_blank_parts_names_or_pads_them(printed, starts):
    assert name_starts(printed) == starts


@pytest.mark.parametrize(
    ("text", "sure"),
    [("李明", True), ("欧阳立", True), ("刘**", True), ("买买提·吾守尔", True), ("预算科", False), ("关于", False)],
)
def test_a_surname_tells_a_name(text, sure):
    assert has_surname(text) is sure


@pytest.mark.parametrize("name", ["青山市档案馆", "青山国有林场", "青山县第一中学", "青山开发区", "市财政局"])
def test_more_than_offices_write_letters(name):
    assert is_issuer(name)


@pytest.mark.parametrize("text", ["馆", "停车场", "各中学", "我校图书馆", "青山市"])
def test_what_writes_no_letters(text):
    assert not is_issuer(text)


@pytest.mark.parametrize(
    ("text", "own"),
    [("我局", True), ("本办", True), ("贵局", True), ("各单位", True), ("有关部门", True), ("区财政局", False)],
)
def test_an_office_may_speak_of_itself(text, own):
    assert speaks_of_itself(text) is own


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("市财政局、市教育局和有关部门", ["市财政局", "市教育局"]),
        ("市财政局、市教育局等部门", ["市财政局", "市教育局"]),
        ("市财政局等3个部门", ["市财政局"]),
        ("市自然资源和规划局", ["市自然资源和规划局"]),
        ("市自然资源和规划局和市财政局", ["市自然资源和规划局", "市财政局"]),
        ("区财政局，区公安分局和有关镇街", ["区财政局", "区公安分局"]),
        ("教育部、公安部以及农业农村部", ["教育部", "公安部", "农业农村部"]),
        ("我局", []),
        ("停车位、路灯", []),
        ("", []),
    ],
)
def test_lists_of_offices_are_split_where_both_sides_are_offices(text, offices):
    found = split_offices(text)
    assert [name for name, _ in found] == offices
    assert all(text[at : at + len(name)] == name for name, at in found)


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("区农业农村委区财政局", ["区农业农村委", "区财政局"]),
        ("旗残联旗供电公司旗乡村振兴局", ["旗残联", "旗供电公司", "旗乡村振兴局"]),
        ("市农业农村局柴河水库管理局", ["市农业农村局", "柴河水库管理局"]),
        ("街道办事处国网长寿供电公司", ["街道办事处", "国网长寿供电公司"]),
        ("区财政局市民政局", ["区财政局", "市民政局"]),
        ("县委县政府办公室", ["县委县政府办公室"]),
        ("市发展改革委市场监管局", ["市发展改革委市场监管局"]),
        ("共青团中央、市侨联", ["共青团中央", "市侨联"]),
    ],
)
def test_bodies_consulted_are_parted_where_their_mark_is_lost(listed, names):
    assert [name for name, _ in split_offices(listed, bodies=True)] == names
