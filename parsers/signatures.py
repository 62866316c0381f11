"""Lines of a signature: the offices a line holds, also where a name is broken over two lines."""

from __future__ import annotations

import re

from parsers.lexicon import alternatives, load
from parsers.names import HAN, is_issuer, is_office, squeeze
from parsers.text import LetterText

_GENRE = load("genre")
_PIECE = re.compile(r"[^\s、，,]+")
# An item of a list, whatever it ends in: 3.城南小学.
_ITEM = re.compile(r"\s*[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[.、．）)]")
# （盖章）, also with the office whose stamp stands for the issuer's: （市农业农村局代章）
STAMP = re.compile(r"[（(][^（）()]{0,30}章[）)]")
ISSUER_LABEL = re.compile(rf"\s*(?:{alternatives(_GENRE['issuer_labels'])})\s*[：:]")
# An office broken over two lines begins with its place, and the rest has none of its own.
_HEAD = re.compile(rf"(?:中共|中国共产党)?[{HAN}]{{1,16}}?(?:[省区县州旗盟镇乡]|(?<![超城])市|街道)[{HAN}]{{0,14}}")
_NO_HEAD = re.compile("[的店园校厂号]|工作|情况|建议|提案|措施|答复|[我您你此祝附]")
_OWN_PLACE = re.compile(
    rf"(?:中共)?(?:[{HAN}]{{0,8}}?(?<!城)市(?![场政容民])|[{HAN}]{{0,8}}?(?:[省县州旗]|(?<!社)区))[{HAN}]{{2}}"
)
_CUT_OFF = re.compile("(?:社会|城乡|[和与及])$")
_WITHIN = re.compile(
    rf"(?:办公室|办公厅|(?:宣传|组织|统战|统一战线工作|社会工作)部|政法委(?:员会)?|[{HAN}]{{2,6}}(?:街道|地区)办事处)"
)
_SENTENCE = re.compile("[请由将已我您你谢]|联系")


def offices_of(line: str) -> list[tuple[str, int]]:
    """(name, offset) of the offices a signature line holds; [] when any part of it is something else."""
    bare = STAMP.sub(_blanks, line) if "章" in line else line
    if "：" in bare or ":" in bare:
        bare = ISSUER_LABEL.sub(_blanks, bare, 1) if ISSUER_LABEL.match(bare) else bare
    stopped = bare.rstrip("。．.；;，, ")
    if stopped != bare.rstrip() and (len(stopped) > 30 or _SENTENCE.search(stopped)):
        return []
    bare = stopped
    if not bare.strip() or _ITEM.match(bare) or len(bare) > 120 or "。" in bare or "：" in bare or "；" in bare:
        return []
    pieces = [(m.group(), m.start()) for m in _PIECE.finditer(bare)]
    if len(pieces) > 1 and all(is_issuer(p) for p, _ in pieces):
        return pieces
    whole = squeeze(bare)
    return [(whole, bare.index(bare.strip()[0]))] if is_issuer(whole) and len(whole) <= 40 else []


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def signatures_from(text: LetterText, index: int) -> tuple[list[tuple[str, int, int]], int]:
    """The issuers of the lines from `index` on that are signatures, and the line behind them."""
    found: list[tuple[str, int, int]] = []
    while (signature := signature_beginning(text, index))[0]:
        found.extend(signature[0])
        index = signature[1] + 1
    return found, index


def signature_ending(text: LetterText, index: int, opening: int) -> tuple[list[tuple[str, int, int]], int]:
    """The issuers of line `index`, and that line or, where their name is broken over two, the one above."""
    if not opening < index < len(text.lines) or text.table_of[index] >= 0:
        return [], index
    if index - 1 > opening and (broken := _broken_name(text, index - 1)):
        return [broken], index - 1
    return [spanned(text, index, name, at) for name, at in offices_of(text.lines[index])], index


def signature_beginning(text: LetterText, index: int) -> tuple[list[tuple[str, int, int]], int]:
    """The issuers of line `index`, and that line or, where their name is broken over two, the one below."""
    if not 0 < index < len(text.lines) or text.table_of[index] >= 0:
        return [], index
    if broken := _broken_name(text, index):
        return [broken], index + 1
    return [spanned(text, index, name, at) for name, at in offices_of(text.lines[index])], index


def _broken_name(text: LetterText, index: int) -> tuple[str, int, int] | None:
    """The office whose name stands broken over line `index` and the next (重庆市江津区规划和 / 自然资源局), with its span."""
    if index + 1 >= len(text.lines) or max(text.table_of[index : index + 2]) >= 0:
        return None
    head, rest = squeeze(text.lines[index]), squeeze(text.lines[index + 1]).rstrip("。")
    name = head + rest
    if len(name) > 40 or not _HEAD.fullmatch(head) or _NO_HEAD.search(head):
        return None
    whole = is_issuer(head) and not _CUT_OFF.search(head) and not _WITHIN.fullmatch(rest)
    if whole or _OWN_PLACE.match(rest) or not is_office(name):
        return None
    start = text.starts[index]
    return name, start, start + len(text.lines[index]) + 1 + len(text.lines[index + 1].rstrip("。 "))


def spanned(text: LetterText, index: int, name: str, at: int) -> tuple[str, int, int]:
    """A name with its span; a padded name reaches over its blanks."""
    line, start = text.lines[index], text.starts[index]
    end, left = at, len(name)
    while left and end < len(line):
        left -= not line[end].isspace()
        end += 1
    return name, start + at, start + end
