"""What of a sentence is the office's own word: not the ask it repeats, the ground it names, nor what it says it cannot do."""

from __future__ import annotations

import re

from parsers.lexicon import alternatives, load

_WORDS = load("commitments")
_ASK = re.compile(
    r"(?:[您你](?:们)?|贵(?:委|党派|会|支部|单位|组|界别|党)|^(?:代表|委员|提案|建议|议案)(?:们|中|里)?)(?:在[^，。]{1,6}中)?(?:所|曾)?(?:提出|建议|反映|希望|认为|关心|关注|提到|提及)"
)
_GROUND = re.compile(r"(?:关于|针对|对于?|根据|按照|依据|鉴于|考虑到)[^，,。；]{2,120}[，,]")
_COMMA = re.compile("[，,]")
_CLAUSE = re.compile("[^，,；;。]+[，,；;。]?")
_WISH = re.compile("(?:并)?(?:建议|希望|要求|请|恳请|呼吁)")
_REFUSED = re.compile(
    rf"{alternatives(_WORDS['refusals'])}|(?:无法|难以)(?![^，。]{{0,14}}(?:的|问题|困难|现象|情况|难题))"
)


def own_words(sentence: str, ours: re.Pattern[str], itself: re.Pattern[str] | None = None) -> str:
    """What of `sentence` can promise: without the ask in front of the office's own clause (or behind it), the ground, and refusals.

    `ours` finds where the office says what it will do, `itself` where a clause has it for its subject (至于您提到的泵站，待用地获批后，我局即…).
    "" where the sentence only repeats what others want.
    """
    said = sentence
    ask = _ASK.search(sentence)
    if ask is not None:
        own = ours.search(sentence)
        if own is None:
            comma = _COMMA.search(sentence, ask.end())
            if (
                itself is None
                or comma is None
                or not itself.search(sentence, comma.end() - 1)
                or _WISH.match(sentence, comma.end())
            ):
                return ""
            return sentence[comma.end() :]
        if own.end() == ask.start():
            said = sentence  # 将您反映的问题转交…: the ask is what 将 stands before
        elif own.start() < ask.start():
            said = sentence[: ask.start()]
        else:
            commas = [m.end() for m in _COMMA.finditer(sentence, ask.end(), own.end()) if m.end() <= own.start()]
            if not commas or _WISH.match(sentence, commas[-1]):
                return ""
            said = sentence[commas[-1] :]
    elif (ground := _GROUND.match(sentence)) and ours.search(sentence, ground.end()):
        said = sentence[ground.end() :]
    if not _REFUSED.search(said):
        return said
    return "".join(clause for clause in _CLAUSE.findall(said) if not _REFUSED.search(clause))
