"""The words of lexicon/privacy.yml, each list as one alternative of a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

import yaml

# Blanks inside a line. A label, its number and a unit stand in one line; what follows in the next one is something else.
BLANK = "[ \u00a0\u2002-\u200b\u3000]"


@cache
def words() -> dict[str, str]:
    """Every list of the lexicon by its name, the longest word first; a string of characters stays one."""
    text = (resources.files("archive") / "lexicon" / "privacy.yml").read_text(encoding="utf-8")
    return {k: v if isinstance(v, str) else _any_of(v) for k, v in yaml.safe_load(text).items()}


@cache
def unit(kind: str) -> re.Pattern[str]:
    """What after a number makes it an amount or a count; `kind` is the list of units that may stand there."""
    return re.compile(rf"(?:[.．][0-9０-９]+)?{BLANK}?(?:余|多)?(?!{words()['not_units']})(?:{words()[kind]})")


def _any_of(listed: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))
