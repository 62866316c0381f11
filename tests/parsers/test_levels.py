import pytest

from parsers.levels import level_of


@pytest.mark.parametrize(
    ("place", "level"),
    [
        ("全国", "national"),
        ("省", "province"),
        ("湖北省", "province"),
        ("广西壮族自治区", "province"),
        ("恩施州", "prefecture"),
        ("楚雄彝族自治州", "prefecture"),
        ("锡林郭勒盟", "prefecture"),
        ("区", "county"),
        ("江津区", "county"),
        ("县", "county"),
        ("鄂托克旗", "county"),
        ("凤凰镇", "township"),
        ("双龙湖街道", "township"),
        ("重庆市", "province"),
        ("十堰市", "prefecture"),
        ("登封市", "county"),
        ("大冶市", "county"),
    ],
)
def test_a_place_with_a_name_tells_its_level(place, level):
    assert level_of(place, None, []) == level


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("5001160005", "province"),
        ("5000000001", "province"),
        ("3101150001", "province"),
        ("4203000001", "prefecture"),
        ("4202810003", "county"),
        ("4306810010", "county"),
        ("5329310001", "county"),
    ],
)
def test_a_bare_市_means_what_the_sites_division_says(code, level):
    assert level_of("市", code, []) == level


@pytest.mark.parametrize(
    ("names", "level"),
    [
        (["重庆市水利局"], "province"),
        (["大冶市水利局"], "county"),
        (["十堰市城市管理委员会"], "prefecture"),
        (["江苏省南京市水务局"], "prefecture"),
        (["江苏省昆山市水务局"], "county"),
        (["延安市子长市文旅局"], "county"),
        (["水利局"], None),
        ([], None),
    ],
)
def test_without_a_code_the_names_of_site_and_office_tell(names, level):
    assert level_of("市", None, names) == level


@pytest.mark.parametrize(
    ("place", "name", "level"),
    [
        ("市", "子长市人民政府", "county"),  # a county made a city that keeps the county's number
        ("市", "延安市子长市文化和旅游局", "county"),
        ("市", "陕西省新造市人民政府", "county"),  # and one no list knows yet
        ("新造市", "新造市人民政府", "county"),
        ("市", "延长县人民政府", "prefecture"),  # a county that answers the city above it
        ("市", "延安市延长县城市管理局", "prefecture"),
        ("延安市", "延长县人民政府", "prefecture"),
    ],
)
def test_a_county_made_a_city_is_told_by_its_name_where_the_code_is_still_the_countys(place, name, level):
    assert level_of(place, "6106230001", [name]) == level


@pytest.mark.parametrize(
    ("code", "names", "level"),
    [
        ("bm12000001", [], "national"),
        ("4200000001", [], "province"),
        ("4203000001", [], "prefecture"),
        ("5001160005", [], "county"),
        (None, ["国家发展和改革委员会"], "national"),
        (None, ["江津区人民政府"], "county"),
        (None, ["某网站"], None),
        ("", [], None),
        ("site-1", [], None),
    ],
)
def test_a_title_without_a_place_takes_the_level_of_the_site(code, names, level):
    assert level_of(None, code, names) == level


def test_a_place_of_no_known_shape_has_no_level():
    assert level_of("开发园", None, []) is None
