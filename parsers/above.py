"""What stands in front of the letter's node: breadcrumb, label table, heading, the line of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from parsers import blocks, labels
from parsers.blocks import Item, Line
from parsers.docnumbers import find_doc_number
from parsers.lexicon import load
from parsers.meta import Metas
from parsers.names import is_office, squeeze
from parsers.node import element, names_in, places
from parsers.titles import is_reply_title

_CLASSES: list[str] = load("page")["position_classes"]
_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|font|img|label)\b")
_PARTED = re.compile(r"&gt;|[>/]\s*<a|»|›", re.I)
_HEAD_END, _TITLE_END = re.compile(r"</head\s*>"), re.compile(r"</title\s*>")
_TAGS = re.compile(r"<[^<>]*>")
# The site's name stands behind it in the title tag; a hyphen within a number (第Z-0127号) parts nothing.
_SEPARATED = re.compile("[_|—–－]|-(?![0-9])")
_ENDS_A_TITLE = re.compile(r"[复函见信要明文）)]")
_TITLE_LINES = 4


@dataclass(slots=True)
class Above:
    """Breadcrumb, heading lines, all items behind the breadcrumb, and the page's first line where nothing names the site."""

    crumbs: list[str]
    heading: list[str]
    items: list[Item]
    first: str


def read_above(source: str, low: str, title_tag: str, metas: Metas) -> Above:
    """Read the source in front of the letter's node; `low` is the same lowered."""
    head = _HEAD_END.search(low) or _TITLE_END.search(low)
    if head:
        source, low = source[head.end() :], low[head.end() :]
    at = _crumb_place(source, low)
    first = ""
    if at is None:
        found = blocks.items(source)
        first = next((item.text for item in found if isinstance(item, Line) and item.text), "")
        crumbs, found = _crumb_line(found)
    else:
        found = blocks.items(source[at:])
        if "sitename" not in metas and not _SEPARATED.search(title_tag):
            first = next((i.text for i in blocks.items(source[:at]) if isinstance(i, Line) and i.text), "")
        place = next((n for n, item in enumerate(found) if isinstance(item, Line) and item.text), None)
        crumbs = []
        if place is not None and isinstance(found[place], Line):
            line = found[place]
            assert isinstance(line, Line)
            crumbs = labels.breadcrumb(line, found[place + 1 :])
            found = found[place + 1 :]
    lines = [item for item in found if isinstance(item, Line)]
    heading = _heading(lines, title_tag, metas)
    if "议" in source or "案" in source:  # one of them stands in every reply's title
        if not _names_one(squeeze("".join(heading))):
            heading = _worded(found) or heading
        if not heading and at is not None and "复" in source[:at]:
            heading = _worded(blocks.items(source[:at]))
    return Above(crumbs, heading, found, first)


def _crumb_line(found: list[Item]) -> tuple[list[str], list[Item]]:
    """The breadcrumb among `found`, whose position words tags may part so that the source does not show them, and what follows it."""
    for index, item in enumerate(found):
        if isinstance(item, Line) and "位置" in item.text and labels.POSITION.match(item.text):
            return labels.breadcrumb(item, found[index + 1 :]), found[index + 1 :]
    return [], found


def _crumb_place(source: str, low: str) -> int | None:
    """Where the breadcrumb line starts: at the tag in front of its position words, or of its telling class."""
    if found := _position(source):
        start = source.rfind("<", 0, found.start())
        while start > 0 and _INLINE.match(low, start):
            start = source.rfind("<", 0, start)
        return max(start, 0)
    names = names_in(low)
    for word in _CLASSES:
        for start in places(low, word) if word in names else ():
            node = element(low, start)
            if node and node[2] - node[0] < 5000 and _PARTED.search(source, node[1], node[2]):
                return start
    return None


def _position(source: str) -> re.Match[str] | None:
    """The first of the words that open a breadcrumb; all of them hold 位置, which is quick to find."""
    at = source.find("位置")
    while at >= 0:
        if found := labels.POSITION.search(source, max(at - 12, 0), at + 6):
            return found
        at = source.find("位置", at + 2)
    return None


def _worded(items: list[Item]) -> list[str]:
    """The last lines, of one block or of several one below the other, that read as a reply's title, whatever their tags.

    Pages made by hand print the title in a row of their layout table, in larger letters.
    """
    plain: list[str] = []
    numbers: list[int] = []
    for item in items:
        if isinstance(item, Line):
            new = [item.text] if item.text and not item.links else []
        else:
            new = (
                [] if any(labels.label_pairs([item])) else [cell.text for row in item.rows for cell in row if cell.text]
            )
        plain.extend(new)
        numbers.extend([item.block if isinstance(item, Line) else -1] * len(new))
    for last in range(len(plain) - 1, -1, -1):
        if not _ENDS_A_TITLE.search(plain[last], max(len(plain[last]) - 12, 0)):
            continue
        for first in range(last, max(last - _TITLE_LINES, -1), -1):
            if first < last and _names_one(squeeze(plain[first])):
                break  # a title of its own, and below it the name of a column
            if _names_one(squeeze("".join(plain[first : last + 1]))):
                while first > max(last - _TITLE_LINES, 0) and _begins(
                    plain[first - 1], plain[first], numbers[first - 1] == numbers[first] >= 0
                ):
                    first -= 1
                return plain[first : last + 1]
    return []


def _names_one(title: str) -> bool:
    """Whether a title is that of one reply and not a column's (建议提案答复)."""
    return is_reply_title(title) and ("关于" in title or "对" in title or "号" in title)


def _begins(line: str, rest: str, same_block: bool) -> bool:
    """Whether the line above is the beginning of the title that goes on with `rest`: 关于…会议 / 第18号建议的复函.

    A document number alone on its line belongs to the heading too; an office does in the title's own block, else it is a banner.
    """
    if not rest.startswith(("关于", "对")) and find_doc_number(rest) is None:
        return line.startswith(("关于", "对")) or (same_block and "关于" in line)
    number = find_doc_number(line) if "号" in line else None
    if number is not None:
        return not squeeze(line[: number.start] + line[number.end :])
    return same_block and is_office(squeeze(line))


def _heading(lines: list[Line], title_tag: str, metas: Metas) -> list[str]:
    """The page heading: the block that repeats the article's title, else the last h1-h3 in front of the letter."""
    article = squeeze(_TAGS.sub("", metas["articletitle"][1])) if "articletitle" in metas else ""
    titled = squeeze(title_tag)
    best: list[str] = []
    for _, of_block in groupby(lines, lambda line: line.block):
        line, *rest = of_block
        if not line.text:
            continue
        block = [line.text, *(other.text for other in rest if other.text)]
        whole = squeeze("".join(block))
        if len(whole) < 5:
            continue
        if (
            whole == article
            or (len(whole) > 8 and not line.links and titled.startswith(whole))
            or (line.tag in ("h1", "h2", "h3") and not line.links and (not best or squeeze("".join(best)) != article))
        ):
            best = block
    return best
