"""Spans over a text, however they overlap, become well-formed HTML that shows exactly the text."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from web.marking import Span, marked


def show(text, *spans):
    return str(marked(text, 0, len(text), [Span(a, b, "mark", {"class": name}, name) for a, b, name in spans]))


def test_a_span_is_marked_where_it_stands():
    assert show("甲乙丙", (1, 2, "a")) == '甲<mark id="a" class="a">乙</mark>丙'


def test_a_span_within_a_span_is_nested():
    assert show("甲乙丙", (0, 3, "a"), (1, 2, "b")) == (
        '<mark id="a" class="a">甲<mark id="b" class="b">乙</mark>丙</mark>'
    )


def test_spans_that_cross_are_closed_and_opened_again():
    assert show("甲乙丙", (0, 2, "a"), (1, 3, "b")) == (
        '<mark id="a" class="a">甲<mark id="b" class="b">乙</mark></mark><mark class="b">丙</mark>'
    )


def test_the_text_is_escaped():
    assert show("<b>&", (0, 3, "a")) == '<mark id="a" class="a">&lt;b&gt;</mark>&amp;'


def test_a_span_that_begins_on_an_earlier_line_has_its_anchor_there():
    assert str(marked("甲乙丙", 2, 3, [Span(0, 3, "mark", {}, "a")])) == "<mark>丙</mark>"


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@given(texts, spans)
def test_any_spans_show_the_text_and_nothing_else(text, places):
    out = show(text, *((a, b, f"s{i}") for i, (a, b) in enumerate(places)))
    if out:
        assert "".join(html.fragment_fromstring(f"<div>{out}</div>").itertext()) == text
    assert unescape(out.replace("<mark", "").replace("</mark>", "")).count("mark") <= text.count("mark")


@given(texts, spans)
def test_any_span_within_the_text_has_its_anchor_once(text, places):
    out = show(text, *((a, b, f"s{i}") for i, (a, b) in enumerate(places)))
    for number, (a, b) in enumerate(places):
        assert out.count(f'id="s{number}"') == (1 if a < b and a < len(text) else 0)
