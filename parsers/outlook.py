"""Does a sentence of a letter look ahead: does the office say in it what it will do?"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from parsers.damaged_dates import repair_phrase
from parsers.deadlines import interpret
from parsers.lexicon import alternatives, load
from parsers.names import is_office
from parsers.others import is_demand, is_law, laid_down
from parsers.reporting import TELLS_WHICH, has_object, wills

_WORDS = load("commitments")
SELF = rf"(?:我们|(?:我|本)(?:{alternatives(_WORDS['self_words'])})(?:们)?)"
# 承诺 in 承诺事项, 承诺清单 is a thing and no promise.
WILL = rf"(?:{alternatives(_WORDS['modals'])})(?!(?<=承诺)(?:事项|内容|清单|书|制|函|表|办理|办结|时限|期限))"
SELF_WILL = re.compile(
    rf"{SELF}(?:也|还|都|同时|继续|拟|计划|已经?|正|在)?{WILL}|{SELF}(?!正在|正积极|一直|多次)[^，。；]{{0,12}}?(?<![已您建议经拟原]){WILL}|将(?:继续)?由{SELF}|{SELF}(?:研究)?决定(?!书)"
)
_AHEAD = re.compile(rf"^(?:(?:同时|此外|另外|其中|对此|为此)[，,]?)?(?:{alternatives(_WORDS['ahead'])})")
_HEAD_WILL = re.compile(rf"(?:^|[，,；;])(?:并|同时|还|也|均|都|接着)?将(?:{alternatives(_WORDS['after_will'])})")
_HEAD_SURE = re.compile(rf"(?:^|[，,；;])(?:也|还)?(?:一定会?|必定会|定会)(?:{alternatives(_WORDS['after_will'])})")
_HEAD_AIM = re.compile(r"(?:^|[，,；;])(?:并|同时|还|也|均|都|现)?(?:力争|争取(?!到|了)|拟(?!定|订|好)|打算)")
_MODAL = re.compile(rf"(?<![已您议求以可能经即应须需原]){WILL}(?!来|近|要求|军|领)")
_PAST = re.compile(
    r"已[经]?(?!具备|承诺|明确)|曾|去年|以来|截至|截止|目前为止|(?:拿到|收到|取得|完成|实施|开展|启动|投入|建成|安排|组织)了"
)
# A term without a date (三个月内) belongs to what has happened where the sentence opens in the past or names its result, and nothing goes on now.
_TERM = re.compile(r"[0-9〇一二两三四五六七八九十半]+个?(?:工作日|年|月|季度|周|星期|日|天|小时)(?:之|以)?内$")
_OPENS_PAST = re.compile(
    r"^(?:自|从)?(?:去年|上年|前年|近年|去冬|今春|近[0-9一二两三四五]+年|过去|[^，,。；]{1,12}以来)"
)
_OUTCOME = re.compile(r"超(?:过|出|额)?(?:完成)?(?:了)?(?:预期|目标)|同比|环比|累计")
_GOES_ON = re.compile(r"目前|正在|下一?步|确保|保证|承诺|要求|计划|(?:^|[，,])现")
_RESULT = re.compile(
    r"累计|先后|办结[0-9]|获批|获得[^，。]{0,16}(?:批复|批准|资金|支持)|通过[^，。]{0,10}验收|推后|推迟|滞后|未能"
)
_ASSURED = re.compile("确保|保证|务必|力求")
_DEED = re.compile(alternatives(_WORDS["deeds"]))
_BEGINS = re.compile(
    rf"起，?(?:在|对|由|统一|全面|正式|逐步|开始|[^，。]{{0,12}}){{0,2}}(?:{alternatives(_WORDS['beginnings'])})"
)
# What the office does once a condition holds; the subject is left out: 待用地手续办结后，立即启动建设.
_PROMPT = re.compile(
    r"(?:^|[，,；;])(?:(?:待|如|若|一旦)[^，。；]{2,40}[，,]|待[^，。；]{1,30}?后|[^，。；]{0,8}(?:条件|时机|资金|经费|手续)[^，。；]{1,8}[后时][，,]?)"
    r"(?:再(?![次度])|(?:再)?(?:立即|及时|尽快|马上|第一时间|尽早|适时|启动|组织实施|开工))(?![^。]{0,12}(?:考虑|研究))"
)
_OTHER_WILL = re.compile(
    rf"(?:^|[，,；;])(?:目前|同时|此外|下步)?(?P<who>[^，,。；;]{{1,16}}?(?:局|委|办|厅|部|政府|中心|公司|机关|部门|镇|乡|街道))(?:也|还|正|已经?)?将(?:{alternatives(_WORDS['after_will'])})"
)
# What will come of a thing once it is there is a forecast: 项目建成后，将有效缓解买菜难问题.
_FORECAST = re.compile(
    rf"^(?:[^，,。；;]{{0,30}}?(?:{alternatives(_WORDS['finished'])})[^，,。；;]{{0,6}}?[后时]|届时)[，,]?[^，,。；;将可能]{{0,10}}(?:将|可|能)会?(?:以?)"
    rf"(?:{alternatives(_WORDS['degrees'])})*地?(?:{alternatives(_WORDS['effects'])})"
)
ITSELF = re.compile(SELF)
OUR_TURN = re.compile(rf"(?:^|[，,；;])(?:则|再)?由?{SELF}(?!联系)")
_BY_US = re.compile(rf"由{SELF}")
# In the letters of a town its government speaks of itself by name: 剩下的3.4公里，镇政府明年接着修.
_WE_AT_ONCE = re.compile(rf"(?:^|[，,；;])(?:{SELF}|[镇乡]政府)(?:负责)?[在于]?$")
_THEN_WE = re.compile(rf"[，,]?(?:{SELF}|[镇乡]政府)(?!已|曾|共|先后)")
_AT_LEAST = re.compile("不少于|不低于|至少")
_ONCE = re.compile("[一二两三]次")
_HABIT = re.compile("目前|现在|以来|一直|坚持|近年|多年|已|了")
_LASTING = re.compile("投入使用|投用|投运|建成|完成|竣工|完工|整改|办结")
# A number of things done, as reports give them; a promise says 全部 or how many there will be in all.
_COUNTED = re.compile("[0-9]+(?:余|多)?(?:处|户|起|件|家|人次|条|人)")
_USUALLY = re.compile("(?:一般|通常|平均|往往)(?:在|于)?$")
_CLAUSE_END = re.compile(r"[；;。]")
_DATED = ("by", "within", "from", "conditional", "recurring")


def speaks_for_itself(sentence: str, at: int = 0) -> bool:
    """Whether the office says of itself, from the offset `at` on, that it will do something: 我局将…, 我们计划…"""
    return SELF_WILL.search(sentence, at) is not None


def looks_ahead(sentence: str, phrase: str | None, anchor: date | None, planned: bool = False) -> bool:
    """Whether a sentence promises; `phrase` is the time it names, `planned` that it stands in a part about what comes next."""
    time = _time_of(sentence, phrase, anchor) if phrase else None
    kind = time.kind if time else ""
    ours = speaks_for_itself(sentence)
    ahead = _AHEAD.search(sentence) is not None
    modal = _MODAL.search(sentence) is not None
    if not ours and kind in ("", "conditional", "recurring") and _FORECAST.match(sentence):
        return False
    if laid_down(sentence, phrase):
        return False
    if time and kind in _DATED:
        if ours or ahead or modal:
            return _said_by(sentence, time, ours, ahead)
        if (done := _done_by(sentence, time, anchor)) is not None:
            return done
    if planned and time and kind in (*_DATED, "vague") and _DEED.search(time.clause):
        return not (time.over or is_law(sentence) or _RESULT.search(sentence) or _OPENS_PAST.match(sentence))
    if ahead and (ours or modal or "继续" in sentence or "进一步" in sentence):
        return True
    return _wills_undated(sentence, ours)


class _Time(NamedTuple):
    """The time a sentence names: its words, what they mean, the clause they stand in and whether that clause is past."""

    phrase: str
    kind: str
    later: bool  # begins behind the letter's day
    lasts: bool  # reaches beyond the letter's year: 2025—2027年，我局分三批治理
    clause: str
    over: bool


def _time_of(sentence: str, phrase: str, anchor: date | None) -> _Time:
    due = interpret(repair_phrase(phrase), anchor or date(2000, 1, 1))
    clause = _clause_of(sentence, phrase)
    later = due.start is not None and anchor is not None and due.start > anchor
    lasts = due.end is not None and anchor is not None and due.end.year > anchor.year
    return _Time(phrase, due.kind, later, lasts, clause, _PAST.search(TELLS_WHICH.sub("", clause)) is not None)


def _said_by(sentence: str, time: _Time, ours: bool, ahead: bool) -> bool:
    """Whether a sentence with a time and a word like 将 promises: not what is over, a rule, or 将 in front of an object."""
    if has_object(sentence) and not (wills(sentence) or ahead) and not time.later and time.kind != "by":
        return False  # 今年初，我们将授权主体由12家扩大到29家
    told = time.kind == "recurring" or (_RESULT.search(sentence) and not _ASSURED.search(time.clause))
    if told and not ahead and not wills(sentence):
        return False
    return not (time.over and not (ours or ahead)) and (ours or not is_law(sentence))


def _done_by(sentence: str, time: _Time, anchor: date | None) -> bool | None:
    """Whether a sentence with a time and no word like 将 says what is to be done by it; None where nothing in it tells."""
    before = time.clause[: time.clause.find(time.phrase)]
    law = is_law(sentence) or is_demand(before)
    if not time.over and not law and _our_turn(sentence, time):
        return True
    if (time.kind == "by" or (time.kind == "within" and time.later)) and _DEED.search(time.clause):
        refused = time.over or law or "可以" in time.clause or _USUALLY.search(before)
        term = _TERM.search(time.phrase) is not None and not wills(sentence)
        return not refused and not (term and _tells_outcome(sentence, time.phrase, anchor))
    if time.kind == "from" and time.phrase[-1] in "起始" and _BEGINS.search(sentence):
        return not (is_law(sentence) or time.over)
    return True if _PROMPT.search(sentence) else None


def _our_turn(sentence: str, time: _Time) -> bool:
    """Whether the office is named as the one that acts by a time, without a word like 将: 由我局在30日内完成, 待资金下达后，我局组织实施."""
    at = sentence.find(time.phrase)
    before, after = sentence[:at], sentence[at + len(time.phrase) :]
    if time.kind == "conditional":
        return OUR_TURN.search(after) is not None
    if (
        _PAST.search(TELLS_WHICH.sub("", before))
        or _OPENS_PAST.match(sentence)
        or _OUTCOME.search(sentence)
        or _RESULT.search(sentence)
    ):
        return False
    if time.kind == "recurring":
        often = _WE_AT_ONCE.search(before) is not None and _ONCE.search(after) is not None
        enough = _BY_US.search(after) is not None and _AT_LEAST.search(after) is not None
        return (often or enough) and not _HABIT.search(sentence)
    if _TERM.search(time.phrase) and _COUNTED.search(after):
        return False
    to_come = time.later or time.lasts or time.kind == "by"
    if to_come and (_BY_US.search(sentence) or _WE_AT_ONCE.search(before) or _THEN_WE.match(after)):
        return True
    return time.kind in ("by", "within") and ITSELF.search(before) is not None and _LASTING.search(after) is not None


def _wills_undated(sentence: str, ours: bool) -> bool:
    """Whether a sentence says what will be without a time by which: 力争…, 我局将…, 县公安局将…"""
    if _HEAD_AIM.search(sentence):
        return _PAST.search(sentence) is None
    heads = _HEAD_WILL.search(sentence) is not None
    if ours or heads or _HEAD_SURE.search(sentence) or _others_will(sentence):
        return not (_PAST.search(sentence) and not heads) and (wills(sentence) or not has_object(sentence))
    return False


def _tells_outcome(sentence: str, phrase: str, anchor: date | None) -> bool:
    """Whether a sentence opens with a time that is past, or says what came of it (一个月内拆除违建30处), and names nothing that still goes on."""
    if _GOES_ON.search(sentence):
        return False
    year = re.match(r"(20[0-9]{2})年", sentence)
    past_year = year is not None and anchor is not None and int(year[1]) < anchor.year
    counted = _COUNTED.search(sentence, sentence.find(phrase) + len(phrase)) is not None
    return past_year or counted or _OPENS_PAST.match(sentence) is not None or _OUTCOME.search(sentence) is not None


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
