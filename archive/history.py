"""What a page's captures prove: its states with dates, and the difference between two versions of a letter."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from diff_match_patch import diff_match_patch

from archive.content import similarity

# A page is called missing after two failed checks a day apart, in runs in which its site answered normally: sites vanish for a
# night, and a list of zero is more often our fault than theirs.
CHECKS = 2
APART = timedelta(days=1)
_SHOWN = frozenset({"ok", "unchanged"})
_ABSENT = frozenset({"gone", "soft_404", "moved", "empty"})
_CONTEXT = 40
_RELATED = 0.2  # texts with less in common are shown whole: an exact difference would be slow and tell nothing


@dataclass(frozen=True, slots=True)
class Seen:
    """One capture of a page. `content` is the hash of the letter it shows, None if it shows none."""

    capture_id: str
    at: str
    outcome: str
    status: int | None = None
    content: str | None = None
    site_answers: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A state, since when, and the capture that proves it."""

    name: str
    since: str
    capture_id: str


def timeline(captures: Iterable[Seen], *, is_letter: bool) -> list[State]:
    """The states a page went through, oldest first; `captures` in order of time.

    A challenge is `blocked`. An answer 410 is `withdrawn`: the site says so, and until it shows the page again no other absence
    takes that back. Other absences are `failing` until CHECKS of them, APART from each other, fell in runs in which the site
    answered normally; then they are `missing` since the first, or since the first after a challenge.
    Errors and maintenance pages prove nothing and change nothing.
    """
    states: list[State] = []
    first_content: str | None = None
    absences: list[Seen] = []
    since: str | None = None
    withdrawn = False
    for seen in captures:
        outcome = seen.outcome
        if outcome in _SHOWN and is_letter and seen.content is None:
            outcome = "empty"  # the address answers, but no longer with the letter
        if outcome in _SHOWN:
            absences, since, withdrawn = [], None, False
            first_content = first_content or seen.content
            changed = seen.content is not None and seen.content != first_content
            was_changed = any(state.name == "changed" for state in states)
            _add(states, State("changed" if changed or was_changed else "live", seen.at, seen.capture_id))
        elif outcome == "challenge":
            since = None
            _add(states, State("blocked", seen.at, seen.capture_id))
        elif withdrawn or (outcome == "gone" and seen.status == 410):
            if outcome in _ABSENT:
                withdrawn = True
                _add(states, State("withdrawn", seen.at, seen.capture_id))
        elif outcome in _ABSENT:
            absences.append(seen)
            since = since or seen.at
            if _proven(absences):
                if states and states[-1].name == "failing":
                    states.pop()
                _add(states, State("missing", since, seen.capture_id))
            elif not states or states[-1].name not in ("missing", "failing"):
                states.append(State("failing", seen.at, seen.capture_id))
    return states


def effective(states: list[State]) -> State | None:
    """The state to tell a reader: the last that is not `failing`."""
    return next((state for state in reversed(states) if state.name != "failing"), None)


def _add(states: list[State], state: State) -> None:
    if not states or states[-1].name != state.name:
        states.append(state)


def _proven(absences: list[Seen]) -> bool:
    checks = 0
    last: datetime | None = None
    for seen in absences:
        at = datetime.fromisoformat(seen.at)
        if seen.site_answers and (last is None or at - last >= APART):
            checks, last = checks + 1, at
    return checks >= CHECKS


def diff(before: str, after: str) -> tuple[str, int, int]:
    """Difference of two texts as JSON `[[-1|0|1, text], …]` with long equal stretches shortened; characters added and removed."""
    pieces = [(-1, before), (1, after)]
    if similarity(before, after) > _RELATED:
        engine = diff_match_patch()
        engine.Diff_Timeout = 0  # a limit in seconds would make the result depend on the machine
        pieces = engine.diff_main(before, after)
        engine.diff_cleanupSemantic(pieces)
    added = sum(len(text) for op, text in pieces if op == 1)
    removed = sum(len(text) for op, text in pieces if op == -1)
    shown = [[op, _shortened(text) if op == 0 else text] for op, text in pieces]
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")), added, removed


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * _CONTEXT + 1 else text[:_CONTEXT] + "…" + text[-_CONTEXT:]
