"""The example site as a client meets it: lists, letters, files, 304, editions, hostile letters."""

import re
import subprocess
import sys

import httpx
import pytest
from click.testing import CliRunner

from crawler import registry
from examples.content import CONTENT
from examples.demo import Demo
from examples.serve import listen
from fuhan.commands.demo import command
from tests.testbed.naive import getter, walk

SEED = "http://www.jiangjin.gov.cn/bm/qzwfwb/zwgk_84210/zfxxgkml/jytabl/rddbjybl/202304/t20230427_11910011.html"
SITES = registry.load(CONTENT.parent / "sites")
HOSTILE = "www.shili.gov.cn"
CLIENT = httpx.Client()


@pytest.fixture(scope="module")
def demo():
    with Demo(0) as running:
        yield running


@pytest.fixture
def later():
    with Demo(0, edition=2) as running:
        yield running


def ask(demo, url, **headers):
    host, path = url.split("/", 3)[2], "/" + url.split("/", 3)[3]
    return CLIENT.get(f"http://127.0.0.1:{demo.port}{path}", headers={"host": host, **headers})


def letters_of(demo, site):
    get = getter(demo.port)
    platform = demo.publishers[site.own_hosts[0]].site.platform
    return {url for column in site.columns for url in walk(get, platform, column.url, column.children)}


def urls(demo, host):
    platform = demo.publishers[host]
    return {platform.site.url(path) for path in platform.index}


@pytest.mark.parametrize("site", [site for site in SITES if site.id != "www-nhc-gov-cn"], ids=lambda site: site.id)
def test_every_page_of_a_publisher_is_reached_from_its_registry_entry(demo, site):
    found = letters_of(demo, site)
    assert found == urls(demo, site.own_hosts[0])
    assert all(ask(demo, url).status_code == 200 for url in found)


def test_seed_letter_is_served_as_the_gold_case_has_it(demo):
    assert ask(demo, SEED).content == (CONTENT / "www.jiangjin.gov.cn/pages/seed.html").read_bytes()


def test_jiangjin_congress_column_has_three_pages_and_twenty_letters(demo):
    column = demo.publishers["www.jiangjin.gov.cn"].site.columns[0]
    assert len(column.pages(8)) == 3
    assert sum(item.letter for item in column.items) >= 20
    assert {
        ask(demo, f"http://www.jiangjin.gov.cn{column.path}{name}").status_code
        for name in ("index_1.html", "index_2.html")
    } == {200}
    assert ask(demo, f"http://www.jiangjin.gov.cn{column.path}index_3.html").status_code == 404


def test_date_stands_inside_the_link_of_a_chongqing_list(demo):
    page = ask(demo, "http://www.jiangjin.gov.cn/bm/qzwfwb/zwgk_84210/zfxxgkml/jytabl/rddbjybl/").text
    assert "<span>2026-06-05</span></a>" in page


@pytest.mark.parametrize("header", [("etag", "if-none-match"), ("last-modified", "if-modified-since")])
def test_unchanged_letter_answers_304(demo, header):
    first = ask(demo, SEED)
    second = ask(demo, SEED, **{header[1]: first.headers[header[0]]})
    assert (second.status_code, second.content) == (304, b"")


def test_robots_and_unknown_pages(demo):
    assert "User-agent" in ask(demo, "http://www.jiangjin.gov.cn/robots.txt").text
    assert ask(demo, "http://www.nhc.gov.cn/robots.txt").status_code == 404
    assert ask(demo, "http://www.jiangjin.gov.cn/none.html").status_code == 404


def test_unknown_host_is_told_where_to_look(demo):
    reply = ask(demo, "http://www.unknown.gov.cn/")
    assert reply.status_code == 421
    assert "lists them" in reply.text


def test_browser_reaches_a_publisher_below_localhost(demo):
    assert ask(demo, SEED.replace(".gov.cn/", ".gov.cn.localhost/")).content == ask(demo, SEED).content


def test_blocked_publisher_challenges_every_page(demo):
    assert ask(demo, "http://www.nhc.gov.cn/wjw/jiany/list.shtml").status_code == 412


def test_attachments_come_through_file_and_download_script(demo):
    gold = ask(
        demo,
        "http://www.junan.gov.cn/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=1210455",
    )
    scan = ask(demo, "http://www.qinzhouqu.gov.cn/__local/7/3E/A1/0C5D8F21B4E6A97730D1C2B3E45_9F1A2C3B_6D40E.pdf")
    word = ask(
        demo, "http://www.quannan.gov.cn/qnxxxgk/rdjy/202309/6f2d81c0a94b4e7b8d35a1f7be902c44/files/2a7715be0c.docx"
    )
    assert [reply.content[:4] for reply in (gold, scan, word)] == [b"%PDF", b"%PDF", b"PK\x03\x04"]


def test_second_edition_changes_loses_and_repeats_letters(demo, later):
    before = {host: urls(demo, host) for host in demo.publishers}
    after = {host: urls(later, host) for host in later.publishers}
    gone = set().union(*before.values()) - set().union(*after.values())
    assert gone == {"http://www.zjcx.gov.cn/art/2026/6/22/art_1229518512_2143507.html"}
    assert SEED.replace(".html", "_wap.html") in after["www.jiangjin.gov.cn"]
    assert ask(later, SEED.replace(".html", "_wap.html")).content == ask(later, SEED).content
    kept = set().union(*before.values()) & set().union(*after.values())
    changed = {url for url in kept if "nhc" not in url and ask(demo, url).content != ask(later, url).content}
    assert len(changed) >= 3
    edited = next(url for url in changed if "t20260403_15502931" in url)
    dates = [re.sub("<[^>]+>", "", ask(edition, edited).text).count("2026年6月底前") for edition in (demo, later)]
    assert dates == [2, 0]


def test_edition_is_turned_while_running():
    with Demo(0) as demo:
        address = f"http://127.0.0.1:{demo.port}"
        assert "edition 1" in httpx.get(address).text
        assert "edition 2" in httpx.post(f"{address}/edition/2").text
        assert demo.edition == 2


def test_hostile_letters_are_as_hostile_as_promised(demo):
    text = "\n".join(ask(demo, url).text for url in urls(demo, HOSTILE))
    promised = (
        "<script>document.body",
        "onclick=",
        "javascript:alert",
        "=cmd|",
        "\u202e",
        "长" * 100_000,
        "<style>body",
    )
    assert [word for word in promised if word not in text] == []


def test_command_says_what_to_do_when_the_port_is_taken():
    with listen(0) as taken:
        result = CliRunner().invoke(command, ["--port", str(taken.getsockname()[1])])
    assert result.exit_code == 1
    assert "is in use; stop what holds it" in result.output
    assert "--port" in result.output


def test_command_serves_until_it_is_stopped():
    process = subprocess.Popen(
        [sys.executable, "-m", "fuhan.cli", "demo", "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        first = process.stdout.readline()
        port = int(first.rpartition(":")[2])
        assert "edition 1" in first
        assert (
            httpx.get(f"http://127.0.0.1:{port}/robots.txt", headers={"host": "www.jiangjin.gov.cn"}).status_code == 200
        )
    finally:
        process.terminate()
        process.wait(10)
