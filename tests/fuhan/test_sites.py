"""`fuhan sites`: every subcommand as a person runs it, against the example site on loopback."""

import json
import subprocess
import sys

import pytest
import yaml
from click.testing import CliRunner

from examples.demo import Demo
from fuhan import cli

JIANGJIN = "http://www.jiangjin.gov.cn/bm/qzwfwb/zwgk_84210/zfxxgkml/jytabl/rddbjybl/"


@pytest.fixture(scope="module")
def demo():
    with Demo(0) as running:
        yield running


@pytest.fixture
def fuhan(demo, tmp_path):
    """Runs a command; commands that visit get the map of the example site."""
    names = tmp_path / "map.yml"
    names.write_text(yaml.safe_dump(demo.resolve_map), encoding="utf-8")
    registry = tmp_path / "registry"
    registry.mkdir()

    def run(*arguments, visit=False, sites=registry):
        words = ["sites", *(["--sites", str(sites)] if sites else []), *arguments]
        if visit:  # an engine of its own, which a process can start only once
            command = [sys.executable, "-m", "fuhan.cli", *words, "--resolve-map", str(names), "--delay", "0"]
            return subprocess.run(command, capture_output=True, text=True, timeout=120)
        done = CliRunner().invoke(cli.fuhan, words, env={"FUHAN_CONTACT": None, "FUHAN_SITES": None})
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)

    run.registry = registry
    run.fixtures = tmp_path / "fixtures"
    return run


def test_list_is_tab_separated_when_piped(fuhan):
    done = fuhan("--province", "chongqing", sites=None)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert lines[0] == ["site", "publisher", "province", "level", "platform", "columns", "verified"]
    assert ["jiangjin", "江津区人民政府", "chongqing", "county", "trs", "1", "-"] in lines
    assert {line[2] for line in lines[1:]} == {"chongqing"}


@pytest.mark.parametrize("name", ["chongqing", "重庆", "重庆市", "Chongqing", "50"])
def test_province_has_many_names(fuhan, name):
    assert fuhan("--province", name, sites=None).stdout.count("\tchongqing\t") > 10


def test_filters_narrow_the_list_together(fuhan):
    done = fuhan("--platform", "vsb", "--level", "prefecture", "--unverified", "--json", sites=None)
    found = json.loads(done.stdout)
    assert found
    assert {(site["platform"], site["level"], site["verified"]) for site in found} == {("vsb", "prefecture", None)}


def test_show_names_file_division_and_columns(fuhan):
    done = fuhan("show", "www.jiangjin.gov.cn", sites=None)
    assert "crawler/sites/chongqing/jiangjin.yml" in done.stdout
    assert "500116 重庆市 江津区 (county)" in done.stdout
    assert JIANGJIN in done.stdout


def test_show_of_an_unknown_site_says_what_to_do(fuhan):
    done = fuhan("show", "nowhere", sites=None)
    assert done.returncode == 2
    assert "`fuhan sites` lists them" in done.stderr


def test_schema_is_json_schema(fuhan):
    assert json.loads(fuhan("schema").stdout)["properties"]["division"]["pattern"] == r"^\d{6}$"


def test_divisions_finds_a_code(fuhan):
    assert fuhan("divisions", "江津").stdout == "500116  重庆市江津区  (county)\n"


def test_portals_lists_what_a_province_lacks(fuhan):
    lines = [
        line.split("\t") for line in fuhan("portals", "--province", "重庆", "--missing", sites=None).stdout.splitlines()
    ]
    assert len(lines) > 10
    assert {line[3] for line in lines} == {"-"}
    assert "500116" not in {line[0] for line in lines}


def test_portals_of_an_unknown_province_says_what_to_try(fuhan):
    done = fuhan("portals", "--province", "atlantis", sites=None)
    assert done.returncode == 2
    assert "try hubei" in done.stderr


def test_broken_site_file_is_one_sentence_and_no_traceback(fuhan):
    (fuhan.registry / "bad.yml").write_text("name_zh: 江津区\n", encoding="utf-8")
    done = fuhan()
    assert done.returncode == 1
    assert "bad.yml:1: name_en: is missing; add it" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_of_a_site_that_works_ends_with_0(fuhan):
    done = fuhan("check", "www.jiangjin.gov.cn", "--json", visit=True, sites="examples/sites")
    (report,) = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["works"]
    assert report["robots"] == "allows the columns"
    assert [column["pages"] for column in report["columns"]] == [[8, 8], [4]]
    assert report["columns"][0]["letter"]["doc_number"] == "津政务函〔2026〕9号"


def test_check_of_a_site_behind_a_challenge_ends_with_1(fuhan):
    done = fuhan("check", "www.nhc.gov.cn", visit=True, sites="examples/sites")
    assert done.returncode == 1
    assert "! the page did not come: challenge" in done.stdout


def test_check_writes_the_date_into_files_that_work_only(fuhan):
    fuhan("new", JIANGJIN, "--fixtures", str(fuhan.fixtures), visit=True)
    path = fuhan.registry / "chongqing" / "jiangjin.yml"
    before = path.read_text(encoding="utf-8")
    fuhan("check", "jiangjin", "--write-verified", visit=True)
    after = path.read_text(encoding="utf-8")
    assert "verified: null" in before
    assert yaml.safe_load(after)["verified"] is not None
    assert [line for line in after.splitlines() if not line.startswith("verified")] == [
        line for line in before.splitlines() if not line.startswith("verified")
    ]


def test_the_example_site_verifies_nothing(fuhan, demo, monkeypatch):
    monkeypatch.setenv("FUHAN_DEMO_PORT", str(demo.port))
    done = fuhan("check", "jiangjin", "--demo", "--write-verified")
    assert done.returncode == 2
    assert "proves nothing" in done.stderr


def test_example_site_that_is_not_served_is_said(fuhan, monkeypatch):
    monkeypatch.setenv("FUHAN_DEMO_PORT", "1")
    done = fuhan("check", "www.jiangjin.gov.cn", "--demo", sites="examples/sites")
    assert done.returncode == 2
    assert "nothing answers on 127.0.0.1:1; start the example site first" in done.stderr


def test_live_sites_are_not_visited_without_a_contact(fuhan):
    done = fuhan("check", "jiangjin", sites=None)
    assert done.returncode == 2
    assert "FUHAN_CONTACT" in done.stderr


def test_new_writes_a_site_file_a_fixture_and_says_what_is_next(fuhan):
    done = fuhan("new", JIANGJIN, "--fixtures", str(fuhan.fixtures), visit=True)
    site = yaml.safe_load((fuhan.registry / "chongqing" / "jiangjin.yml").read_text(encoding="utf-8"))
    assert done.returncode == 0
    assert site["name_zh"] == "重庆市江津区政务服务管理办公室"
    assert site["columns"] == [{"id": "rddbjybl", "kind": "congress", "url": JIANGJIN}]
    assert json.loads((fuhan.registry / "site.schema.json").read_text(encoding="utf-8"))["type"] == "object"
    folder = fuhan.fixtures / "jiangjin" / "rddbjybl"
    assert json.loads((folder / "expected.json").read_text(encoding="utf-8"))["reviewed"] is False
    assert "set reviewed to true" in done.stdout
    assert f"fuhan sites --sites {fuhan.registry} check jiangjin --write-verified" in done.stdout


def test_new_adds_a_second_column_to_the_hosts_file(fuhan):
    fuhan("new", JIANGJIN, "--fixtures", str(fuhan.fixtures), visit=True)
    fuhan("new", JIANGJIN.replace("rddbjybl", "zxwytabl"), "--fixtures", str(fuhan.fixtures), visit=True)
    site = yaml.safe_load((fuhan.registry / "chongqing" / "jiangjin.yml").read_text(encoding="utf-8"))
    assert [(column["id"], column["kind"]) for column in site["columns"]] == [
        ("rddbjybl", "congress"),
        ("zxwytabl", "cppcc"),
    ]


def test_new_of_a_known_column_is_refused(fuhan):
    fuhan("new", JIANGJIN, "--fixtures", str(fuhan.fixtures), visit=True)
    done = fuhan("new", JIANGJIN)
    assert done.returncode == 2
    assert "is column rddbjybl of jiangjin already" in done.stderr


def test_new_of_a_page_that_does_not_come_writes_nothing(fuhan):
    done = fuhan("new", "http://www.nhc.gov.cn/wjw/jiany/list.shtml", "--fixtures", str(fuhan.fixtures), visit=True)
    assert done.returncode == 1
    assert "challenge" in done.stderr
    assert list(fuhan.registry.rglob("*.yml")) == []
    assert not fuhan.fixtures.exists()


def test_new_that_lacks_a_name_asks_for_it_and_writes_nothing(fuhan):
    done = fuhan(
        "new", "http://www.zjcx.gov.cn/col/col1229518513/index.html", "--fixtures", str(fuhan.fixtures), visit=True
    )
    assert done.returncode == 2
    assert "give --name-en" in done.stderr
    assert list(fuhan.registry.rglob("*.yml")) == []


@pytest.mark.parametrize("url", ["www.jiangjin.gov.cn/zwgk/", "ftp://www.jiangjin.gov.cn/zwgk/"])
def test_new_and_discover_want_a_whole_address(fuhan, url):
    for command in ("new", "discover"):
        done = fuhan(command, url)
        assert done.returncode == 2
        assert "copy it from the browser" in done.stderr


def test_discover_proposes_a_site_file_that_loads(fuhan):
    done = fuhan("discover", "http://www.jiangjin.gov.cn/", visit=True)
    site = yaml.safe_load(done.stdout)
    assert [column["url"] for column in site["columns"]] == [JIANGJIN, JIANGJIN.replace("rddbjybl", "zxwytabl")]
    assert (site["division"], site["platform"]) == ("500116", "trs")
    assert "--write puts it into the registry" in done.stderr


def test_discover_finds_columns_behind_an_interface(fuhan):
    done = fuhan("discover", "http://www.haizhu.gov.cn/", visit=True)
    assert [column["id"] for column in yaml.safe_load(done.stdout)["columns"]] == ["cat3214", "cat3215"]


def test_discover_writes_only_what_showed_letters(fuhan):
    fuhan("discover", "http://www.jiangjin.gov.cn/", "--write", visit=True)
    assert [path.name for path in fuhan.registry.rglob("*.yml")] == ["jiangjin.yml"]


def test_discover_of_a_known_host_shows_the_columns_its_file_lacks(fuhan):
    fuhan("new", JIANGJIN, "--fixtures", str(fuhan.fixtures), visit=True)
    done = fuhan("discover", "http://www.jiangjin.gov.cn/", visit=True)
    assert "jiangjin has 1 columns; not in its file: 1" in done.stdout
    assert "zxwytabl" in done.stdout


def test_discover_keeps_its_budget(fuhan, demo):
    done = fuhan("discover", "http://sthjj.shiyan.gov.cn/", "--max-requests", "3", visit=True)
    assert "3 pages asked for" in done.stderr


def test_discover_of_a_closed_portal_ends_with_1(fuhan):
    done = fuhan("discover", "http://www.nhc.gov.cn/", visit=True)
    assert done.returncode == 1
    assert "did not come: challenge: http://www.nhc.gov.cn/" in done.stderr
