"""The lines of parsers.blocks against lxml, which builds the tree that parsers.blocks does without."""

import re

import lxml.etree
import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import blocks, markup
from parsers.blocks import Grid
from parsers.decode import decode
from parsers.node import find_node
from tests.parsers.cases import ALL, IDS, load

NAMES = """address article aside blockquote body br caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html legend
li main nav ol p pre section table tbody td tfoot th thead tr ul ucapcontent ucaptitle"""
BLOCKS = frozenset(NAMES.split())
UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "select", "textarea", "svg", "canvas", "iframe", "object"]
)
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
BLANK = re.compile(r"(?:\s|&(?:nbsp|ensp|emsp|thinsp);)+")


def hidden(element):
    return "hidden" in element.attrib or re.search(r"display\s*:\s*none", element.get("style", ""), re.I) is not None


def shown(root):
    """Every element under `root` that a reader sees, in document order."""
    if isinstance(root.tag, str) and root.tag.lower() not in UNSEEN and not hidden(root):
        yield root
        for child in root:
            yield from shown(child)


def lines_of(root):
    """Lines of text below `root`: a block begins and ends one, `<br>` ends one."""
    lines = [""]

    def walk(element):
        block = isinstance(element.tag, str) and element.tag.lower() in BLOCKS
        seen = isinstance(element.tag, str) and element.tag.lower() not in UNSEEN and not hidden(element)
        if block:
            lines.append("")
        if seen:
            lines[-1] += element.text or ""
            for child in element:
                walk(child)
        if block:
            lines.append("")
        if element is not root:
            lines[-1] += element.tail or ""

    walk(root)
    return [line for line in (BLANK.sub(" ", INVISIBLE.sub("", line)).strip() for line in lines) if line]


def same_node(tree, visible, start, inner):
    """The element of the tree that `visible[start:inner]` opens: the one of that tag and attributes, counted from the top."""
    opening = visible[start:inner]
    if opening.lower().startswith("<body"):
        return tree.body
    model = lxml.html.fragment_fromstring(opening if not opening.startswith("<td") else f"<table><tr>{opening}</table>")
    model = model if model.tag != "table" else model.find(".//td")
    name = model.tag

    def alike(element):
        return element.tag == name and dict(element.attrib) == dict(model.attrib)

    before = len(re.findall(re.escape(opening), visible[:start]))
    found = [element for element in shown(tree) if alike(element)]
    assert len(found) > before, opening
    return found[before]


@pytest.mark.parametrize("folder", ALL, ids=IDS)
def test_the_letters_node_has_the_lines_that_lxml_finds(folder):
    case = load(folder)
    source = decode(case.body, case.content_type).text
    visible, _, (start, inner, end), _ = find_node(*markup.shown(source))
    tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", source))
    expected = iter(lines_of(same_node(tree, visible, start, inner)))
    compared = 0
    for item in blocks.items(visible[inner:end]):
        texts = [cell.text for row in item.rows for cell in row] if isinstance(item, Grid) else [item.text]
        for text in filter(None, texts):
            line = next(expected)
            while isinstance(item, Grid) and line != text and text.startswith(line):
                line += next(expected)
            assert line == text
            compared += 1
    assert next(expected, None) is None
    assert compared or case.expected["kind"] == "other" or case.expected["attachments"]


WORDS = st.sampled_from(
    [
        "您提出的建议",
        "2023",
        "年",
        " ",
        "\u3000",
        "&nbsp;",
        "&amp;nbsp;",
        "&lt;5号&gt;",
        "\n",
        "<br>",
        "<!-- 注 -->",
        "<script>var a='<p>'</script>",
        "、",
        "𠮷",
        "\u200b",
    ]
)
TEXTS = st.lists(WORDS, max_size=5).map("".join)
FRAGMENTS = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["div", "section", "center"]), st.lists(inner, max_size=4).map("".join)).map(
            lambda t: f"<{t[0]} class='a>b'>{t[1]}</{t[0]}>"
        ),
        st.tuples(st.sampled_from(["p", "h2", "span", "font", "b", "a", "SPAN"]), TEXTS).map(
            lambda t: f'<{t[0]} x="y">{t[1]}</{t[0]}>'
        ),
        st.tuples(TEXTS, TEXTS).map(lambda t: f"<ul><li>{t[0]}</li><li>{t[1]}</li></ul>"),
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(FRAGMENTS)
def test_any_well_formed_markup_has_the_lines_that_lxml_finds(fragment):
    tree = lxml.html.document_fromstring(f"<html><body><div>{fragment}</div></body></html>")
    found = blocks.items(markup.visible(f"<div>{fragment}</div>"))
    assert [item.text for item in found if item.text] == lines_of(tree.body[0])
