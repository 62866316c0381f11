import pytest

from parsers.officials import persons_in, phone_in, reviewers_in


@pytest.mark.parametrize(
    ("line", "role", "name"),
    [
        ("签发人:张坤宏", "signer", "张坤宏"),
        ("领导签发:王　磊", "signer", "王磊"),
        ("领导签批:谢 高", "signer", "谢高"),
        ("领导署名:佘 富", "signer", "佘富"),
        ("审核人:黎华", "reviewer", "黎华"),
        ("承办负责人:李明", "handler", "李明"),
        ("承办责任人:李明", "handler", "李明"),
        ("经办人：李明", "handler", "李明"),
        ("联 系 人：李明", "contact", "李明"),
        ("主管领导:刘**", "leader", "刘**"),
        ("主管领导人姓名:王强", "leader", "王强"),
        ("分管领导：李明副局长", "leader", "李明"),
        ("联系人;李明", "contact", "李明"),
        ("联系人：古丽娜尔·买买提", "contact", "古丽娜尔·买买提"),
        ("联系人：郑和平", "contact", "郑和平"),
        ("联系人：预算科王磊", "contact", "王磊"),
        ("联系人：市财政局 王磊", "contact", "王磊"),
        ("联系人：王磊同志", "contact", "王磊"),
        ("联系人：王磊（预算科）", "contact", "王磊"),
        ("联系科室：预算科", "contact", "预算科"),
        ("承办人：司马办华", "handler", "司马办华"),
        ("签发人：王磊 主动公开", "signer", "王磊"),
        ("联系人：王磊，邮箱：无", "contact", "王磊"),
        ("安民发【2024】36号　　签发人：马志强", "signer", "马志强"),
    ],
)
def test_the_label_tells_the_role_and_padding_goes(line, role, name):
    (person,) = persons_in(line, 0)
    assert (person.role, person.name) == (role, name)
    assert "".join(line[slice(*person.name_span)].split()) == name


@pytest.mark.parametrize(
    ("line", "name", "phone"),
    [
        ("（联系人:李明;联系电话:023-47500000）", "李明", "023-47500000"),
        ("联系人及电话:王强    8780000", "王强", "8780000"),
        ("联系人:赵敏   联系电话:023-47500000", "赵敏", "023-47500000"),
        ("承办人及联系电话:周洋  13900000000", "周洋", "13900000000"),
        ("联系人：周洋 139****0000", "周洋", "139****0000"),
        ("联系单位及电话:莒南县综合行政执法局5970000", "莒南县综合行政执法局", "5970000"),
        ("联系人：刘军，0876—3060000", "刘军", "0876—3060000"),
        ("联系人：刘军　电话:09092280000", "刘军", "09092280000"),
        ("联系人：刘军　电话:（0909）2280000", "刘军", "（0909）2280000"),
        ("联系人：李明，电话：023-47500000转8012", "李明", "023-47500000转8012"),
        ("联系人：王磊（0719-8100000）", "王磊", "0719-8100000"),
        ("联系人:王磊(0719-8100000)", "王磊", "0719-8100000"),
        ("联系人（电话）：王磊 0719-8100000", "王磊", "0719-8100000"),
        ("联系人：王磊（预算科），电话：8100000", "王磊", "8100000"),
        ("联系人：预算科王磊，电话8100000", "王磊", "8100000"),
        ("联系人：王磊 13900000000 0719-8100000", "王磊", "13900000000"),
        ("具体承办人：王强（办公室主任） 联系电话：47500000", "王强", "47500000"),
        ("联系电话：47500000（联系人：李明）", "李明", "47500000"),
    ],
)
def test_name_and_telephone_are_parted(line, name, phone):
    (person,) = persons_in(line, 100)
    assert (person.name, person.phone) == (name, phone)
    assert line[person.phone_span[0] - 100 : person.phone_span[1] - 100] == phone


def test_several_names_take_the_telephones_in_order():
    found = persons_in("联系人：李明、王强  联系电话：47500000、47510000", 0)
    assert [(p.name, p.phone) for p in found] == [("李明", "47500000"), ("王强", "47510000")]


@pytest.mark.parametrize(
    "line", ["联系人：李明 47500000、王强 47510000", "联系人：李明（47500000），王强，电话：47510000"]
)
def test_names_and_telephones_may_alternate(line):
    assert [(p.name, p.phone) for p in persons_in(line, 0)] == [("李明", "47500000"), ("王强", "47510000")]


@pytest.mark.parametrize(
    "line",
    ["承办人：王磊　李明", "承办人：王 磊　李 明", "承办人：王磊、李明", "承办人：王 磊 李 明", "承办人：王磊、李明等"],
)
def test_names_are_parted_by_blanks_too(line):
    found = persons_in(line, 0)
    assert [p.name for p in found] == ["王磊", "李明"]
    assert all("".join(line[slice(*p.name_span)].split()) == p.name for p in found)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("签发人：王磊（局长）", "局长"),
        ("签发人：王磊（党组成员、副局长）", "党组成员、副局长"),
        ("签发人：王磊，局长", "局长"),
        ("签发人：王磊　局长", "局长"),
        ("签发人：局长　王磊", "局长"),
        ("分管领导：党组成员、副局长王磊", "党组成员、副局长"),
        ("承办人：预算科科长王磊", "预算科科长"),
        ("承办人：王磊（办公室主任）", "办公室主任"),
        ("承办人：预算科王磊科长", "科长"),
        ("承办人：王磊（预算科）", None),
    ],
)
def test_posts_belong_to_the_person_beside_them(line, title):
    (person,) = persons_in(line, 0)
    assert (person.name, person.title) == ("王磊", title)
    assert title is None or line[slice(*person.title_span)] == title


def test_endless_lists_of_names_are_cut():
    assert len(persons_in("承办人：" + "李明、" * 10_000, 0)) == 50
    assert len(persons_in("联系人：李明8100000李明" + "（" * 100_000 + "8100001", 0)) == 1


def test_two_labels_on_a_line_are_two_persons():
    found = persons_in("责任领导：李明 承办人：王强 电话：47500000", 0)
    assert [(p.role, p.name, p.phone) for p in found] == [("leader", "李明", None), ("handler", "王强", "47500000")]


@pytest.mark.parametrize(
    "line", ["领导签字:", "", "签发人：区财政局", "联系我们：", "经办人员较少。", "承办人大代表建议18件"]
)
def test_a_label_without_a_name_names_no_one(line):
    assert persons_in(line, 0) == []


@pytest.mark.parametrize(
    "line", ["经办人：李明1361365934982512640", "联系人：李明　邮政编码：430050", "联系人：李明　第20180329号"]
)
def test_other_numbers_are_no_telephone(line):
    assert [(p.name, p.phone) for p in persons_in(line, 0)] == [("李明", None)]


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("联系电话：47500000", "47500000"),
        ("电 话;131******0000", "131******0000"),
        ("（联系电话：023-47500000）", "023-47500000"),
        ("我局电话47500000", None),
        ("电话：", None),
    ],
)
def test_a_line_may_be_a_telephone_alone(line, phone):
    found = phone_in(line, 0)
    assert (found and found[0]) == phone


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("此复函已经办党组书记王磊审签。", [("王磊", "办党组书记")]),
        ("此复函已经霍小燕副书记审签", [("霍小燕", "副书记")]),
        ("此复函已经唐贤源局长审签。若您对以上答复有意见，请与我局联系。", [("唐贤源", "局长")]),
        ("此复函已经长寿区教委主任张新明同志审签", [("张新明", "长寿区教委主任")]),
        ("此复函已经胡梅主任审签", [("胡梅", "主任")]),
        ("本答复经朱海滨副秘书长和叶宏伟局长审核同意。", [("朱海滨", "副秘书长"), ("叶宏伟", "局长")]),
        ("此复函已经郑和平局长审签。", [("郑和平", "局长")]),
        ("此复函已经王志和局长和李明副局长审签。", [("王志和", "局长"), ("李明", "副局长")]),
        ("此复函已经区财政局党组书记、局长王磊审签。", [("王磊", "区财政局党组书记、局长")]),
        ("此复函已经王磊党组书记、局长审签。", [("王磊", "党组书记、局长")]),
        ("此复函已经市政府张三副市长审签。", [("张三", "副市长")]),
        ("本答复已经我局审核。", []),
        ("本答复已经局长审签。", []),
        ("本答复已经严格审核。", []),
        ("本答复已由主要负责人审签。", []),
        ("本答复已经区财政局审签。", []),
        ("感谢您的关心。", []),
    ],
)
def test_a_review_sentence_names_reviewer_and_post_in_either_order(line, people):
    found = reviewers_in(line, 10)
    assert [(p.name, p.title) for p in found] == people
    assert all(line[p.name_span[0] - 10 : p.name_span[1] - 10] == p.name for p in found)
    assert all(line[p.title_span[0] - 10 : p.title_span[1] - 10] == p.title for p in found)


@pytest.mark.parametrize("line", ["此复函已经王磊同志审签。", "此复函已经王磊审签。", "此件由王磊签发。"])
def test_a_reviewer_may_stand_without_a_post(line):
    assert [(p.name, p.title) for p in reviewers_in(line, 0)] == [("王磊", None)]


@pytest.mark.parametrize(
    "line",
    [
        "（联系人：李明、王强；联系电话：0719-8100000）",
        "联系人：李明、王强  电话：0719-8100000",
        "联系人：李明 王强，电话：0719-8100000",
        "联系人及电话：李明、王强 0719-8100000",
        "联系电话：0719-8100000，联系人：李明、王强",
    ],
)
def test_one_telephone_with_a_word_of_its_own_is_that_of_all_the_persons_listed(line):
    assert [(p.name, p.phone) for p in persons_in(line, 0)] == [("李明", "0719-8100000"), ("王强", "0719-8100000")]


@pytest.mark.parametrize("line", ["联系人：李明、王强（13900000000）", "联系人：李明，王强13900000000"])
def test_a_telephone_right_behind_a_name_is_that_persons_alone(line):
    assert [(p.name, p.phone) for p in persons_in(line, 0)] == [("李明", None), ("王强", "13900000000")]


def test_fewer_telephones_than_persons_are_given_in_order():
    found = persons_in("联系人：李明、王强、赵敏，电话：8100000、8200000", 0)
    assert [p.phone for p in found] == ["8100000", "8200000", None]


def test_persons_of_two_roles_share_no_telephone():
    found = persons_in("承办人：王强，联系人：李明，电话：8100000", 0)
    assert [(p.name, p.phone) for p in found] == [("王强", None), ("李明", "8100000")]
