"""Headers, reading methods only, hostile letters, hostile parameters, hostile SQL."""

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from tests.web import hostile
from tests.web.paths import FILES, PAGES
from web.queries.filters import Ask
from web.queries.promise_ask import PromiseAsk
from web.security import CSP, neutral_csv


@pytest.mark.parametrize("path", [*PAGES, *FILES, "/nothing", "/archive/letters/000000000000", "/-/assets/site.css"])
async def test_every_response_carries_the_headers(get, ids, path):
    headers = (await get(path.format(**ids))).headers
    assert headers["content-security-policy"] == CSP
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_holds_what_the_policy_forbids(get, ids, path):
    root = html.document_fromstring((await get(path.format(**ids))).text)
    for element in root.iter(etree.Element):
        assert element.tag not in ("style", "object", "embed", "base")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
        for name in ("href", "src", "action"):
            assert re.match(r"$|[/?#]|https?://", element.get(name, "")), element.attrib
    assert all(script.get("src", "").startswith("/-/assets/") and not script.text for script in root.iter("script"))


@pytest.mark.parametrize("path", PAGES)
async def test_a_hostile_letter_stays_text(get, ids, path):
    text = (await get(path.format(**ids))).text
    for tag in hostile.TAGS:
        assert tag not in text
    assert "\u202e" not in text
    assert "\u2066" not in text


async def test_the_hostile_letter_is_really_shown(get, ids):
    text = (await get(f"/archive/letters/{ids['hostile']}")).text
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in text
    assert "{{7*7}}" in text
    assert "49" not in re.sub(r"&#\d+;|\d{4,}", "", text)
    assert (await get("/search?q=HYPERLINK")).text.count("letter-item") == 1


async def test_a_link_that_would_run_is_no_link(get, ids):
    root = html.document_fromstring((await get(f"/archive/letters/{ids['hostile']}")).text)
    assert [link for link in root.iter("a") if re.search("evil.example|script:", link.get("href", ""))] == []


@pytest.mark.parametrize(
    "path", ["/search.csv?q=HYPERLINK", "/search.csv?text=1", "/commitments.csv?when=all", "/agencies.csv"]
)
async def test_no_cell_of_a_csv_runs_as_a_formula(get, path):
    rows = list(csv.reader(io.StringIO((await get(path)).text.lstrip("\ufeff"))))
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+\-@]\D", cell)]


async def test_datasettes_own_csv_is_made_harmless_too(get):
    text = (await get("/archive/letters.csv?_size=max")).text
    rows = list(csv.reader(io.StringIO(text)))
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("=1+1,5\r\n", "'=1+1,5\r\n"), ("a,-5,+86\r\n", "a,-5,+86\r\n"), ('x,"＝cmd,1"\r\n', 'x,"\'＝cmd,1"\r\n')],
)
def test_numbers_stay_numbers_and_formulas_become_text(given, kept):
    assert neutral_csv(given) == kept


def test_rows_without_a_formula_are_returned_as_they_came():
    assert neutral_csv('a,"b\n甲",3\r\n') == 'a,"b\n甲",3\r\n'


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", "/search", "/archive", "/-/logout", "/-/messages", "/archive/letters"])
async def test_nothing_can_be_written(site, method, path):
    response = await site.client.request(method, path)
    assert response.status_code == 405
    assert "content-security-policy" in response.headers


async def test_an_endless_address_is_refused(get):
    assert (await get("/search?q=" + "a" * 9000)).status_code == 414


@pytest.mark.parametrize(
    "sql",
    [
        "select hex(zeroblob(400000000))",
        "select printf('%.*c', 900000000, 'x')",
        "select format('%.*c', 900000000, 'x')",
        "select randomblob(900000000)",
        "select replace(replace(hex(text), '0', text), '1', text) from letters",
        "select load_extension('x')",
        "select fts3_tokenizer('simple')",
        "attach database '/etc/passwd' as x",
        "with recursive a(x) as (select 1 union all select x + 1 from a) select count(*) from a",
        "drop table letters",
        "select zh_seg(group_concat(text, '')) || zh_seg(hex(hex(hex(group_concat(text, ''))))) from letters, sections, commitments",
    ],
)
async def test_sql_that_would_take_the_machine_is_refused(get, sql):
    response = await get("/archive?sql=" + sql.replace(" ", "+").replace("%", "%25"))
    assert response.status_code == 400
    assert "<h1" in response.text


async def test_the_path_of_the_file_is_not_told(get, archive_path):
    for path in ("/archive?sql=select+*+from+pragma_database_list", "/-/databases.json", "/-/databases", "/nothing"):
        assert str(archive_path.parent) not in (await get(path)).text


@pytest.mark.parametrize("name", ["_facet", "_sort", "_search", "q", "_where"])
async def test_a_nul_in_the_address_is_the_askers_mistake(get, name):
    assert (await get(f"/archive/letters?{name}=%00")).status_code in (200, 302, 400)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ROUTES = ("/search", "/search.csv", "/search.json", "/search.atom", "/commitments", "/commitments.ics", "/commitments.atom",
          "/commitments.json", "/agencies", "/agencies.csv", "/deputies", "/changes", "/changes.atom", "/health", "/health.json",
          "/places", "/archive/letters", "/archive")  # fmt: skip
NAMES = ("q", "place", "year", "assembly", "kind", "agency", "outcome", "commitments", "state", "sort", "page", "when", "due",
         "what", "month", "status", "size", "text", "lang", "_search", "_facet", "_sort", "_next", "_size", "_where", "sql")  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(ROUTES), args=st.dictionaries(st.sampled_from(NAMES), TEXT, max_size=5))
async def test_no_parameter_makes_a_page_fail(site, path, args):
    response = await site.client.get(path, params=args)
    assert response.status_code < 500, (path, args)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(TEXT.filter(lambda part: "/" not in part), min_size=1, max_size=4),
    first=st.sampled_from(
        (
            "",
            "letters",
            "agencies",
            "places",
            "deputies",
            "deputies/500116",
            "archive",
            "archive/letters",
            "-/assets",
            "-",
        )
    ),
)
async def test_no_address_makes_a_page_fail(site, parts, first):
    from urllib.parse import quote

    response = await site.client.get(f"/{first}/" + "/".join(quote(part, safe="") for part in parts))
    assert response.status_code < 500, (first, parts)


@given(st.dictionaries(st.sampled_from(NAMES), TEXT))
def test_a_question_survives_being_written_as_an_address(args):
    from urllib.parse import parse_qsl

    for kind in (Ask, PromiseAsk):
        asked = kind.of(args)
        # An address names the stretch of time in force, also where it was not asked for.
        meant = replace(asked, when=asked.stretch) if isinstance(asked, PromiseAsk) else asked
        assert kind.of(dict(parse_qsl(asked.query_string(page=asked.page)))) == meant


def test_a_letter_longer_than_csvs_own_limit_is_made_harmless_too():
    long = "长" * 200_000
    assert neutral_csv(f"=1+1,{long}\r\n") == f"'=1+1,{long}\r\n"
