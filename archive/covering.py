"""What a publisher covers later (胡付忠 becomes 胡**) is covered in what the archive keeps of earlier versions, too.

Otherwise the difference of two versions would put the name back on show. Like every mask of ours (archive.privacy) the cover has
the length of what it covers. The captures keep the page as it was; they are private.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from archive import history, privacy

# What publishers put over a name or number. 某 stands for a given name only after a surname: 某企业 covers nothing.
_MASK = re.compile(rf"[*＊×]+|○{{2,}}|[xX]{{2,}}|(?<=[{privacy.surnames()}])某+")
# What may stand under it: a name, a number, an address of some kind.
_HIDDEN = re.compile(r"[\u4e00-\u9fff·]{1,12}|[\w.@-]{4,}")
# Characters before and after a mask that have to stand alike in the earlier text, first the most telling, then less.
_CONTEXTS = (8, 4, 2)
_LONGEST = 18  # an identity number
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Covers:
    """What one version covers: `names` are (as it stood before, covered), to be replaced wherever they stand."""

    names: tuple[tuple[str, str], ...] = ()

    def over(self, text: str | None) -> str | None:
        """`text` with every name covered."""
        for name, covered in self.names if text else ():
            text = str(text).replace(name, covered)
        return text


class Said(NamedTuple):
    """What a version says where names stand."""

    title: str | None
    text: str


def is_covered(name: str) -> bool:
    """Whether its publisher covered (part of) a name: 胡**, 胡某某. Such a name is no person."""
    return bool(_MASK.search(name))


def covers(before: str, after: str) -> Covers:
    """What stands open in `before` and is covered in `after`; nothing for texts that cover nothing anew."""
    found: dict[str, str] = {}
    position = 0
    masks = list(_MASK.finditer(after))
    for i, mask in enumerate(masks):
        left_end = masks[i - 1].end() if i else 0
        right_end = masks[i + 1].start() if i + 1 < len(masks) else len(after)
        for width in _CONTEXTS:
            left = after[max(left_end, mask.start() - width) : mask.start()]
            right = after[mask.end() : min(right_end, mask.end() + width)]
            if len(left) + len(right) < 3:
                continue
            middle = rf"((?:(?!{_MASK.pattern})[^\n\t，。；]){{1,{_LONGEST}}}?)"
            match = re.compile(re.escape(left) + middle + re.escape(right)).search(before, position)
            if match and _HIDDEN.fullmatch(match.group(1)):
                position = match.end(1)
                name, covered = _name(left, match.group(1), right)
                if len(name) > 1:
                    found[name] = covered
                break
    return Covers(tuple(sorted(found.items(), key=lambda pair: -len(pair[0]))))


def _name(left: str, hidden: str, right: str) -> tuple[str, str]:
    """The name as it is written elsewhere, with its surname where that stays open; and the same covered."""
    stars = re.sub(r"\w", "*", hidden)
    if _HAN.search(hidden) and left and _HAN.match(left[-1]):
        return left[-1] + hidden, left[-1] + stars
    if len(hidden) == 1:
        return hidden + right[:1], stars + right[:1]
    return hidden, stars


def cover_earlier(
    connection: sqlite3.Connection, letter: str, number: int, before: Said, after: Said
) -> tuple[str, Covers]:
    """Cover in all versions of `letter` up to `number` what the text or the title `after` of the next one covers.

    `before` is what version `number` says. Returns its text covered, and what was covered.
    """
    if not _MASK.search(f"{after.title}\n{after.text}"):
        return before.text, Covers()
    texts: dict[int, str] = dict(
        connection.execute("SELECT number, text FROM versions WHERE letter_id = ? AND number < ?", [letter, number])
    )
    texts[number] = before.text
    titles = connection.execute(
        "SELECT before FROM version_fields WHERE letter_id = ? AND field = 'letter.title'", [letter]
    ).fetchall()
    names = {pair for text in texts.values() for pair in covers(text, after.text).names}
    for title in {before.title, *(title for (title,) in titles)}:
        names |= set(covers(title or "", after.title or "").names)
    if not names:
        return before.text, Covers()
    cover = Covers(tuple(sorted(names, key=lambda pair: (-len(pair[0]), pair))))
    covered = {n: cover.over(text) or "" for n, text in texts.items()}
    for n, text in covered.items():
        if n < number:
            connection.execute("UPDATE versions SET text = ? WHERE letter_id = ? AND number = ?", [text, letter, n])
        if n > 1:
            difference = history.diff(covered[n - 1], text)
            connection.execute(
                "UPDATE versions SET diff = ?, added = ?, removed = ? WHERE letter_id = ? AND number = ?",
                [*difference, letter, n],
            )
    _cover_fields(connection, letter, cover)
    return covered[number], cover


def _cover_fields(connection: sqlite3.Connection, letter: str, cover: Covers) -> None:
    kept = connection.execute("SELECT number, field, before, after FROM version_fields WHERE letter_id = ?", [letter])
    for number, field, before, after in kept.fetchall():
        values = [cover.over(before), cover.over(after)]
        if values != [before, after]:
            connection.execute(
                "UPDATE version_fields SET before = ?, after = ? WHERE letter_id = ? AND number = ? AND field = ?",
                [*values, letter, number, field],
            )


def cover_fields(
    changed: Iterable[tuple[str, str | None, str | None]], cover: Covers
) -> list[tuple[str, str | None, str | None]]:
    """Changed values (field, before, after) with the earlier ones covered; what then is alike is left out."""
    listed = [(field, cover.over(old), new) for field, old, new in changed]
    return [(field, old, new) for field, old, new in listed if old != new]
