import pytest

from archive.search import lone, narrowed, zh_query
from archive.search.query import MOST_TERMS, parse


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("养老服务", '("养老 老服 服务")'),
        ("养", '("养"*)'),
        ("养老 服务", '("养老" AND "服务")'),
        ("养老　服务", '("养老" AND "服务")'),
        ('"养老 服务"', '("养老 老 服务")'),
        ("“养老", '("养老")'),
        ("养老 -教育", '(("养老") NOT ("教育"))'),
        ("养老 NOT 教育 －托育", '(("养老") NOT ("教育" OR "托育"))'),
        ("养老 OR 托育 补贴", '("养老") OR ("托育" AND "补贴")'),
        ("养老 或 托育", '("养老") OR ("托育")'),
        ("养老 AND", '("养老")'),
        ("养老 養老", '("养老")'),
        ("AND", '("and")'),
        ("-教育", '""'),
        ("GDP*", '("gdp"*)'),
        ("5G网络", '("5g 网络")'),
        ("关于“十四五”规划", '("关于 于 十四 四五 五 规划")'),
        ("2023-04", '("2023 04")'),
        ("", '""'),
        (None, '""'),
    ],
)
def test_zh_query(query, expression):
    assert zh_query(query) == expression


def test_a_query_of_many_terms_is_cut():
    assert sum(len(group.wanted) for group in parse(" ".join(f"a{n}" for n in range(400)))) == MOST_TERMS


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("水", "水"),
        ("體", "体"),
        ("2023年", "年"),
        ("养老，老", "老"),
        ("学位 区", "区"),
        ("2023年 路", "年路"),
        ("养老 -路", "路"),
        ("水 OR 路", "水路"),
        ("水利", ""),
        ("A", ""),
        ("年A", ""),
        ("GDP*", ""),
        ("", ""),
    ],
)
def test_what_the_index_holds_only_as_a_beginning_is_told(query, found):
    assert lone(query) == set(found)


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("水", ""),
        ("水 年", ""),
        ("水 路", '("路"*)'),
        ("水利 OR 水", ""),
        ("2023年", '("2023")'),
        ("养老，老水，水", '("养老 老 老水 水")'),
        ("学位 水", '("学位")'),
        ("学位 水 桥", '("学位" AND "桥"*)'),
        ("学位 -水", '("学位")'),
        ("学位 -水 -桥", '(("学位") NOT ("桥"*))'),
        ("2023年 路 OR 学位", '("2023" AND "路"*) OR ("学位")'),
    ],
)
def test_the_other_words_are_asked_for_alone(query, expression):
    assert narrowed(query, {"水", "年"}) == expression
