"""Visible source -> lines and tables, in reading order.

Works on the source with its tags, not on a tree: a page's letter is a few dozen lines between known tags, and the tree
costs more than all that follows (docs/method.md, "Speed"). lxml is the oracle of the tests and the repairer of pages whose
markup is too broken to be read this way (parsers/page.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from parsers.markup import clean

# What a tag does to the text around it, the least first; a tag that is not listed is inline and leaves no trace.
_INLINE, _LINK, _BREAK, _BLOCK, _HEADING, _TABLE, _ROW, _CELL, _END = range(9)


class _Effects(dict[str, int]):
    """Effect of a tag by its name, as printed, with the slash of a closing one."""

    def __missing__(self, name: str) -> int:
        return self.get(name.lower(), _INLINE)


_EFFECT = _Effects.fromkeys(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "ul",
        "ucaptitle",
        "ucapcontent",
    ],
    _BLOCK,
)
_EFFECT |= {"br": _BREAK, "a": _LINK, "h1": _HEADING, "h2": _HEADING, "h3": _HEADING, "table": _TABLE}
_EFFECT |= dict.fromkeys(
    ("span", "b", "strong", "font", "em", "i", "u", "o:p", "label", "img", "input", "sup", "sub"), _INLINE
)
_EFFECT |= {f"/{name}": effect for name, effect in _EFFECT.items()}
_EFFECT |= {"tr": _ROW, "td": _CELL, "th": _CELL, "/tr": _END, "/td": _END, "/th": _END}
_EFFECT |= {name.upper(): effect for name, effect in _EFFECT.items()}
# Name and attributes, None where there are none. Quoted attributes may hold `>`; an unbalanced quote ends with its tag.
_TAG = re.compile(
    r"<(/?[a-zA-Z][a-zA-Z0-9:]*)(?:>|([^>\"']*+(?:(?:\"[^\"]{0,8192}\"|'[^']{0,8192}')[^>\"']*+)*+|[^>]*)>)"
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_SPAN = re.compile(r"""\b(row|col)span\s*=\s*["']?\s*(\d{1,4})""", re.I)
MAX_SPAN = 60
MAX_CELLS = 20000
MAX_TAGS = 120_000


@dataclass(slots=True)
class Line:
    """One line of text; `block` is shared by lines that `<br>` parted, `tag` is the heading tag (`h1`) it stands in, or ""."""

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


def items(source: str) -> list[Item]:
    """Lines and data tables of `visible` source. A table that holds tables or pages of text is layout: its text is lines."""
    return _Reader().read(source)


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
        self.links: list[tuple[str, str]] = []
        self.href: str | None = None
        self.linked: list[str] = []

    def read(self, source: str) -> list[Item]:
        end = source.rfind(">") + 1  # behind it no tag can close, and looking for its end would cost the rest each time
        pieces = _TAG.split(source[:end])
        pieces[-1] += source[end:]
        buffer = [pieces[0]] if pieces[0] else []
        block, heading = 0, ""
        effects = _EFFECT
        rest = islice(pieces, 1, 3 * MAX_TAGS + 1)
        for name, attributes, text in zip(rest, rest, rest, strict=True):
            effect = effects[name]
            if effect:
                if effect == _LINK:
                    self._link(name, attributes)
                else:
                    if buffer or self.links or self.href is not None:
                        self._flush(buffer, heading, block)
                        buffer = []
                    if effect > _BREAK:
                        block += 1
                        if effect > _TABLE:
                            if self.tables:
                                self._part(effect, name, attributes)
                        elif effect == _TABLE:
                            self._table(name)
                        elif effect == _HEADING:
                            heading = "" if name[0] == "/" else name.lower()
            if text and (buffer or not text.isspace()):
                buffer.append(text)
                if self.href is not None:
                    self.linked.append(text)
        if buffer:
            self._flush(buffer, heading, block)
        while self.tables:
            self.tables[-1].layout = True
            self._close_table()
        return self.sink

    def _flush(self, buffer: list[str], heading: str, block: int) -> None:
        text = clean("".join(buffer))
        if self.href is not None:
            self._end_link()
        if text or self.links:
            self.sink.append(Line(text, heading, block, self.links))
            self.links = []

    def _link(self, name: str, attributes: str | None) -> None:
        if self.href is not None:
            self._end_link()
        if name[0] != "/":
            href = _HREF.search(attributes or "")
            self.href = unescape(next((g for g in href.groups() if g), "")) if href else ""

    def _end_link(self) -> None:
        self.links.append((clean("".join(self.linked)), self.href or ""))
        self.href = None
        self.linked = []

    def _table(self, name: str) -> None:
        if name[0] == "/":
            if self.tables:
                self._close_table()
            return
        if self.tables:
            self.tables[-1].layout = True
        self.tables.append(_OpenTable(outer=self.sink))
        self.sink = []

    def _part(self, effect: int, name: str, attributes: str | None) -> None:
        """A tag of the open table that begins or ends a row or a cell."""
        table = self.tables[-1]
        if self.sink or table.cell is not None:
            self._close_cell(table)
        if effect == _END:
            return
        if effect == _ROW:
            table.rows.append([])
            return
        if not table.rows:
            table.rows.append([])
        cell = table.cell = Cell("", 1, 1, name[1] in "hH")
        if attributes and ("pan" in attributes or "PAN" in attributes):
            spans = {kind.lower(): min(int(n) or 1, MAX_SPAN) for kind, n in _SPAN.findall(attributes)}
            cell.rowspan, cell.colspan = spans.get("row", 1), spans.get("col", 1)
        table.rows[-1].append(cell)

    def _close_cell(self, table: _OpenTable) -> None:
        sink = self.sink
        if sink:
            table.contents.append(sink)
            if table.cell is not None:
                table.cell.text = "".join([item.text for item in sink if isinstance(item, Line)])
            self.sink = []
        table.cell = None

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
    return (
        max(map(len, rows), default=0) < 2 or max(map(len, contents), default=0) > 12 or sum(map(len, rows)) > MAX_CELLS
    )
