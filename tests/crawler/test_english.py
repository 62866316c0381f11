"""Names of publishers, spelt out and put into English."""

import pytest

from crawler import divisions, english


@pytest.mark.parametrize(
    ("name", "code", "host", "zh", "en"),
    [
        ("十堰市科技局", "420300", "", "十堰市科学技术局", "Shiyan Municipal Bureau of Science and Technology"),
        ("湖北省文旅厅", "420000", "", "湖北省文化和旅游厅", "Hubei Provincial Department of Culture and Tourism"),
        ("重庆市教委", "500000", "", "重庆市教育委员会", "Chongqing Municipal Education Commission"),
        ("恩施州政府", "422800", "", "恩施州人民政府", "Enshi Prefecture People's Government"),
        ("江津区政府", "500116", "www.jiangjin.gov.cn", "江津区人民政府", "Jiangjin District People's Government"),
        ("岳阳县政府", "430621", "www.yueyangxian.gov.cn", "岳阳县人民政府", "Yueyang County People's Government"),
        ("宁夏科技厅", "640000", "", "宁夏科学技术厅",
         "Ningxia Hui Autonomous Region Department of Science and Technology"),
        ("江苏省政协", "320000", "", "江苏省政协", "Jiangsu Provincial CPPCC Committee"),
        ("教育部", "100000", "", "教育部", "Ministry of Education"),
        ("仁和区政府", "510411", "www.screnhe.gov.cn", "仁和区人民政府", "Renhe District People's Government, Panzhihua"),
    ],
)  # fmt: skip
def test_publisher_is_named_in_both_languages(name, code, host, zh, en):
    assert english.publisher(name, code, host) == (zh, en)


def test_place_that_cannot_be_romanised_is_left_to_a_person():
    assert english.publisher("元谋县住建局", "532328", "www.yncxym.gov.cn") == ("元谋县住房和城乡建设局", None)


def test_office_the_lexicon_lacks_is_left_to_a_person():
    assert english.publisher("十堰市武当山特区", "420300") == ("十堰市武当山特区", None)


@pytest.mark.parametrize(
    ("code", "host", "name"),
    [
        ("610600", "", "Yan'an"),
        ("469021", "dingan.hainan.gov.cn", "Ding'an"),
        ("130581", "www.nangong.gov.cn", "Nangong"),
        ("621022", "www.huanxian.gov.cn", "Huanxian"),  # 环: one character keeps its kind
        ("371327", "www.junan.gov.cn", "Junan"),  # 莒南: ju-nan
        ("611025", "www.zhenan.gov.cn", "Zhen'an"),  # 镇安: zhen-an
        ("341525", "www.ahhuoshan.gov.cn", "Huoshan"),  # province before the name
    ],
)
def test_county_is_romanised_from_its_host(code, host, name):
    assert english.romanise(divisions.find(code), host) == name


def test_merged_bureau_names_each_subject_once():
    assert english.office_names("科技和工业信息化局") == (
        "科学技术工业和信息化局",
        "Bureau of Science, Technology, Industry and Information Technology",
    )
