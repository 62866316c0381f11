import sys

from archive.search import holds
from archive.search.folding import forms, normalise


def test_words_may_stand_in_different_columns_of_a_row_but_a_phrase_in_one():
    assert holds("学位 区", ["学位", "市区"])
    assert not holds("学位，区", ["学位", "区"])


def test_a_lone_character_is_found_in_every_form_unicode_has_for_it():
    known = {}
    for code in range(sys.maxunicode + 1):
        for folded in normalise(chr(code)):
            if "\u4e00" <= folded <= "\u9fff":
                known.setdefault(folded, set()).add(chr(code))
    assert len(known) > 15_000
    assert {folded: set(forms(folded)) for folded in known} == known


def test_a_padded_word_is_one_word():
    assert holds("答复", ["答　复"])
    assert holds("2023年", ["2023 年"])
