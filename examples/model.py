"""What a publisher consists of: a site with columns, columns with items. Platforms turn these into pages."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

from examples.markup import Block, blocks

BEIJING = datetime.timezone(datetime.timedelta(hours=8))
Style = Literal["word", "plain", "songti"]


@dataclass(frozen=True)
class Attachment:
    """A file listed with a letter."""

    title: str
    file: str


@dataclass(frozen=True)
class Item:
    """One entry of a column: a letter, or another page that shares the column.

    `serial` is the part of the page's address the platform is free to choose (document id). `page` is the name of a file whose
    bytes are served as they are; otherwise the platform's template renders the other fields. `suffix` is what a twin of a letter
    adds to its address (`_wap`). `parts`: over so many pages the letter goes on.
    """

    serial: str
    title: str
    published: datetime.datetime
    letter: bool = True
    head: str = ""
    doc_number: str | None = None
    addressee: str | None = None
    body: str = ""
    html: str | None = None
    signature: str | None = None
    signed: str | None = None
    contact: str | None = None
    copies: str | None = None
    annex: str = ""
    attachments: tuple[Attachment, ...] = ()
    attachments_only: bool = False
    source: str | None = None
    index_number: str | None = None
    labels: dict[str, str] = field(default_factory=dict)
    style: Style | None = None
    pad: int = 0
    page: bytes | None = None
    suffix: str = ""
    modified: datetime.datetime | None = None
    path: str | None = None
    parts: int = 1

    @property
    def date(self) -> str:
        """Publication day, ISO."""
        return self.published.strftime("%Y-%m-%d")

    @property
    def time(self) -> str:
        """Publication time as pages print it."""
        return self.published.strftime("%Y-%m-%d %H:%M:%S")

    @property
    def serial_hex(self) -> str:
        """The serial as the 32 hexadecimal digits some platforms use."""
        return hashlib.md5(self.serial.encode(), usedforsecurity=False).hexdigest()

    def blocks(self) -> list[Block]:
        """The letter in the order it is printed, number to annex."""
        lines = blocks(self.head)
        if self.doc_number:
            lines.append(Block("paragraph", self.doc_number, "center"))
        if self.addressee:
            lines.append(Block("paragraph", self.addressee, "flush"))
        lines += blocks(self.body)
        if self.html:
            lines.append(Block("html", self.html))
        if self.pad:
            lines.append(Block("paragraph", "长" * self.pad))
        lines += [Block("paragraph", line, "right") for line in (self.signature, self.signed) if line]
        lines += [Block("paragraph", line) for line in (self.contact, self.copies) if line]
        return lines + blocks(self.annex)


@dataclass
class Column:
    """A list of items, newest first. `children` are sub-columns (years, sessions) that hold the items of a parent."""

    id: str
    path: str
    name: str
    kind: Literal["congress", "cppcc", "mixed"] = "mixed"
    items: list[Item] = field(default_factory=list)
    children: list[Column] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)

    def pages(self, size: int) -> list[list[Item]]:
        """Items cut into list pages; an empty column has one empty page."""
        return [self.items[i : i + size] for i in range(0, len(self.items), size)] or [[]]


@dataclass
class Site:
    """A publisher behind one host name. `options` are the platform's own switches (layout, first index, extension)."""

    host: str
    platform: str
    name: str
    columns: list[Column]
    site_code: str = "0000000000"
    per_page: int = 10
    robots: str | None = "User-agent: *\nAllow: /\n"
    scheme: str = "http"
    files: dict[str, bytes] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)

    def leaves(self) -> list[Column]:
        """Columns that hold items: children in place of their parents."""
        return [leaf for column in self.columns for leaf in (column.children or [column])]

    def url(self, path: str) -> str:
        """Absolute address of a path on this site."""
        return f"{self.scheme}://{self.host}{path}"


@dataclass(frozen=True)
class Request:
    """What a platform needs to know of an HTTP request; names of headers are lower case."""

    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """An answer. With `last_modified` or `etag` the server also answers conditional requests."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    last_modified: datetime.datetime | None = None
    etag: str | None = None
