"""YAML that remembers where and how each value was written."""

import pytest

from crawler.strict_yaml import YamlError, read

TEXT = """\
name: x
division: 010100
columns:
  - {id: a, url: http://a/}
  - id: b
    paging: {strategy: suffix, ext: HTML}
"""


def test_line_of_a_nested_value():
    assert read(TEXT)[1].line(("columns", 1, "paging", "ext")) == 6


def test_line_of_a_missing_key_is_its_parents():
    assert read(TEXT)[1].line(("columns", 0, "kind")) == 4


def test_steps_the_document_does_not_have_are_passed_over():
    assert read(TEXT)[1].raw(("columns", 1, "paging", "suffix", "ext")) == "HTML"
    assert read(TEXT)[1].line(("columns", 1, "paging", "suffix", "ext")) == 6


def test_value_is_known_as_it_was_written():
    data, lines = read(TEXT)
    assert data["division"] == 0o10100  # what YAML makes of it
    assert lines.raw(("division",)) == "010100"


def test_empty_document_has_no_lines():
    data, lines = read("# nothing\n")
    assert data is None
    assert lines.line(("name",)) is None


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a:\n  - {b: 1, b: 2}\n"])
def test_key_standing_twice_is_refused(text):
    with pytest.raises(YamlError, match="stands twice"):
        read(text)


def test_tags_that_build_objects_are_refused():
    with pytest.raises(Exception, match="could not determine a constructor"):
        read("a: !!python/object/apply:os.system ['true']\n")
