import pytest

from archive.agency_names import clean, full_names, is_self, key, lexicon, locate

JIANGJIN, CHONGQING, SHIYAN, DENGFENG, GUANGXI_COUNTY = "500116", "500000", "420300", "410185", "450123"


@pytest.mark.parametrize(
    ("name", "place_code", "place", "core"),
    [
        ("重庆市江津区政务服务管理办公室", JIANGJIN, "江津区", "政务服务管理办公室"),
        ("江津区政务服务管理办公室", JIANGJIN, "江津区", "政务服务管理办公室"),
        ("区政务服务办", JIANGJIN, "江津区", "政务服务办"),
        ("市交通局", JIANGJIN, "重庆市", "交通局"),
        ("市场监管局", JIANGJIN, "江津区", "市场监管局"),
        ("区市场监管局", JIANGJIN, "江津区", "市场监管局"),
        ("市财政局", DENGFENG, "登封市", "财政局"),
        ("郑州市财政局", DENGFENG, "郑州市", "财政局"),
        ("省财政厅", SHIYAN, "湖北省", "财政厅"),
        ("自治区教育厅", GUANGXI_COUNTY, "广西壮族自治区", "教育厅"),
        ("北碚区水利局", CHONGQING, "北碚区", "水利局"),
        ("重庆市北碚区水利局", JIANGJIN, "北碚区", "水利局"),
        ("北京市海淀区教委", SHIYAN, "海淀区", "教委"),
        ("国家税务总局重庆市江津区税务局", JIANGJIN, "江津区", "税务局"),
        ("区委组织部", JIANGJIN, "江津区", "委组织部"),
        ("中共重庆市江津区委宣传部", JIANGJIN, "江津区", "委宣传部"),
        ("市委改革办(市营商环境建设局)", JIANGJIN, "重庆市", "委改革办"),
        ("璧城街道", "500120", "璧山区", "璧城街道"),
        ("财政部", JIANGJIN, "全国", "财政部"),
        ("国家发改委", JIANGJIN, "全国", "国家发展和改革委员会"),
        ("重庆市江津区政务服务管理办公室", None, "江津区", "政务服务管理办公室"),
        ("区 教 委", JIANGJIN, "江津区", "教委"),
    ],
)
def test_locate(name, place_code, place, core):
    office = locate(name, place_code)
    assert office is not None
    assert (office.place.name, office.core) == (place, core)


@pytest.mark.parametrize(
    "name",
    [
        "相关部门", "各镇街", "区委区政府", "市级有关部门", "各区县水利部门", "产业发展科", "运行管理处", "我局", "",
        "县教育局",  # a district has no 县 above it
    ],
)  # fmt: skip
def test_locate_finds_no_office(name):
    assert locate(name, JIANGJIN) is None


@pytest.mark.parametrize(
    ("core", "names"),
    [
        ("政务服务管理办公室", ["政务服务管理办公室"]),
        ("教委", ["教育委员会"]),
        ("自然资源规划局", ["自然资源和规划局"]),
        ("发改委", ["发展和改革委员会"]),
        ("人社局", ["人力资源和社会保障局"]),
        ("城管局", ["城市管理局", "城市管理和综合执法局", "城市管理综合行政执法局", "城市管理执法局"]),
        ("政府办", ["人民政府办公室"]),
        ("产业发展科", []),
    ],
)
def test_full_names(core, names):
    assert full_names(core) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("政务服务管理办公室", "政务服务办"),
        ("规划和自然资源局", "规划自然资源局"),
        ("发展和改革委员会", "发展改革委"),
        ("前场镇人民政府", "前场镇"),
        ("璧城街道办事处", "璧城街道"),
    ],
)
def test_spellings_of_one_office_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("金融发展服务中心", "金融服务中心"), ("城市管理局", "城市局"), ("教育局", "教育委员会")]
)
def test_other_offices_have_other_keys(one, other):
    assert key(one) != key(other)


def test_self_names():
    assert is_self("我 局")
    assert not is_self("区教委")


def test_clean():
    assert clean("区　教 委（本部）") == "区教委(本部)"


def test_every_full_name_in_the_lexicon_stands_for_itself_first():
    forms = [form for form in lexicon()["forms"] if form in ("局", "委员会", "办公室")]
    names = [subject["name"] + form for subject in lexicon()["subjects"] for form in forms]
    assert len(names) > 250
    assert [name for name in names if key((full_names(name) or [""])[0]) != key(name)] == []
