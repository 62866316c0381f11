import re
from pathlib import Path

import pytest

from parsers import lexicon
from parsers.lexicon import alternatives, load

NAMES = sorted(path.stem for path in Path(lexicon.__file__).parent.glob("*.yml"))


def test_every_word_list_is_read():
    assert NAMES == ["cities", "commitments", "deadlines", "events", "genre", "page"]
    assert all(load(name) for name in NAMES)


@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("events", "deadlines")])
def test_lists_hold_plain_words_without_blanks_around(name):
    for key, words in load(name).items():
        if isinstance(words, list):
            assert words, key
            assert all(isinstance(word, str) and word == word.strip() and word for word in words), key


@pytest.mark.parametrize("name", ["genre", "commitments"])
def test_no_list_holds_a_word_twice(name):
    for key, words in load(name).items():
        assert len(words) == len(set(words)), key


def test_a_list_is_read_once():
    assert load("genre") is load("genre")


def test_an_unknown_list_says_so():
    with pytest.raises(FileNotFoundError):
        load("nothing")


def test_alternatives_try_the_longest_first_and_escape():
    assert re.match(alternatives(["答复", "答复函", "a.b", "答复"]), "答复函").group() == "答复函"
    assert re.fullmatch(alternatives(["a.b"]), "axb") is None
