"""Every platform can be walked to its last letter by a client that knows nothing of how the bed is made."""

import pytest

from tests.testbed import TestBed
from tests.testbed.naive import getter, walk


@pytest.fixture(scope="module")
def bed():
    with TestBed() as running:
        yield running


def entries(bed, host):
    return bed.sites([host])[0]["columns"]


@pytest.mark.parametrize("host", TestBed().hosts)
def test_naive_client_finds_every_letter(bed, host):
    get, platform = getter(bed.port), bed.site(host).platform
    found = [
        url
        for column in entries(bed, host)
        for url in walk(get, platform, column["url"], column.get("children", False))
    ]
    assert sorted(set(found)) == sorted(letter.url for letter in bed.expected_letters(host))
    assert len(found) >= 12


@pytest.mark.parametrize("host", TestBed().hosts)
def test_letter_pages_carry_title_and_text(bed, host):
    get = getter(bed.port)
    letter = bed.expected_letters(host)[-1]
    page = get(letter.url)
    assert letter.title in page
    assert "您提出的《关于加强" in page


def test_list_page_offers_titles_to_a_reader(bed):
    page = getter(bed.port)("http://trs-cq.gov.cn/bm/zfxxgkml/jytabl/rddbjybl/")
    assert bed.expected_letters("trs-cq.gov.cn")[0].title in page
