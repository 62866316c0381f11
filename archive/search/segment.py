"""Index side of the search: a text becomes the words that FTS5 stores."""

from __future__ import annotations

from archive.search.folding import is_han, runs

# Readers can call zh_seg in SQL; one call must not hold the interpreter for long. No letter comes near.
LONGEST_TEXT = 1_000_000


def bigrams(run: str) -> list[str]:
    """Overlapping pairs of a run of Han characters, without its last character: 养老院 -> 养老 老院."""
    return list(map(str.__add__, run, run[1:]))


def zh_seg(text: object) -> str:
    """The words of `text` for the index, separated by blanks; "" for None. Only the first LONGEST_TEXT characters, as published and as folded.

    A run of Han characters gives its overlapping pairs and its last character (养老院 -> 养老 老院 院), so that every
    substring of two or more characters is a phrase of whole words, and every single character begins one. Numbers and
    words of other scripts stay whole.
    """
    if text is None:
        return ""
    words: list[str] = []
    for run in runs(str(text)[:LONGEST_TEXT], LONGEST_TEXT):
        if "一" <= run < "\ua000" or (run > "\u3004" and is_han(run)):
            words += map(str.__add__, run, run[1:] + " ")
        else:
            words.append(run)
    return " ".join(words)
