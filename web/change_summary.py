"""What a version changed, in one line: `Deadline 2023年底前 → 2024年6月底前; text: 3 sentences added, 1 taken out`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from web import formats, i18n
from web.field_names import VALUES
from web.labels import N_

Row = dict[str, Any]

# A value longer than this is named, but not written out.
LONG = 40
# Values of the letter itself that are told with what they were and are.
PLAIN = ("doc_number", "signed_on", "published_at", "outcome", "disclosure", "reply_form")
# Everything else of a record by its group; the text tells of sections and tables.
GROUPS = {
    "submissions": N_("suggestion or proposal answered"),
    "addressees": N_("addressees"),
    "agencies": N_("offices named"),
    "officials": N_("contacts and signers"),
    "attachments": N_("attachments"),
}
_PATH = re.compile(r"(?P<group>\w+)(?:\[(?P<n>\d+)\])?\.(?P<value>\w+)")
_SENTENCE_END = re.compile(r"[。！？；\n]")


def told(fields: Iterable[Row], diff: Sequence[tuple[int, str]], covered: int = 0) -> str:
    """The line for a version with these changed `fields` (field, before, after), text differences and covered names."""
    changed = {row["field"]: (row["before"], row["after"]) for row in fields}
    parts = [*_title(changed), *_deadlines(changed)]
    for name in PLAIN:
        if f"letter.{name}" in changed:
            before, after = changed[f"letter.{name}"]
            if name.endswith(("_on", "_at")):
                before, after = formats.day(before), formats.day(after)
            parts.append(_pair(i18n.gettext(VALUES[name]), before, after))
    groups = {match["group"] for path in changed if (match := _PATH.fullmatch(path))}
    parts += [i18n.gettext(text) for group, text in GROUPS.items() if group in groups]
    if covered:
        parts.append(
            i18n.ngettext("%(n)s name covered by the office", "%(n)s names covered by the office", covered)
            % {"n": covered}
        )
    said = any(text.strip() for op, text in diff if op)
    if said and not (parts and _only_of_the_title(changed, diff)):
        parts.append(_text(diff))
    separator = "；" if i18n.current() == "zh-CN" else "; "
    return separator.join(parts)


def _pair(name: str, before: str | None, after: str | None) -> str:
    if len(before or "") > LONG or len(after or "") > LONG:
        return name
    return i18n.gettext("%(name)s %(before)s → %(after)s") % {
        "name": name,
        "before": before or "∅",
        "after": after or "∅",
    }


def _title(changed: dict[str, tuple[str | None, str | None]]) -> list[str]:
    before, after = (value or "" for value in changed.get("letter.title", ("", "")))
    if before == after:
        return []
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    end = next(
        (i for i in range(min(len(before), len(after)) - start) if before[-1 - i] != after[-1 - i]),
        min(len(before), len(after)) - start,
    )
    gone, new = before[start : len(before) - end], after[start : len(after) - end]
    name = i18n.gettext("title")
    if not gone and len(new) <= LONG:
        return [i18n.gettext("%(name)s: “%(words)s” added") % {"name": name, "words": new}]
    if not new and len(gone) <= LONG:
        return [i18n.gettext("%(name)s: “%(words)s” taken out") % {"name": name, "words": gone}]
    return [_pair(name, before, after)]


def _deadlines(changed: dict[str, tuple[str | None, str | None]]) -> list[str]:
    """Deadlines of promises that stayed the same but for their time, then how many promises came, went or were reworded."""
    numbers = sorted(
        {int(m["n"]) for path in changed if (m := _PATH.fullmatch(path)) and m["group"] == "commitments" and m["n"]}
    )
    pairs: dict[tuple[str | None, str | None], None] = {}
    came = went = reworded = 0
    for n in numbers:
        content = changed.get(f"commitments[{n}].content")
        due = changed.get(f"commitments[{n}].due_text") or changed.get(f"commitments[{n}].due_end")
        if content and content[0] is None:
            came += 1
        elif content and content[1] is None:
            went += 1
        elif due and (not content or _without(content[0], due[0]) == _without(content[1], due[1])):
            pairs[due] = None
        elif content or due:
            reworded += 1
    parts = [_pair(i18n.gettext("deadline"), *pair) for pair in pairs]
    if came:
        parts.append(i18n.ngettext("%(n)s commitment more", "%(n)s commitments more", came) % {"n": came})
    if went:
        parts.append(i18n.ngettext("%(n)s commitment less", "%(n)s commitments less", went) % {"n": went})
    if reworded:
        parts.append(
            i18n.ngettext("%(n)s commitment reworded", "%(n)s commitments reworded", reworded) % {"n": reworded}
        )
    return parts


def _without(content: str | None, due: str | None) -> str:
    return (content or "").replace(due, "") if due else content or ""


def _only_of_the_title(changed: dict[str, tuple[str | None, str | None]], diff: Sequence[tuple[int, str]]) -> bool:
    """Whether the text differs only in the title it begins with, which is told already."""
    before, after = changed.get("letter.title", (None, None))
    pieces = [(op, text) for op, text in diff if op and text.strip()]
    return (
        len(pieces) == 1 and bool(before and after) and pieces[0][1] in ((after if pieces[0][0] > 0 else before) or "")
    )


def _text(diff: Sequence[tuple[int, str]]) -> str:
    """Whole sentences that came or went, and places where words changed within one."""
    counts: Counter[str] = Counter()
    small: list[tuple[str, str]] = []
    previous = 0
    for op, text in diff:
        if op and text.strip():
            sentences = len(_SENTENCE_END.findall(text.strip("\n")))
            if sentences:
                counts["added" if op > 0 else "gone"] += sentences
            elif previous and small and op > 0 and small[-1][1] == "":
                small[-1] = small[-1][0], text
            else:
                small.append(("", text) if op > 0 else (text, ""))
        previous = op
    said = []
    if counts["added"]:
        said.append(
            i18n.ngettext("%(n)s sentence added", "%(n)s sentences added", counts["added"]) % {"n": counts["added"]}
        )
    if counts["gone"]:
        said.append(
            i18n.ngettext("%(n)s sentence taken out", "%(n)s sentences taken out", counts["gone"])
            % {"n": counts["gone"]}
        )
    if small:
        said.append(
            i18n.ngettext("words changed in %(n)s place", "words changed in %(n)s places", len(small))
            % {"n": len(small)}
        )
    if not said:
        return i18n.gettext("text")
    return i18n.gettext("text: %(said)s") % {"said": ("、" if i18n.current() == "zh-CN" else ", ").join(said)}
