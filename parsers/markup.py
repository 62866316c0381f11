"""HTML source -> lines and tables, in reading order.

Works on the source with its tags, not on a tree: a page's letter is a few dozen lines between known tags, and the tree
costs more than all that follows (docs/method.md, "Speed"). lxml is the oracle of the tests and the repairer of pages whose
markup is too broken to be read this way (parsers/page.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

_BLOCK = (
    "address|article|aside|blockquote|body|br|caption|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|html|"
    "legend|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|title|tr|ul|ucaptitle|ucapcontent"
)
# Nothing inside these is text of the page. An unclosed one runs to the end, as in a browser.
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|select|textarea|svg|canvas|iframe|object)(?=[\s>/]).*?(?:</\1\s*>|\Z)|<[!?][^>]*>",
    re.I | re.S,
)
_INLINE = re.compile(rf"<(?!/?(?:{_BLOCK}|a)[\s>/])/?[a-z](?>[^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*)>", re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?>[^>\"']*(?:(?:\"[^\"]{0,8192}\"|'[^']{0,8192}')[^>\"']*)*)|[^>]*)>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_SPAN = re.compile(r"""\b(row|col)span\s*=\s*["']?\s*(\d{1,4})""", re.I)
# A blank that was escaped twice and so shows as text.
_ESCAPED_BLANK = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#12288|#xa0);?", re.I)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_HIDDEN = re.compile(r"""<([a-z][a-z0-9]*)\b[^>]*?(?:style\s*=\s*["'][^"'>]*?display\s*:\s*none|\shidden(?=[\s>=]))[^>]*>""", re.I)
MAX_SPAN = 60
MAX_CELLS = 20000


@dataclass(slots=True)
class Line:
    """One line of text; `block` is shared by lines that `<br>` parted, `tag` is the block's tag (`h1`, `p`, `td`)."""

    text: str
    tag: str
    block: int
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Cell:
    """A table cell: its text (broken lines joined), the rows and columns it spans, whether it is a `<th>`."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    head: bool = False


@dataclass(slots=True)
class Grid:
    """A data table as printed: rows of cells, each cell once; `links` are the links of all its cells."""

    rows: list[list[Cell]]
    links: list[tuple[str, str]] = field(default_factory=list)


Item = Line | Grid


def visible(source: str) -> str:
    """`source` without comments, scripts, styles, form choices and declarations."""
    return _UNSEEN.sub("", source)


def clean(text: str) -> str:
    """Text between tags as a reader sees it: entities resolved, every run of white space one blank, trimmed."""
    if "&" in text:
        text = unescape(text)
        if "&" in text:
            text = _ESCAPED_BLANK.sub(" ", text)
    text = " ".join(text.split())
    return text if text.isascii() or text.isprintable() else " ".join(text.translate(_INVISIBLE).split())


def element_end(source: str, start: int, tag: str) -> int | None:
    """Where the element that opens at `start` ends (behind its closing tag), or None when it is never closed."""
    depth = 0
    for match in re.finditer(rf"<(/?){re.escape(tag)}(?=[\s>/])[^>]*>", source[start:], re.I):
        if match.group(1):
            depth -= 1
            if depth <= 0:
                return start + match.end()
        elif not match.group().endswith("/>"):
            depth += 1
    return None


def without_hidden(source: str) -> str:
    """`source` less the elements that `display:none` or `hidden` keeps from the reader."""
    if "none" not in source and "hidden" not in source:
        return source
    kept, at = [], 0
    for match in _HIDDEN.finditer(source):
        if match.start() < at:
            continue
        end = element_end(source, match.start(), match.group(1))
        if end is None or match.group(1).lower() in ("body", "html", "input"):
            continue
        kept.append(source[at : match.start()])
        at = end
    return "".join(kept) + source[at:] if kept else source


def items(source: str) -> list[Item]:
    """Lines and data tables of `visible` source. A table that holds tables or pages of text is layout: its text is lines."""
    return _Reader().read(_INLINE.sub("", source))


@dataclass(slots=True)
class _OpenTable:
    rows: list[list[Cell]] = field(default_factory=list)
    contents: list[list[Item]] = field(default_factory=list)  # of each cell, for tables that turn out to be layout
    outer: list[Item] = field(default_factory=list)
    cell: Cell | None = None
    layout: bool = False


class _Reader:
    """Walks the tags once; `sink` is where lines go: the document, or the cell that is open."""

    def __init__(self) -> None:
        self.sink: list[Item] = []
        self.tables: list[_OpenTable] = []
        self.parts: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.href: str | None = None
        self.href_at = 0
        self.block = 0
        self.tag = ""

    def read(self, source: str) -> list[Item]:
        at = 0
        for match in _TAG.finditer(source):
            start = match.start()
            if start > at:
                self.parts.append(source[at:start])
            at = match.end()
            closing, name, attributes = match.group(1), match.group(2).lower(), match.group(3)
            if name == "a":
                self._link(closing, attributes)
                continue
            if name == "br":
                self._flush()
                continue
            self._flush()
            self.block += 1
            if name in ("td", "th", "tr", "table"):
                self._table_tag(closing, name, attributes)
            self.tag = "" if closing else name
        if at < len(source):
            self.parts.append(source[at:])
        self._flush()
        while self.tables:
            self.tables[-1].layout = True
            self._close_table()
        return self.sink

    def _flush(self) -> None:
        if not self.parts:
            return
        text = clean("".join(self.parts))
        if self.href is not None:
            self._end_link()
        self.parts.clear()
        if text or self.links:
            self.sink.append(Line(text, self.tag, self.block, self.links))
            self.links = []

    def _link(self, closing: str, attributes: str) -> None:
        if self.href is not None:
            self._end_link()
        if not closing:
            href = _HREF.search(attributes)
            self.href = unescape(next((g for g in href.groups() if g), "")) if href else ""
            self.href_at = len(self.parts)

    def _end_link(self) -> None:
        self.links.append((clean("".join(self.parts[self.href_at :])), self.href or ""))
        self.href = None

    def _table_tag(self, closing: str, name: str, attributes: str) -> None:
        if name == "table":
            if not closing:
                if self.tables:
                    self.tables[-1].layout = True
                self.tables.append(_OpenTable(outer=self.sink))
                self.sink = []
            elif self.tables:
                self._close_table()
            return
        if not self.tables:
            return
        table = self.tables[-1]
        self._close_cell(table)
        if closing:
            return
        if name == "tr":
            table.rows.append([])
            return
        if not table.rows:
            table.rows.append([])
        spans = {kind.lower(): min(int(n) or 1, MAX_SPAN) for kind, n in _SPAN.findall(attributes)} if "span" in attributes.lower() else {}
        table.cell = Cell("", spans.get("row", 1), spans.get("col", 1), name == "th")
        table.rows[-1].append(table.cell)
        self.sink = []

    def _close_cell(self, table: _OpenTable) -> None:
        if self.sink:
            table.contents.append(self.sink)
            if table.cell is not None:
                table.cell.text = "".join([item.text for item in self.sink if isinstance(item, Line)])
        table.cell = None
        self.sink = []

    def _close_table(self) -> None:
        table = self.tables.pop()
        self._close_cell(table)
        rows = [row for row in table.rows if row]
        self.sink = table.outer
        if table.layout or _is_layout(rows, table.contents):
            for content in table.contents:
                self.sink.extend(content)
        elif rows:
            links = [link for content in table.contents for item in content for link in item.links]
            self.sink.append(Grid(rows, links))


def _is_layout(rows: list[list[Cell]], contents: list[list[Item]]) -> bool:
    """One column, or a cell with more lines than any cell of a ledger has: a frame around text, not data."""
    return max(map(len, rows), default=0) < 2 or max(map(len, contents), default=0) > 12 or sum(map(len, rows)) > MAX_CELLS
