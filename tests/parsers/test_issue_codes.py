"""docs/record.md names every issue code the parsers can give, and no other."""

import ast
import re

from tests import sources

DOCUMENTED = set(
    re.findall(
        r"`([a-z]+(?:_[a-z]+)+)`", (sources.ROOT / "docs" / "record.md").read_text("utf-8").split("## Issues")[1]
    )
)
A_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")


GIVERS = {"Issue", "_issue", "say", "UnreadableError"}


def words(node):
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and A_CODE.fullmatch(part.value)
    }


def given():
    """Every code that stands first in a call that makes an issue, or is named as one, or leads a pair in a table of them."""
    found = set()
    for tree in sources.modules("parsers").values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                places = [keyword.value for keyword in node.keywords if keyword.arg in ("issue", "code")]
                places += node.args[:1] if called in GIVERS else []
                found = found.union(*map(words, places))
            elif isinstance(node, ast.Dict):
                found = found.union(
                    *(words(value.elts[0]) for value in node.values if isinstance(value, ast.Tuple) and value.elts)
                )
    return found


def written():
    """Every word with underscores that stands as a string in the parsers."""
    return set().union(*map(words, sources.modules("parsers").values()))


def test_codes_are_found_where_they_are_given():
    assert {
        "signed_on_repaired",
        "lost_character",
        "due_unreadable",
        "encoding_conflict",
        "needs_ocr",
        "attachment_empty",
    } <= given()


def test_every_code_is_documented():
    assert given() - DOCUMENTED == set()


def test_no_code_is_documented_that_is_never_given():
    assert DOCUMENTED - written() == set()
