"""The list is HTML wrapped in XML or JSON: Hanweb JCMS with two dialects of its proxy, and Truecms, which copies it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.listings.base import Ask, HtmlPlan, ListPage, Page
from crawler.listings.items import find_items
from crawler.listings.json_api import load

_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.S)
_NEXT_GROUP = re.compile(r"<nextgroup>.*?href=[\"']([^\"']+)", re.S)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)|totalRecord['\"]?\s*[:=]\s*['\"]?(\d+)", re.I)
_PER_PAGE = re.compile(r"perPage['\"]?\s*[:=]\s*['\"]?(\d+)", re.I)
_PROXY = re.compile(r"[\"']([^\"']*dataproxy\.jsp)[^\"']*[\"']|proxyUrl['\"]?\s*[:=]\s*['\"]([^'\"]+)", re.I)
_NAMES = (
    "col",
    "appid",
    "webid",
    "path",
    "columnid",
    "columnId",
    "sourceContentType",
    "unitid",
    "webname",
    "permissiontype",
)
_PAGE_SIZE = 100  # a perpage above some 300 is cut without a word
_SMALL_PAGE = 20  # Truecms answers 100 with nothing, or with 404; what its own pager asks for is safe


def records(text: str) -> str:
    """The records of a datastore as one piece of HTML, each in an element of its own; '' if there are none.

    They stand in CDATA inside a script, where an HTML parser does not see elements.
    """
    found = _RECORD.findall(text)
    return "".join(f"<div>{html.unescape(r) if '&lt;a' in r else r}</div>" for r in found)


def parameters(text: str) -> dict[str, str]:
    """The constants the proxy wants (webid, columnid, unitid, …), from the pager's script or the next group's address."""
    found: dict[str, str] = {}
    match = _NEXT_GROUP.search(text)
    if match:
        found = {
            k: v for k, v in parse_qsl(urlsplit(html.unescape(match[1])).query, keep_blank_values=True) if k in _NAMES
        }
    for name in _NAMES:
        said = re.search(rf"[\"'{{,\s]{name}[\"']?\s*:\s*(?:[\"']([^\"']*)[\"']|(\w+))", text)
        if said:
            found.setdefault(name, said[1] if said[1] is not None else said[2])
    return found


@dataclass(frozen=True)
class DataProxy(HtmlPlan):
    """`dialect` window: records S to E are asked for by POST; page: a page number by GET, the only thing some sites heed.

    Which one a site speaks does not show on the page; if the second request brings nothing new, the other is tried.
    """

    url: str
    params: dict[str, str] = field(default_factory=dict)
    dialect: str = "window"
    size: int = _PAGE_SIZE
    total: int | None = None
    proven: bool = False
    offset: int = 0
    method: str = "POST"

    @classmethod
    def of_page(cls, page: Page, dialect: str | None = None) -> DataProxy | None:
        """The plan of a column's page, None if it names no proxy. `dialect` if an earlier walk learnt it."""
        proxy = _PROXY.search(page.text)
        if not proxy:
            return None
        total, size = _TOTAL.search(page.text), _PER_PAGE.search(page.text)
        return cls(
            urljoin(page.url, html.unescape(proxy[1] or proxy[2]).partition("?")[0]),
            parameters(page.text),
            dialect or "window",
            _PAGE_SIZE if "dataproxy.jsp" in page.text else int(size[1]) if size else _SMALL_PAGE,
            int(total[1] or total[2]) if total else None,
            proven=dialect is not None,
            method="POST" if "dataproxy.jsp" in page.text else "GET",
        )

    def start(self, page: Page) -> ListPage:
        """The page itself holds the first records, usually three display pages of them."""
        inline = records(page.text)
        if not inline:
            return ListPage(
                next=self._ask(1, 0, page.url), total_items=self.total, plan=replace(self, offset=0), preface=True
            )
        return self._read(page, inline, replace(self, offset=1))

    def read(self, page: Page) -> ListPage:
        """Records of an answer."""
        return self._read(page, records(_unwrapped(page.text)), self)

    def _read(self, page: Page, fragment: str, plan: DataProxy) -> ListPage:
        items = find_items(fragment, page.url, page.column).items if fragment else []
        match = _TOTAL.search(page.text)
        total = int(match[1] or match[2]) if match else self.total
        seen = page.seen + len(items)
        more = bool(items) and (total is None or seen < total)
        following = plan._ask(page.number + 1, seen, page.column) if more else None
        return ListPage(items, following, total, None, [], plan)

    def _ask(self, number: int, seen: int, referer: str) -> Ask:
        headers = {"Referer": referer.partition("#")[0], "X-Requested-With": "XMLHttpRequest"}
        if self.dialect == "page":
            query = {"page": str(number - self.offset), "perpage": str(self.size), **self.params}
            return Ask(f"{self.url}?{urlencode(query)}", headers=headers)
        window = {"startrecord": str(seen + 1), "endrecord": str(seen + self.size), "perpage": str(self.size)}
        if self.method == "GET":  # Truecms answers by JSONP
            return Ask(f"{self.url}?{urlencode({**window, **self.params})}", headers=headers)
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        return Ask(f"{self.url}?{urlencode(window)}", "POST", urlencode(self.params).encode(), headers)

    def other(self) -> DataProxy | None:
        """The other dialect, unless this one is proven."""
        dialect = "page" if self.dialect == "window" else "window"
        return None if self.proven else replace(self, dialect=dialect, proven=True)

    def again(self, number: int, seen: int, column: str) -> Ask:
        """The request to repeat in this dialect after the other one failed."""
        return self._ask(number, seen, column)

    def learnt(self) -> dict[str, Any]:
        """The dialect, once the second request brought something new."""
        return {"dialect": self.dialect}


def _unwrapped(text: str) -> str:
    """The XML inside a JSONP answer (Truecms), or the text as it is."""
    if "<record" in text and not re.match(r"^\s*[\w$]+\s*\(", text):
        return text
    value = load(text)
    if isinstance(value, dict):
        value = next((v for v in value.values() if isinstance(v, str) and "<record" in v), "")
    return value if isinstance(value, str) else text.replace("\\n", "\n").replace('\\"', '"')
