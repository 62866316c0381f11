"""A page's source -> what it says of itself, the heading, and the items of the node that holds the letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers import blocks, labels, markup
from parsers.above import read_above
from parsers.blocks import Grid, Item, Line
from parsers.files import linked_files, may_hold_files
from parsers.meta import Metas, meta_tags
from parsers.names import is_office, squeeze
from parsers.node import find_node
from parsers.record import PageInfo

_TITLE = re.compile(r"<title[^>]{0,200}>(.{0,2000}?)</title", re.I | re.S)
_TITLE_OPENS = re.compile(r"<title[\s>]", re.I)
_FRAMED = re.compile(
    rf"{labels.POSITION.pattern}|(?:发布|更新|上传)(?:日期|时间)\s*[：:]|^[\w ]{{1,12}}(?:\s*\|\s*[\w ]{{1,12}}){{1,}}$"
)
MAX_SOURCE = 12_000_000


@dataclass(slots=True)
class Page:
    """A page taken apart, before anything of the letter is understood."""

    info: PageInfo
    metas: Metas
    title_tag: str
    heading: list[str]  # lines of the page heading, [] where none stands outside the letter's node
    around: list[Item]  # what stands between the breadcrumb and the letter's node
    body: list[Item]
    files: list[tuple[str, str]] = field(default_factory=list)  # (title, absolute URL)
    first_line: str = ""
    broad: bool = False  # the node holds more of the page than the letter


def read(source: str, url: str, with_body: bool = True) -> Page:
    """Take a decoded page apart. `url` makes links absolute; without `with_body` the letter's node is left unread. Never raises."""
    source = source[:MAX_SOURCE]
    metas = meta_tags(source)
    title_tag = _title_tag(source)
    shown, lowered = markup.shown(source)
    if "<pre" in lowered:
        shown = _typed_lines(shown, lowered)
        lowered = markup.lowered(shown)
    visible, low, (start, inner, end), guessed = find_node(shown, lowered)
    before = read_above(visible[:start], low[:start], title_tag, metas)
    info = PageInfo(breadcrumb=before.crumbs)
    info.metadata = dict(metas.values())
    tail = visible[end:]
    body = blocks.items(visible[inner:end]) if with_body or guessed else []
    broad = guessed
    if guessed:
        body = _unframed(body)
    if not info.breadcrumb:
        broad = _crumbs_inside(body, info, before.items) or guessed
    after = blocks.items(tail) if may_hold_files(tail) or "索引号" in tail or "索 引 号" in tail else []
    for label, value in labels.label_pairs([*before.items, *after]):
        info.metadata.setdefault(label, value)
    page = Page(info, metas, title_tag, before.heading, before.items, body, first_line=before.first, broad=broad)
    if not (before.items or info.breadcrumb or "sitename" in metas) and (name := _site_on_top(body, title_tag)):
        page.first_line = name
        del body[: next(i for i, item in enumerate(body) if isinstance(item, Line) and item.text == name) + 1]
    if broad and not page.first_line:
        page.first_line = next((item.text for item in page.around if isinstance(item, Line) and item.text), "")
    if with_body:
        page.files = linked_files(source, url, body, after)
    return page


def _typed_lines(source: str, low: str) -> str:
    """`source` with the line ends inside `<pre>` as tags: there they are lines, elsewhere blanks."""
    pieces, at = [], 0
    while (start := low.find("<pre", at)) >= 0 and (end := low.find("</pre", start)) >= 0:
        pieces += [source[at:start], source[start:end].replace("\n", "<br>\n")]
        at = end
    return "".join([*pieces, source[at:]])


def _site_on_top(body: list[Item], title_tag: str) -> str | None:
    """Where the node is the whole page and nothing names the site, an office above the title as `<title>` prints it is the site.

    Above a title that opens with 关于 or 对 it is the title's first line, and stays.
    """
    lines = [item.text for item in body[:4] if isinstance(item, Line) and item.text][:2]
    titled = squeeze(title_tag)
    if (
        len(lines) < 2
        or len(titled) < 9
        or titled.startswith(("关于", "对"))
        or squeeze(lines[1]) != titled
        or not is_office(squeeze(lines[0]))
    ):
        return None
    return lines[0]


def _title_tag(source: str) -> str:
    """The text of the `<title>` element, "" where it has none."""
    opening = _TITLE_OPENS.search(source)
    title = _TITLE.match(source, opening.start()) if opening else None
    return markup.clean(markup.visible(title.group(1))) if title else ""


def _unframed(body: list[Item]) -> list[Item]:
    """In a guessed node, tables that frame the breadcrumb or the line of publication are lines."""
    found: list[Item] = []
    for item in body:
        if (
            isinstance(item, Grid)
            and len(item.rows) <= 2
            and any(_FRAMED.search(cell.text) for row in item.rows for cell in row)
        ):
            found.extend(
                Line(cell.text, "", -1, item.links if len(item.rows) == 1 else [])
                for row in item.rows
                for cell in row
                if cell.text
            )
        else:
            found.append(item)
    return found


def _crumbs_inside(body: list[Item], info: PageInfo, around: list[Item]) -> bool:
    """Where the node holds the breadcrumb too: take it, and move what stands above it out of the body."""
    for index, item in enumerate(body[:40]):
        if isinstance(item, Line) and len(item.text) < 200 and labels.POSITION.match(item.text):
            info.breadcrumb = labels.breadcrumb(item, body[index + 1 :])
            stop = index + 1
            while (
                stop < len(body)
                and (crumb := body[stop])
                and isinstance(crumb, Line)
                and crumb.text
                and _of_crumbs(crumb.text, info.breadcrumb)
            ):
                stop += 1
            around[:0] = body[:stop]
            del body[:stop]
            return True
    return False


def _of_crumbs(text: str, crumbs: list[str]) -> bool:
    """Whether a line below the position words holds nothing but crumbs."""
    for crumb in sorted(crumbs, key=len, reverse=True):
        text = text.replace(crumb, "")
    return not text.strip(" >＞»›/|·-—→")
