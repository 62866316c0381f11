"""Offices and places are found by part of a name, by what letters call them, and suggested."""

import re

import pytest

from tests.web.test_commitments import NOW
from web.queries import office_names, places
from web.queries.filters import Ask
from web.queries.promise_ask import PromiseAsk
from web.queries.promises import promises
from web.queries.search import search


def letters(conn, **ask):
    return search(conn, Ask(**ask), size=1000)


def test_part_of_a_name_stands_for_all_offices_that_hold_it(conn):
    found = {letter["agency_id"] for letter in letters(conn, office="水利局").letters}
    expected = {
        i
        for (i,) in conn.execute(
            "select distinct agency_id from letters join agencies a on a.id = agency_id where a.name like '%水利局%'"
        )
    }
    assert found == expected
    assert len(found) > 1


def test_what_letters_call_an_office_finds_it_too(conn):
    alias, agency = conn.execute(
        "select b.alias, a.id from agency_aliases b join agencies a on a.id = b.agency_id "
        "join letters l on l.agency_id = a.id where instr(a.name, b.alias) = 0"
    ).fetchone() or ("", "")
    assert alias
    assert agency in office_names.matching(conn, alias)
    assert agency in {letter["agency_id"] for letter in letters(conn, office=alias).letters}


@pytest.mark.parametrize("filters", [{"year": "2023"}, {"q": "建议"}, {"q": "建议", "place": "500000"}])
def test_it_narrows_together_with_the_other_filters(conn, filters):
    both = {letter["id"] for letter in letters(conn, office="局", **filters).letters}
    offices = set(office_names.matching(conn, "局"))
    assert both == {letter["id"] for letter in letters(conn, **filters).letters if letter["agency_id"] in offices}
    assert both


def test_commitments_too(conn):
    found = promises(conn, PromiseAsk(office="水利", when="all"), NOW, 1000)
    offices = set(office_names.matching(conn, "水利"))
    assert found.total == len(found.found) > 0
    assert {c["agency_id"] for c in found.found} <= offices
    with_words = promises(conn, PromiseAsk(office="水利", when="all", q="水库"), NOW, 1000)
    assert 0 < with_words.total <= found.total


def test_a_name_nobody_has_finds_nothing(conn):
    assert letters(conn, office="不存在的单位").total == 0
    assert promises(conn, PromiseAsk(office="不存在的单位"), NOW, 10).total == 0


@pytest.mark.parametrize("path", ["/search?q=建议&year=2023", "/commitments?when=passed&year=2023"])
async def test_the_field_keeps_the_other_filters_and_suggests_names(get, path):
    page = (await get(path)).text
    form = page[page.index('class="office-field"') :].partition("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert hidden["year"] == "2023"
    assert hidden.get("q" if "search" in path else "when")
    assert form.count("<option ") > 5


@pytest.mark.parametrize(
    ("part", "code"),
    [("江津", "500116"), ("江津区", "500116"), ("500116", "500116"), ("chongqing", "500000"), ("十堰", "420300")],
)
def test_a_place_is_found_by_part_of_its_name_its_english_or_its_code(conn, part, code):
    found = places.named(conn, part)
    assert found[0]["code"] == code
    assert found[0]["letters"] > 0


async def test_the_places_page_has_a_field_and_says_when_there_is_none(get):
    assert "江津区" in (await get("/places?q=江津")).text
    assert "档案中没有这样的地区" in (await get("/places?q=亚特兰蒂斯")).text
    assert (await get("/places")).text.count("<option ") > 5


async def test_a_covered_name_is_no_person(get, conn):
    covered = [
        n
        for (n,) in conn.execute(
            "select distinct name from addressees where name like '%*%' and role in ('deputy', 'member')"
        )
    ]
    assert covered
    for path in ("/deputies", f"/deputies?q={covered[0][0]}"):
        assert "**" not in (await get(path)).text
    letter = conn.execute("select letter_id from addressees where name = ?", [covered[0]]).fetchone()[0]
    page = (await get(f"/archive/letters/{letter}")).text
    assert covered[0] in page
    assert "/deputies/" not in page.partition("答复对象</dt>")[2].partition("</dd>")[0]
