"""The opening of a letter: which suggestions it answers by name and number, and who was consulted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.names import split_offices
from parsers.submission_numbers import ID, numbers_in
from parsers.text import Squeezed

_QUOTED = re.compile(
    r"《((?:[^《》]|《[^《》]*》)*)》|“((?:关于|对)(?:[^“”]|“[^“”]{1,60}”){2,100}?)”|[“\"]((?:关于|对)[^”“\"]{2,100}?)[”“\"]|“([^“”，。]{4,80}?(?:建议案|建议|提案|议案))”"
)
_SUBMISSION_END = re.compile(r"(?:建议案|建议|提案|议案|意见|批评|问题)(?:[（(][^（）()]*[）)])?$")
_BARE = re.compile(
    r"(关于(?!对)(?:[^《》“”。：:；]|《[^《》]{1,40}》|“[^“”]{1,40}”){1,90}?的(?:建议案|建议|提案|议案))"
)
_UNTITLED = re.compile(r"(?:提出|提交|反映)的(?P<title>[^《》“”。：:；，,]{4,60}?的(?:建议案|建议|提案|议案))")
_NUMBER_AFTER = re.compile(
    rf"[”》\"]?\s?(?:的?(?:建议|提案|议案))?\s?[（(]?\s?(?:建议|提案|议案)?第?\s?[（(]?\s?({ID})\s?[）)]?\s?号"
)
_BEHIND_NUMBER = re.compile("[）)]?号?(?:[（(）)建提议代委，,收]|$)")
# What follows these, or stands before 收悉, is a suggestion's title whatever its wording: 提出的《停车难问题亟待解决》收悉.
_NAMED_BY = re.compile(r"(?:提出|提交|反映)的[《“\"]$")
_NAMED_FOR = re.compile(rf"[》”\"](?:[（(]?第?{ID}号[）)]?)?的?(?:建议|提案|议案)?(?:已)?收[悉到]")
_OF_A_LAW = re.compile(r"关于[^《》，。]{1,30}$")
_RECEIVED = re.compile(r"收悉|收到|收阅|已转|交由|转交|交我|如下")
_CONSULT = re.compile(
    r"(?:经商请?|经会同|经会商|会同|会商|经征求|征求了?|经与|并与|与|商请|(?<=[，。；、])商)(?P<list>[^。：:；]{2,160}?)"
    r"(?=(?:等)?(?:的?意见|共同|联合|进行|沟通|协商|协同|研究|会商|商议|同意|办理|专题|反复|充分|认真|一并|，|,|。|$))"
)
_LIST_END = re.compile("[。：:；]|的?意见")
_CLAUSE = re.compile("，(?=现|经|我|认真|并|将|就)")
_WITH = ("经与", "并与", "与")
_TOGETHER = re.compile(
    r"(?:等(?:部门|单位)?)?(?:进行了?|开展了?)?(?:充分|认真|反复|多次|深入|专题|专门|集中|逐条)*"
    r"(?:共同|联合|沟通|协商|协同|研究|会商|商议|办理|调研|座谈|论证|核实|核查|踏勘|现场|实地|梳理|对接|商讨|讨论|分析|会办)"
    r"(?![一二两三四五六七八九十0-9]+[次轮场])"  # how often one talked with someone is a report: 与公交公司座谈两次
)
_VERB = re.compile("同意|进行|开展|召开|前往|赴|深入|逐项|组织(?!部|人事)|就(?!业)")


@dataclass(slots=True)
class Named:
    """A suggestion named in the opening: its title and number with offsets in the text given, None where absent."""

    title: str | None
    start: int
    end: int
    number: tuple[str, int, int] | None = None


def named_submissions(opening: str) -> list[Named]:
    """The suggestions an opening names, in order, up to the words that say they were received."""
    received = _RECEIVED.search(opening)
    if received and received.start() < 6 and received.group() != "如下":  # 收到您提出的…后, …
        received = _RECEIVED.search(opening, received.end())
    head = opening[: received.end()] if received else opening[:400]
    found: list[Named] = []
    for match in _QUOTED.finditer(head):
        group = match.lastindex or 1
        title = match.group(group).strip()
        if not title or not _names_a_submission(title, head, match):
            continue
        start = match.start(group) + match.group(group).index(title)
        found.append(Named(title, start, start + len(title), _number_at(head, match.end())))
    if found:
        return found
    for pattern, name in ((_BARE, 1), (_UNTITLED, "title")):
        for match in pattern.finditer(head):
            found.append(Named(match.group(name), match.start(name), match.end(name), _number_at(head, match.end())))
        if found:
            return found
    return [Named(None, 0, 0, number) for number in _numbers(head)]


def _numbers(head: str) -> list[tuple[str, int, int]]:
    """The numbers of an opening that gives no title: 第12、13号提案收悉."""
    squeezed = Squeezed(head, 0)
    for mark in re.finditer("第", squeezed.value):
        found = numbers_in(squeezed.value, mark.start())
        if not found:
            break
        if found[0][1] - mark.end() <= 1 and _BEHIND_NUMBER.match(squeezed.value, found[-1][2]):
            return [(number, *squeezed.span(start, end)) for number, start, end in found]
    return []


def _names_a_submission(title: str, head: str, quoted: re.Match[str]) -> bool:
    """Whether a quoted title is a suggestion's: by its own words, or by the words around it."""
    if _SUBMISSION_END.search(title) or title.startswith("关于"):
        return True
    if _NAMED_BY.search(head[: quoted.start() + 1]):
        return True
    return not _OF_A_LAW.search(head[: quoted.start()]) and _NAMED_FOR.match(head, quoted.end() - 1) is not None


def _number_at(text: str, at: int) -> tuple[str, int, int] | None:
    match = _NUMBER_AFTER.match(text, at)
    return (match.group(1), match.start(1), match.end(1)) if match else None


def consulted(opening: str) -> list[tuple[str, int]]:
    """(office, offset) of those an opening says were consulted: 经商…, 会同…, 经与…共同研究; the list ends the search."""
    for match in _CONSULT.finditer(opening):
        word = opening[match.start() : match.start("list")]
        offices = split_offices(_list_of(opening, match.start("list"), match.group("list"), word), bodies=True)
        if offices:
            return [(name, match.start("list") + at) for name, at in offices]
    return []


def _list_of(opening: str, start: int, printed: str, word: str) -> str:
    """The list of offices, to its real end: a comma may part its members, a verb or a stop ends it."""
    rest = opening[start : start + 300]
    together = _TOGETHER.search(rest)
    stop = _LIST_END.search(rest)
    end = min([m.start() for m in (together, stop, _VERB.search(rest)) if m], default=len(printed))
    whole = rest[:end]
    if word in _WITH and together is None:
        return ""
    clause = _CLAUSE.search(whole)
    return whole[: clause.start()] if clause else whole
