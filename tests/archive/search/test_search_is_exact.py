"""Every query finds exactly the letters that a search without an index finds."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, example, given, settings

from archive.schema import create_archive
from archive.search import holds, lone, narrowed, spans, zh_query
from tests.archive.search.brute_force import contains

# Few characters, so that texts and queries meet; each also in its other widths and forms. No blanks between lone
# characters: padding has its own tests.
HAN = "养老服务教育"
OTHER_FORMS = "養務龍龙〇"
WORDS = ["PPP", "ppp", "ＰＰＰ", "5G", "15", "1500", "１５", "é", "Ａ", "x"]
MARKS = ["，", "。", "、", "“", "”", "(", ")", "（", "-", "\n", "\t", "・", "！"]

pieces = st.one_of(
    st.text(st.sampled_from(HAN), min_size=2, max_size=8),
    st.text(st.sampled_from(HAN + OTHER_FORMS), min_size=2, max_size=4),
    st.sampled_from(WORDS),
    st.sampled_from(MARKS),
)
texts = st.lists(pieces, max_size=8).map("".join)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    db = create_archive(tmp_path_factory.mktemp("exact") / "archive.db")
    yield db
    db.close()


def find(db, documents: list[str], query: str) -> set[int]:
    """Numbers of the documents that the index finds."""
    with db.atomic():
        db.conn.execute("DELETE FROM letters")
        db.conn.executemany(
            "INSERT INTO letters (id, url, kind, signed_on_status, text) VALUES (?, 'u', 'reply', 'missing', ?)",
            [(str(number), document) for number, document in enumerate(documents)],
        )
    return matching(db, zh_query(query))


def matching(db, expression: str) -> set[int]:
    sql = "SELECT id FROM letters WHERE rowid IN (SELECT rowid FROM letters_fts WHERE letters_fts MATCH ?)"
    return {int(number) for (number,) in db.conn.execute(sql, [expression])}


many = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(documents=st.lists(texts, max_size=6), term=texts)
@example(documents=["养老服务", "养老，服务", "老服"], term="老服")
@example(documents=["1500元", "15元", "１５元"], term="15")
def test_a_phrase_is_found_where_it_stands(archive, documents, term):
    expected = {n for n, document in enumerate(documents) if contains(document, term)}
    assert find(archive, documents, f'"{term.replace("”", " ").replace("“", " ")}"') == expected


@many
@given(
    documents=st.lists(texts, max_size=6),
    start=st.integers(0, 20),
    length=st.integers(1, 8),
)
def test_every_substring_of_a_han_word_is_found(archive, documents, start, length):
    han = "".join(c for document in documents for c in document if c in HAN)
    term = han[start : start + length]
    expected = {n for n, document in enumerate(documents) if contains(document, term)}
    assert find(archive, documents, term) == expected


terms = st.one_of(st.text(st.sampled_from(HAN + OTHER_FORMS), min_size=1, max_size=4), st.sampled_from(WORDS))
quotes = st.sampled_from([("", ""), ('"', '"'), ("“", "”"), ("「", "」"), ("『", "』"), ("＂", "＂"), ("«", "»")])
negations = st.sampled_from(["", "", "", "-", "－", "NOT ", "AND NOT ", "AND "])
parts = st.tuples(negations, quotes, terms)


@many
@given(
    documents=st.lists(texts, max_size=6),
    groups=st.lists(st.lists(parts, min_size=1, max_size=4), min_size=1, max_size=3),
)
def test_operators_mean_what_they_say(archive, documents, groups):
    query = " OR ".join(" ".join(f"{sign}{q[0]}{term}{q[1]}" for sign, q, term in group) for group in groups)
    expected = set()
    for group in groups:
        wanted = [term for sign, _, term in group if sign in ("", "AND ")]
        unwanted = [term for sign, _, term in group if sign not in ("", "AND ")]
        expected |= {
            n
            for n, document in enumerate(documents)
            if wanted
            and all(contains(document, t) for t in wanted)
            and not any(contains(document, t) for t in unwanted)
        }
    assert find(archive, documents, query) == expected
    assert {n for n, document in enumerate(documents) if holds(query, [document])} == expected


phrases = st.lists(terms, min_size=1, max_size=3).map("，".join)


@many
@given(
    documents=st.lists(texts, max_size=6),
    groups=st.lists(st.lists(st.tuples(negations, phrases), min_size=1, max_size=3), min_size=1, max_size=2),
)
@example(documents=["养老，老人", "养老老", "养老，服务，老"], groups=[[("", "养老，老")]])
@example(documents=["養，老", "⽼", "㈠"], groups=[[("", "老")], [("", "一")]])
@example(documents=["㍿（養 老", "㍿ﾞ養老", "㍿", "社养"], groups=[[("", "社，养")]])
@example(documents=["养㈠", "㈠养", "养一", "一养", "养，一"], groups=[[("", "养，一")], [("", "一，养")]])
@example(documents=["于15養", "养15养", "㎡15养", "15，养"], groups=[[("", "15养")]])
def test_with_lone_characters_left_out_no_letter_is_lost_and_the_texts_tell_which_are_meant(archive, documents, groups):
    query = " OR ".join(" ".join(sign + phrase for sign, phrase in group) for group in groups)
    exact = find(archive, documents, query)
    wide = (
        matching(archive, narrowed(query, lone(query))) if narrowed(query, lone(query)) else set(range(len(documents)))
    )
    assert {n for n in wide if holds(query, [documents[n]])} == exact


@many
@given(
    query=st.one_of(
        st.text(max_size=40),
        st.lists(st.sampled_from([*"\"“”「-*():^+{}\\'; ", "NEAR", "AND", "OR", "NOT", "养老", "a"])).map(" ".join),
    )
)
@example(query='"')
@example(query="'; DROP TABLE letters; --")
@example(query="养" * 3_000)
@example(query="养 " * 3_000)
@example(query="-养 " * 300)
@example(query="NEAR(养 老, 5)")
@example(query="title:养老 ^a")
@example(query="\x00养\ud800")
def test_no_query_is_an_error(archive, query):
    assert find(archive, ["养老 a near"], query) in (set(), {0})


@many
@given(document=texts, term=texts)
def test_a_hit_is_marked_where_the_index_finds_one(document, term):
    query = f'"{term.replace("”", " ").replace("“", " ")}"'
    found = spans(document, query)
    assert bool(found) == contains(document, term)
    for start, end in found:
        assert 0 <= start < end <= len(document)
