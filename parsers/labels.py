"""What the page says of the document around it: breadcrumb, label table, the line under the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.blocks import Grid, Item, Line
from parsers.lexicon import alternatives, load

_PAGE = load("page")
_STRONG = frozenset(_PAGE["strong_labels"]).union(_PAGE["marker_labels"])
_KNOWN = _STRONG.union(_PAGE["published_labels"], _PAGE["title_labels"], _PAGE["index_labels"])
_ARCHIVAL = _STRONG.difference(_PAGE["marker_labels"], ["文号"])
POSITION = re.compile(rf"(?:(?:您|你)(?:现在)?的?)?(?:{alternatives(_PAGE['position_words'])})\s*(?:是)?\s*[：:]?")
_SEPARATOR = re.compile(r"\s*(?:(?:-|—)?[>＞»›→]+)\s*")
_SLASHES = re.compile(r"\s*[/／\\|]\s*")
_PAIR = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff 　（）()/]{0,14}?)\s*[：:]\s*(.*)", re.S)
_SEVERAL = re.compile(r"[\u4e00-\u9fff]{2,6}\s*[：:]")
_LABEL_ONLY = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff （）()/]{0,14}?)\s*[：:]")
# A label whose value follows at once, because only their looks part them: <span>索 引 号</span><span>0113…</span>.
_PADDED = "|".join(r"\s?".join(label) for label in sorted(_KNOWN, key=len, reverse=True))
_UNMARKED = re.compile(rf"({_PADDED})\s?([^：:]+)")
_LABEL_WORD = re.compile("[\u4e00-\u9fff]{2,8}")
_FIRST = frozenset(label[0] for label in _KNOWN)
_INFO_DATE = re.compile(
    rf"({alternatives(_PAGE['info_date_labels'])})\s*[：:]?\s*\[?\s*((?:19|20)\d\d[^\u4e00-\u9fffA-Za-z]{{0,3}}[^A-Za-z来信浏点阅访字作责编【（|]{{0,24}})"
)
_BARE_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s+\d{1,2}:\d{1,2}(?::\d{1,2})?)?)"
)


def breadcrumb(line: Line, following: list[Item]) -> list[str]:
    """Every crumb of the position line as printed; `following` is used where each crumb is a line of its own."""
    place = POSITION.search(line.text)
    text = line.text[place.end() if place else 0 :].strip(" ：:")
    crumbs = _split_crumbs(text, line.links)
    if len(crumbs) <= 1:
        for item in following:
            if not isinstance(item, Line) or item.tag or len(item.text) > 80:
                break
            parts = _split_crumbs(item.text, item.links)
            if not item.links and len(parts) < 2:
                break
            crumbs.extend(parts)
    return crumbs


def _split_crumbs(text: str, links: list[tuple[str, str]]) -> list[str]:
    parts = _SEPARATOR.split(text)
    if len(parts) == 1:
        parts = _SLASHES.split(text)
    if len(parts) == 1 and len(links) > 1:
        parts = [title for title, _ in links]
    return [part for part in (p.strip(" >＞/|·-—") for p in parts) if part]


def label_pairs(items: list[Item]) -> Iterator[tuple[str, str]]:
    """(label, value) of every label table and label list among `items`; labels without padding and colon, empty values out.

    A run of pairs counts when one of its labels describes a document (索引号, 发文机关, 主题分类, ...); 发布时间 and 来源 on
    their own are the line under the title.
    """
    for pairs, _ in _groups(items):
        yield from pairs


def split_described(items: list[Item]) -> tuple[list[tuple[str, str]], list[Item]]:
    """The label pairs among `items`, and the items that hold none: for nodes that hold label table and letter alike."""
    found: list[tuple[str, str]] = []
    rest: list[Item] = []
    for pairs, group in _groups(items):
        found.extend(pairs)
        if not pairs:
            rest.extend(group)
    return found, rest


def _groups(items: list[Item]) -> Iterator[tuple[list[tuple[str, str]], list[Item]]]:
    """Cut `items` into tables, runs of label lines and single lines; with each the pairs it describes a document by."""
    run: list[tuple[str, str]] = []
    group: list[Item] = []
    valued = False  # a label of the run has its value beside it
    # An empty label waits for the next line where labels and values stand on lines of their own.
    waiting = apart = False
    for item in items:
        if isinstance(item, Line):
            labelled = len(item.text) <= 200 and ("：" in item.text or ":" in item.text)
            pair = _PAIR.fullmatch(item.text) if labelled else _unmarked(item, items)
            if pair and len(_SEVERAL.findall(item.text)) < 2:
                run.append((_bare(pair.group(1)), pair.group(2).strip()))
                group.append(item)
                waiting = not run[-1][1] and not (valued and not apart)
                valued = valued or bool(run[-1][1])
                continue
            if waiting and item.text and not item.links and not item.tag:
                run[-1] = (run[-1][0], item.text)
                group.append(item)
                waiting, apart, valued = False, True, True
                continue
        if group:
            yield _described(run), group
        run, group, waiting, apart, valued = [], [], False, False, False
        yield (_described(list(_grid_pairs(item))) if isinstance(item, Grid) else []), [item]
    if group:
        yield _described(run), group


def _unmarked(line: Line, items: list[Item]) -> re.Match[str] | None:
    """A line that opens with a known label and goes on with its value, where no colon stands between them and two such lines are there."""
    if not 4 < len(line.text) <= 80 or line.text[0] not in _FIRST or line.links:
        return None
    found = _UNMARKED.fullmatch(line.text)
    lines = (item.text for item in items[:60] if isinstance(item, Line) and item.text[:1] in _FIRST)
    return found if found and sum(_UNMARKED.fullmatch(text) is not None for text in lines) > 1 else None


def _columns_of_labels(grid: Grid) -> set[int]:
    """The columns of a table that hold known labels beside columns that hold none: whatever stands in them is a label."""
    found: set[int] = set()
    for row in grid.rows:
        at = 0
        for cell in row:
            if _bare(cell.text) in _STRONG:
                found.add(at)
            at += cell.colspan
    return set() if any(column + 1 in found for column in found) else found


def _grid_pairs(grid: Grid) -> Iterator[tuple[str, str]]:
    columns = _columns_of_labels(grid)
    for row in grid.rows:
        label: str | None = None
        at = 0
        for cell in row:
            column, at = at, at + cell.colspan
            labelled = "：" in cell.text or ":" in cell.text
            both = _PAIR.fullmatch(cell.text) if labelled else None
            if both and (only := _LABEL_ONLY.fullmatch(cell.text)):
                label = _bare(only.group(1))
            elif label is not None and both and _bare(both.group(1)) in _KNOWN:
                yield _bare(both.group(1)), both.group(2).strip()
                label = None
            elif label is not None:
                yield label, cell.text
                label = None
            elif both:
                yield _bare(both.group(1)), both.group(2).strip()
            elif (bare := _bare(cell.text)) in _KNOWN or (column in columns and _LABEL_WORD.fullmatch(bare)):
                label = bare


def _described(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in pairs if value] if any(label in _ARCHIVAL for label, _ in pairs) else []


def _bare(label: str) -> str:
    return "".join(label.split())


def info_date(items: list[Item]) -> tuple[str, str] | None:
    """(label, printed date) of the first line that says when the page was published, or None."""
    bare: tuple[str, str] | None = None
    for item in items:
        if not isinstance(item, Line) or len(item.text) > 200 or not ("20" in item.text or "19" in item.text):
            continue
        if found := _INFO_DATE.search(item.text):
            return found.group(1), found.group(2).strip()
        if bare is None and (date := _BARE_DATE.search(item.text)) and len(item.text) < 80:
            bare = ("日期", date.group(1))
    return bare
