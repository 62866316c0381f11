"""Promises in running text: sentences in which the office says what it will do."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from datetime import date

from parsers.asides import own_words
from parsers.commitments import due
from parsers.deadlines import find_time_phrases, interpret
from parsers.due_grammar import IF
from parsers.lexicon import alternatives, load
from parsers.names import is_office, speaks_of_itself, split_offices
from parsers.record import Commitment, Issue, Section
from parsers.reporting import has_object, plans_as_things, wills
from parsers.text import LetterText

_WORDS = load("commitments")
_SELF = rf"(?:我们|(?:我|本)(?:{alternatives(_WORDS['self_words'])})(?:们)?)"
# 承诺 in 承诺事项, 承诺清单 is a thing and no promise.
_WILL = rf"(?:{alternatives(_WORDS['modals'])})(?!(?<=承诺)(?:事项|内容|清单|书|制|函|表|办理))"
_ANY = re.compile(rf"{_WILL}|{alternatives(_WORDS['ahead'])}")
_SELF_WILL = re.compile(
    rf"{_SELF}(?:也|还|都|同时|继续|拟|计划|已经?|正|在)?{_WILL}|{_SELF}(?!正在|正积极|一直|多次)[^，。；]{{0,12}}?(?<![已您建议经拟]){_WILL}"
)
_AHEAD = re.compile(rf"^(?:(?:同时|此外|另外|其中|对此|为此)[，,]?)?(?:{alternatives(_WORDS['ahead'])})")
_HEAD_WILL = re.compile(rf"(?:^|[，,；;])(?:并|同时|还|也|均|都|接着)?将(?:{alternatives(_WORDS['after_will'])})")
_HEAD_AIM = re.compile(r"(?:^|[，,；;])(?:并|同时|还|也|均|都|现)?(?:力争|争取(?!到|了)|拟(?!定|订|好)|打算)")
_MODAL = re.compile(rf"(?<![已您议求以可能经即应须需原]){_WILL}(?!来|近|要求|军|领)")
_PAST = re.compile(
    r"已[经]?(?!具备|承诺|明确)|曾|去年|以来|截至|截止|目前为止|(?:完成|实施|开展|启动|投入|建成|安排|组织)了"
)
# A term without a date (三个月内) belongs to what has happened where the sentence opens in the past or names its result, and nothing goes on now.
_TERM = re.compile(r"[0-9〇一二两三四五六七八九十半]+个?(?:工作日|年|月|季度|周|星期|日|天|小时)(?:之|以)?内$")
_OPENS_PAST = re.compile(r"^(?:自|从)?(?:去年|上年|前年|近年|近[0-9一二两三四五]+年|过去|[^，,。；]{1,12}以来)")
_OUTCOME = re.compile(r"超(?:过|出|额)?(?:完成)?(?:了)?(?:预期|目标)|同比|环比|累计")
_GOES_ON = re.compile(r"目前|正在|下一?步|确保|保证|承诺|要求|计划|(?:^|[，,])现")
_CONDITION = re.compile(rf"{IF}[^，,。；：]{{3,40}}(?=[，,])")
_NAMED = re.compile(
    r"^(?:关于|针对|对于?|要求|希望|请求|建议)[^，,。；]{2,80}的(?:问题|意见|建议|请求|诉求|事项|提法|思路)[。；]?$"
)
_RESULT = re.compile(
    r"累计|先后|办结[0-9]|获批|获得[^，。]{0,16}(?:批复|批准|资金|支持)|通过[^，。]{0,10}验收|推后|推迟|滞后|未能"
)
_NOT_OURS = re.compile(
    r"^(?:关于|针对|对于?)[^“\"。]{0,16}[“\"][^”\"]*[”\"][^。]{0,8}(?:建议|提案|意见|问题)(?:[，。：]|$)|^据|预测|(?:学生|在校生|生源|人口|客流|游客|车辆|保有量|缺口|人次|老龄化)[^，。]{0,10}(?:将|会)(?:减少|增|突破|下降|达|超)|^(?:建议|您|你们|贵|请|代表|委员|如|若|根据|按照|依据)|现将|目标(?:还|仍|尚|相比)*(?:有|存在)[^，。]{0,8}差距|建议(?:由|将|贵|您|对|在)"
)
_LAW = re.compile(
    rf"规定|《[^》]{{2,40}}》(?:[^，。]{{0,12}})(?:要求|明确|提出|规定)|要求(?:[：:，]|{alternatives(_WORDS['charged'])})"
    r"|各(?:乡镇|镇街|街道|部门|单位|学校|村)[^，。]{0,8}?[要须需](?:在|于|确保)|明确[：:，]?(?:要|到)|应当|必须|应于|须在|不得"
)
# Whose demand a deadline is: 县政府要求2010年10月底前全部开工; but 按照县政府要求，2023年底前完成… is our own.
_DEMAND = re.compile(
    r"^(?!按|根据|依|对照|围绕)[^，,。；;]{0,20}?(?:政府|上级|国家|国务院|[省市县区州委厅局部]|文件|方案|通知|会议)[^，,。；;]{0,6}?要求(?!的)"
)
# What another office has laid down, the subject of the sentence: 省水利厅明确，2023年1月底前各县须上报…
_LAID_DOWN = re.compile(
    r"^(?!按|根据|依|对照|围绕)(?:(?!我|本[局委办厅部院])[^，,。；;]){0,10}?(?:国家|国务院|中央|政府|[厅局部委办])(?:(?!我|本[局委办厅部院])[^。；;]){0,40}?"
    r"(?:明确|提出|规定|要求)(?!的|由|责任|任务|分工)"
)
_DEED = re.compile(alternatives(_WORDS["deeds"]))
_BEGINS = re.compile(
    rf"起，?(?:在|对|由|统一|全面|正式|逐步|开始|[^，。]{{0,12}}){{0,2}}(?:{alternatives(_WORDS['beginnings'])})"
)
# What the office does once a condition holds; the subject is left out: 待用地手续办结后，立即启动建设.
_PROMPT = re.compile(
    r"(?:^|[，,；;])(?:(?:待|如|若|一旦)[^，。；]{2,40}[，,]|待[^，。；]{1,30}?后|[^，。；]{0,8}(?:条件|时机|资金|经费|手续)[^，。；]{1,8}[后时][，,]?)"
    r"(?:再)?(?:立即|及时|尽快|马上|第一时间|尽早|适时|启动|组织实施|开工)(?![^。]{0,12}(?:考虑|研究))"
)
_BEFORE = re.compile(
    r"[年月日底末度节期]前|[\d〇一二三四五六七八九十]内|[年月五”\"](?:底|末|内)|[年月日期]起，|待[^，。]{1,30}后|(?:条件|时机)[^，。]{1,6}[后时]"
)
_RESPONSIBLE = re.compile(rf"(?:^|[，,])(?:由)?(?P<who>[^，,。]{{3,30}}?)(?:负责|牵头)?{_WILL}")
_OTHER_WILL = re.compile(
    rf"(?:^|[，,；;])(?:目前|同时|此外|下步)?(?P<who>[^，,。；;]{{1,16}}?(?:局|委|办|厅|部|政府|中心|公司|机关|部门|镇|乡|街道))(?:也|还|正|已经?)?将(?:{alternatives(_WORDS['after_will'])})"
)
# What will come of a thing once it is there is a forecast: 项目建成后，将有效缓解买菜难问题.
_FORECAST = re.compile(
    rf"^(?:[^，,。；;]{{0,30}}?(?:{alternatives(_WORDS['finished'])})[^，,。；;]{{0,6}}?[后时]|届时)[，,]?[^，,。；;将可能]{{0,10}}(?:将|可|能)会?(?:以?)"
    rf"(?:{alternatives(_WORDS['degrees'])})*地?(?:{alternatives(_WORDS['effects'])})"
)
_ITSELF = re.compile(_SELF)
_CLAUSE_END = re.compile(r"[；;。]")
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
) -> list[Commitment]:
    """Promises in the lines [first, stop); `lead_in` is the offset behind 答复如下： where the opening line runs on."""
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
                found.extend(_promise(match.group(), start + match.start(), anchor, issues))
    return found


def _worth(line: str) -> bool:
    """Whether a line or sentence can hold a promise at all: the cheap question first."""
    if "将" in line or "后，" in line or _ANY.search(line) is not None:
        return True
    return any(mark in line for mark in "前末底内起待条时") and _BEFORE.search(line) is not None


def _promise(sentence: str, at: int, anchor: date | None, issues: list[Issue]) -> list[Commitment]:
    bare = sentence.lstrip()
    at += len(sentence) - len(bare)
    if (
        not 8 <= len(bare) <= _LONGEST_SENTENCE
        or not _worth(bare)
        or bare[-1] in "：:"
        or _NAMED.match(bare)
        or _is_heading(bare)
    ):
        return []
    waiting = _CONDITION.match(bare)
    if waiting is not None and _SELF_WILL.search(bare, waiting.end()):
        phrase: str | None = waiting.group()
    else:
        own = own_words(bare, _SELF_WILL)
        read = plans_as_things(own)
        phrases = find_time_phrases(read, anchor) if own else []
        if not own or _NOT_OURS.search(own) or not _looks_ahead(read, phrases[0][2] if phrases else None, anchor):
            return []
        phrase = own[phrases[0][0] : phrases[0][1]] if phrases else None
    noted: list[Issue] = []
    kind, start, end = due(phrase, anchor, noted)
    issues.extend(noted)
    return [Commitment("body", None, bare, _responsible(bare), phrase, kind, start, end, at, at + len(bare))]


def _is_heading(sentence: str) -> bool:
    """Whether a piece is a heading rather than a sentence: it has no stop, and no office speaks in it.

    `关于您提出的“2024年底前全线改造完毕”的建议` is the deputy's wish, not the office's promise.
    """
    return sentence[-1] not in "。！？；;!?”" and _SELF_WILL.search(sentence) is None


def _looks_ahead(sentence: str, phrase: str | None, anchor: date | None) -> bool:
    ours = _SELF_WILL.search(sentence) is not None
    ahead = _AHEAD.search(sentence) is not None
    modal = _MODAL.search(sentence) is not None
    if not ours and (phrase is None or _kind(phrase, anchor) == "conditional") and _FORECAST.match(sentence):
        return False
    dated = phrase is not None and _kind(phrase, anchor) in ("by", "within", "from", "conditional", "recurring")
    if dated and (ours or ahead or modal):
        if (
            not ahead
            and not wills(sentence)
            and (_kind(phrase or "", anchor) == "recurring" or _RESULT.search(sentence))
        ):
            return False
        over = not (ours or ahead) and _PAST.search(_clause_of(sentence, phrase or ""))
        return not over and (
            ours or not (_LAW.search(sentence) or (not wills(sentence) and _laid_down(sentence, phrase)))
        )
    if dated and phrase is not None and _kind(phrase, anchor) == "by" and _DEED.search(sentence):
        clause = _clause_of(sentence, phrase)
        if _TERM.search(phrase) and not wills(sentence) and _tells_outcome(sentence, anchor):
            return False
        refused = (
            _LAW.search(sentence)
            or _PAST.search(clause)
            or "可以" in clause
            or _DEMAND.search(clause[: clause.find(phrase)])
            or _laid_down(sentence, phrase)
        )
        return not refused and _DEED.search(clause) is not None
    if (
        dated
        and phrase is not None
        and _kind(phrase, anchor) == "from"
        and phrase[-1] in "起始"
        and _BEGINS.search(sentence)
    ):
        return not (_LAW.search(sentence) or _PAST.search(_clause_of(sentence, phrase)))
    if dated and _PROMPT.search(sentence):
        return True
    if ahead and (ours or modal or "继续" in sentence or "进一步" in sentence):
        return True
    if _HEAD_AIM.search(sentence):
        return _PAST.search(sentence) is None
    if ours or _HEAD_WILL.search(sentence) or _others_will(sentence):
        return not (_PAST.search(sentence) and not _HEAD_WILL.search(sentence)) and (
            wills(sentence) or not has_object(sentence)
        )
    return False


def _laid_down(sentence: str, phrase: str | None) -> bool:
    """Whether a deadline is another office's rule and nothing is said of our own part in it."""
    before = sentence[: sentence.find(phrase or "")]
    return _LAID_DOWN.search(before) is not None and _ITSELF.search(sentence) is None


def _tells_outcome(sentence: str, anchor: date | None) -> bool:
    """Whether a sentence opens with a time that is past, or says what came of it, and names nothing that still goes on."""
    if _GOES_ON.search(sentence):
        return False
    year = re.match(r"(20[0-9]{2})年", sentence)
    past_year = year is not None and anchor is not None and int(year[1]) < anchor.year
    return past_year or _OPENS_PAST.match(sentence) is not None or _OUTCOME.search(sentence) is not None


def _others_will(sentence: str) -> bool:
    """Whether another office is named that will do something: 县公安局将一如既往地…"""
    match = _OTHER_WILL.search(sentence) if "将" in sentence else None
    return match is not None and (is_office(match.group("who")) or match.group("who").endswith("机关"))


def _clause_of(sentence: str, phrase: str) -> str:
    """From the deadline's words to the end of their clause, what stands before them in it included."""
    at = sentence.find(phrase)
    start = max(sentence.rfind(mark, 0, at) for mark in "，,；;") + 1
    stop = _CLAUSE_END.search(sentence, at)
    return sentence[start : stop.start() if stop else len(sentence)]


def _kind(phrase: str, anchor: date | None) -> str:
    return interpret(phrase, anchor or date(2000, 1, 1)).kind


def _responsible(sentence: str) -> list[str]:
    """The office named as the one that acts; [] where the letter speaks of itself."""
    match = _RESPONSIBLE.search(sentence)
    if match is None or speaks_of_itself(match.group("who")) or _ITSELF.search(match.group("who")):
        return []
    who = match.group("who")
    return [name for name, _ in split_offices(who)] if is_office(who.rstrip("等")) else []
