"""Follow 下一页: the safest way, because the page itself says where it goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.html_tree import parse_html
from crawler.listings.base import Ask, HtmlPlan, ListPage, Page, declared
from crawler.listings.items import absolute, find_items

_NEXT = re.compile(r"^[\s\[【（(<>»›→]*(?:下一?[页頁]|后一页|next(?: page)?|›|»|>)[\s\]】）)<>»›→]*$", re.I)

_TWO = re.compile(r"^\W{0,2}(?:2|第2页|第二页)\W{0,2}$")
_ONWARD = re.compile(r"^\W*(?:下一?[页頁]|后一?[页翻]|后翻|尾页|末页|最后一?页|加载更多|查看更多)\W*$")
_BEYOND = re.compile(r"(?<![\d.])(?:[2-9]|[1-9]\d{1,3})(?![\d.])")
_JUMP = re.compile(r"\b(?:ele|this|obj)\.value\s*>\s*(?:[2-9]|[1-9]\d+)\b")


def next_url(text: str, base: str) -> str:
    """Address of the next page, or '' if the page links to none by name (a script call is no link)."""
    if "页" not in text and "頁" not in text and "next" not in text.lower() and ">&gt;" not in text:
        return ""
    here = base.partition("#")[0]
    for node in parse_html(text).css("a[href]"):
        label = node.text().strip() or (node.attributes.get("title") or "").strip()
        if _NEXT.match(label) or "next" in (node.attributes.get("rel") or ""):
            url = absolute(base, (node.attributes.get("href") or "").strip()).partition("#")[0]
            if url and url != here:
                return url
    return ""


def has_pager(text: str) -> bool:
    """True if something on the page can be clicked to get to page 2, whatever it is that a click does.

    Asked where nothing was understood, so that a list of which only the first page is read does not pass for a whole one.
    """
    for node in parse_html(text).css("a[href], a[onclick], button, input[onclick], span[onclick], li[onclick]"):
        label = node.text().strip() or (node.attributes.get("value") or "").strip()
        if len(label) > 8:
            continue
        does = f"{node.attributes.get('href') or ''} {node.attributes.get('onclick') or ''}"
        if _TWO.match(label) or (_ONWARD.match(label) and _BEYOND.search(does)):
            return True
    return bool(_JUMP.search(text))


@dataclass(frozen=True)
class NextLink(HtmlPlan):
    """Goes on as long as there is a next link."""

    def start(self, page: Page) -> ListPage:
        """Items and next link of the first page."""
        return self.read(page)

    def read(self, page: Page) -> ListPage:
        """Items and next link of a page."""
        found = find_items(page.text, page.url, page.column)
        items, pages = declared(page.text)
        url = next_url(page.text, page.url)
        return ListPage(found.items, Ask(url) if url else None, items, pages)
