"""What the search page finds: exact, ranked, filtered, counted, paged, and the same in every format."""

import json
import re
from xml.etree import ElementTree

import pytest

from archive import search as words
from web.queries import candidates
from web.queries.filters import Ask
from web.queries.search import newest, search


def letters(conn, **ask):
    return search(conn, Ask(**ask), size=1000, snippets=True)


@pytest.mark.parametrize(
    "word", ["融资", "利息补贴", "养老", "水", "项目 审批", "津政务函〔2023〕11号", "建议 -水库", "养老 OR 水库"]
)
def test_a_word_finds_the_letters_that_hold_it(conn, word):
    def holds(text, term):
        folded = words.normalise(text)
        return words.normalise(term) in folded

    found = {letter["id"] for letter in letters(conn, q=word).letters}
    expected = set()
    for row in conn.execute(
        "select id, title, submission_title, agency_name, doc_number, text from letters where state <> 'removed'"
    ):
        whole = "\n".join(value or "" for value in row[1:])
        if word == "养老 OR 水库":
            hit = holds(whole, "养老") or holds(whole, "水库")
        elif word == "建议 -水库":
            hit = holds(whole, "建议") and not holds(whole, "水库")
        else:
            hit = all(holds(whole, term) for term in word.split())
        if hit:
            expected.add(row[0])
    assert found == expected
    assert found


def test_a_word_the_wrong_way_round_finds_nothing(conn):
    assert letters(conn, q="资融").total == 0


def test_a_letter_with_the_word_in_its_title_comes_first(conn):
    found = letters(conn, q="水利局").letters
    assert "水利局" in found[0]["title"]


def test_a_snippet_shows_the_words(conn):
    for letter in letters(conn, q="融资").letters:
        assert any(hit and piece == "融资" for piece, hit in letter["snippet"])


@pytest.mark.parametrize(
    "ask",
    [{}, {"q": "建议"}, {"place": "500000"}, {"q": "建议", "year": "2023"}, {"commitments": "1"}, {"state": "changed"}],
)
def test_counts_say_what_a_click_will_find(conn, ask):
    result = letters(conn, **ask)
    checked = 0
    for name, counts in result.facets.items():
        for value, count in counts:
            if value and not (name == "place" and ask.get("place")):
                assert letters(conn, **{**ask, name: value}).total == count, (name, value)
                checked += 1
    assert checked > 5


@pytest.mark.parametrize("filters", [{"year": "2023"}, {"assembly": "cppcc"}, {"outcome": "A"}, {"kind": "assist_opinion"}, {"place": "500000"},
                                     {"state": "withdrawn"}, {"commitments": "1"}, {"place": "420300", "year": "2023"}])  # fmt: skip
def test_a_filter_gives_the_same_with_words_and_without(conn, filters):
    every = "的"
    with_words = {letter["id"] for letter in letters(conn, q=every, **filters).letters}
    without = {letter["id"] for letter in letters(conn, **filters).letters}
    assert without
    assert with_words == {
        i
        for i in without
        if "的" in "".join(conn.execute("select title, text from letters where id = ?", [i]).fetchone())
    }


def test_a_province_stands_for_all_places_within_it(conn):
    assert {letter["place_code"][:2] for letter in letters(conn, place="500000").letters} == {"50"}


def test_order_by_date(conn):
    for ask in ({}, {"q": "建议"}, {"place": "500000"}, {"year": "2023"}):
        newest = [letter["dated"] for letter in letters(conn, sort="newest", **ask).letters]
        assert newest == sorted(newest, reverse=True)
        oldest = [letter["dated"] for letter in letters(conn, sort="oldest", **ask).letters]
        assert sorted(newest) == oldest == sorted(oldest)


def test_a_letter_without_a_signed_date_stands_where_it_was_published_or_first_seen(conn):
    found = letters(conn, sort="newest").letters
    kinds = {letter["dated_by"] for letter in found}
    assert kinds == {"signed", "published", "seen"}
    for letter in found:
        known = {
            "signed": letter["signed_on"],
            "published": (letter["published_at"] or "")[:10],
            "seen": letter["first_seen"][:10],
        }
        assert letter["dated"] == known[letter["dated_by"]], letter


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"place": "500116"},
        {"place": "500000"},
        {"year": "2023"},
        {"assembly": "cppcc"},
        {"outcome": "A"},
        {"commitments": "1"},
    ],
)
def test_an_index_gives_the_letters_in_order(conn, asked, sort):
    ask = Ask(**asked, sort=sort)
    statements = []
    conn.set_trace_callback(statements.append)
    newest(conn, ask, 5)
    conn.set_trace_callback(None)
    sql = next(s for s in statements if s.startswith("select rowid from letters"))
    steps = " ".join(step for *_, step in conn.execute(f"explain query plan {sql}"))
    if asked != {"place": "500116"}:  # `in` over the places of a county sorts the few letters of these
        assert "TEMP B-TREE" not in steps, steps
    assert "USING INDEX letters_" in steps


async def test_the_list_says_which_date_it_shows(get):
    page = (await get("/search?sort=newest")).text
    assert "落款 <time" in page
    assert "首次收录 <time" in page or "发布 <time" in page


def test_pages_hold_every_letter_once(conn):
    for ask in ({}, {"q": "建议"}):
        pages = [search(conn, Ask(page=page, **ask), size=7) for page in range(1, 8)]
        ids = [letter["id"] for page in pages for letter in page.letters]
        assert len(ids) == len(set(ids)) == pages[0].total


@pytest.mark.parametrize("filters", [{}, {"year": "2023"}, {"place": "500000"}])
@pytest.mark.parametrize("probe", [0.001, 10**9])
def test_when_too_many_match_the_result_says_so_and_stays_right(conn, monkeypatch, filters, probe):
    whole = {letter["id"] for letter in letters(conn, q="建议", **filters).letters}
    monkeypatch.setattr(candidates, "MANY", 4)
    monkeypatch.setattr(candidates, "MANY_FILTERED", 2)
    monkeypatch.setattr(candidates, "PROBE", probe)  # once looked up letter by letter, once the other way round
    result = letters(conn, q="建议", **filters)
    assert result.capped
    assert result.total == (2 if filters else 4)
    assert {letter["id"] for letter in result.letters} < whole


@pytest.mark.parametrize("word", ["建议", "水"])
def test_a_narrow_filter_is_counted_whole_even_of_a_word_that_is_everywhere(conn, monkeypatch, word):
    whole = {letter["id"] for letter in letters(conn, q=word, place="500116").letters}
    monkeypatch.setattr(candidates, "MANY", 1)
    result = letters(conn, q=word, place="500116")
    assert not result.capped
    assert {letter["id"] for letter in result.letters} == whole


LONE = ["水", "2023年", "工作，的", "工作 的", "2023年 路", "建议 -水", "养老 OR 水", "水 路"]


@pytest.fixture
def every_character_is_everywhere(monkeypatch):
    """What the index holds only as a beginning is looked for in the texts, as in an archive of a million letters."""
    expressions = []
    common = candidates._common
    monkeypatch.setattr(candidates, "_everywhere", lambda conn, characters: set(characters))
    monkeypatch.setattr(
        candidates, "_common", lambda conn, match, most: expressions.append(match) or common(conn, match, most)
    )
    yield expressions
    assert not any("*" in expression for expression in expressions), "the index was asked for all pairs of a character"


@pytest.mark.parametrize("filters", [{}, {"year": "2023"}, {"place": "500000"}])
@pytest.mark.parametrize("word", LONE)
def test_a_lone_character_finds_the_same_letters_by_their_texts(conn, request, word, filters):
    by_index = letters(conn, q=word, **filters)
    request.getfixturevalue("every_character_is_everywhere")
    by_texts = letters(conn, q=word, **filters)
    assert {letter["id"] for letter in by_texts.letters} == {letter["id"] for letter in by_index.letters}
    assert filters or by_texts.facets == by_index.facets
    assert (by_texts.total, by_texts.capped) == (by_index.total, False)
    assert filters or by_texts.total or word == "工作，的"


@pytest.mark.parametrize("filters", [{}, {"year": "2023"}, {"place": "500000"}])
@pytest.mark.parametrize("word", LONE)
def test_when_too_many_texts_would_be_read_the_result_says_so_and_stays_right(
    conn, monkeypatch, every_character_is_everywhere, word, filters
):
    whole = {letter["id"] for letter in letters(conn, q=word, **filters).letters}
    monkeypatch.setattr(candidates, "TEXTS", 3)
    monkeypatch.setattr(candidates, "MANY_FILTERED", 2)
    result = letters(conn, q=word, **filters)
    assert {letter["id"] for letter in result.letters} <= whole
    assert result.total <= (2 if result.capped else 3)


async def test_when_none_of_the_letters_looked_through_matches_the_page_does_not_say_more_do(
    get, monkeypatch, every_character_is_everywhere
):
    monkeypatch.setattr(candidates, "TEXTS", 3)
    page = (await get("/search?q=的 鳄", "en")).text
    assert "No letter matches among those looked through" in page
    assert "More letters match" not in page


def test_a_character_is_everywhere_when_very_many_letters_hold_it(conn, monkeypatch):
    assert candidates._everywhere(conn, {"的", "鳄"}) == set()
    monkeypatch.setattr(candidates, "EVERYWHERE", 4)
    assert candidates._everywhere(conn, {"的", "鳄"}) == {"的"}


async def test_the_same_result_in_every_format(get):
    query = "q=%E5%BB%BA%E8%AE%AE&year=2023"
    html = (await get(f"/search?{query}")).text
    listed = json.loads((await get(f"/search.json?{query}")).text)
    table = (await get(f"/search.csv?{query}")).text
    feed = ElementTree.fromstring((await get(f"/search.atom?{query}")).content)
    ids = [letter["id"] for letter in listed["letters"]]
    assert len(ids) == listed["total"] > 3
    assert re.findall(r'<h3[^>]*><a href="/letters/(\w{12})"', html) == ids[:20]
    assert [line.split(",")[0] for line in table.splitlines()[1:] if re.match(r"\w{12},", line)] == ids
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}id")
    assert {entry.text.rpartition("/")[2] for entry in entries} == set(ids)  # in order of time


async def test_the_texts_come_along_when_asked_for(get):
    listed = json.loads((await get("/search.json?place=500116&text=1")).text)
    assert listed["letters"]
    assert all("text" in letter for letter in listed["letters"])
    assert "text" not in json.loads((await get("/search.json?place=500116")).text)["letters"][0]


async def test_datasettes_own_search_box_is_exact_too(get):
    assert json.loads((await get("/archive/letters.json?_search=融资&_shape=array")).text)
    assert json.loads((await get("/archive/letters.json?_search=利息补贴&_shape=array")).text)
    assert json.loads((await get("/archive/letters.json?_search=资融&_shape=array")).text) == []


async def test_a_filter_can_be_taken_away_again(get):
    html = (await get("/search?q=建议&year=2023&assembly=cppcc")).text
    active = re.search(r'<ul class="active-filters">(.*?)</ul>', html, re.S)[1]
    links = re.findall(r'href="\?([^"]*)"', active)
    assert len(links) == 2
    assert [("year" in link, "assembly" in link) for link in links] == [(False, True), (True, False)]


async def test_a_feed_without_filters_lists_what_was_seen_last(get, conn):
    feed = ElementTree.fromstring((await get("/search.atom")).text)
    moments = [entry.find("{*}updated").text for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")]
    (last,) = conn.execute(
        "select max(max(first_seen, coalesce(changed_at, ''))) from letters where state <> 'removed'"
    ).fetchone()
    assert moments[0] == last
    assert moments == sorted(moments, reverse=True)


async def test_a_feed_of_words_lists_the_newest_matches(get, conn):
    feed = ElementTree.fromstring((await get("/search.atom?q=的")).text)
    listed = {entry.find("{*}id").text.rsplit("/", 1)[1] for entry in feed.iter("{http://www.w3.org/2005/Atom}entry")}
    newest_ten = [letter["id"] for letter in search(conn, Ask(q="的", sort="newest"), size=10).letters]
    assert set(newest_ten) <= listed
