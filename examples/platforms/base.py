"""What all platforms share: letters by path, files, the robots file, the home page, a proper 404."""

from __future__ import annotations

import hashlib
import json
import mimetypes
from abc import ABC, abstractmethod
from typing import Any

from examples import render
from examples.markup import Block
from examples.model import Column, Item, Reply, Request, Site, Style

HTML = "text/html; charset=utf-8"


class Platform(ABC):
    """A site played by a content management system: requests in, replies out. No state but the site."""

    letter_template = "generic_letter.html"
    container = ('<div class="content" id="zoom">', "</div>")  # what the generic template puts around the body
    style: Style = "plain"
    static = True  # pages are files on disk: they carry Last-Modified and ETag
    file_prefix = "/files/"

    def __init__(self, site: Site) -> None:
        self.site = site
        self.index: dict[str, tuple[Column, int]] = {}
        for column in site.leaves():
            for number, item in enumerate(column.items):
                self.index[self.item_path(column, item)] = (column, number)
        self.parts: dict[str, tuple[Column, int, int]] = {
            self.part_path(path, part): (column, number, part)
            for path, (column, number) in self.index.items()
            for part in range(2, column.items[number].parts + 1)
        }
        self.files = {self.file_path(name) for name in site.files}

    @abstractmethod
    def item_path(self, column: Column, item: Item) -> str:
        """Path of an item's page."""

    def part_path(self, path: str, part: int) -> str:
        """Path of page `part` (from 2) of an item that goes on over several."""
        stem, _, extension = path.rpartition(".")
        return f"{stem}_{part}.{extension}"

    def part_pager(self, path: str, part: int, total: int) -> str:
        """HTML below page `part` of an item: the way to the next one."""
        following = f'<a href="{self.part_path(path, part + 1)}">下一页</a>' if part < total else ""
        return f'<p class="pages">第{part}页 {following}</p>'

    @abstractmethod
    def listing(self, request: Request) -> Reply | None:
        """A list page or an API answer, or None if the path is none."""

    def aliases(self) -> list[str]:
        """Further host names the site answers to."""
        return []

    def entry(self, column: Column) -> str:
        """Address of a column as a person has it in the browser."""
        return self.site.url(column.path)

    def file_path(self, name: str) -> str:
        """Path of a file attached to a letter."""
        return self.file_prefix + name

    def file_link(self, name: str) -> str:
        """Address of a file as a letter's page prints it; it leads to `file_path` or to a download script."""
        return self.file_path(name)

    def answer(self, request: Request) -> Reply:
        """Answer a request; an unknown path gets this site's own 404 page."""
        if request.path == "/robots.txt":
            return self.robots()
        if request.path in self.index:
            return self.item(*self.index[request.path])
        if request.path in self.parts:
            return self.item(*self.parts[request.path])
        folder, _, name = request.path.rpartition("/")
        if request.path in self.files or (folder.endswith("/files") and name in self.site.files):
            return self.file(name)
        return self.listing(request) or self.special(request) or self.not_found()

    def special(self, request: Request) -> Reply | None:
        """Home page and the way from there to the columns."""
        if request.path in {"/", "/index.html"}:
            return self.html("home.html", site=self.site, links=[("政务公开", "/zwgk/"), ("互动交流", "/hdjl/")])
        if request.path == "/zwgk/":
            links = [(column.name, self.entry(column)) for column in self.site.columns]
            return self.html("home.html", site=self.site, links=links)
        return None

    def item(self, column: Column, number: int, part: int = 1) -> Reply:
        """The page of an item, or page `part` of one: its own bytes, or the platform's template filled in."""
        item = column.items[number]
        modified = item.modified or item.published
        if item.page is not None:
            return Reply(item.page, HTML, last_modified=modified, etag=_etag(item.page))
        blocks = item.blocks()
        if item.parts > 1:
            size = -(-len(blocks) // item.parts)
            pager = self.part_pager(self.item_path(column, item), part, item.parts)
            blocks = [*blocks[(part - 1) * size : part * size], Block("html", pager)]
        body = render.page(
            self.letter_template,
            site=self.site,
            column=column,
            item=item,
            body=render.body(blocks, item.style or self.style, {n: self.file_link(n) for n in self.site.files}),
            previous=column.items[number + 1] if number + 1 < len(column.items) else None,
            following=column.items[number - 1] if number else None,
            crumbs=self.crumbs(column),
            files=[(file.title, self.file_link(file.file)) for file in item.attachments],
            url=self.site.url(self.item_path(column, item)),
            link=lambda other: self.item_path(column, other),
            opening=self.container[0],
            closing=self.container[1],
        )
        return Reply(body, HTML, last_modified=modified, etag=_etag(body))

    def crumbs(self, column: Column) -> list[tuple[str, str]]:
        """Breadcrumb from the home page to the column."""
        parents = [c for c in self.site.columns if column in c.children]
        trail = [(c.name, c.path) for c in (*parents, column)]
        return [(self.site.name, "/"), ("政务公开", "/zwgk/"), ("建议提案办理", "/zwgk/"), *trail]

    def links(self, column: Column, items: list[Item]) -> list[tuple[str, Item]]:
        """Items with their paths, as a list template wants them."""
        return [(self.item_path(column, item), item) for item in items]

    def plain_list(
        self,
        column: Column,
        items: list[Item],
        *,
        pager: str = "",
        head: str = "",
        around: tuple[str, str] = ("<ul>", "</ul>"),
    ) -> Reply:
        """A list page of the generic template: `head` into <head>, `around` about the items, `pager` below. All are HTML."""
        return self.html(
            "generic_list.html",
            site=self.site,
            column=column,
            crumbs=self.crumbs(column),
            links=self.links(column, items),
            head=head,
            opening=around[0],
            closing=around[1],
            pager=pager,
        )

    def html(self, template: str, **values: Any) -> Reply:
        """A page that is not an item; static sites send an ETag for it."""
        body = render.page(template, **values)
        return Reply(body, HTML, etag=_etag(body) if self.static else None)

    def file(self, name: str) -> Reply:
        """An attachment."""
        body = self.site.files[name]
        return Reply(body, mimetypes.guess_type(name)[0] or "application/octet-stream", etag=_etag(body))

    def robots(self) -> Reply:
        """robots.txt, or 404 where the site has none."""
        if self.site.robots is None:
            return self.not_found()
        return Reply(self.site.robots.encode(), "text/plain")

    def not_found(self) -> Reply:
        """An honest 404."""
        return Reply(render.page("not_found.html", site=self.site), HTML, 404)


def as_json(value: Any, content_type: str = "application/json; charset=utf-8") -> Reply:
    """A JSON answer of an API."""
    return Reply(json.dumps(value, ensure_ascii=False).encode(), content_type)


def _etag(body: bytes) -> str:
    return f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()[:16]}"'
