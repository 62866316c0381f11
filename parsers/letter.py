"""A page's items -> the letter's text, and where its title stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers import labels
from parsers.blocks import Cell, Grid, Item, Line
from parsers.damage import has_lost
from parsers.docnumbers import find_damaged, find_doc_number
from parsers.lexicon import alternatives, load
from parsers.names import is_office, squeeze
from parsers.page import Page
from parsers.text import LetterText, Squeezed
from parsers.titles import is_reply_title, parse_title, same_answer

_PAGE = load("page")
_FOOTER = re.compile(rf"[【\[（(\s]*(?:{alternatives(_PAGE['footer_words'])})|.{{0,20}}ICP备")
_SUFFIX = re.compile(r"\s*[-_|—–－·]\s*[^-_|—–－]{2,40}$")
_INFO = re.compile(rf"(?:{alternatives(_PAGE['info_date_labels'])})\s*[：:]\s*\[?\s*(?:19|20)\d\d")
# What stands beside the date of publication, and never in a letter.
_BESIDE = re.compile(
    r"[【\[]?(?:信息来源|文章来源|来源|浏览次数|浏览量|阅读次数|阅读量|阅读|点击次数|点击数|点击量|访问量|作者|字体|字号|分享到?|打印)\s*[：:][^。]{0,60}$"
)
_MARKER = re.compile(r"公开|办理结果|类别[：:]|签发|^[（(]?[A-D甲乙丙][1-9]?类?[）)]?$")
_TAGS = re.compile(r"<[^<>]*>")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?=$|[?#&\s])|附件|下载|down", re.I)
_TITLE_TOP = 12  # a repeated title stands within the first lines of the body
_TITLE_LINES = 4
_LONGEST_NUMBER = 60  # characters of a document number in front of the title
# Beyond any letter; what a node holds more is not read. The longest letter seen has some thirty thousand characters.
MAX_TEXT = 120_000
MAX_LINES = 4_000


@dataclass(slots=True)
class Draft:
    """The letter's text with its tables; `title` is the squeezed title's span, None where the page prints no heading."""

    text: LetterText
    grids: list[Grid]
    title: Squeezed | None
    title_line: tuple[int, int]  # first and last line of the title, (-1, -1) where it does not stand in the text
    fallback_title: tuple[str, str] | None = None  # (title, evidence source) where the text holds none
    cut: bool = False  # the node holds more than is read
    lost_title: str | None = None  # the printed title, where it lost a character and `fallback_title` stands for it


def draft(page: Page) -> Draft:
    """Assemble the letter: the heading unless the body repeats it, then the body down to the page's own footer."""
    body = _narrowed(page)
    found = _repeated(body, page)
    text = LetterText()
    grids: list[Grid] = []
    first_body = 0
    if found is None and page.heading:
        for line in page.heading:
            text.add(line)
        found = (0, len(page.heading) - 1)
    elif found is not None and page.broad:
        first_body, found = _from_title(body, found)
    room = MAX_TEXT
    for item in _cut(body[first_body:]):
        if isinstance(item, Line):
            if item.text:
                text.add(item.text[:room])
                room -= len(item.text)
        else:
            room -= _add_table(text, grids, item, room)
        if room <= 0 or len(text.lines) >= MAX_LINES:
            break
    text.finish()
    draft_ = Draft(text, grids, None, (-1, -1), cut=room <= 0 or len(text.lines) >= MAX_LINES)
    if found is not None and found[1] < len(text.lines):
        draft_.title_line = found
        start = text.starts[found[0]]
        raw = text.text[start : text.end(found[1])]
        number = find_doc_number(raw) or find_damaged(raw)
        if number and number.start == 0 and squeeze(raw[number.end :]):
            start += number.end
            raw = raw[number.end :]
        lead = len(raw) - len(raw.lstrip())
        draft_.title = Squeezed(raw[lead:], start + lead)
        _restore(draft_, page)
    else:
        draft_.fallback_title = _fallback(page)
    return draft_


def _restore(draft_: Draft, page: Page) -> None:
    """Where the printed title lost a character that changes what it says, another print of it on the page stands for it."""
    assert draft_.title is not None
    printed = draft_.title.value
    if printed in squeeze(page.title_tag):
        return
    others = (
        [(name, f"meta:{tag}") for tag, name in [page.metas["articletitle"]] if name]
        if "articletitle" in page.metas
        else []
    )
    others += [("".join(page.heading), "page:heading"), (_SUFFIX.sub("", page.title_tag), "page:title")]
    for other, source in others:
        whole = squeeze(_TAGS.sub("", other))
        number = find_doc_number(whole)
        whole = whole[number.end :] if number and number.start == 0 else whole
        if has_lost(printed, whole) and not same_answer(parse_title(printed), parse_title(whole)):
            draft_.fallback_title, draft_.lost_title, draft_.title = (whole, source), printed, None
            return


def _narrowed(page: Page) -> list[Item]:
    """The node's items less what stands above the letter in a broad node: breadcrumb, label table, line of publication."""
    body = [item for item in page.body if not _elsewhere(item)] if page.broad else page.body
    top = next((i for i, item in enumerate(body[:60]) if isinstance(item, Line) and _opens(item)), len(body))
    pairs, above = labels.split_described(body[:top])
    for label, value in pairs:
        page.info.metadata.setdefault(label, value)
    kept = [
        item
        for item in above
        if not (
            isinstance(item, Line) and len(item.text) < 160 and (_INFO.search(item.text) or _BESIDE.match(item.text))
        )
    ]
    return [*kept, *body[top:]]


def _elsewhere(item: Item) -> bool:
    """Whether an item is nothing but links to other pages: a menu, a list of news. A link to a file may be the letter's."""
    if (
        not isinstance(item, Line)
        or not item.links
        or any(_FILE.search(f"{title} {href}") for title, href in item.links)
    ):
        return False
    rest = item.text
    for title, _ in sorted(item.links, key=lambda link: -len(link[0])):
        rest = rest.replace(title, "", 1)
    return not rest.strip(" |·•>＞»/-—、　")


def _opens(line: Line) -> bool:
    return "收悉" in line.text or "如下" in line.text or (len(line.text) > 60 and "。" in line.text)


def _candidates(page: Page) -> list[str]:
    whole = squeeze("".join(page.heading))
    article = squeeze(_TAGS.sub("", page.metas["articletitle"][1])) if "articletitle" in page.metas else ""
    labelled = [squeeze(page.info.metadata.get(label, "")) for label in _PAGE["title_labels"]]
    return [c for c in dict.fromkeys([whole, article, *labelled]) if len(c) > 8]


def _repeated(body: list[Item], page: Page) -> tuple[int, int] | None:
    """First and last item of the body that repeat the title, over up to four lines.

    In a node that holds more than the letter the page's heading comes first and the letter's own title last.
    """
    top = [squeeze(item.text) if isinstance(item, Line) else "" for item in body[: _TITLE_TOP + _TITLE_LINES]]
    candidates = _candidates(page)
    tag = squeeze(page.title_tag)
    longest = max([len(tag), *(len(c) + _LONGEST_NUMBER for c in candidates)])
    # Up to three characters may be lost.
    beginnings = {*tag[:1], *(character for c in candidates for character in c[:4])}
    for first in range(min(_TITLE_TOP, len(top))):
        if not top[first] or not (top[first][0] in beginnings or "号" in top[first]):
            continue
        joined = ""
        for last in range(first, min(first + _TITLE_LINES, len(top))):
            if not top[last]:
                break
            joined += top[last]
            if len(joined) > longest:
                break
            if joined in candidates or (
                len(joined) > 8 and tag.startswith(joined) and tag[len(joined) : len(joined) + 1] in "-_|—–－"
            ):
                return first, last
            for whole in candidates:
                missing = len(whole) - len(joined)
                if (0 < missing < 4 and has_lost(joined, whole)) or (
                    missing < 0 and joined.endswith(whole) and _is_prefix(joined[: -len(whole)])
                ):
                    return first, last
    return _by_grammar(top)


def _is_prefix(extra: str) -> bool:
    number = find_doc_number(extra)
    return number is not None and number.start == 0 and number.end == len(extra)


def _by_grammar(top: list[str]) -> tuple[int, int] | None:
    """A title the page's heading does not know: the first line, or lines, that read as the title of a reply."""
    for last, line in enumerate(top[:_TITLE_TOP]):
        if not line or "收悉" in line or line.endswith(("：", ":", "。")) or line.startswith("附件"):
            if line.endswith(("：", ":")) or "收悉" in line:
                return None
            continue
        for first in range(last, max(-1, last - _TITLE_LINES), -1):
            joined = "".join(top[first : last + 1])
            if not all(top[first : last + 1]) or not is_reply_title(joined):
                continue
            if first > 0 and is_office(top[first - 1]) and joined.startswith(("关于", "对")):
                first -= 1
            return first, last
    return None


def _from_title(body: list[Item], found: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    """In a node that holds more than the letter, start at the title, or at the letter's own lines right above it."""
    first = found[0]
    while first > 0 and isinstance(body[first - 1], Line) and _belongs_above(body[first - 1].text):  # type: ignore[union-attr]
        first -= 1
    return first, (found[0] - first, found[1] - first)


def _belongs_above(line: str) -> bool:
    return (
        find_doc_number(line) is not None
        or line.endswith("文件")
        or is_office(squeeze(line))
        or (len(line) < 40 and _MARKER.search(line) is not None)
    )


def _cut(body: list[Item]) -> list[Item]:
    """The items above the page's own footer: a footer word opens the line and no running text follows."""
    below = len(body)
    while below > 1 and isinstance(item := body[below - 1], Line) and not (len(item.text) > 60 and "。" in item.text):
        below -= 1
    for index in range(max(below, 1), len(body)):
        if isinstance(item := body[index], Line) and _FOOTER.match(item.text):
            return body[:index]
    return body


def _add_table(text: LetterText, grids: list[Grid], grid: Grid, room: int = MAX_TEXT) -> int:
    """Add a table's rows as lines, as far as there is `room`; how many characters they fill."""
    filled = 0
    rows: list[list[Cell]] = []
    for row in grid.rows:
        line = "\t".join([cell.text for cell in row]).strip()
        if filled + len(line) > room or len(text.lines) >= MAX_LINES:
            filled = room
            break
        rows.append(row)
        if line:
            text.add(line, len(grids))
            filled += len(line)
    grids.append(grid if len(rows) == len(grid.rows) else Grid(rows, grid.links))
    return filled


def _fallback(page: Page) -> tuple[str, str] | None:
    if "articletitle" in page.metas:
        name, value = page.metas["articletitle"]
        return squeeze(_TAGS.sub("", value)), f"meta:{name}"
    for label in _PAGE["title_labels"]:
        if labelled := page.info.metadata.get(label):
            return squeeze(labelled), f"metadata:{label}"
    if page.title_tag:
        return squeeze(_SUFFIX.sub("", page.title_tag)), "page:title"
    return None
