"""Site files are read strictly; a mistake names its file, line, key and cure."""

from pathlib import Path

import pytest
import yaml

from crawler import registry

GOOD = """\
name_zh: 十堰市生态环境局
name_en: Shiyan Municipal Bureau of Ecology and Environment
division: "420300"
level: prefecture
columns:
  - {id: rdjy, kind: congress, url: "http://sthjj.shiyan.gov.cn/jyhtabl/rdjy/", children: true}
"""


def write(folder: Path, text: str = GOOD, name: str = "hubei/sthjj-shiyan.yml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problem(folder: Path, text: str, name: str = "hubei/sthjj-shiyan.yml") -> str:
    write(folder, text, name)
    with pytest.raises(registry.RegistryError) as error:
        registry.load(folder)
    return str(error.value)


def test_id_is_the_file_name(tmp_path):
    write(tmp_path)
    assert registry.load(tmp_path)["sthjj-shiyan"].id == "sthjj-shiyan"


def test_province_is_the_folder(tmp_path):
    write(tmp_path)
    assert registry.load(tmp_path).province("sthjj-shiyan") == "hubei"


def test_several_folders_make_one_registry(tmp_path):
    write(tmp_path / "a")
    write(tmp_path / "b", GOOD.replace("sthjj.shiyan", "keji.shiyan"), "hubei/keji-shiyan.yml")
    assert set(registry.load([tmp_path / "a", tmp_path / "b"]).sites) == {"sthjj-shiyan", "keji-shiyan"}


def test_missing_folder_is_said(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        registry.load(tmp_path / "nowhere")


@pytest.mark.parametrize("code", ["420300", "010100"])
def test_unquoted_division_is_refused_as_it_is_written(tmp_path, code):
    said = problem(tmp_path, GOOD.replace('"420300"', code))
    assert f"sthjj-shiyan.yml:3: division: {code} is read as a number" in said
    assert f'division: "{code}"' in said


def test_unknown_key_is_named_with_its_line(tmp_path):
    assert "yml:2: nme_en: no such key" in problem(tmp_path, GOOD.replace("name_en", "nme_en"))


def test_missing_key_is_named(tmp_path):
    assert "name_en: is missing" in problem(tmp_path, GOOD.replace("name_en", "nme_en"))


def test_key_standing_twice_is_refused(tmp_path):
    assert "line 5: the key level stands twice" in problem(
        tmp_path, GOOD.replace("columns:", "level: county\ncolumns:")
    )


def test_address_without_path_says_what_to_write(tmp_path):
    said = problem(tmp_path, GOOD.replace("/jyhtabl/rdjy/", ""))
    assert "yml:6: columns.0.url: must be a whole address" in said


def test_unknown_kind_lists_the_kinds(tmp_path):
    assert "'congress', 'cppcc' or 'mixed'" in problem(tmp_path, GOOD.replace("kind: congress", "kind: npc"))


def test_all_files_are_reported_at_once(tmp_path):
    write(tmp_path, GOOD.replace("level: prefecture", "level: city"), "hubei/one.yml")
    said = problem(tmp_path, GOOD.replace("level: prefecture", "level: town"), "hubei/two.yml")
    assert "one.yml:4" in said
    assert "two.yml:4" in said


def test_id_other_than_the_file_name_is_refused(tmp_path):
    assert "'other' is not the file's name" in problem(tmp_path, "id: other\n" + GOOD)


def test_file_name_twice_is_refused(tmp_path):
    write(tmp_path, GOOD.replace("sthjj.shiyan", "x.shiyan"), "anhui/sthjj-shiyan.yml")
    assert "id sthjj-shiyan is taken by" in problem(tmp_path, GOOD)


@pytest.mark.parametrize("host", ["sthjj.shiyan.gov.cn", "www.sthjj.shiyan.gov.cn"])
def test_host_twice_is_refused_www_or_not(tmp_path, host):
    write(tmp_path, GOOD.replace("sthjj.shiyan.gov.cn", host), "hubei/another.yml")
    assert "sthjj.shiyan.gov.cn belongs to" in problem(tmp_path, GOOD)


def test_two_columns_with_one_address_are_refused(tmp_path):
    again = '  - {id: again, kind: cppcc, url: "http://sthjj.shiyan.gov.cn/jyhtabl/rdjy/"}\n'
    assert "two columns have the url" in problem(tmp_path, GOOD + again)


def test_the_nation_has_its_own_code(tmp_path):
    assert 'level national goes with division "100000"' in problem(tmp_path, GOOD.replace("prefecture", "national"))


def test_delay_below_the_house_rule_is_refused(tmp_path):
    assert "politeness.delay" in problem(tmp_path, GOOD + "politeness: {delay: 0.5}\n")


def test_encoding_must_write_chinese(tmp_path):
    assert "gb18030" in problem(tmp_path, GOOD + "encoding: latin-1\n")


def test_range_starts_with_the_lowest(tmp_path):
    assert "lowest count first" in problem(tmp_path, GOOD + "expect: [400, 20]\n")


def test_not_yaml_is_one_sentence(tmp_path):
    said = problem(tmp_path, "name_zh: [")
    assert "\n" not in said
    assert "sthjj-shiyan.yml" in said


@pytest.mark.parametrize(
    "paging",
    [
        "{strategy: next_link}",
        "{strategy: suffix, stem: list, ext: shtml, first_index: 1}",
        "{strategy: reverse}",
        "{strategy: numeric_path, template: 'page_{n}.html'}",
        "{strategy: query_param, param: cur_page}",
        "{strategy: json_api, results: data.results, date: publishedTime, success: success}",
        "{strategy: html_fragment, dialect: jpaas, extra_params: {parseType: bulidstatic, webId: '3637'}}",
        "{strategy: single}",
    ],
)
def test_every_strategy_can_be_written(tmp_path, paging):
    write(tmp_path, GOOD.replace("children: true", f"paging: {paging}"))
    column = registry.load(tmp_path)["sthjj-shiyan"].columns[0]
    assert column.paging.strategy == yaml.safe_load(paging)["strategy"]


def test_paging_of_another_strategy_is_refused(tmp_path):
    said = problem(tmp_path, GOOD.replace("children: true", "paging: {strategy: reverse, stem: index}"))
    assert "yml:6: columns.0.paging" in said
    assert "stem: no such key" in said


def test_fragment_of_the_address_is_kept(tmp_path):
    write(tmp_path, GOOD.replace("/jyhtabl/rdjy/", "/gkmlpt/index#485"))
    assert registry.load(tmp_path)["sthjj-shiyan"].columns[0].url.endswith("#485")


def test_plain_dict_is_complete(tmp_path):
    write(tmp_path, GOOD + "hosts: [api.shiyan.gov.cn]\nverified: 2026-11-02\n")
    (plain,) = registry.load(tmp_path).as_dicts()
    assert plain["hosts"] == ["sthjj.shiyan.gov.cn", "api.shiyan.gov.cn"]
    assert plain["verified"] == "2026-11-02"
    assert plain["division"] == "420300"
    assert plain["columns"][0]["name_zh"] == "人大代表建议办理"
    assert plain["columns"][0]["paging"] is None


@pytest.mark.parametrize(
    "address", ["sthjj.shiyan.gov.cn", "http://www.sthjj.shiyan.gov.cn/x", "https://sthjj.shiyan.gov.cn/"]
)
def test_site_is_found_by_host(tmp_path, address):
    write(tmp_path)
    assert registry.load(tmp_path).by_host(address).id == "sthjj-shiyan"


def test_unknown_id_names_what_comes_near(tmp_path):
    write(tmp_path)
    with pytest.raises(KeyError, match="did you mean sthjj-shiyan"):
        registry.load(tmp_path)["shiyan"]


def test_schema_describes_every_strategy():
    schema = registry.json_schema()
    strategies = {
        d["properties"]["strategy"]["const"] for d in schema["$defs"].values() if "strategy" in d.get("properties", {})
    }
    assert strategies == {
        "next_link", "suffix", "reverse", "numeric_path", "query_param", "json_api", "html_fragment", "single",
    }  # fmt: skip
    assert "id" not in schema["required"]


@pytest.mark.parametrize(
    "name",
    [
        "sthjj-shiyan",
        "sthjj.shiyan.gov.cn",
        "www.sthjj.shiyan.gov.cn/x/",
        "http://sthjj.shiyan.gov.cn/x/t20230427_1.html",
    ],
)
def test_site_is_found_by_id_host_or_address(tmp_path, name):
    write(tmp_path)
    assert registry.load(tmp_path).find(name).id == "sthjj-shiyan"


@pytest.mark.parametrize("name", ["sthj-shiyan", "shiyan", "sthj.shiyan.gov.cn", "https://sthjj.shian.gov.cn/jyta/"])
def test_unknown_name_is_answered_with_the_nearest_ids(tmp_path, name):
    write(tmp_path)
    with pytest.raises(KeyError, match=r"did you mean sthjj-shiyan\?"):
        registry.load(tmp_path).find(name)


@pytest.mark.parametrize("name", ["qqqq", "http://[", ""])
def test_name_that_is_nothing_like_any_is_sent_to_the_list(tmp_path, name):
    write(tmp_path)
    with pytest.raises(KeyError):
        registry.load(tmp_path).find(name)
