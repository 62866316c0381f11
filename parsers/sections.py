"""The outline of a letter: numbered parts with their nesting and offsets.

A scheme (一、 （一） 1. （1） ① 一是 第一， 首先，) takes its level from the place where it is first used in the letter: letters
mix the schemes of GB/T 9704-2012 (7.3.3) freely, so no fixed table holds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from parsers.numerals import to_int
from parsers.record import Section
from parsers.text import LetterText

_CN = "一二三四五六七八九十"
_MEASURES = (
    "[个名处条年月日人家户亩万余台座辆元件项次所栋岁天小季号楼组类级村周份只套间层米公千百倍成种批期支场张片块根棵头]"
)
_LINE = re.compile(
    rf"(?P<dun>[{_CN}]{{1,3}}\s?[、．.])(?![{_CN}]{{1,3}}(?:期|月|季|类|级|批|轮|年|标段|线|所|中|小|号|楼|环|届|次|者|产))"
    rf"|(?P<maybedun>[{_CN}]{{1,3}}\s?[、，,])"
    rf"|(?P<cnparen>[（(]\s?[{_CN}]{{1,3}}\s?[）)]、?|[㈠-㈩])"
    rf"|(?P<maybecnparen>[{_CN}]{{1,3}}[）)]、?|[（(][{_CN}]{{1,3}}(?![{_CN}]))"
    r"|(?P<arabdot>\d{1,2}\s?(?:、|[.．](?!\d)|[.．](?=(?:19|20)\d\d\s?(?:年|[—–\-~－至]))|[.．](?=\d+\.\d))|[⒈-⒛])"
    r"|(?P<maybearabdot>\d{1,2}[.．](?=\d))"
    rf"|(?P<lonearabdot>[1-9](?=[\u4e00-\u9fff])(?!{_MEASURES}))"
    r"|(?P<arabparen>[（(]\s?\d{1,2}\s?[）)]|\d{1,2}[）)]|[⑴-⒇])"
    r"|(?P<maybearabparen>[（(]\d{1,2}(?=(?:19|20)\d\d年))"
    r"|(?P<circled>[①-⑳])"
    rf"|(?P<shi>[{_CN}]{{1,2}}是[，,：:]?)"
    rf"|(?P<di>第[{_CN}]{{1,2}}(?:[、，,]第[{_CN}]{{1,2}})*[，,、：:])"
    r"|(?P<order>(?:首先|其次|再次|再者|最后)[，,：:])"
)
_INLINE = re.compile(
    rf"(?:^|(?<=[。；;：:，,！？”）)]))(?:(?P<shi>[{_CN}]{{1,2}}是)(?!否|非)|(?P<di>第[{_CN}]{{1,2}}[，,、：:])|(?P<arabparen>[（(]\d{{1,2}}[）)])|(?P<circled>[①-⑳]))"
)
_FIRST = frozenset(
    f"{_CN}（(㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩0123456789０１２３４５６７８９⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳第首其再最"
)
_DIGITS = re.compile(rf"[（(第]?\s?([{_CN}]+|\d+)")
_SECOND = re.compile(r"二是|第二[，,、：:]|[（(]2[）)]|②")
_THANKS = re.compile(r"感谢|谢谢")
# A heading that closes by announcing the answer is a heading to its end: 关于您所提出的“…”的建议。作如下回复。
_LEAD_IN = re.compile(
    r"^(?:现)?(?:就此)?(?:作|做)?(?:出)?如?下?(?:答复|回复|说明|解答)?(?:如下)?[。：:]?$|^.{0,12}(?:答复|回复|说明|汇报)如下[。：:]?$"
)


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    scheme: str
    marker: str
    ordinal: int
    line: int
    inline: bool


def outline(text: LetterText, first: int, stop: int, opening: int) -> list[Section]:
    """Sections of the lines [first, stop); `opening` is the line of the opening, searched for run-in items only."""
    marks = _sequenced(_marks(text, first, stop, opening))
    if not marks:
        return []
    closing = text.end(stop - 1)
    levels: dict[str, int] = {}
    open_: list[int] = []  # indexes of the sections that are open, by level
    sections: list[Section] = []
    for index, mark in enumerate(marks):
        level = levels.setdefault(mark.scheme, len(open_) + 1)
        while open_ and sections[open_[-1]].level >= level:
            open_.pop()
        parent = open_[-1] if open_ else None
        limit = (
            marks[index + 1].start
            if index + 1 < len(marks) and marks[index + 1].line == mark.line
            else text.end(mark.line)
        )
        heading = _heading(text.text[mark.end : limit], mark.inline) or _heading(
            text.text[mark.end : text.end(mark.line)], True
        )
        sections.append(Section(mark.marker, level, parent, heading, mark.start, closing))
        open_.append(len(sections) - 1)
    open_ = []
    for index, section in enumerate(sections):
        while open_ and sections[open_[-1]].level >= section.level:
            sections[open_.pop()].end = section.start - 1 if text.text[section.start - 1] == "\n" else section.start
        open_.append(index)
    return sections


def _marks(text: LetterText, first: int, stop: int, opening: int) -> list[_Mark]:
    marks: list[_Mark] = []
    has_second = _SECOND.search(text.text) is not None
    for line in range(min(first, opening), stop):
        if text.table_of[line] >= 0:
            continue
        content, start = text.lines[line], text.starts[line]
        behind = 0
        if line >= first and content[0] in _FIRST and (match := _LINE.match(content)) and len(content) > match.end():
            scheme = str(match.lastgroup)
            if not (scheme == "order" and _THANKS.search(content[: match.end() + 8])):
                marks.append(
                    _Mark(start, start + match.end(), scheme, match.group(), _ordinal(match.group()), line, False)
                )
                behind = match.end()
        if has_second and _SECOND.search(content):
            for item in _INLINE.finditer(content):
                if item.start() >= behind and behind < item.end() < len(content):
                    marks.append(
                        _Mark(
                            start + item.start(),
                            start + item.end(),
                            str(item.lastgroup),
                            item.group(),
                            _ordinal(item.group()),
                            line,
                            True,
                        )
                    )
    return marks


def _ordinal(marker: str) -> int:
    if marker[0] in "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩":
        return ord(marker[0]) - ord("㈠") + 1
    for low in "⒈⑴①":
        if ord(low) <= ord(marker[0]) < ord(low) + 20:
            return ord(marker[0]) - ord(low) + 1
    if marker[:2] in ("首先", "其次", "再次", "再者", "最后"):
        return {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 9}[marker[:2]]
    digits = _DIGITS.match(marker)
    return (to_int(digits.group(1)) or 0) if digits else 0


def _sequenced(marks: list[_Mark]) -> list[_Mark]:
    """Drop what only looks like an enumerator: run-in items that do not count on from one, lone 首先 and 第一，."""
    kept: list[_Mark] = []
    used: set[str] = set()
    numbers = _Numbers(marks)
    for mark in marks:
        same = numbers.of_scheme[mark.scheme]
        if mark.scheme in ("di", "order", "shi"):
            if same.total() < 2 or not same[1]:
                continue
            if mark.scheme == "order" and mark.marker.startswith("最后") and not (same[2] or same[3]):
                continue
            if (
                mark.scheme == "shi"
                and mark.ordinal != 1
                and not any(m.scheme == "shi" and m.ordinal == mark.ordinal - 1 for m in kept[-12:])
            ):
                continue
        elif mark.scheme.startswith(("maybe", "lone")):
            if not numbers.beside(mark):
                continue
            numbers.believe(mark)
        if mark.inline and not numbers.runs(mark):
            continue
        if mark.scheme in ("arabdot", "arabparen", "circled") and mark.ordinal != 1 and mark.scheme not in used:
            continue
        kept.append(mark)
        used.add(mark.scheme)
    return kept


class _Numbers:
    """How often each number stands in each scheme of a letter, and in each line."""

    def __init__(self, marks: list[_Mark]) -> None:
        self.of_scheme: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self.in_line: defaultdict[tuple[int, str], Counter[int]] = defaultdict(Counter)
        for mark in marks:
            self.of_scheme[mark.scheme][mark.ordinal] += 1
            self.in_line[mark.line, mark.scheme][mark.ordinal] += 1

    def beside(self, mark: _Mark) -> bool:
        """Whether a doubtful marker (`1.36栋…`, `二、三季度…`, `一，`, `（二`) stands beside an item that counts on from it."""
        if mark.scheme == "lonearabdot":  # 1资金问题: its 、 is lost
            of_scheme = self.of_scheme["arabdot"]
            return not of_scheme[mark.ordinal] and any(of_scheme[mark.ordinal + step] for step in (-1, 1))
        scheme = mark.scheme.removeprefix("maybe")
        if scheme == "dun" and self.of_scheme[scheme][mark.ordinal]:
            return False
        return any(self.of_scheme[name][mark.ordinal + step] for name in (scheme, mark.scheme) for step in (-1, 1))

    def believe(self, mark: _Mark) -> None:
        """Count a doubtful marker as one of its scheme from here on."""
        for counts in (self.of_scheme[mark.scheme], self.in_line[mark.line, mark.scheme]):
            counts[mark.ordinal] -= 1
        mark.scheme = mark.scheme.removeprefix("maybe").removeprefix("lone")
        for counts in (self.of_scheme[mark.scheme], self.in_line[mark.line, mark.scheme]):
            counts[mark.ordinal] += 1

    def runs(self, mark: _Mark) -> bool:
        """Whether a run-in item has a neighbour in its line that counts on from it or up to it, back to the first."""
        same = self.in_line[mark.line, mark.scheme]
        return bool(same[1]) and same.total() > 1 and (mark.ordinal == 1 or bool(same[mark.ordinal - 1]))


def _heading(rest: str, inline: bool) -> str:
    """What follows the marker: the whole line where it is a heading, else up to and with the first full stop."""
    rest = rest.strip()
    stop = rest.find("。")
    if stop < 0 or inline:
        return rest[: stop + 1] if stop >= 0 else rest
    if _LEAD_IN.match(rest[stop + 1 :].strip()):
        return rest
    return rest[: stop + 1]
