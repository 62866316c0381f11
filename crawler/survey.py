"""What a new site's file should say about a column, found out from its address: a list, one of its years, or one of its letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from crawler.breadcrumb import column_of
from crawler.columns import ColumnLook, Get, Visit, look_at_list
from crawler.listings.items import find_items, is_detail
from crawler.listings.subcolumns import find_children
from crawler.site import NATION, Column, Kind, Site
from crawler.site_fixture import Recorder
from crawler.slugs import is_year, kind_of_slug, kind_of_words, segments, slug
from parsers import parse
from parsers.page import read


@dataclass
class Survey:
    """`column` is the entry for the site file, `site` a stand-in that holds it; `pages` may name the publisher."""

    column: Column
    site: Site
    look: ColumnLook
    recorder: Recorder
    pages: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def entry(self) -> dict[str, Any]:
        """The column as it stands in a site file."""
        plain: dict[str, Any] = self.column.model_dump(mode="json", exclude_defaults=True)
        return {key: plain[key] for key in ("id", "kind", "url", *plain) if key in plain}


async def survey(get: Get, url: str, kind: Kind | None = None, encoding: str | None = None) -> Survey:
    """Looks at an address with at most eight requests. What a site does wrong is in `look.faults`; nothing is raised for it."""
    notes: list[str] = []
    sample = None
    first = await get(url)
    if first.came and _is_letter(first):
        link = column_of(first.text(encoding), first.url)
        if link is None:
            notes.append("This is a letter, and its page shows no breadcrumb with links: give the address of the list.")
        else:
            notes.append(f"This is a letter; its breadcrumb leads to {link.text} {link.url}.")
            sample, url = first.url, link.url
            first = await get(url)
    if first.came and (parent := _parent_of_year(url)):
        above = await get(parent)
        if above.came and any(
            _same(child.url, url) for child in find_children(above.text(encoding), above.url, parent)
        ):
            notes.append(f"{url} is one of the years of {parent}: the parent is taken, so that next year's is found.")
            url, first = parent, above
    text = first.text(encoding) if first.came else ""
    said = kind or _kind(text, first.url)
    children = bool(text) and bool(find_children(text, first.url, url)) and not _lists_letters(text, first.url)
    column = Column(id=slug(url), url=url, kind=said or "mixed", sample=sample, children=children)
    site = Site(
        id="survey",
        name_zh="待定",
        name_en="To be told",
        division=NATION,
        level="national",
        encoding=encoding,
        columns=[column],
    )
    recorder = Recorder(_known(get, url, first))
    look = await look_at_list(recorder, site, column, ColumnLook(column.id, url))
    if said is None and look.first:
        kinds = {kind_of_words(item.title) for item in look.first} - {None}
        column = column.model_copy(update={"kind": kinds.pop() if len(kinds) == 1 else "mixed"})
        notes.append(
            f"Page and address do not say whose letters these are: {column.kind} by the first titles; --kind says it."
        )
    return Survey(column, site, look, recorder, [(text, first.url)] if text else [], notes)


def _known(get: Get, url: str, visit: Visit) -> Get:
    """`get`, with the answer that is there already: no page is asked for twice."""

    async def wrapped(ask: Any, **kwargs: Any) -> Visit:
        return visit if ask == url else await get(ask, **kwargs)

    return wrapped


def _is_letter(visit: Visit) -> bool:
    return parse(visit.body, visit.url, visit.content_type).kind in ("reply", "assist_opinion")


def _lists_letters(text: str, url: str) -> bool:
    return any(is_detail(item.url) for item in find_items(text, url, url).items)


def _kind(text: str, url: str) -> Kind | None:
    """By the words of the breadcrumb's end and of the title, made more precise by the address where they say both."""
    page = read(text, url)
    words = [*page.info.breadcrumb[-1:], page.title_tag.split("_")[0].split("-")[0]]
    told = next((kind for word in words if (kind := kind_of_words(word))), None)
    by_slug = kind_of_slug(url)
    return by_slug or told if told in (None, "mixed") else told


def _parent_of_year(url: str) -> str | None:
    """The address above a year's: …/rdjy/2025/index.shtml → …/rdjy/."""
    parts = urlsplit(url)
    named = segments(url)
    if len(named) < 2 or not is_year(named[-1]):
        return None
    folder = parts.path[: parts.path.rindex(named[-1])]
    return urlunsplit(parts._replace(path=folder, query="", fragment=""))


def _same(one: str, other: str) -> bool:
    def bare(url: str) -> str:
        return url.partition("#")[0].removesuffix("index.html").removesuffix("index.shtml").rstrip("/")

    return bare(one) == bare(other)
