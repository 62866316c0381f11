import pytest

from parsers.addressees import read_addressees


def names(line, to_office=False):
    found = read_addressees(line, to_office)
    return None if found is None else [(name, role) for name, role, _, _ in found.people]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("刘昌明代表:", ["刘昌明"]),
        ("尊敬的胡付忠代表：", ["胡付忠"]),
        ("尊敬的 胡付忠 代表：", ["胡付忠"]),
        ("刘鲜兰、王金燕、马秀梅代表:", ["刘鲜兰", "王金燕", "马秀梅"]),
        ("李明，王强代表：", ["李明", "王强"]),
        ("张三代表、李四代表：", ["张三", "李四"]),
        ("李明代表王强代表：", ["李明", "王强"]),
        ("王强 李明代表：", ["王强", "李明"]),
        ("刘鲜兰 王金燕 马秀梅 代表：", ["刘鲜兰", "王金燕", "马秀梅"]),
        ("李 明 王强代表：", ["李明", "王强"]),
        ("陈　立代表：", ["陈立"]),
        ("李 明 博 代表：", ["李明博"]),
        ("欧阳建国代表：", ["欧阳建国"]),
        ("买买提·吾守尔代表：", ["买买提·吾守尔"]),
        ("古丽娜尔•买买提、李明代表：", ["古丽娜尔•买买提", "李明"]),
        ("苏德毕力格代表：", ["苏德毕力格"]),
        ("刘**代表：", ["刘**"]),
        ("李明代表（联名代表王强）：", ["李明"]),
        ("王芳教授代表：", ["王芳"]),
        ("李明代表;", ["李明"]),
        ("致李明代表：", ["李明"]),
        ("郑和平代表：", ["郑和平"]),
        ("王志和代表：", ["王志和"]),
        ("李及代表：", ["李及"]),
        ("李明、郑和平代表：", ["李明", "郑和平"]),
        ("郑和平、和文代表：", ["郑和平", "和文"]),
        ("李明和王芳代表：", ["李明", "王芳"]),
        ("王志和和李明代表：", ["王志和", "李明"]),
        ("李明代表和王芳代表：", ["李明", "王芳"]),
        ("李明代表及各附议代表：", ["李明"]),
        ("李明市人大代表：", ["李明"]),
        ("李明（代表）：", ["李明"]),
        ("王强（省人大代表）、李明（市人大代表）：", ["王强", "李明"]),
        ("王强市代表：", ["王强"]),
        ("市人大李明代表：", ["李明"]),
        ("青山镇代表团王强代表：", ["王强"]),
        ("王　强　李　明　张三丰代表：", ["王强", "李明", "张三丰"]),
    ],
)
def test_deputies_are_split_and_share_the_role_word(line, people):
    assert names(line) == [(name, "deputy") for name in people]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("齐向光、徐志佳委员:", ["齐向光", "徐志佳"]),
        ("马青、周丽等委员:", ["马青", "周丽"]),
        ("函卓勇委员：", ["函卓勇"]),
        ("王芳主任委员委员：", ["王芳"]),
        ("李明政协委员：", ["李明"]),
        ("王芳主任委员：", ["王芳"]),
        ("李明常委：", ["李明"]),
        ("市政协委员李明：", ["李明"]),
        ("民盟李明委员：", ["李明"]),
        ("民建会员李明委员：", ["李明"]),
        ("经济界李明委员：", ["李明"]),
        ("李明、王芳（民进）委员：", ["李明", "王芳"]),
    ],
)
def test_members_of_the_cppcc_are_told_by_委员(line, people):
    assert names(line) == [(name, "member") for name in people]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("市人大代表李明：", ["李明"]),
        ("尊敬的人大代表胡付忠：", ["胡付忠"]),
        ("人大代表胡付忠同志：", ["胡付忠"]),
        ("区人大代表李明、郑和平：", ["李明", "郑和平"]),
        ("城关镇代表王强：", ["王强"]),
        ("人大代表买买提·吾守尔：", ["买买提·吾守尔"]),
    ],
)
def test_the_role_may_stand_in_front_of_the_name(line, people):
    assert names(line) == [(name, "deputy") for name in people]


@pytest.mark.parametrize(
    "line",
    [
        "尊敬的胡付忠代表，您好！",
        "胡付忠代表，您好：",
        "胡付忠代表您好：",
        "胡付忠代表：您好！",
        "胡付忠代表,你好:",
        "胡付忠代表，您好！您提出的建议收悉，现答复如下：",
    ],
)
def test_a_greeting_may_follow_the_name(line):
    found = read_addressees(line, False)
    assert ([name for name, *_ in found.people], found.colon) == (["胡付忠"], True)
    assert "收悉" not in line[: found.end]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("民盟青山市委、李明委员：", [("民盟青山市委", "party"), ("李明", "member")]),
        ("民盟江津总支、李明委员：", [("民盟江津总支", "party"), ("李明", "member")]),
        ("民盟青山市委并李明委员：", [("民盟青山市委", "party"), ("李明", "member")]),
        ("李明委员、民进市委会：", [("李明", "member"), ("民进市委会", "party")]),
        ("民建市委会、市工商联：", [("民建市委会", "party"), ("市工商联", "organisation")]),
        ("市工商联、李明委员：", [("市工商联", "organisation"), ("李明", "member")]),
    ],
)
def test_bodies_and_persons_may_share_a_line(line, people):
    assert names(line) == people


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("纪占斌等3名代表:", 3),
        ("杨文义等3位代表:", 3),
        ("尚路鹏(等4位)代表:", 4),
        ("尚路鹏（等4位）代表：", 4),
        ("王恒等五名代表：", 5),
        ("王恒等10名市人大代表：", 10),
        ("王恒代表等5人：", 5),
        ("王恒代表（等6人）：", 6),
        ("王恒等多名代表：", None),
        ("王恒等十余位代表：", None),
        ("李三名代表：", None),
        ("李正明等代表:", None),
        ("李正明代表：", None),
    ],
)
def test_the_count_of_等_is_read(line, count):
    found = read_addressees(line, False)
    assert found.count == count
    assert len(found.people) == 1


def test_a_lost_等_is_noticed():
    found = read_addressees("王恒5名代表", False)
    assert (found.people[0][0], found.count, found.colon, found.lost_etc) == ("王恒", 5, False, "王恒5名代表")


@pytest.mark.parametrize("line", ["胡付忠、李明两位代表：", "胡付忠、李明、王芳3名代表：", "王强等多名代表："])
def test_a_complete_list_with_its_number_lost_nothing(line):
    found = read_addressees(line, False)
    assert (found.people[0][0], found.lost_etc) == (line[: 3 if line[0] == "胡" else 2], None)


def test_a_lost_colon_is_noticed():
    assert read_addressees("尊敬的胡付忠代表", False).colon is False
    assert read_addressees("尊敬的胡付忠代表：", False).colon is True


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("民进綦江区委:", "party"),
        ("民盟文山市基层委员会:", "party"),
        ("民盟市委会：", "party"),
        ("九三学社江津区支社：", "party"),
        ("农工党界别：", "party"),
        ("市工商联：", "organisation"),
        ("县总工会：", "organisation"),
        ("市政协提案委：", "organisation"),
        ("区妇联界：", "organisation"),
        ("团市委：", "organisation"),
        ("青山团县委：", "organisation"),
        ("市政协经济委员会：", "organisation"),
        ("区政协社会和法制委员会：", "organisation"),
        ("政协青山街道工作委员会：", "organisation"),
        ("青山区政协：", "organisation"),
        ("市新联会：", "organisation"),
        ("区政协办公室：", "agency"),
        ("双龙湖街道:", "agency"),
        ("市市场监督管理局:", "agency"),
    ],
)
def test_bodies_are_told_by_what_they_are_called(line, role):
    assert names(line) == [(line.rstrip(":："), role)]


def test_two_offices_are_two_addressees():
    assert names("市民政局、市财政局：", to_office=True) == [("市民政局", "agency"), ("市财政局", "agency")]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "：",
        "代表：",
        "尊敬的各位代表：",
        "您好：",
        "现将有关情况函告如下：",
        "您提出的《关于停车的建议》收悉，现答复如下：",
        "一、关于代表反映的问题",
        "感谢各位代表。",
        "王芳、",
        "人大代表建议：",
        "人大代表关注的问题：",
        "市人大代表视察情况：",
        "政协委员提案：",
        "人大代表何某提出的建议：",
        "各位代表、委员：",
        "领衔代表：",
        "联系电话：023-00000000",
    ],
)
def test_a_line_to_no_one_has_no_addressee(line):
    assert read_addressees(line, False) is None


@pytest.mark.parametrize("line", ["刘 鲜 兰、王金燕代表：", "尊敬的陈　立、欧阳 立代表：", "张三代表、李四代表："])
def test_spans_stand_in_the_squeezed_line(line):
    squeezed = "".join(line.split())
    assert all(squeezed[start:end] == name for name, _, start, end in read_addressees(line, False).people)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("李明同志：", ["李明"]),
        ("尊敬的李明先生：", ["李明"]),
        ("尊敬的李明：", ["李明"]),
        ("李明教授：", ["李明"]),
        ("李明院长：", ["李明"]),
        ("欧阳修副主任医师：", ["欧阳修"]),
        ("李　明 老师：", ["李明"]),
        ("李明（教授）：", ["李明"]),
        ("李明、王芳同志：", ["李明", "王芳"]),
        ("李明教授、王芳院长：", ["李明", "王芳"]),
        ("李明等同志：", ["李明"]),
        ("买买提·吾守尔同志：", ["买买提·吾守尔"]),
        ("李明同志，您好！", ["李明"]),
        ("李明同志：您提出的建议收悉，现答复如下：", ["李明"]),
    ],
)
def test_persons_called_by_another_word_have_no_role_of_their_own(line, people):
    assert names(line) == [(name, "") for name in people]


@pytest.mark.parametrize(
    ("line", "people", "count"),
    [
        ("胡付忠等10人：", ["胡付忠"], 10),
        ("胡付忠等十位：", ["胡付忠"], 10),
        ("胡付忠、李明等3名同志：", ["胡付忠", "李明"], 3),
    ],
)
def test_persons_may_be_counted_without_a_role(line, people, count):
    found = read_addressees(line, False)
    assert ([name for name, *_ in found.people], found.count) == (people, count)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("李明院长代表：", "李明"),
        ("李明副主任委员：", "李明"),
        ("李明总经理委员：", "李明"),
        ("李院长代表：", "李院长"),
    ],
)
def test_what_a_person_is_called_is_no_part_of_the_name(line, name):
    assert [called for called, _ in names(line)] == [name]


@pytest.mark.parametrize(
    "line",
    [
        "各位代表：", "尊敬的各位委员：", "各位领导、同志们：", "同志们：", "尊敬的汤原县：", "高新区管委会主任：", "项目负责人：", "李明：", "主要做法：",
        "成效明显等3人：以下", "市财政局局长：", "关于同志：", "他说，李明同志是一位好同志。",
    ],
)  # fmt: skip
def test_words_that_name_nobody_give_no_addressee(line):
    assert names(line) is None
