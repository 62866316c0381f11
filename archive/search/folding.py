"""What search takes for the same: full and half width, traditional and simplified, upper and lower case, padded words.

`runs` cuts a text into the pieces the index is made of; `Folded` keeps the way back to the text as published.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from importlib import resources

import yaml

HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\ufa0e-\ufa29\U00020000-\U000323af"
_HAN = re.compile(f"[{HAN}]")
RUN = re.compile(f"[{HAN}]+|[^\\W{HAN}_]+")

# A blank beside a lone character pads a word to the width of its neighbours: 陈　立, 答　复, 主 任. With a whole word
# on both sides (养老 服务) it separates. The blank stands first so that the engine can skip to it.
_PADDING = re.compile(f" (?:(?<=(?<![{HAN}])[{HAN}] )(?=[{HAN}])|(?<=[{HAN}] )(?=[{HAN}](?![{HAN}])))")

# A character with what NFKC may join to it: marks, Hangul letters, half-width voicing marks. The ranges are generous
# (a whole Greek word is one cluster); every character of Chinese text starts its own.
_CLUSTER = re.compile(
    ".[\u0300-\u1fff\u20d0-\u20ff\u3099-\u309c\u3130-\u318f\ua000-\uabff\ud7b0-\ud7ff\ufb1e\ufe20-\ufe2f"
    "\uff9e-\uffdc\U00010000-\U0001e9ff]*",
    re.DOTALL,
)


def _variants() -> dict[int, str]:
    """Code point -> what it is folded to, from simplified.tsv and variants.yml, followed to the end."""
    here = resources.files(__package__)
    selectors = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))  # choose a glyph, invisible themselves
    table: dict[int, str] = dict.fromkeys(selectors, "")
    for line in (here / "simplified.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            simplified, others = line.split("\t")
            table.update((ord(other), simplified) for other in others)
    for group in yaml.safe_load((here / "variants.yml").read_text(encoding="utf-8")):
        pairs = group.get("pairs", "")
        table.update((ord(c), group["to"]) for c in group.get("from", ""))
        table.update((ord(c), to) for c, to in zip(pairs[::2], pairs[1::2], strict=True))
    return table


VARIANTS = _variants()

# A text of these characters alone is folded by lower-casing: the common case, and far cheaper than NFKC. What NFKC
# does to the punctuation among them leaves punctuation.
_PLAIN = re.compile(
    "[\\x00-\\x7f·×÷“”‘’—…、。《》〈〉「」『』【】〔〕！％（），．：；？～□■●★☆※→△▲◆◎√々〇\u3400-\u4dbf\u4e00-\u9fff]*"
)
_TRADITIONAL = re.compile("[" + re.escape("".join(chr(cp) for cp in VARIANTS if cp <= 0xFFFF)) + "]")


def _fold_characters(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(VARIANTS)


def normalise(text: str) -> str:
    """`text` as search compares it: NFKC, case-folded, simplified, padding blanks inside words taken out."""
    return _PADDING.sub("", _fold_characters(text))


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and _TRADITIONAL.search(text) is None


def comparable(text: str, longest: int | None = None) -> str:
    """`normalise(text)` but for punctuation, which may stand as published: without NFKC where it changes nothing else.

    Only the first `longest` characters of the normalised text count: NFKC makes eighteen of one (U+FDFA).
    """
    folded = text.casefold() if _is_plain(text) else _fold_characters(text)
    return _PADDING.sub("", folded[:longest])


def runs(text: str, longest: int | None = None) -> list[str]:
    """The runs of Han characters and the words of other scripts in `text`, normalised: what punctuation leaves."""
    return RUN.findall(comparable(text, longest))


# Where NFKC makes Han characters: radicals, enclosed and squared ones, compatibility ideographs.
_COMPATIBILITY = ((0x2E80, 0x3400), (0xF900, 0xFB00), (0x1F200, 0x1F300), (0x2F800, 0x2FA20))


@cache
def _other_forms() -> dict[str, str]:
    """Folded Han character -> the other characters that are folded to it, or to something that holds it."""
    forms: dict[str, str] = {}
    for cp in sorted({*VARIANTS, *(cp for start, end in _COMPATIBILITY for cp in range(start, end))}):
        for folded in _HAN.findall(_fold_characters(chr(cp))):
            if folded != chr(cp):
                forms[folded] = forms.get(folded, "") + chr(cp)
    return forms


def forms(character: str) -> str:
    """Every character a published text may have for the folded Han `character`, that one first: 体 -> 体體軆骵."""
    return character + _other_forms().get(character, "")


def is_han(run: str) -> bool:
    """True for a run of Han characters, False for a word or number."""
    return _HAN.match(run) is not None


class Folded:
    """A text as search sees it, and the way back: what is found in `.text` is cut from the original.

    `.text` has the runs of normalise(original); punctuation may stand as published.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._clusters = None if _is_plain(original) else [m.span() for m in _CLUSTER.finditer(original)]
        if self._clusters is None:
            padded = original.casefold()  # as long as the original
        else:
            folded = [_fold_characters(original[start:end]) for start, end in self._clusters]
            self._origins = [span for span, piece in zip(self._clusters, folded, strict=True) for _ in piece]
            padded = "".join(folded)
        self._blanks = [m.start() - n for n, m in enumerate(_PADDING.finditer(padded))]
        self.text = _PADDING.sub("", padded)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of `.text[start:end]`; start < end."""
        first = start + bisect_right(self._blanks, start)
        last = end - 1 + bisect_right(self._blanks, end - 1)
        if self._clusters is None:
            return first, last + 1
        return self._origins[first][0], self._origins[last][1]
