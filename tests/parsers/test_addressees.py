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
    ],
)
def test_members_of_the_cppcc_are_told_by_委员(line, people):
    assert names(line) == [(name, "member") for name in people]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("纪占斌等3名代表:", 3),
        ("杨文义等3位代表:", 3),
        ("尚路鹏(等4位)代表:", 4),
        ("尚路鹏（等4位）代表：", 4),
        ("王恒等五名代表：", 5),
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
        "联系电话：023-00000000",
    ],
)
def test_a_line_to_no_one_has_no_addressee(line):
    assert read_addressees(line, False) is None


@pytest.mark.parametrize("line", ["刘 鲜 兰、王金燕代表：", "尊敬的陈　立、欧阳 立代表：", "张三代表、李四代表："])
def test_spans_stand_in_the_squeezed_line(line):
    squeezed = "".join(line.split())
    assert all(squeezed[start:end] == name for name, _, start, end in read_addressees(line, False).people)
