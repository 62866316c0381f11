import pytest

from archive.search import zh_seg
from archive.search.segment import LONGEST_TEXT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("养老院", "养老 老院 院"),
        ("养", "养"),
        ("养老，服务", "养老 老 服务 务"),
        ("PPP项目5G", "ppp 项目 目 5g"),
        ("第1500号", "第 1500 号"),
        ("68.3亿元", "68 3 亿元 元"),
        ("養老", "养老 老"),
        ("", ""),
        (None, ""),
        (15, "15"),
    ],
)
def test_zh_seg(text, words):
    assert zh_seg(text).split() == words.split()


def test_a_huge_text_is_cut():
    assert len(zh_seg("x " * LONGEST_TEXT).split()) == LONGEST_TEXT // 2


def test_a_text_that_folding_makes_huge_is_cut():
    assert len(zh_seg("\ufdfa" * LONGEST_TEXT)) <= LONGEST_TEXT + 1
