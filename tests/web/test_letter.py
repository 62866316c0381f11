"""The page of a letter: facts that point into the text, promises, versions, citations, the short address, the tombstone."""

import re
import shutil
import sqlite3
from datetime import UTC, datetime

import pytest
from datasette.app import Datasette
from freezegun import freeze_time
from lxml import html

from archive import withdrawals
from archive.ingest import ingest
from tests.archive import example
from tests.archive.captured import key, record
from web import citation

# Its page was crawled clean first and damaged later (cases 01 and 02), so this is its second version.
SEED = record("02")


@pytest.fixture
async def seed(get, ids):
    return html.document_fromstring((await get(f"/archive/letters/{ids['seed']}")).text)


def test_every_fact_that_stands_in_the_text_points_to_it(seed):
    links = seed.cssselect(".facts a.to-text")
    assert len(links) >= 8
    for link in links:
        marks = seed.cssselect(f"mark[data-ev='{link.get('data-ev')}']")
        assert seed.cssselect(link.get("href")) == marks[:1]
        said, printed = (
            re.sub(r"\D", "", x) or x for x in (link.text_content(), "".join(m.text_content() for m in marks))
        )
        assert said == printed


def test_a_fact_from_elsewhere_on_the_page_says_from_where(seed):
    published = next(div for div in seed.cssselect(".facts dl > div") if "公开日期" in div.text_content())
    assert "取自网页：发布日期" in published.text_content()


def test_the_outline_leads_to_every_section(seed):
    links = seed.cssselect(".outline a[href^='#section-']")
    assert len(links) == len(SEED["sections"])
    for link in links:
        assert len(seed.cssselect(f".letter-text {link.get('href')}")) == 1


def test_the_promises_of_the_seed_letter(seed):
    items = [" ".join(li.text_content().split()) for li in seed.cssselect(".commitment-list > li")]
    assert "长期坚持" in items[0]
    assert "2023年底前" in items[1]
    assert "2023年12月31日" in items[1]
    assert "期限已过" in items[1]
    for link in seed.cssselect(".commitment-list .what a"):
        assert len(seed.cssselect(f".letter-text {link.get('href')}")) == 1


async def test_a_commitment_table_is_a_table(get):
    page = html.document_fromstring((await get(f"/archive/letters/{key('24')}")).text)
    rows = [[cell.text_content() for cell in tr] for tr in page.cssselect(".letter-text table tr")]
    table = record("24")["tables"][0]
    assert rows == [table["header"], *table["rows"]]


def test_a_table_that_lost_its_place_stands_below_the_text(seed):
    rows = [[cell.text_content() for cell in tr] for tr in seed.cssselect(".reading > .table-wrap tr")]
    assert rows == [SEED["tables"][0]["header"], *SEED["tables"][0]["rows"]]


def test_the_live_page_is_linked_without_telling_it_who_comes(seed):
    link = next(a for a in seed.cssselect(".facts .links a") if a.get("href") == SEED["url"])
    assert {"nofollow", "noopener", "noreferrer"} <= set(link.get("rel").split())


async def test_the_record_as_json_has_the_same_address(get, ids):
    row = (await get(f"/archive/letters/{ids['seed']}.json?_shape=objects")).json()["rows"][0]
    assert row["doc_number"] == SEED["letter"]["doc_number"]


async def test_the_short_address_leads_to_the_letter(get, ids):
    response = await get(f"/letters/{ids['seed']}")
    assert response.status_code == 302
    assert response.headers["location"] == f"/archive/letters/{ids['seed']}"


async def test_a_letter_that_is_not_there(get):
    response = await get("/archive/letters/000000000000")
    assert response.status_code == 404
    assert "档案中没有这封复函" in response.text


async def test_a_repaired_date_says_so(get, archive_path):
    conn = sqlite3.connect(f"file:{archive_path}?mode=ro", uri=True)
    found = conn.execute(
        "select letter_id from issues where code = 'signed_on_repaired' and letter_id is not null"
    ).fetchone()
    conn.close()
    if found is None:
        pytest.fail("the example archive holds no letter with a repaired date")
    text = (await get(f"/archive/letters/{found[0]}")).text
    assert '<span class="caution">落款日期由残缺的写法复原</span>' in text


async def test_a_letter_taken_down_says_so(get, ids):
    text = (await get(f"/archive/letters/{ids['gone']}")).text
    assert re.search('class="notice state-withdrawn">.*网站称已撤下此页', text, re.S)


async def test_an_edited_letter_leads_to_what_changed(get, ids):
    text = (await get(f"/archive/letters/{ids['edited']}")).text
    assert "此函首次收录之后被发布单位修改过" in text
    version = html.document_fromstring((await get(f"/letters/{ids['edited']}/versions/2")).text)
    assert re.search("新增泊位<del>22</del><ins>18</ins>0个", (await get(f"/letters/{ids['edited']}/versions/2")).text)
    fields = {
        tr[0].text_content(): (tr[1].text_content(), tr[2].text_content()) for tr in version.cssselect("tbody tr")
    }
    assert fields["办理结果"] == ("∅", "A")


async def test_a_version_that_is_not_there(get, ids):
    assert (await get(f"/letters/{ids['seed']}/versions/7")).status_code == 404


async def test_other_letters_on_the_same_submission_are_named(get, archive_path):
    conn = sqlite3.connect(f"file:{archive_path}?mode=ro", uri=True)
    one, other = conn.execute(
        "select a.letter_id, b.letter_id from letter_submissions a join letter_submissions b using (submission_id) "
        "where a.letter_id < b.letter_id"
    ).fetchone()
    conn.close()
    page = html.document_fromstring((await get(f"/archive/letters/{one}")).text)
    assert f"/letters/{other}" in [a.get("href") for a in page.cssselect("#siblings a")]


async def test_a_removed_letter_is_a_tombstone(archive_path, tmp_path, ids, monkeypatch):
    copied = tmp_path / "archive.db"
    sqlite3.connect(archive_path).execute("vacuum into ?", [str(copied)])
    captures = tmp_path / "captures"
    shutil.copytree(archive_path.parent / "captures", captures)
    withdrawals.write(captures, ids["seed"], "应当事人要求", datetime(2026, 11, 20, tzinfo=UTC))
    ingest(copied, captures, example.SITES, parse=example.parse)
    site = Datasette([str(copied)])
    response = await site.client.get(f"/archive/letters/{ids['seed']}", headers={"accept-language": "zh"})
    assert response.status_code == 410
    assert "此函已应要求撤除" in response.text
    assert "应当事人要求" in response.text
    for path in (
        "/",
        "/search?q=融资",
        f"/archive/letters/{ids['seed']}",
        f"/letters/{ids['seed']}/capture",
        "/places/500116",
    ):
        assert "胡付忠" not in (await site.client.get(path)).text


def letter(**values):
    return {
        "id": "0b24527cdd54",
        "url": SEED["url"],
        "agency_name": SEED["agencies"][0]["name"],
        **SEED["letter"],
        **values,
    }


@freeze_time("2026-11-25")
def test_the_reference_in_gb_t_7714():
    from web.due import today

    assert citation.gbt7714(letter(), "http://127.0.0.1/letters/0b24527cdd54", today()) == (
        "重庆市江津区政务服务管理办公室. 关于江津区第十八届人大三次会议第18号建议的复函：津政务函〔2023〕11号[EB/OL]. "
        f"(2023-04-27)[2026-11-25]. {SEED['url']}. http://127.0.0.1/letters/0b24527cdd54."
    )


def test_a_title_cannot_break_out_of_bibtex():
    entry = citation.bibtex(letter(title="a}} @x{b\\c", agency_name=None), "http://x/", datetime(2026, 1, 2).date())
    assert r"title = {{a\}\} @x\{b\textbackslash c}}" in entry
    assert entry.count("@misc{fuhan-0b24527cdd54,") == 1


@pytest.mark.parametrize(("lang", "said"), [("zh-CN", "第18届第3次会议"), ("en", "江津区, term 18, session 3")])
async def test_the_session_is_said_in_the_language_of_the_page(get, lang, said):
    page = (await get(f"/archive/letters/{key('01')}", lang)).text
    beside = " ".join(re.search(r'<div class="submission">(.*?)</div>', page, re.S)[1].split())
    assert said in re.sub(r"<[^>]*>", "", beside)


async def test_citations_name_the_address_that_lasts(get):
    page = (await get(f"/archive/letters/{key('01')}")).text
    cited = re.search(r'<section id="cite".*?</section>', page, re.S)[0]
    assert cited.count(f"/letters/{key('01')}") == 3
    assert "/archive/letters/" not in cited
