"""Which words of a cell or a sentence give a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice, pairwise

from parsers.due_grammar import IF, RECURRING, WORDS, TimeMatch, condition, normalise, times
from parsers.due_ranges import YEAR_GROUPS as RANGE_YEARS
from parsers.due_reading import Deadline, read
from parsers.due_terms import term_at, through
from parsers.lexicon import alternatives
from parsers.reporting import TELLS_WHICH, wills, year_said

_MAYBE = re.compile(r"[年月日号旬季后内前周天期五]|[熟位备准]时|[件况提]下|每|待|视|逐|定期|[尽适择早近]|20[0-9]{2}")
_VAGUE_IN_TEXT = re.compile(
    "[从自]?即日起|近期|尽快|早日|尽早|适时|择机|适当时候|长期坚持|常年坚持|(?<=将)[长常][期年]|(?<=将)逐步"
)
_TITLE = re.compile(r"《[^《》]{1,200}》")
_NEAR = 200
_HALF_A_YEAR = 190
_YEAR_GROUPS = ("py", "pyc", "pys", "pdot", "pr", "prq", "pw", "evy", "evr", *RANGE_YEARS)
_CLAUSE_BREAK = re.compile(r"[,;。!?:()\n]")
_PAST_AFTER = re.compile(alternatives(WORDS["past_followers"]))
_PAST_BEFORE = re.compile(rf"(?:{alternatives(WORDS['past_leads'])})$")
_PAST_MARK = re.compile(alternatives(WORDS["past_marks"]))
_FUTURE_MARK = re.compile(alternatives(WORDS["future_marks"]))
_A_SUM = re.compile(rf"{alternatives(WORDS['cost_followers'])}|[0-9.]+(?:余|多)?[万亿]?元")
_BARE_LEAD = re.compile(rf"(?:^|[,;。:()、\"“”.])$|(?:{alternatives(WORDS['bare_leads'])})$")
_WORDS_OF = {
    kind: re.compile(alternatives(WORDS[kind]["words"]))
    for kind in ("immediate", "from_now", "done", "ongoing", "vague", "none")
} | {"recurring": re.compile(RECURRING)}
_WHOLE = {kind: set(WORDS[kind].get("whole", ())) for kind in ("done", "none", "ongoing", "recurring")}
_DATED = re.compile("[年月日号旬季]")
# What is said to be done beside its date and nothing else: 2023年12月底前(已完成), 已完成(2023年7月); not 前期工作已完成(…).
_DONE = rf"(?:现|目前|现均|均|都)?(?:{alternatives(WORDS['done']['words'])})(?:整改|建设|任务|目标)?"
_DONE_AFTER = re.compile(rf"(?:(?:完成|办结)?[,;、:。]|[\u4e00-\u9fff]{{0,8}}\(){_DONE}(?=[),;。]|$)")
_DONE_BEFORE = re.compile(rf"(?:^|[,;。)]){_DONE}(?:(?P<open>\()(?:于|时间)?:?|[,:])$")
_DONE_ON = re.compile(r"已(?:经)?[于在]$")
_LAST_NOUNS = re.compile(
    r"(?:(?<=^)|(?<=[将在于并等且但])|(?<=我们)|(?<=[我本][局委办厅部院]))(?:(?![将在于并等且但])[\u4e00-\u9fff]){1,16}$"
)
# A day whose 月 is lost, two years whose dash is lost: repaired where the words are read.
_DAMAGED = re.compile(r"(?<![0-9])20[0-9]{2}(?:年?[0-9]{2,4}日[前起]|20[0-9]{2}年)")
_WAITS = re.compile(IF)
# A cell that waits, whatever the verb (土地手续完善后, 待规划批复); with a number it is a term and not read here (两个月后).
_WAITS_IN_CELL = re.compile(
    r"(?!.*(?:[0-9]|[一二两三四五六七八九十半几数][个年月日天周]))(?:待(?!定|遇|命)[^,。;]{2,}|[^,。;]{2,}(?<![今以然此最落先之日年月节午])(?:之|以)?后(?=$|[,;。]))"
)
_SEPARATOR = re.compile(r"[、,;。/\n…]+")
_MODIFIES = re.compile("[\u4e00-\u9fff]{1,4}的")
_SOME_DAY = date(2000, 1, 1)  # where it matters only that a time is named
_QUOTES = str.maketrans("", "", '“”"‘’「」')

_Time = tuple[TimeMatch, Deadline | None]
"""A time of a text and what it means for the letter's day."""


@lru_cache(maxsize=4096)
def interpret(phrase: str | None, anchor: date) -> Deadline:
    """What a deadline cell (or the words of a sentence) means for a letter of the day `anchor`.

    Of several times the first counts (`split` gives the others). Words without a date are looked up in
    `lexicon/deadlines.yml`; an empty phrase is `none`, an unknown one `none` with the issue due_unreadable.
    """
    text, _ = normalise((phrase or "").replace("\n", ","))
    text = text.strip(",.。;:")
    plain = text.translate(_QUOTES)
    if not plain or plain in _WHOLE["none"]:
        return Deadline("none", anchor)
    if plain in _WHOLE["done"]:
        return Deadline("done")
    dated = list(islice(((m, due) for m, due in _whole_times(text, anchor) if due), 2))
    waiting = condition(text)
    if _WAITS.match(plain) and (not dated or dated[0][0].kind in ("if", "event")):
        return Deadline("conditional")
    if waiting and (not dated or waiting.start() <= dated[0][0].start) and not _has_date(dated, waiting):
        return Deadline("conditional")
    done = _WORDS_OF["done"].search(plain)
    if dated:
        match, due = dated[0]
        before, after = _clause(text, match)
        if (
            _said_done(text, match)
            or _DONE_ON.search(before)
            or (_WORDS_OF["done"].search(before + after) and not _FUTURE_MARK.search(before + after))
        ):
            return Deadline("done") if len(dated) == 1 else dated[1][1]
        return due
    if done:
        return Deadline("done")
    if _WAITS_IN_CELL.match(plain):
        return Deadline("conditional")
    return _by_word(plain, anchor)


def _whole_times(text: str, anchor: date) -> Iterator[tuple[TimeMatch, Deadline | None]]:
    """The times of a normalised text with what they mean; a term behind the time it counts from (从2023年起三年内) is one with it."""
    end = 0
    for match in times(text):
        if match.start < end:
            continue
        due = read(match, anchor)
        if due and (term := term_at(text, match.end)) and (lasting := through(due, term[0])):
            due, end = lasting, term[1]
            match = match._replace(end=end, text=text[match.start : end])
        yield match, due


def _said_done(text: str, match: TimeMatch) -> bool:
    """Whether a cell says beside a time that all is done."""
    before = _DONE_BEFORE.search(text[: match.start])
    alone = text[match.end : match.end + 1] in ("", ",", ";", "。", ")")
    return _DONE_AFTER.match(text, match.end) is not None or (before is not None and bool(before["open"] or alone))


def _has_date(dated: list[tuple[TimeMatch, Deadline]], waiting: re.Match[str]) -> bool:
    """Whether the waiting clause opens with a date (2024年底前完成后…) or is the time itself (汛期结束后): then that counts."""
    if not dated:
        return False
    match, due = dated[0]
    opens = match.kind != "if" and match.start == waiting.start() and due.kind == "by"
    return opens or (match.kind == "event" and match.end >= waiting.end())


def _by_word(plain: str, anchor: date) -> Deadline:
    if _WORDS_OF["immediate"].search(plain):
        return Deadline("by", anchor, anchor, issue="due_immediate", detail=plain)
    if _WORDS_OF["from_now"].search(plain):
        return Deadline("from", anchor)
    for kind in ("recurring", "ongoing", "vague", "none"):
        if plain in _WHOLE.get(kind, ()) or _WORDS_OF[kind].search(plain):
            return Deadline(kind, anchor)
    return Deadline("none", anchor, issue="due_unreadable", detail=plain[:80])


def split(phrase: str) -> list[str]:
    """The parts of a cell that each name a time (`2023年6月底前启动,年底前完成` gives two); otherwise the cell as one part."""
    text, offsets = normalise(phrase)
    found = list(times(text))
    cuts = [0]
    for left, right in pairwise(found):
        low, high = offsets[left.end - 1] + 1, offsets[right.start]
        gaps = list(_SEPARATOR.finditer(phrase, low, high))
        if gaps:
            cuts.append(gaps[-1].end())
    parts = [phrase[a:b] for a, b in zip(cuts, [*cuts[1:], len(phrase)], strict=True)]
    return [p.strip().strip("、,，;；。/…").strip() for p in parts] if len(parts) > 1 else [phrase.strip()]


def find_time_phrases(sentence: str, anchor: date | None = None) -> list[tuple[int, int, str]]:
    """The words in a sentence of a letter that give a deadline, as (start, end, text) in reading order.

    Titles in 《》, reporting dates (截至…), periods of the past (…安排) and dates of things done (…前完成了) are left out,
    as far as the sentence shows it; with an `anchor` also what ended before it. Without any date the vague words
    (尽快, 适时) count, and 长期坚持; 持续, 不断 and the like never do, because every letter is full of them.
    """
    if not _MAYBE.search(sentence):
        return []
    text, offsets = normalise(sentence)
    text = _TITLE.sub(lambda m: "《" + "*" * (len(m.group()) - 2) + "》", text)
    ahead = bool(_FUTURE_MARK.search(text))
    report = not ahead and bool(_PAST_MARK.search(text))
    if damaged := _DAMAGED.search(text):
        return [
            (
                offsets[damaged.start()],
                offsets[damaged.end() - 1] + 1,
                sentence[offsets[damaged.start()] : offsets[damaged.end() - 1] + 1],
            )
        ]
    found = list(_whole_times(text, anchor or _SOME_DAY))
    found = _not_over(text, found, anchor, ahead) if anchor else found
    kept = [m for m, due in found if _promises(text, m, report, ahead or _begins_later(m, due, anchor))]
    spans = [(_whole_condition(text, m), m.end) for m in kept] or [m.span() for m in _VAGUE_IN_TEXT.finditer(text)]
    return [(offsets[a], offsets[b - 1] + 1, sentence[offsets[a] : offsets[b - 1] + 1]) for a, b in spans]


def _whole_condition(text: str, match: TimeMatch) -> int:
    """Where a time starts: a condition with the whole of its noun phrase, 省级专项资金下达后 and not 资金下达后."""
    if match.kind != "if" or _WAITS.match(match.text) or match.text[0] in "待视":
        return match.start
    phrase = _LAST_NOUNS.search(_clause(text, match)[0])
    return match.start - len(phrase.group()) if phrase else match.start


def _clause(text: str, match: TimeMatch) -> tuple[str, str]:
    """What stands before and after a match inside its clause, at most `_NEAR` characters each way."""
    before, after = text[max(0, match.start - _NEAR) : match.start], text[match.end : match.end + _NEAR]
    return _CLAUSE_BREAK.split(before)[-1], _CLAUSE_BREAK.split(after, maxsplit=1)[0]


def _promises(text: str, match: TimeMatch, report: bool, ahead: bool) -> bool:
    groups, before, after = match.groups, *_clause(text, match)
    if match.kind == "every":
        done = _PAST_MARK.search(before) is not None and _FUTURE_MARK.search(before) is None
        return _A_SUM.match(after) is None and not done
    if match.kind == "span" and after.startswith("的"):
        return False  # 今后12年的垃圾处理需要 measures, and ends nothing
    if match.kind in ("if", "plan"):
        return match.kind != "plan" or bool(groups["plantail"])
    if (groups.get("lead") or groups.get("rlead") or "").startswith("截") or groups.get("tail") in ("以来", "至今"):
        return False
    if match.kind == "range" and not _DATED.search(match.text):
        return False
    bound = match.kind == "span" or any(groups.get(g) for g in ("evtail", "tail", "lead")) or match.text[-1] in "底末内"
    if _PAST_AFTER.match(after) and not (_FUTURE_MARK.search(before) or match.text.endswith("前")):
        return False
    if _PAST_BEFORE.search(before):
        return False
    around = TELLS_WHICH.sub("", before + after)
    if _PAST_MARK.search(around) and not _FUTURE_MARK.search(around):
        return False
    if bound:
        return True
    if _MODIFIES.match(after):
        return False  # 前三季度欠拨的41.7万元
    if report or (not match.text.startswith(("20", "二", "明年", "后年")) and not ahead):
        return False
    return (
        bool(_BARE_LEAD.search(before)) and not match.text.endswith("年度") and not after.startswith(("的", "度", "第"))
    )


def _begins_later(match: TimeMatch, due: Deadline | None, anchor: date | None) -> bool:
    """Whether a period begins behind the anchor: what is said of it is to come (今年第四季度，启动…)."""
    if due is None or anchor is None or match.kind != "period" or due.kind != "within":
        return False
    return due.start is not None and due.start > anchor


def _not_over(text: str, found: list[_Time], anchor: date, ahead: bool) -> list[_Time]:
    """The times that do not lie behind the anchor.

    A month without a year is in the year named before it (去年…，并于11月…); with none named, one that has passed is the next
    year's only where the words around it look ahead. What recurs beside a time that is over is a report (今年4月…，每天…).
    """
    kept: list[_Time] = []
    past = False  # the time before this one was over
    year, last = None, 0
    for index, (match, due) in enumerate(found):
        year = year_said(text[last : match.start], match.start - last, anchor) or year
        last = match.start
        if _over(due, anchor, ahead):
            past = True
            continue
        stop = found[index + 1][0].start if index + 1 < len(found) else len(text)
        if _reported(match, due, anchor, past, year) and not wills(
            text[match.start - len(_clause(text, match)[0]) : stop]
        ):
            past = True
            continue
        past = False
        kept.append((match, due))
    return kept


def _reported(match: TimeMatch, due: Deadline | None, anchor: date, past: bool, year: int | None) -> bool:
    """Whether a time that names no year is over unless the words around it look ahead; `year` was said last before it."""
    if match.kind == "every":
        return past or (year or anchor.year) < anchor.year
    if (
        match.kind not in ("period", "event", "range")
        or any(match.groups.get(g) for g in _YEAR_GROUPS)
        or match.groups.get("pyr") not in (None, "当年")
    ):
        return False
    if due is None:
        return False
    if year is not None and year < anchor.year:
        return True
    end = due.end or due.start
    if end is None or end.year == anchor.year:
        return False
    return year == anchor.year or due.kind == "within" or (end - anchor).days > _HALF_A_YEAR


def _over(due: Deadline | None, anchor: date, ahead: bool) -> bool:
    """Whether a time lies behind the anchor: it ended, or began in an earlier year, or began and nothing looks ahead."""
    if due is None or due.issue == "due_past" or (due.end and due.end < anchor):
        return True
    return (
        due.kind == "from"
        and due.start is not None
        and due.start < anchor
        and (due.start.year < anchor.year or not ahead)
    )
