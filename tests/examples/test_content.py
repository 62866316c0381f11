"""The files under examples/content: valid, whole, and without a real person's telephone."""

import re
from pathlib import Path

import pytest
import yaml

from crawler import registry
from examples.content import CONTENT, ContentError, folders, load, load_site
from examples.hosts import hosts, resolve_map

GOLD = {
    "www.jiangjin.gov.cn/pages/seed.html": "01-seed-jiangjin",
    "www.zjcx.gov.cn/pages/notice.html": "28-neg-notice",
    "www.haizhu.gov.cn/pages/merged-deadlines.html": "12-haizhu-merged-deadlines",
    "www.junan.gov.cn/pages/vsb-attachments.html": "11-junan-vsb-attachments",
    "www.qinzhouqu.gov.cn/pages/pdf-only.html": "22-qinzhou-pdf-only",
    "sthjj.shiyan.gov.cn/pages/joint-deputies.html": "04-shiyan-joint-deputies",
    "www.deqing.gov.cn/pages/party-addressee.html": "08-deqing-party-addressee",
    "www.quannan.gov.cn/pages/quoted-asks.html": "09-quannan-quoted-asks",
    "www.tongcheng.gov.cn/pages/between-sessions.html": "13-tongcheng-between-sessions",
    "slj.cq.gov.cn/pages/deadlines.html": "24-cqslj-deadlines",
}
CASES = Path(__file__).parents[1] / "cases"
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[-—－ ]?\d{7,8}(?!\d)")
BARE = re.compile(r"电话[：:]?\s*(\d{7,8})(?!\d)")


def letters():
    return [item for site in load(1) for column in site.leaves() for item in column.items if item.letter]


def files(pattern):
    return sorted(CONTENT.glob(pattern))


def test_every_file_is_valid_in_both_editions():
    assert [len(load(edition)) for edition in (1, 2)] == [len(folders())] * 2 == [12, 12]


def test_there_are_sixty_invented_letters():
    assert len([item for item in letters() if item.page is None]) >= 60


@pytest.mark.parametrize("page", GOLD)
def test_gold_pages_are_served_byte_for_byte(page):
    assert (CONTENT / page).read_bytes() == (CASES / GOLD[page] / "page.html").read_bytes()


def test_every_page_file_is_a_gold_case():
    assert {str(file.relative_to(CONTENT)) for file in files("*/pages/*")} == set(GOLD)


@pytest.mark.parametrize("file", files("*/letters/*.yml"), ids=lambda file: f"{file.parts[-3]}/{file.stem}")
def test_phones_end_in_0000(file):
    text = file.read_text(encoding="utf-8")
    numbers = LANDLINE.findall(text) + BARE.findall(text)
    assert [number for number in numbers if not number.endswith("0000")] == []
    assert [number for number in MOBILE.findall(text) if not number.endswith("0000")] == []


def test_letters_cover_years_and_outcomes():
    everything = letters()
    assert {item.published.year for item in everything} == set(range(2021, 2027))
    text = "\n".join(item.head + str(item.labels) for item in everything)
    assert all(word in text for word in ("办理结果：A", "办理结果：B", "办理结果：C", "A类", "B类"))


def test_what_means_harm_is_old_so_that_no_newcomer_sees_it_first():
    harmful = [file.read_text(encoding="utf-8") for file in files("www.shili.gov.cn/letters/*.yml")]
    assert len(harmful) == 6
    assert all("published: 2021-" in text for text in harmful)
    assert not any(f"{year}年" in text for text in harmful for year in range(2024, 2040))


def test_one_submission_has_three_answers():
    assert sum("第20240158号" in item.title for item in letters()) == 3


def test_attachments_are_what_they_say():
    import docx
    import pypdfium2

    pdfs, words = files("*/files/*.pdf"), files("*/files/*.docx")
    assert len(pdfs) == 3 and len(words) == 2
    texts = {file.name: pypdfium2.PdfDocument(file)[0].get_textpage().get_text_bounded() for file in pdfs}
    assert "老旧小区" in texts["第8号建议的答复.pdf"]
    assert [name for name, text in texts.items() if not text.strip()] == [
        "0C5D8F21B4E6A97730D1C2B3E45_9F1A2C3B_6D40E.pdf"
    ]
    assert all(docx.Document(str(file)).tables for file in words)


def test_registry_has_every_publisher_and_no_other():
    entries = registry.load(CONTENT.parent / "sites")
    assert sorted(host for site in entries for host in site.own_hosts) == hosts()


def test_resolve_map_leads_to_loopback():
    assert set(resolve_map(1234).values()) == {"127.0.0.1:1234"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"colum": "x"}, "colum: Extra inputs are not permitted"),
        ({"column": "nowhere"}, "no column 'nowhere'; site.yml has congress"),
        ({"body": ""}, "nothing to print"),
        ({"attachments": [{"title": "t", "file": "none.pdf"}]}, "no file files/none.pdf"),
        ({"published": "yesterday"}, "published: Input should be a valid datetime"),
        ({"body": "| a | b |\n| c |"}, "table row 2 has 1 cells, the first has 2"),
    ],
)
def test_mistakes_in_a_letter_name_file_and_fault(tmp_path, change, complaint):
    folder = tmp_path / "www.example.gov.cn"
    (folder / "letters").mkdir(parents=True)
    site = {
        "name": "示例",
        "platform": "trs",
        "site_code": "0" * 10,
        "columns": [{"id": "congress", "path": "/x/", "name": "建议"}],
    }
    (folder / "site.yml").write_text(yaml.safe_dump(site, allow_unicode=True), encoding="utf-8")
    letter = "column: congress\ntitle: 关于第1号建议的答复\npublished: 2025-01-01 09:00:00\nbody: 收悉。\n"
    values = {**yaml.safe_load(letter), **change}
    (folder / "letters" / "1.yml").write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(complaint)) as error:
        load_site(folder)
    assert "1.yml" in str(error.value)
