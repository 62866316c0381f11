"""A letter published over several pages becomes one: the bodies behind one another, without what every page repeats around them."""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers import page as pages
from parsers.blocks import Item, Line
from parsers.continuation import Further, further_pages, missing_numbers, number_of
from parsers.decode import decode
from parsers.page import Page

# What a pager shows: numbers, arrows, words of turning. A line of letters is never only these.
_PAGER = re.compile(
    r"^(?=.*[页頁]|\W*1\W+2\b)(?:\s|[\[\]【】()（）<>«»《》|/·.…,，:：_-]|\d|第|共|上一?[页頁]|下一?[页頁]|前一页|后一页|首页|尾页|末页|跳转|转到|到|页|頁|全文|阅读|显示)+$"
)
_ENDS = 12  # lines at a body's top and bottom that may be the page's own


class Following(NamedTuple):
    """A further page of a letter, as served."""

    body: bytes
    url: str
    content_type: str | None = None


def join(read: Page, source: str, url: str, following: list[Following]) -> list[int]:
    """Append to `read`, the first page, the bodies and files of the pages `following` that belong to it.

    Returns the numbers of the pages that it or they name and that are not there; [] for a letter that is whole.
    """
    found: list[Further | None] = [further_pages(source, url)]
    if found[0] is None:
        return []
    read.body = _without_pager(read.body)
    numbered = sorted((number, page) for page in following if (number := number_of(url, page.url)) is not None)
    bodies = [_key(read.body)]
    given = []
    for number, page in numbered:
        text = decode(page.body, page.content_type).text
        other = pages.read(text, page.url)
        body = _without_pager(other.body)
        if not body or _key(body) in bodies:
            continue  # a server that answers a number it does not know with page 1
        bodies.append(_key(body))
        given.append(number)
        found.append(further_pages(text, url, page.url))
        read.body = _joined(read.body, body)
        read.files += [file for file in other.files if file not in read.files]
    return missing_numbers(found, given)


def _joined(body: list[Item], more: list[Item]) -> list[Item]:
    """Two bodies as one: what both begin with is kept of the first, what both end with of the second."""
    top = 0
    while top < min(_ENDS, len(more), len(body)) and _same(more[top], body[top]):
        top += 1
    end = 0
    while end < min(_ENDS, len(more) - top, len(body)) and _same(more[-1 - end], body[-1 - end]):
        end += 1
    return [*body[: len(body) - end], *more[top:]]


def _same(one: Item, other: Item) -> bool:
    return isinstance(one, Line) and isinstance(other, Line) and one.text == other.text


def _without_pager(body: list[Item]) -> list[Item]:
    return [item for item in body if not (isinstance(item, Line) and len(item.text) < 120 and _PAGER.match(item.text))]


def _key(body: list[Item]) -> str:
    return "\n".join(item.text if isinstance(item, Line) else str(item.rows) for item in body)
