"""Every way a page points to another."""

from crawler.links import links

PAGE = "http://www.example.gov.cn/zwgk/index.html"


def found(html: str, url: str = PAGE) -> dict[str, str]:
    return {link.url: link.text for link in links(html, url)}


def test_relative_link_is_made_absolute_and_its_text_joined():
    html = "<a href='../xxgk/jyta/'>建议\n  提案</a>"
    assert found(html) == {"http://www.example.gov.cn/xxgk/jyta/": "建议 提案"}


def test_title_stands_for_a_text_cut_short():
    assert list(found("<a href='/a' title='人大代表建议办理结果'>人大代表建…</a>").values()) == ["人大代表建议办理结果"]


def test_base_element_is_obeyed():
    assert list(found("<base href='http://www.example.gov.cn/x/'><a href='y/'>建议</a>")) == [
        "http://www.example.gov.cn/x/y/"
    ]


def test_address_is_listed_once_with_its_longest_text():
    assert found("<a href='/a'><img></a><a href='/a'>政协提案办理</a>") == {
        "http://www.example.gov.cn/a": "政协提案办理"
    }


def test_frame_is_a_link():
    (link,) = links("<iframe src='tree.html'></iframe>", PAGE)
    assert (link.url, link.source) == ("http://www.example.gov.cn/zwgk/tree.html", "frame")


def test_node_of_a_script_tree_is_a_link():
    html = """<script>var nodes = [{id: 1, pId: 0, name: "法定主动公开内容"},
      {"id": 7, "pId": 1, "name": "建议提案办理", "url": "\\/zwgk\\/jyta\\/"}];</script>"""
    (link,) = links(html, PAGE)
    assert (link.url, link.text, link.source) == ("http://www.example.gov.cn/zwgk/jyta/", "建议提案办理", "tree")


def test_script_that_moves_on_is_a_link():
    (link,) = links("<script>window.location.href = '/col/col1/index.html';</script>", PAGE)
    assert (link.url, link.source) == ("http://www.example.gov.cn/col/col1/index.html", "moved")


def test_fragment_is_kept_where_it_names_the_column_only():
    html = "<a href='/gkmlpt/index#485'>建议提案</a><a href='/jyta/#top'>建议</a>"
    assert list(found(html)) == ["http://www.example.gov.cn/gkmlpt/index#485", "http://www.example.gov.cn/jyta/"]


def test_scripts_mail_and_broken_addresses_are_no_links():
    html = "<a href='javascript:void(0)'>x</a><a href='mailto:a@example.com'>x</a><a href='#'>x</a><a href='http://[bad'>x</a>"
    assert links(html, PAGE) == []
