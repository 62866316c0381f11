"""Ways from one list to another: year and session sub-columns, a frame on the same host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.html_tree import parse_html
from crawler.listings.base import Item, directory
from crawler.listings.items import absolute, is_detail

_TELLING = re.compile(r"(?:19|20)\d\d|[一二三四五六七八九十]届|第?[一二三四五六七八九十\d]+次|人大|政协|建议|提案|议案")
_YEARLY = re.compile(r"(?:19|20)\d\d\s*年?.{0,8}(?:建议|提案|人大|政协|答复|办理)|届")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|(?:width|height)\s*:\s*0", re.I)
_NO_LIST = re.compile(r"\.(?:pdf|jpe?g|png|gif|swf|mp4)$|visitcount|/count|/hits|statistic|player|map", re.I)


def find_children(text: str, base: str, column: str) -> list[Item]:
    """Sub-columns linked from a column: columns below its own path whose names speak of years, sessions, 人大 or 政协; if there are
    none below it, columns anywhere on the host with a year in a telling name. In reading order, each once."""
    folder = directory(column)
    here = {base.partition("#")[0].rstrip("/"), column.partition("#")[0].rstrip("/"), folder.rstrip("/")}
    below: dict[str, Item] = {}
    anywhere: dict[str, Item] = {}
    for node in parse_html(text).css("a[href]"):
        url = absolute(base, (node.attributes.get("href") or "").strip()).partition("#")[0]
        name = " ".join((node.attributes.get("title") or node.text()).split())
        if not url or not name or url.rstrip("/") in here or urlsplit(url).hostname != urlsplit(base).hostname:
            continue
        if is_detail(url) and not _is_year_column(url):
            continue
        if url.startswith(folder) and _TELLING.search(name):
            below.setdefault(url.rstrip("/"), Item(url, name))
        elif _YEARLY.search(name):
            anywhere.setdefault(url.rstrip("/"), Item(url, name))
    return list((below or anywhere).values())


def _is_year_column(url: str) -> bool:
    """`/jytabl/202401/` has the shape of a document's folder but is a column."""
    return urlsplit(url).path.endswith("/")


def find_frame(text: str, base: str) -> str:
    """Address of the first frame on the same host that a reader sees and that may be a list, or ''."""
    for node in parse_html(text).css("iframe[src], frame[src]"):
        attributes = node.attributes
        hidden = (
            attributes.get("width") in ("0", "1")
            or attributes.get("height") in ("0", "1")
            or _HIDDEN.search(attributes.get("style") or "")
        )
        url = absolute(base, (attributes.get("src") or "").strip())
        if url and not hidden and urlsplit(url).hostname == urlsplit(base).hostname and not _NO_LIST.search(url):
            return url
    return ""
