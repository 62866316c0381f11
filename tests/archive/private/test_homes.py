"""Where somebody lives is covered; where a letter's project stands is not."""

import pytest

from archive.privacy import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("家住几江街道滨江路0号", "家住*********"),
        ("家住先锋镇保坪村五组，", "家住********，"),
        ("现住先锋镇保坪村3社。", "现住********。"),
        ("住在保坪村五组的村民王某反映", "住在*****的村民王某反映"),
        ("住址在保坪村五组", "住址在*****"),
        ("居住地：保坪村", "居住地：***"),
        ("家庭住址\n滨江路0号", "家庭住址\n*****"),
        ("家庭住址\t滨江路0号", "家庭住址\t*****"),
        ("家住滨江路0号的张某反映噪声", "家住*****的张某反映噪声"),
    ],
)
def test_homes_are_covered_down_to_the_house(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "在先锋镇保坪村五组新建公路3公里",
        "先锋镇保坪村3社蓄水池",
        "居住在保坪村五组的32户村民饮水困难",
        "居住在老旧小区的居民",
        "地址：几江街道滨江路0号",  # of an office
        "办公地址：几江街道滨江路0号2幢3楼",
        "住址变更登记",
        "无法提供住址的群众",
        "居住地、户籍地三社联动",
        "在居住地参加医保",
        "姓名\t家庭住址\t备注",
        "姓名\t家庭住址\n王强\t",  # what follows the label is the next row
    ],
)
def test_other_places_stay(text):
    assert mask(text) == text
