"""Promises in running text: sentences in which the office says what it will do."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from datetime import date

from parsers.asides import own_words
from parsers.commitments import due
from parsers.deadlines import find_time_phrases
from parsers.due_grammar import IF
from parsers.lexicon import alternatives, load
from parsers.names import is_office, speaks_of_itself, split_offices
from parsers.outlook import ITSELF, OUR_TURN, SELF_WILL, WILL, looks_ahead, speaks_for_itself
from parsers.record import Commitment, Issue, Section
from parsers.reporting import as_facts
from parsers.text import LetterText

_WORDS = load("commitments")
_ENDS = "出台|印发|批复|下达|到位|获批|批准|通过"
_ANY = re.compile(rf"{WILL}|{alternatives(_WORDS['ahead'])}")
_CONDITION = re.compile(rf"{IF}[^，,。；：]{{3,40}}(?=[，,])")
# What the office waits for before it acts: 考古勘探结论出来后，我局将…
_ONCE_DONE = re.compile(rf"([^，,。；：]{{2,20}}(?:出来|揭晓|{_ENDS})(?:之|以)?后)[，,]")
_NAMED = re.compile(
    r"^(?:关于|针对|对于?|要求|希望|请求|建议)[^，,。；]{2,80}的(?:问题|意见|建议|请求|诉求|事项|提法|思路)[。；]?$"
)
# A part about what comes next, and a heading that says no more than that.
_NEXT = r"(?:今后|下一?步|下一?阶段|后续|接下来|未来)的?[^，。；：]{0,8}(?:打算|安排|计划|措施|思路|考虑|举措|重点|方向|目标|设想|工作)"
_PLANS = re.compile(rf"{_NEXT}|工作(?:打算|安排|计划)|努力方向")
_NEXT_ALONE = re.compile(rf"{_NEXT}[。：]?")
_NOT_OURS = re.compile(
    r"^(?:关于|针对|对于?)[^“\"。]{0,16}[“\"][^”\"]*[”\"][^。]{0,8}(?:建议|提案|意见|问题)(?:[，。：]|$)|^据|预测|(?:学生|在校生|生源|人口|客流|游客|车辆|保有量|缺口|人次|老龄化)[^，。]{0,10}(?:将|会)(?:减少|增|突破|下降|达|超)|^(?:建议|您|你们|贵|请(?!(?:您|你们|代表|委员)?(?:放心|相信))|代表|委员|如|若|根据|按照|依据)|现将|目标(?:还|仍|尚|相比)*(?:有|存在)[^，。]{0,8}差距|建议(?:由|将|贵|您|对|在)|^[^，。]{2,12}(?:局|委|办|厅|部|院|公司|方)(?:表示|认为|反馈|介绍|称)[，：,]|^[^，。]{0,6}(?:代表|群众|居民|业主|村民|企业)表示|^(?:施工|建设|承包|物业|设计)(?:单位|方|企业|公司)承诺|将于[^，。]{2,16}(?:到期|届满|终止)|将有[0-9]+(?:余|多)?(?:名|人|万人|户)|预计(?:减产|增产|减少|增加|下降|增长|上升|突破|超过)|是(?:群众|百姓|居民|代表|大家|各方)[^，。]{0,8}(?:期盼|愿望|心愿|诉求|期待)"
)
_BEFORE = re.compile(
    r"[年月日底末度节期学]前|[\d〇一二三四五六七八九十]内|[年月日周天五”\"](?:底|末|内)|[年月日期]起|待[^，。]{1,30}后|(?:条件|时机)[^，。]{1,6}[后时]"
    r"|第?[一二三四]季度|[上下]半年|[上中下]旬|期间|每(?:个?月|年|半年|季|周|学期)|适时|择机|年，(?:我|由|[镇乡]政府)"
)
_RESPONSIBLE = re.compile(rf"(?:^|[，,])(?:由)?(?P<who>[^，,。]{{3,30}}?)(?:负责|牵头)?{WILL}")
_GOVERNMENT = re.compile("[镇乡县市区旗](?:人民)?政府")
_LONGEST_SENTENCE = 3_000  # none of a letter comes near; pages made to exhaust a reader go beyond
_SENTENCE = re.compile(r"[^。！？]+[。！？]*[”’）]?")


def from_body(
    text: LetterText,
    first: int,
    stop: int,
    lead_in: int,
    sections: list[Section],
    anchor: date | None,
    issues: list[Issue],
    issuers: list[str] | None = None,
) -> list[Commitment]:
    """Promises in the lines [first, stop); `lead_in` is the offset behind 答复如下： where the opening line runs on.

    `issuers` are the offices that write: 镇政府 in a letter of 豆沙镇人民政府 is itself. What cannot be read goes to `issues`.
    """
    plans = [(s.start, s.end) for s in sections if _PLANS.search(s.heading[:30])]
    marks = {s.start: s.start + len(s.marker) for s in sections}
    starts = sorted(marks)
    found: list[Commitment] = []
    for line in range(first, stop):
        content = text.lines[line]
        if text.table_of[line] >= 0 or not _worth(content):
            continue
        start = text.starts[line]
        begin = max(lead_in - start, 0)
        cuts = sorted(
            {
                begin,
                len(content),
                *(
                    m - start
                    for m in starts[bisect_left(starts, start + begin) : bisect_left(starts, start + len(content))]
                ),
            }
        )
        for left, right in itertools.pairwise(cuts):
            left = marks[start + left] - start if start + left in marks else left
            for match in _SENTENCE.finditer(content, left, right):
                at = start + match.start()
                planned = any(first <= at < last for first, last in plans)
                found.extend(_promise(match.group(), at, anchor, issues, planned, issuers or []))
    return found


def _worth(line: str) -> bool:
    """Whether a line or sentence can hold a promise at all: the cheap question first."""
    if "将" in line or "后，" in line or _ANY.search(line) is not None:
        return True
    marked = "年，" in line or any(mark in line for mark in "前末底内起待条时季旬期每半适择")
    return marked and _BEFORE.search(line) is not None


def _promise(
    sentence: str, at: int, anchor: date | None, issues: list[Issue], planned: bool, issuers: list[str]
) -> list[Commitment]:
    bare = sentence.lstrip()
    at += len(sentence) - len(bare)
    if (
        not 8 <= len(bare) <= _LONGEST_SENTENCE
        or not _worth(bare)
        or bare[-1] in "：:"
        or _NAMED.match(bare)
        or _NEXT_ALONE.fullmatch(bare)
        or _is_heading(bare)
    ):
        return []
    waiting = _CONDITION.match(bare)
    if waiting is not None and speaks_for_itself(bare, waiting.end()):
        phrase: str | None = waiting.group()
    else:
        own = own_words(bare, SELF_WILL, OUR_TURN)
        if not own or _NOT_OURS.search(own):
            return []
        read = as_facts(own)
        told = _promised_time(read, find_time_phrases(read, anchor), anchor, planned)
        if told is None:
            return []
        phrase = own[told[0] : told[1]] or None
        if phrase is None and (once := _ONCE_DONE.match(own)) and speaks_for_itself(own, once.end()):
            phrase = once[1]
    noted: list[Issue] = []
    kind, start, end = due(phrase, anchor, noted)
    issues.extend(noted)
    return [Commitment("body", None, bare, _responsible(bare, issuers), phrase, kind, start, end, at, at + len(bare))]


def _promised_time(
    sentence: str, phrases: list[tuple[int, int, str]], anchor: date | None, planned: bool
) -> tuple[int, int] | None:
    """Where the time stands by which a sentence promises, (0, 0) where it promises without one, None where it does not.

    Of several times that of the part that promises: 物业应在五日内回应；…我局30天内给出处理结果.
    """
    at = 0
    for part in sentence.split("；") if len(phrases) > 1 else ():
        inside = [phrase for phrase in phrases if at <= phrase[0] < at + len(part)]
        if inside and looks_ahead(part, inside[0][2], anchor, planned):
            return inside[0][:2]
        at += len(part) + 1
    start, end, phrase = phrases[0] if phrases else (0, 0, None)
    return (start, end) if looks_ahead(sentence, phrase, anchor, planned) else None


def _is_heading(sentence: str) -> bool:
    """Whether a piece is a heading rather than a sentence: it has no stop, and no office speaks in it.

    `关于您提出的“2024年底前全线改造完毕”的建议` is the deputy's wish, not the office's promise.
    """
    return sentence[-1] not in "。！？；;!?”" and not speaks_for_itself(sentence)


def _responsible(sentence: str, issuers: list[str]) -> list[str]:
    """The office named as the one that acts; [] where the letter speaks of itself."""
    match = _RESPONSIBLE.search(sentence)
    if match and _GOVERNMENT.fullmatch(match["who"]) and any(i.endswith(match["who"][0] + "人民政府") for i in issuers):
        return []
    if match is None or speaks_of_itself(match.group("who")) or ITSELF.search(match.group("who")):
        return []
    who = match.group("who")
    return [name for name, _ in split_offices(who)] if is_office(who.rstrip("等")) else []
