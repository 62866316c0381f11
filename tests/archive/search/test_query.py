import pytest

from archive.search import beginning, zh_query
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


@pytest.mark.parametrize("query", ["水", "“水”", "2023年", "5米"])
def test_what_the_index_holds_only_as_a_beginning_is_told(query):
    assert beginning(query) == query.strip("“”")


def test_a_beginning_is_folded():
    assert beginning("體") == "体"


@pytest.mark.parametrize("query", ["水利", "水 路", "水 -路", "水 OR 路", "A", "A座", "GDP*", "2023", ""])
def test_other_queries_are_no_beginning(query):
    assert beginning(query) is None
