"""Mail and chat accounts in a text, and strings known beforehand."""

import pytest

from archive.privacy import Private, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("QQ10000000", "QQ1*******"),
        ("qq：10000000", "qq：1*******"),
        ("qq号 10000000", "qq号 1*******"),
        ("微信号abc_10000", "微信号a**_*****"),
        ("微信号为abc_10000", "微信号为a**_*****"),
        ("邮箱：lisi＠example．com", "邮箱：l***＠example．com"),
        ("邮箱：lisi@example。com", "邮箱：l***@example。com"),
    ],
)
def test_mail_and_chat_accounts_are_covered_however_they_are_written(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "微信公众号：example_fabu",
        "QQ群成员123456人",
        "QQ群12345人",
        "微信小程序V20000",
        "http://www.example.gov.cn/qq10000000.html",
    ],
)
def test_public_channels_and_counts_of_members_stay(text):
    assert mask(text) == text


def test_a_cell_known_to_be_a_home_is_covered_only_where_it_stands_alone():
    home = Private("保坪村三社", "*****", alone=True)
    assert mask("王强\t保坪村三社\n在保坪村三社建路", [home]) == "王强\t*****\n在保坪村三社建路"
