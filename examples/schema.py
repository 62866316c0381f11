"""What the files under examples/content may say: strict models of site.yml and letters/<serial>.yml."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from examples.markup import blocks


class Model(BaseModel):
    """Strict and closed: no unknown key passes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class FileEntry(Model):
    """A file listed with the letter; `file` is its name in the folder files/."""

    title: str
    file: str


class LetterFile(Model):
    """A letter, or another page of the column (`letter: false`). The file's name without .yml is the page's serial number."""

    column: str = Field(description="id of the column; parent/child for a year column")
    title: str
    published: datetime.datetime = Field(description="Beijing time, as the page prints it")
    note: str | None = Field(None, description="why this letter is here, for the reader of the file; never served")
    letter: bool = True
    head: str = Field("", description="what stands above the document number: outcome, publicity; same markup as body")
    doc_number: str | None = None
    addressee: str | None = None
    body: str = Field("", description="one line, one paragraph; see docs/example-site.md")
    html: str | None = Field(None, description="printed as it is, after the body; for hostile pages")
    pad: int = Field(0, ge=0, description="a paragraph of this many characters, for a page of unusual length")
    page: str | None = Field(None, description="name of a file in pages/ served byte for byte instead of the template")
    signature: str | None = None
    signed: str | None = None
    contact: str | None = None
    copies: str | None = None
    annex: str = Field("", description="what follows the signature, in the same markup as body")
    attachments: list[FileEntry] = []
    attachments_only: bool = False
    source: str | None = None
    index_number: str | None = None
    labels: dict[str, str] = {}
    style: Literal["word", "plain", "songti"] | None = None
    twin_of: str | None = Field(None, description="serial of the letter this page repeats")
    suffix: str = Field("", description="what the twin's address adds: _wap")
    modified: datetime.datetime | None = None
    since: int = Field(1, ge=1, description="first edition that shows it")
    until: int | None = Field(None, ge=1, description="last edition that shows it")
    changes: dict[int, dict[str, Any]] = Field({}, description="edition -> the fields that differ from then on")

    @model_validator(mode="after")
    def _says_something(self) -> LetterFile:
        if not (self.body or self.html or self.page or self.attachments_only or self.twin_of):
            raise ValueError("nothing to print: give body, html, page, twin_of or attachments_only")
        if self.attachments_only and not self.attachments:
            raise ValueError("attachments_only needs an entry in attachments")
        for text in (self.head, self.body, self.annex):
            blocks(text)  # a ragged table is told here, with the file's name
        return self

    def at(self, edition: int) -> LetterFile | None:
        """The letter as this edition shows it, or None."""
        if edition < self.since or (self.until is not None and edition > self.until):
            return None
        changed: dict[str, Any] = {}
        for number in sorted(self.changes):
            if number <= edition:
                changed |= self.changes[number]
        if not changed:
            return self
        return LetterFile.model_validate({**self.model_dump(exclude={"changes"}), **changed})


class ColumnEntry(Model):
    """A column of the site; with `children` it holds no letter itself."""

    id: str
    path: str = Field(description="address on the host, as the platform writes it")
    name: str
    kind: Literal["congress", "cppcc", "mixed"] = "mixed"
    options: dict[str, Any] = {}
    children: list[ColumnEntry] = []


class SiteFile(Model):
    """A publisher. Its host is the name of the folder."""

    name: str
    platform: str
    site_code: str = Field(pattern=r"^[0-9a-z]{10}$", description="政府网站标识码")
    note: str | None = Field(None, description="what this publisher is here to show")
    scheme: Literal["http", "https"] = Field(
        "http", description="as in its addresses; the example speaks plain http behind"
    )
    per_page: int = Field(10, ge=1)
    robots: str | None = Field("User-agent: *\nAllow: /\n", description="null: robots.txt is not found")
    options: dict[str, Any] = {}
    columns: list[ColumnEntry]
