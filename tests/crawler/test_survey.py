"""From any address of a column to what its site file should say."""

import pytest

from crawler.survey import survey
from tests.crawler.loopback import Loopback
from tests.testbed import TestBed


@pytest.fixture(scope="module")
def bed():
    with TestBed() as running:
        yield running


@pytest.fixture
def get(bed):
    return Loopback(bed.port)


def column_url(bed: TestBed, host: str) -> str:
    return bed.sites([host])[0]["columns"][0]["url"]


async def test_list_is_taken_as_it_is(bed, get):
    url = column_url(bed, "trs-cq.gov.cn")
    found = await survey(get, url)
    assert found.entry == {"id": "rddbjybl", "kind": "congress", "url": url}
    assert found.look.pages == [10, 10]


async def test_letter_leads_to_its_column_and_becomes_the_sample(bed, get):
    letter = bed.expected_letters("trs-cq.gov.cn")[0].url
    found = await survey(get, letter)
    assert (found.column.url, found.column.sample) == (column_url(bed, "trs-cq.gov.cn"), letter)
    assert "This is a letter" in found.notes[0]


async def test_year_leads_to_its_parent(bed, get):
    parent = column_url(bed, "trs-years.gov.cn")
    found = await survey(get, parent + "2024/")
    assert (found.column.url, found.column.children) == (parent, True)
    assert "one of the years" in found.notes[0]


async def test_parent_of_years_is_marked_as_one(bed, get):
    assert (await survey(get, column_url(bed, "trs-years.gov.cn"))).entry["children"] is True


async def test_column_told_by_a_fragment_keeps_it(bed, get):
    found = await survey(get, "http://gkmlpt.gov.cn/gkmlpt/index#3214")
    assert found.column.url.endswith("#3214")
    assert found.column.id == "cat3214"
    assert found.look.platform == "gkmlpt"


async def test_kind_said_by_a_person_is_kept(bed, get):
    assert (await survey(get, column_url(bed, "trs-cq.gov.cn"), kind="mixed")).column.kind == "mixed"


async def test_page_that_does_not_come_is_a_fault_and_no_more(bed, get):
    found = await survey(get, "http://trs-cq.gov.cn/nowhere/")
    assert found.look.faults == ["the page did not come: gone"]
    assert found.recorder.visits == []


async def test_no_page_is_asked_for_twice(bed, get):
    await survey(get, column_url(bed, "trs-cq.gov.cn"))
    assert len(get.asked) == len(set(get.asked)) == 2
