"""From one list to another."""

from crawler.listings.subcolumns import find_children, find_frame

BASE = "http://www.example.gov.cn/zwgk/jyta/"


def children(html: str) -> list[str]:
    return [child.url for child in find_children(html, BASE, BASE)]


def test_years_and_assemblies_below_the_column_are_children():
    html = """<a href="/">首页</a><a href="./">建议提案办理</a><a href="2025/">2025年</a><a href="./2024/">2024年</a>
    <a href="rdjy/index.html">人大代表建议</a><a href="help/">帮助</a><a href="202304/t20230427_1.html">关于第1号建议的答复</a>"""
    assert children(html) == [BASE + "2025/", BASE + "2024/", BASE + "rdjy/index.html"]


def test_yearly_columns_elsewhere_count_only_if_none_is_below():
    html = '<a href="/xxgk/2025njytabl/">2025年建议提案办理</a><a href="/xxgk/2025/">2025年</a>'
    assert children(html) == ["http://www.example.gov.cn/xxgk/2025njytabl/"]


def test_a_child_is_listed_once():
    assert children('<a href="2025/">2025年</a><a href="2025">2025年</a>') == [BASE + "2025/"]


def test_other_hosts_are_no_children():
    assert children('<a href="http://other.gov.cn/zwgk/2025/">2025年建议提案</a>') == []


def test_frame_a_reader_sees_is_followed_and_a_counter_is_not():
    html = """<iframe src="/module/visitcount/visit.jsp" width="0" height="0"></iframe><iframe src="http://other.cn/a"></iframe>
    <iframe src="list/index.html" width="100%"></iframe>"""
    assert find_frame(html, BASE) == BASE + "list/index.html"
    assert find_frame('<iframe src="a.pdf"></iframe><iframe src="x" style="display: none"></iframe>', BASE) == ""
