"""Whether a text holds what a query asks for, without the index: for letters whose texts are read anyway."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from archive.search.folding import HAN, comparable, forms, is_han
from archive.search.query import Term, parse

_WORD = f"[^\\W{HAN}_]"
_BLOCK = "\u4e00-\u9fff"  # folding takes none of these away
_comparable = lru_cache(maxsize=16)(comparable)


def pattern(term: Term) -> str:
    """A regular expression that finds the term in normalised text, where FTS5 finds it by words."""
    found = ""
    for before, run in zip((None, *term.runs[:-1]), term.runs, strict=True):
        if before is None:
            found += "" if is_han(run) else f"(?<!{_WORD})"
        else:
            found += "[\\W_]+" if is_han(before) == is_han(run) else "[\\W_]*"
        found += re.escape(run)
    last_is_word = not is_han(term.runs[-1])
    return found + (f"{_WORD}*" if term.open_end else f"(?!{_WORD})" if last_is_word else "")


def holds(query: str, texts: Sequence[str]) -> bool:
    """True where MATCH zh_query(query) finds a row whose searched columns are `texts`."""
    return any(
        all(test(texts) for test in wanted) and not any(test(texts) for test in unwanted)
        for wanted, unwanted in _tests(query)
    )


_Test = Callable[[Sequence[str]], bool]


@lru_cache(maxsize=64)
def _tests(query: str) -> list[tuple[list[_Test], list[_Test]]]:
    return [
        ([_test(term) for term in group.wanted], [_test(term) for term in group.unwanted]) for group in parse(query)
    ]


@lru_cache(maxsize=256)
def _test(term: Term) -> _Test:
    """The cheapest test there is: to fold a text costs twice what reading it costs."""
    if term.runs == (term.lone,):
        characters = forms(term.lone)
        return lambda texts: any(character in text for text in texts for character in characters)
    regex = re.compile(pattern(term))

    surely, may_hold = _surely(term), _sieve(term)

    def test(texts: Sequence[str]) -> bool:
        return any(surely(text) for text in texts) or any(
            may_hold(text) and regex.search(_comparable(text)) for text in texts
        )

    return test


def _surely(term: Term) -> Callable[[str], object]:
    """What only texts as published that hold `term` pass, and most of them: it stands there as folded, after nothing that folding
    could make part of its first word."""
    kinds = [is_han(run) for run in term.runs]
    if not kinds[-1] or any(one == other for one, other in pairwise(kinds)):
        return lambda text: False
    return re.compile(("" if kinds[0] else f"[{_BLOCK}，。；\\n]") + re.escape("".join(term.runs))).search


def _sieve(term: Term) -> Callable[[str], object]:
    """What every text as published that holds `term` passes, and few others: the last run begins after the end of the one before
    it, between them something outside the Han block, or one of the two outside (㈠ is folded to 一 between brackets)."""
    *_, before, last = ("", *term.runs)
    if not before or not is_han(before) or not is_han(last):
        return bool
    ends, begins = forms(before[-1]), forms(last[0])
    ways = [f"[{ends}][^{_BLOCK}]+[{begins}]"]
    ways += [f"[{outside}][{begins}]" for outside in [re.sub(f"[{_BLOCK}]", "", ends)] if outside]
    ways += [f"[{ends}][{outside}]" for outside in [re.sub(f"[{_BLOCK}]", "", begins)] if outside]
    return re.compile("|".join(ways)).search
