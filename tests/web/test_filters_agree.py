"""Every filter, tab and bar says how many its link lists, keeps all other filters, and so do feeds, files and calendars."""

import html
import re
from urllib.parse import parse_qsl

import pytest

STARTS = [
    "/search", "/search?q=建议", "/search?place=500000", "/search?place=420300&year=2023", "/search?q=建议&place=500000",
    "/search?agency={office}", "/search?commitments=1&assembly=congress",
    "/commitments", "/commitments?when=passed", "/commitments?when=all", "/commitments?when=open", "/commitments?year=2023",
    "/commitments?year=2023&when=all&place=500000", "/commitments?when=all&kind=by&place=420300", "/commitments?due=2023",
    "/commitments?q=建设", "/commitments?q=建设&place=500000&when=all", "/commitments?agency={office}&when=passed",
    "/commitments?assembly=cppcc&when=all",
]  # fmt: skip
FACET = re.compile(
    r'<li><a href="([^"]+)"( aria-current="true")? rel="nofollow"><span>.*?</span><span class="n">([\d,]+)'
)
TAB = re.compile(r'<a href="(\?[^"]*)"[^>]*>[^<]* <span class="n">([\d,]+)')
BAR = re.compile(r'<a href="(/commitments\?[^"]*)" title="[^"]*: ([\d,]+)"')
TOTAL = re.compile(r'<p class="count" role="status"><strong>([\d,]+)</strong>')


def number(text):
    return int(text.replace(",", ""))


def total(page):
    found = TOTAL.search(page)
    return number(found[1]) if found else 0


def filters(address):
    given = dict(parse_qsl(address.partition("?")[2]))
    return {name: value for name, value in given.items() if name not in ("page", "sort")}


@pytest.mark.parametrize("start", STARTS)
async def test_a_count_is_what_its_link_lists_and_the_other_filters_stay(get, ids, start):
    start = start.format(**ids)
    page = (await get(start)).text
    path, here = start.partition("?")[0], filters(start)
    links = [(link, number(n), "chosen" if on else "facet") for link, on, n in FACET.findall(page)]
    links += [(path + link, number(n), "tab") for link, n in TAB.findall(page)]
    links += [(link, number(n), "bar") for link, n in BAR.findall(page)]
    assert len(links) > 3
    for link, n, sort in links:
        link = html.unescape(link)
        there = filters(link)
        lost = here.keys() - there.keys()
        assert not lost or (sort == "chosen" and len(lost) == 1), link
        changed = {name for name in here.keys() & there.keys() if here[name] != there[name]}
        assert len(changed - ({"when"} if sort == "bar" else set())) <= 1, link
        if sort == "chosen":
            assert n == total(page), link
        else:
            assert n == total((await get(link)).text), link


@pytest.mark.parametrize("start", ["/search?q=建议&year=2023&place=500000", "/commitments?year=2023&kind=by&place=500000", "/changes?what=edited",
                                   "/agencies?q=局&place=500000"])  # fmt: skip
async def test_files_feeds_and_calendars_keep_the_filters(get, start):
    page = (await get(start)).text
    path = start.partition("?")[0]
    links = [html.unescape(link) for link in re.findall(rf'href="({path}\.\w+[^"]*)"', page)]
    assert links
    for link in links:
        assert filters(start).items() <= filters(link).items(), link


async def test_a_word_searched_for_keeps_the_stretch_of_time(get):
    page = (await get("/commitments?when=passed&year=2023")).text
    form = page[page.index('<form class="filter-search"') :].partition("</form>")[0]
    assert dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) == {"when": "passed", "year": "2023"}


async def test_a_feed_names_the_list_it_is_about(get):
    feed = (await get("/changes.atom?what=edited")).text
    assert "/changes.atom?what=edited" in feed
    assert "/changes?what=edited" in feed
