"""Division codes and names from the kept package."""

import pytest

from crawler import divisions


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("100000", "中华人民共和国", "national"),
        ("420000", "湖北省", "province"),
        ("420300", "十堰市", "prefecture"),
        ("500116", "江津区", "county"),
        ("441900", "东莞市", "prefecture"),  # no counties below it
        ("429004", "仙桃市", "county"),  # directly below the province
    ],
)
def test_code_names_a_division_and_its_level(code, name, level):
    division = divisions.find(code)
    assert (division.name, division.level) == (name, level)


def test_unknown_code_says_how_to_find_one():
    with pytest.raises(KeyError, match="fuhan sites divisions"):
        divisions.find("999999")


def test_path_runs_from_the_province_down():
    assert [step.name for step in divisions.path("130104")] == ["河北省", "石家庄市", "桥西区"]


def test_municipality_has_no_prefecture_between():
    assert [step.name for step in divisions.path("500116")] == ["重庆市", "江津区"]


def test_name_without_its_kind_is_found():
    assert [d.code for d in divisions.by_name("江津")] == ["500116"]


def test_name_shared_by_several_is_found_inside_a_province():
    assert len(divisions.by_name("桥西区")) > 1
    assert [d.code for d in divisions.by_name("桥西区", within="130100")] == ["130104"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("湖北省文旅厅", "420000"),
        ("石家庄市桥西区政府", "130104"),
        ("乐山市中区政府", "511102"),  # 乐山 + 市中区
        ("恩施州政府", "422800"),
        ("岳阳县政府", "430621"),  # not 岳阳市
        ("西安曲江新区管委会", "610100"),
        ("寻甸县政府", "530129"),  # 寻甸回族彝族自治县
        ("环县文广局", "621022"),
        ("教育部", "100000"),
    ],
)
def test_publisher_is_located_by_its_name(name, code):
    assert divisions.locate(name).code == code


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("寻甸回族彝族自治县", "寻甸"),
        ("内蒙古自治区", "内蒙古"),
        ("西双版纳傣族自治州", "西双版纳"),
        ("浦东新区", "浦东"),
    ],
)
def test_short_name_leaves_kind_and_peoples_out(name, short):
    assert divisions.short_name(name) == short


def test_shaanxi_and_shanxi_have_different_folders():
    assert divisions.province_folder("610100") == "shaanxi"
    assert divisions.province_folder("140100") == "shanxi"


def test_central_bodies_have_a_folder():
    assert divisions.province_folder(divisions.NATION) == "national"


def test_every_province_and_prefecture_is_romanised():
    places = divisions.places()
    for division in divisions.all_divisions().values():
        if division.rank == "province":
            assert division.code in places["provinces"]
        elif division.rank == "prefecture":
            assert division.code in places["prefectures"]
