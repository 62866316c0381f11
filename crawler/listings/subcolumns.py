"""Ways from one list to another: year and session sub-columns, a same-host frame, the column a letter's breadcrumb names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.listings.base import Item, directory
from crawler.listings.items import absolute, is_detail

_TELLING = re.compile(r"(?:19|20)\d\d|[一二三四五六七八九十]届|第?[一二三四五六七八九十\d]+次|人大|政协|建议|提案|议案")
_YEARLY = re.compile(r"(?:19|20)\d\d\s*年?.{0,8}(?:建议|提案|人大|政协|答复|办理)|届")
_TRAIL = re.compile(r"position|crumb|location|dqwz|wz|dangqian|path|currentpath|bt-position|sitepath|place", re.I)


def find_children(text: str, base: str, column: str) -> list[Item]:
    """Sub-columns linked from a column: columns below its own path whose names speak of years, sessions, 人大 or 政协; if there are
    none below it, columns anywhere on the host with a year in a telling name. In reading order, each once."""
    folder = directory(column)
    here = {base.partition("#")[0].rstrip("/"), column.partition("#")[0].rstrip("/"), folder.rstrip("/")}
    below: dict[str, Item] = {}
    anywhere: dict[str, Item] = {}
    for node in LexborHTMLParser(text).css("a[href]"):
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
    """Address of the first iframe on the same host, or ''."""
    for node in LexborHTMLParser(text).css("iframe[src], frame[src]"):
        url = absolute(base, (node.attributes.get("src") or "").strip())
        if url and urlsplit(url).hostname == urlsplit(base).hostname and not re.search(r"\.(?:pdf|jpe?g|png|swf)$", url, re.I):
            return url
    return ""


def column_of_letter(text: str, base: str) -> str:
    """Address of the column a letter stands in: the last link of its breadcrumb; '' if it has none."""
    tree = LexborHTMLParser(text)
    for node in tree.css("div, p, td, span, ul, nav, section"):
        marks = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        head = node.text()[:40]
        if not (_TRAIL.search(marks) or "当前位置" in head or "所在位置" in head or "您现在的位置" in head):
            continue
        links = [absolute(base, (a.attributes.get("href") or "").strip()) for a in node.css("a[href]")]
        links = [url for url in links if url and not is_detail(url)]
        if 2 <= len(links) <= 12:
            return links[-1]
    return ""
