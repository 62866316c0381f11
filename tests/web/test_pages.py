"""Every page answers, in both languages, with the headers and the frame of the site."""

import re

import pytest

from tests.web.paths import FILES, PAGES
from web.queries.agencies import by_year
from web.queries.filters import Ask
from web.queries.search import search


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
async def test_a_page_answers_in_its_language(get, ids, path, lang):
    response = await get(path.format(**ids), lang)
    assert response.status_code == 200
    assert f'<html lang="{lang}">' in response.text
    assert response.headers["content-language"] == lang
    assert "accept-language" in response.headers["vary"].lower()


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_has_one_title_one_main_and_its_heading(get, ids, path):
    html = (await get(path.format(**ids))).text
    assert len(re.findall("<h1[ >]", html)) == 1
    assert len(re.findall("<main ", html)) == 1
    assert re.search("<title>[^<]{3,}</title>", html)


@pytest.mark.parametrize("path", PAGES)
async def test_no_id_stands_twice(get, ids, path):
    html = (await get(path.format(**ids))).text
    found = re.findall(r'\sid="([^"]+)"', html)
    assert found
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_with_all_it_loads_is_light(get, ids, path):
    response = await get(path.format(**ids))
    loaded = re.findall(r'(?:src|href)="(/-/assets/[^"]+)"', response.text)
    assert len(loaded) >= 3
    weight = len(response.content) + sum([len((await get(asset)).content) for asset in set(loaded)])
    if path.startswith("/archive/letters?") or path == "/archive/letters":
        weight -= 100_000  # a table page with a hundred full texts; `fuhan serve` cuts them to 200 characters
    assert weight < 150_000


@pytest.mark.parametrize("path", FILES)
async def test_a_file_answers(get, ids, path):
    response = await get(path.format(**ids))
    assert response.status_code == 200
    assert len(response.content) > 50


async def test_links_within_the_site_lead_somewhere(get, ids):
    seen, waiting, broken = set(), ["/", f"/archive/letters/{ids['seed']}", f"/places/{ids['place']}", "/archive"], []
    while waiting and len(seen) < 150:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        response = await get(path)
        while response.status_code in (301, 302):
            response = await get(response.headers["location"])
        if response.status_code != 200:
            broken.append((path, response.status_code))
        elif "html" in response.headers["content-type"] and len(waiting) < 400:
            links = re.findall(r'href="(/[^"#]*)', response.text)
            waiting += [link.replace("&amp;", "&") for link in links if "lang=" not in link]
    assert broken == []
    assert len(seen) == 150


async def test_the_years_of_an_office_are_those_of_the_lists_they_lead_to(get, conn):
    for (office,) in conn.execute(
        "select distinct agency_id from letters where agency_id is not null limit 12"
    ).fetchall():
        page = (await get(f"/agencies/{office}")).text
        for year, n in by_year(conn, office):
            listed = search(conn, Ask(agency=office, year=str(year)))
            assert listed.total == n
        assert office in page
