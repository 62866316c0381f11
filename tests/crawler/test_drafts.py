"""Site files the program proposes: the publisher, the place, and YAML that loads as it stands."""

import pytest

from crawler import registry
from crawler.drafts import draft, locate, publisher_name, site_id, to_yaml

URL = "http://www.jiangjin.gov.cn/zwgk/jytabl/"
COLUMN = {"id": "jytabl", "kind": "mixed", "url": URL}


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.jiangjin.gov.cn", "jiangjin"),
        ("sthjj.shiyan.gov.cn", "sthjj-shiyan"),
        ("zwgk_x.km.gov.cn", "zwgk-x-km"),
        ("www.ahscxzx.cn", "ahscxzx"),
    ],
)
def test_file_is_called_after_the_host(host, name):
    assert site_id(host) == name


@pytest.mark.parametrize(
    "html",
    [
        "<meta name='SiteName' content='重庆市江津区人民政府网站'>",
        "<title>建议提案办理_重庆市江津区人民政府</title>",
        "<title>建议提案办理 - 中国·重庆市江津区人民政府门户网站</title>",
        "<title>建议提案</title><p>主办单位：重庆市江津区人民政府 承办：中心</p>",
        "<title>列表</title><p>当前位置：重庆市江津区人民政府 &gt; 政务公开 &gt; 建议提案</p>",
    ],
)
def test_publisher_is_read_off_the_page(html):
    assert publisher_name([(html, URL)]) == "重庆市江津区人民政府"


def test_column_name_is_not_taken_for_the_publisher():
    assert publisher_name([("<title>建议提案办理</title>", URL)]) is None


@pytest.mark.parametrize(
    ("name", "host", "code"),
    [
        ("重庆市江津区人民政府", "x.gov.cn", "500116"),
        ("生态环境局", "sthjj.shiyan.gov.cn", "420300"),
        ("教育厅", "jyt.guizhou.gov.cn", "520000"),
        ("国家卫生健康委员会", "www.nhc.gov.cn", "100000"),
    ],
)
def test_place_is_told_from_name_or_host(name, host, code):
    assert locate(name, host).code == code


def test_place_that_cannot_be_told_is_none():
    assert locate("科技局", "kjj.gov.cn") is None


def test_draft_of_a_named_page_loads_as_a_site_file(tmp_path):
    html = "<meta name='SiteName' content='重庆市江津区人民政府'>"
    made = draft("www.jiangjin.gov.cn", [COLUMN], [(html, URL)], platform="trs")
    path = tmp_path / made.folder / f"{made.id}.yml"
    path.parent.mkdir()
    path.write_text(made.yaml, encoding="utf-8")
    site = registry.load(tmp_path)["jiangjin"]
    assert made.folder == "chongqing"
    assert (site.name_zh, site.name_en) == ("重庆市江津区人民政府", "Jiangjin District People's Government")
    assert (site.division, site.level, site.platform, site.verified) == ("500116", "county", "trs", None)
    assert site.columns[0].url == URL


def test_guessed_place_is_a_doubt_and_a_given_one_is_not():
    page = ("<meta name='SiteName' content='重庆市江津区人民政府'>", URL)
    assert "Taken for 重庆市江津区: right?" in draft("www.jiangjin.gov.cn", [COLUMN], [page]).doubts
    assert draft("www.jiangjin.gov.cn", [COLUMN], [page], division="500116").doubts == []


def test_draft_of_an_unnamed_page_says_todo_and_does_not_load(tmp_path):
    made = draft("kjj.gov.cn", [COLUMN], [("<p></p>", URL)])
    (tmp_path / "kjj.yml").write_text(made.yaml, encoding="utf-8")
    assert any("--name-zh" in doubt for doubt in made.doubts)
    with pytest.raises(registry.RegistryError, match="division"):
        registry.load(tmp_path)


def test_name_given_by_a_person_is_kept_as_given():
    made = draft("x.gov.cn", [COLUMN], [], name_zh="江津区科技局", name_en="Jiangjin Science Bureau", division="500116")
    assert (made.site["name_zh"], made.site["name_en"]) == ("江津区科技局", "Jiangjin Science Bureau")


def test_many_columns_are_written_one_to_a_line():
    columns = [
        {"id": f"c{n}", "kind": "mixed", "url": f"http://a.gov.cn/{n}/", "sample": f"http://a.gov.cn/{n}/1.html"}
        for n in range(5)
    ]
    site = {
        "name_zh": "江津区",
        "name_en": "Jiangjin",
        "division": "500116",
        "level": "county",
        "verified": None,
        "columns": columns,
    }
    lines = to_yaml(site, []).splitlines()
    assert len(lines) <= 16
    assert lines[-1] == '  - {id: c4, kind: mixed, url: "http://a.gov.cn/4/", sample: "http://a.gov.cn/4/1.html"}'


def test_signs_of_yaml_in_an_address_are_quoted(tmp_path):
    url = "http://a.gov.cn/gkmlpt/index?a=b&c={d}#485"
    site = {
        "name_zh": "江津区",
        "name_en": "Jiangjin",
        "division": "500116",
        "level": "county",
        "columns": [{"id": "c", "kind": "mixed", "url": url}],
    }
    (tmp_path / "a.yml").write_text(to_yaml(site, ["a: note"]), encoding="utf-8")
    assert registry.load(tmp_path)["a"].columns[0].url == url
