"""Where a phrase names a time: one regular expression over the word lists, and the places it matches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from parsers import due_ranges, lexicon, periods
from parsers.lexicon import alternatives

WORDS: dict[str, Any] = lexicon.load("deadlines")
EVENT_BY_NAME: dict[str, dict[str, Any]] = {name.strip("“”"): e for e in lexicon.load("events") for name in e["names"]}

_FOLD = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}
_NUM = "[0-9〇○零一二两三四五六七八九十百]"
_COUNT = "(?:[0-9]{1,3}|[〇○零一二两三四五六七八九十百]{1,5})"
_LEAD = r"(?P<lead>截至|截止到?|直到|到|至|自|从)?"
_TAIL = r"(?P<tail>(?:之|以)?前(?!期|后|述|置|端|往|沿|景|提|来|[0-9一二两三四五六七八九十]{1,2}个?[月季])|前后|左右|(?:之|以)后|后(?!续|期|备|勤|方|台)|起(?!草|点|步|伏|诉|重|算)|开始|期间|以来|至今)?"
# What a month, a quarter, a year or a range begins with; looked at first, because most places have none.
_MAY_BE_PERIOD = r"(?=[0-9前〇○零一二三四五六七八九十元第上下今本当明次来后年月季截直到至自从])"
# Most times are no range: without a word or mark of one ahead, the long first half is not tried.
_MAY_BE_RANGE = _MAY_BE_PERIOD + r"(?=今明|明后|.{0,28}?[—–‒―─\-~至到、和])"
# A time after one of these is an end: 不晚于8月.
_LATEST = re.compile("(?:[不最至][晚迟])[于在]?$")
_PLAN = (
    rf"[“\"]?(?P<plan>{alternatives(list(WORDS['plans']))})[”\"]?(?:规划)?"
    r"(?P<plantail>(?:期间|时期|期|时)?(?:(?:末[期年]?|收官|结束)(?:之|以)?(?:年|前)?|内)|期间|时期|中后期|[中初前后]期)?"
)
_SEASONS = [name for name in EVENT_BY_NAME if name[-1] in "季假节期春"]
_MAY_BE_EVENT = rf"(?=[{''.join(sorted({name[0] for name in EVENT_BY_NAME}))}0-9自从今明本元一二三四五六七八九十“\"])"
_EVENT = (
    rf"{_MAY_BE_EVENT}(?:[自从](?=[^,。;]{{2,12}}起))?(?:(?P<evy>(?<![0-9])20[0-9]{{2}})年|(?P<evr>今年|明年|本年))?"
    rf"(?:(?=[0-9一二三四五六七八九十元])(?<![0-9〇零一二三四五六七八九十])(?P<evm>{periods.MONTH})月(?:(?P<evd>{periods.DAY})[日号]|份|初)?的?)?(?<![第二三四五六七八九防抗])"
    rf"(?:[“\"]?(?P<event>{alternatives(list(EVENT_BY_NAME))})[”\"]?(?:假期|小?长假|黄金周)?(?:到来|来临|结束|召开)?(?:之|以)?(?P<evtail>前(?!期|后)|期间|前后|后|起)"
    rf"|(?<=年)(?P<season>{alternatives(_SEASONS)}))"
)
_SPAN = (
    rf"(?<![0-9.近前去第])(?<!过去)(?P<slead>今后|未来|接下来的?|(?<![使利启运])用)?(?P<n1>{_COUNT}|半)(?:(?:{periods.DASH}|、)(?P<n2>{_COUNT})(?!月))?"
    r"(?P<unit>个?工作日|年半|年|个半月|个?月|周|个?星期|日|天|个季度|个?小时)(?P<stail>(?:的?时间)?(?:之内|以内|内(?!容|部|蒙))|左右(?:的?时间)?|的?时间|(?:之|以)?后$)?(?!以上)"
)
# 按年 and 按季度 are no terms in 按年度计划, 按季度目标.
RECURRING = rf"(?:{alternatives(WORDS['recurring']['words'])})(?!{alternatives(WORDS['recurring']['not_before'])})"
_EVERY = (
    rf"每隔?{_NUM}{{0,2}}个?(?P<every>半年|半个?月|学?年|季度?|月|周|星期|日|天|学期|旬)度?(?:末|底|初)?"
    rf"(?:{periods.pattern('r')}(?:之?前)?)?|(?<![0-9第])[一1半两三]个?(?:年|季度?|月|周|天|日|学期)[一二两三四五六1-9]次(?!的)|{RECURRING}"
)
# What opens a condition; not 如期, 如下, 如上所述, 若干, nor the polite 如您有意见.
IF = "(?:如果|如(?!期|实|下|何|上(?!级)|此|同|若)|若(?!干)|倘若|假如|一旦|只要)(?![您你]|有(?:疑|意见|不|需|问题|建议|任何))"
_ENDS, _SUBJECTS = alternatives(WORDS["condition_ends"]), alternatives(WORDS["condition_subjects"])
_IF = (
    rf"待[^,。;!?\n]{{1,30}}?(?:之|以)?后(?!续|期)|(?:如|若|一旦)[^,。;!?\n]{{1,20}}?(?:{_ENDS})"
    rf"|视[^,。;!?\n]{{1,20}}?(?:情况|而定|进度)"
    rf"|(?:(?:相关|有关|项目|配套|建设|各项)的?){{0,2}}(?:{_SUBJECTS})[^,。;!?\n]{{0,12}}?(?:{_ENDS})(?:(?:之|以)?后(?!续|期)|时|的?(?:情况|前提|条件)下)"
)
# Every time starts with one of these; told so, the search skips the rest of a sentence at the price of a look.
_FIRST_WORDS = [*WORDS["plans"], *EVENT_BY_NAME, *WORDS["recurring"]["words"], *WORDS["condition_subjects"]]
_FIRST = "".join(
    sorted(
        {word.strip('“”"')[0] for word in _FIRST_WORDS if word}
        | set(
            '0123456789〇○零一二两三四五六七八九十百半廿元第上下本当次今明来后每隔年月季周底待如若视相有项配建各截直到至自从未接用近前“"'
        )
    )
)
_TIME = re.compile(
    rf"(?=[{_FIRST}])(?!前(?![二两三23]个?季))(?:(?P<if>{_IF})|(?P<every_>{_EVERY})|{_MAY_BE_RANGE}(?P<range>{_LEAD.replace('lead', 'rlead')}(?:{due_ranges.PATTERN}))|(?P<plan_>{_PLAN})|(?P<event_>{_EVENT})"
    rf"|(?P<period>{_MAY_BE_PERIOD}{_LEAD}{periods.pattern('p')}{_TAIL})|(?P<span>{_SPAN}))"
)
# The groups inside each alternative of the pattern: a match is of one of them, and has no others.
_ALTERNATIVES = ("if", "every_", "range", "plan_", "event_", "period", "span")
_PARTS = {
    alternative: [
        alternative,
        *(name for name, at in _TIME.groupindex.items() if _TIME.groupindex[alternative] <= at < following),
    ]
    for alternative, following in zip(
        _ALTERNATIVES, [*(_TIME.groupindex[name] for name in _ALTERNATIVES[1:]), _TIME.groups + 1], strict=True
    )
}
# `X…后` at the head of a clause: enough in a cell of a deadline column, too little in running text.
_AFTER = re.compile(rf"(?:^|(?<=[,。;]))[^,。;!?\n]{{0,20}}?(?:{_ENDS})(?:之|以)?后(?!续|期)")


class TimeMatch(NamedTuple):
    """A place in a normalised phrase that names a time: `kind` is if, every, range, plan, event, period or span."""

    kind: str
    start: int
    end: int
    groups: dict[str, str | None]
    text: str


def normalise(text: str) -> tuple[str, Sequence[int]]:
    """`text` without white space, full-width forms narrowed, and for each character left its offset in `text`."""
    folded = text.translate(_FOLD)
    if len("".join(folded.split())) == len(folded) and "\u200b" not in folded and "\ufeff" not in folded:
        return folded, range(len(folded))
    kept = [(c, i) for i, c in enumerate(folded) if not c.isspace() and c not in "\u200b\ufeff"]
    return "".join(c for c, _ in kept), [i for _, i in kept]


def times(text: str) -> Iterator[TimeMatch]:
    """Every time named in a normalised `text`, in order, without overlaps."""
    for match in _TIME.finditer(text):
        kind = match.lastgroup or ""
        names = _PARTS[kind]
        groups = dict(zip(names, match.group(*names), strict=True))
        kind = kind.rstrip("_")
        if kind == "period" and not groups["lead"] and _LATEST.search(text, max(0, match.start() - 3), match.start()):
            groups["lead"] = "至"
        whole = match.span() == (0, len(text))
        # 两个月后 alone counts from the letter; in a sentence it counts from what the sentence tells of (试运行两个月后).
        if (
            kind == "span"
            and not whole
            and ((groups["stail"] or "").endswith("后") or not (groups["stail"] or groups["slead"]))
        ):
            continue
        yield TimeMatch(kind, match.start(), match.end(), groups, match.group())


def condition(text: str) -> re.Match[str] | None:
    """The first clause of a normalised cell that waits for something (验收合格后), or None."""
    return _AFTER.search(text)
