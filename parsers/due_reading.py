"""A named time and the day it is named on become an interval. Ends are inclusive; `by` begins on the anchor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from parsers.due_grammar import EVENT_BY_NAME, WORDS, TimeMatch
from parsers.due_ranges import interval
from parsers.numerals import latest, to_int
from parsers.periods import Period, add_months, month_end, resolve
from parsers.workdays import add_workdays

_DAY = timedelta(days=1)
_LONGEST_MONTHS = 600


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a promise falls due.

    `kind` is by, within, from, ongoing, recurring, done, conditional, vague or none. `alt_end` is the end of a second
    reading; `issue` a code for what a reader should know (due_end_ambiguous, due_day_inclusive, due_event_approximate,
    due_event_unknown, due_calendar_unknown, due_immediate, due_unreadable, due_past, lost_character) and `detail` its words.
    """

    kind: str
    start: date | None = None
    end: date | None = None
    alt_end: date | None = None
    issue: str | None = None
    detail: str | None = None


def read(match: TimeMatch, anchor: date) -> Deadline | None:
    """The deadline a matched time means, seen from `anchor`; None if it names a day that does not exist."""
    groups = match.groups
    if match.kind == "if":
        return Deadline("conditional")
    if match.kind == "every":
        return Deadline("recurring", anchor)
    if match.kind == "plan":
        return _plan(groups, anchor)
    if match.kind == "event":
        return _event(groups, anchor)
    if match.kind == "span":
        return _span(match, anchor)
    if match.kind == "range":
        ends = interval(groups, anchor)
        return ends and Deadline("within", *ends)
    period = resolve(groups, "p", anchor)
    return None if period is None else _period(period, groups.get("lead"), groups.get("tail") or "", anchor, match.text)


def _period(period: Period, lead: str | None, tail: str, anchor: date, text: str) -> Deadline:
    by = Deadline("by", anchor, period.end)
    due: Deadline
    if tail in ("以来", "至今"):
        return Deadline("none", anchor, issue="due_past", detail=text)
    if tail.endswith("前"):
        due = _before(period, by, anchor, text)
    elif tail in ("起", "开始") or (lead in ("自", "从") and period.edge not in ("底", "末", "内")):
        due = Deadline("from", period.start)
    elif tail in ("后", "之后", "以后"):
        due = Deadline("from", period.end + _DAY)
    elif period.edge in ("底", "末", "内"):
        due = by
    elif period.edge == "初":
        first = period.start
        due = Deadline("within", first, first + 9 * _DAY if period.unit == "month" else None)
    elif period.edge == "中":
        due = replace(by, end=month_end(period.start.year, 6)) if period.unit == "year" else by
    elif period.unit == "day" or lead or text in ("今年", "本年", "本年度"):
        due = by
    else:
        due = Deadline("within", period.start, period.end)
    if period.repaired and due.issue is None:
        lost, restored = period.repaired
        due = replace(due, issue="lost_character", detail=f"{text} -> {text.replace(lost, restored, 1)}")
    return due


def _before(period: Period, by: Deadline, anchor: date, text: str) -> Deadline:
    """`X底前` ends with X; `X日前` is taken to include the day; `X月前` ends before the month, or with it."""
    if period.edge in ("底", "末", "内"):
        return by
    if period.edge == "中":
        return replace(by, end=month_end(period.start.year, 6)) if period.unit == "year" else by
    if period.unit == "day":
        earlier = period.end - _DAY
        return replace(by, alt_end=earlier, issue="due_day_inclusive", detail=f"{text}: {period.end} or {earlier}")
    earlier = period.start - _DAY
    if earlier < anchor <= period.end:
        return by
    return replace(
        by, end=earlier, alt_end=period.end, issue="due_end_ambiguous", detail=f"{text}: {earlier} or {period.end}"
    )


def _plan(groups: Mapping[str, str | None], anchor: date) -> Deadline:
    first, last = WORDS["plans"][groups["plan"]]
    tail = groups.get("plantail") or ""
    if any(word in tail for word in ("末", "收官", "结束")):
        return Deadline("by", anchor, date(last, 12, 31))
    return Deadline("within", date(first, 1, 1), date(last, 12, 31))


def _event(groups: Mapping[str, str | None], anchor: date) -> Deadline:
    name, tail = groups["event"] or groups["season"] or "", groups["evtail"] or ""
    event = EVENT_BY_NAME[name]
    year = to_int(groups.get("evy") or "")
    if year is None and groups.get("evr"):
        year = anchor.year + (groups["evr"] == "明年")
    years = [year] if year is not None else [anchor.year - 1, anchor.year, anchor.year + 1]
    days = [day for y in years for day in _event_days(event, y, groups)]
    lasts = timedelta(days=int(event.get("days", 1)) - 1)
    # Before an event the next one is meant that begins; during it or behind it, also one that goes on (汛期后, said in August).
    least = anchor if tail in ("前", "起") else anchor - lasts
    day = next((d for d in days if d >= least), days[0] if days and year is not None else None)
    if day is None:
        return Deadline("by", anchor, issue="due_event_unknown", detail=f"{name}: no date in the table")
    through = day + lasts
    if tail == "前":
        due = Deadline("by", anchor, day)
    elif tail == "后":
        due = Deadline("from", day if name in event.get("begins", ()) else through + _DAY)
    elif tail == "起":
        due = Deadline("from", day)
    else:
        due = Deadline("within", day, through)
    return (
        replace(due, issue="due_event_approximate", detail=f"{name}: {event['reason']}")
        if event.get("approximate") and not groups.get("evd")
        else due
    )


def _event_days(event: Mapping[str, Any], year: int, groups: Mapping[str, str | None]) -> list[date]:
    """The first days of an event in a year; where a month or a day is printed before it (3月开学前), that decides."""
    printed = event["dates"].get(year) if "dates" in event else event["date"]
    if not printed or not 1 <= year <= 9999:
        return []
    usual = [date.fromisoformat(f"{year:04}-{day}") for day in (printed if isinstance(printed, list) else [printed])]
    month = to_int(groups.get("evm") or "")
    same = [day for day in usual if month is None or day.month == month]
    if same and not groups.get("evd"):
        return same
    try:
        return [date(year, month or 0, to_int(groups.get("evd") or "1") or 0)]
    except ValueError:
        return usual


def _span(match: TimeMatch, anchor: date) -> Deadline | None:
    due = _within_span(match, anchor)
    if due and due.end and (match.groups["stail"] or "").endswith("后"):
        return Deadline("from", due.end, issue=due.issue, detail=due.detail)
    return due


def _within_span(match: TimeMatch, anchor: date) -> Deadline | None:
    unit = (match.groups["unit"] or "").removeprefix("个") if match.groups["unit"] != "个半月" else "个半月"
    word = match.groups["n2"] or match.groups["n1"] or ""
    half = word == "半"
    count = 0 if half else latest(word) or 0
    if not (half or 0 < count <= 999):
        return None
    whole_months = {"年": 12, "年半": 12, "季度": 3, "月": 1}
    due = Deadline("by", anchor)
    if unit == "工作日":
        end, certain = add_workdays(anchor, min(count, 500))
        if not certain:
            return replace(
                due, end=end, issue="due_calendar_unknown", detail=f"{match.text}: holidays of {end.year} not known"
            )
        return replace(due, end=end)
    if unit in ("日", "天", "周", "星期", "小时") or (half and unit == "月"):
        days = {"周": 7 * count, "星期": 7 * count, "小时": -(-count // 24), "月": 15}.get(unit, count)
        return replace(due, end=anchor + timedelta(days=days))
    if unit == "个半月":
        return replace(due, end=add_months(anchor, count) + timedelta(days=15))
    total = 6 if half else whole_months[unit] * count + (6 if unit == "年半" else 0)
    return replace(due, end=add_months(anchor, total)) if total <= _LONGEST_MONTHS else None
