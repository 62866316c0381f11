"""A column is looked at as the crawler would: page, second page, one letter, on every platform of the test bed."""

import pytest

from crawler.columns import ColumnLook, look_at_column, look_at_letter
from crawler.outcomes import Outcome
from crawler.site import Site
from tests.crawler.loopback import Loopback
from tests.testbed import TestBed
from tests.testbed.hosts import sites

HOSTS = [site.host for site in sites()]


@pytest.fixture(scope="module")
def bed():
    with TestBed() as running:
        yield running


@pytest.fixture
def get(bed):
    return Loopback(bed.port)


def site_of(bed: TestBed, host: str) -> Site:
    return Site.model_validate(bed.sites([host])[0])


async def look(bed: TestBed, get: Loopback, host: str, **changes: object) -> ColumnLook:
    site = site_of(bed, host)
    return await look_at_column(get, site, site.columns[0].model_copy(update=changes))


@pytest.mark.parametrize("host", HOSTS)
async def test_every_platform_shows_letters_on_two_pages_and_a_letter(bed, get, host):
    seen = await look(bed, get, host)
    column = bed.site(host).columns[0]
    assert seen.faults == []
    assert seen.first
    assert seen.letter.kind == "reply"
    assert sum(seen.pages) == len(column.items) or len(seen.pages) == 2 or seen.children


async def test_the_newest_year_of_a_parent_is_looked_at(bed, get):
    seen = await look(bed, get, "trs-years.gov.cn")
    assert [url.rsplit("/", 2)[-2] for url in seen.children] == ["2025", "2024", "2023"]
    assert "first of 3 sub-columns" in seen.notes[0]


async def test_page_that_is_not_there_is_a_fault_with_its_outcome(bed, get):
    seen = await look(bed, get, "trs-cq.gov.cn", url="http://trs-cq.gov.cn/nowhere/")
    assert seen.outcome is Outcome.GONE
    assert seen.faults == ["the page did not come: gone"]


async def test_page_without_letters_is_a_fault(bed, get):
    seen = await look(bed, get, "trs-cq.gov.cn", url="http://trs-cq.gov.cn/")
    assert not seen.works


async def test_paging_of_a_site_file_is_used(bed, get):
    from crawler.paging import Suffix

    seen = await look(bed, get, "trs-hunan.gov.cn", paging=Suffix(strategy="suffix", first_index=1))
    assert (seen.strategy, seen.pages) == ("Suffix", [10, 10])


async def test_paging_that_turns_no_page_is_a_fault(bed, get):
    from crawler.paging import Suffix

    seen = await look(bed, get, "trs-cq.gov.cn", paging=Suffix(strategy="suffix", stem="wrong"))
    assert "page 2 shows nothing new" in seen.faults[0]


@pytest.mark.parametrize(
    ("trap", "fault"),
    [
        ("pager-loops", "page 2 shows nothing new"),
        ("drift", "page 2 lists another column"),
        ("zero", "no letter is listed"),
        ("error-json", "the interface behind the page does not answer"),
        ("challenge-412", "the page did not come: challenge"),
        ("gone", "did not come: gone"),
    ],
)
async def test_every_trap_is_a_fault_by_its_name(bed, get, trap, fault):
    seen = await look(bed, get, f"trap-{trap}.gov.cn")
    assert fault in seen.faults[0]


async def test_items_on_other_hosts_are_counted_and_not_taken(bed, get):
    seen = await look(bed, get, "trap-off-host-items.gov.cn")
    assert "2 items are on other hosts" in seen.notes[0]
    assert sum(seen.pages) == 4


async def test_column_is_reached_from_a_letter(bed, get):
    letter = bed.expected_letters("trs-cq.gov.cn")[0].url
    seen = await look(bed, get, "trs-cq.gov.cn", url=letter, from_letter=True)
    assert seen.url == bed.sites(["trs-cq.gov.cn"])[0]["columns"][0]["url"]
    assert "take from_letter out" in seen.notes[0]
    assert seen.works


async def test_few_requests_are_made(bed, get):
    await look(bed, get, "trs-cq.gov.cn")
    assert len(get.asked) == 3


async def test_letter_is_read_by_the_parser(bed, get):
    letter = bed.expected_letters("trs-cq.gov.cn")[0]
    seen = await look_at_letter(get, letter.url)
    assert (seen.outcome, seen.kind, seen.submissions) == (Outcome.OK, "reply", 1)
