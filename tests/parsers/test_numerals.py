import pytest

from parsers.numerals import latest, to_int


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("18", 18),
        ("１８", 18),
        ("0716", 716),
        (" 1 8 ", 18),
        ("一", 1),
        ("十", 10),
        ("十八", 18),
        ("二十", 20),
        ("二十一", 21),
        ("两", 2),
        ("一十二", 12),
        ("一百", 100),
        ("一百零三", 103),
        ("一百一十", 110),
        ("一百二十三", 123),
        ("一百三", 130),
        ("二百五", 250),
        ("一千零八十", 1080),
        ("一千零八", 1008),
        ("两千零二十三", 2023),
        ("三千五", 3500),
        ("二〇二三", 2023),
        ("二○二三", 2023),
        ("二零二三", 2023),
        ("二00七", 2007),
        ("二ＯＯ七", 2007),
        ("二OO七", 2007),
        ("〇", 0),
        ("○", 0),
        ("零", 0),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        ("贰", 2),
        ("贰拾叁", 23),
        ("壹佰零伍", 105),
        ("伍仟", 5000),
        ("3万", 30000),
        ("3万5千", 35000),
        ("三万五", 35000),
        ("一万零五", 10005),
        ("1亿2000万", 120000000),
        ("12万", 120000),
    ],
)
def test_a_numeral_is_its_number(text, value):
    assert to_int(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "第18",
        "18号",
        "O",
        "oo",
        "一十百",
        "十百",
        "百",
        "十十",
        "一百一百",
        "万",
        "3千5万千",
        "-1",
        "1.5",
        "½",
        "²",
        "٣",
        "1" * 5000,
        "廿十",
    ],
)
def test_what_is_no_numeral_is_none(text):
    assert to_int(text) is None


def test_every_chinese_number_below_ten_thousand_reads_back():
    def write(n: int) -> str:
        digits, out, zero = "零一二三四五六七八九", "", False
        for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            d, n = divmod(n, unit)
            if d:
                out += ("零" if zero else "") + digits[d] + name
                zero = False
            elif out:
                zero = True
        return out

    assert [n for n in range(1, 10000) if to_int(write(n)) != n] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("两三", 3), ("三五", 5), ("一两", 2), ("三两", 3), ("七八", 8), ("十五六", 16), ("二三十", 30), ("二十三四", 24)],
)
def test_of_an_approximate_number_the_greater_is_meant(text, value):
    assert latest(text) == value


@pytest.mark.parametrize(("text", "value"), [("三", 3), ("十五", 15), ("23", 23), ("一百二十", 120), ("天", None)])
def test_an_exact_number_is_itself(text, value):
    assert latest(text) == value
