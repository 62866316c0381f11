"""`index.html`, `index_1.html`, …: TRS and its relatives. The number in the name cannot be guessed.

Page 2 is `_1` on most TRS sites and `_2` on others with the same script call; a wrong guess loses page 2 without an error. So the
base counts as known only if a link shows it, a probe proved it, or the site file says it; otherwise `_1` is tried first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from crawler.listings.base import Ask, HtmlPlan, ListPage, Page, declared, directory, file_name
from crawler.listings.items import find_items
from crawler.listings.query_param import QueryParam

_CALL = re.compile(r"(?<!function )\bcreatePage(?:HTML)?\s*\(([^(){}]{1,200})\)")
_SET_PAGE = re.compile(r"\.pagination\(\s*['\"]setPage['\"]\s*,\s*(\d+)\s*,\s*(\d+)")
_COUNT_VARIABLE = re.compile(r"\bvar\s+(\w+)\s*=\s*['\"]?(\d{1,5})['\"]?\s*[;/]")
_RECORDS = re.compile(r"\brecordCount\s*=\s*['\"]?(\d+).{0,200}?\bpageSize\s*=\s*['\"]?(\d+)", re.S)
_EXTENSIONS = {"html", "shtml", "htm", "jhtml"}


@dataclass(frozen=True)
class PagerCall:
    """What a script call says: pages in all, stem and extension of their names ('' if it does not say)."""

    pages: int
    stem: str = ""
    extension: str = ""


def pager_call(text: str) -> PagerCall | None:
    """Reads `createPageHTML(25, 0, "index", "html")` and its variants: quoted totals, `createPage`, a leading element id
    ('paging', Hunan), a total in a variable, recordCount and pageSize. None if there is no such call."""
    variables = dict(_COUNT_VARIABLE.findall(text)) if "createPage" in text else {}
    for match in _CALL.finditer(text):
        arguments = [a.strip().strip("'\"") for a in match[1].split(",")]
        if arguments and not arguments[0].isdecimal() and arguments[0] not in variables:
            arguments = arguments[1:]
        if not arguments:
            continue
        total = arguments[0] if arguments[0].isdecimal() else variables.get(arguments[0], "")
        if not total.isdecimal():
            continue
        extension = next((a for a in arguments[2:] if a in _EXTENSIONS), "")
        stem = arguments[arguments.index(extension) - 1] if extension else ""
        if not stem and len(arguments) > 2 and re.fullmatch(r"[A-Za-z]\w*", arguments[2]):
            stem = arguments[2]
        return PagerCall(int(total), stem, extension)
    if pager := _SET_PAGE.search(text):
        return PagerCall(int(pager[2]))
    if counts := _RECORDS.search(text):
        return PagerCall(-(-int(counts[1]) // max(1, int(counts[2]))))
    return None


@dataclass(frozen=True)
class Suffix(HtmlPlan):
    """Page p is `<folder><stem>_<p - 2 + first>.<ext>`; `first` is 1 or 2, the number of page 2 (`proven` or not).

    `beyond`: a search the page's script goes over to where the static pages end (TRS with was5, the Ministry of Education).
    """

    folder: str
    stem: str
    extension: str
    first: int = 1
    proven: bool = False
    pages: int | None = None
    separator: str = "_"
    beyond: str = ""
    skips: bool = True

    @classmethod
    def of_page(cls, page: Page, call: PagerCall, first_index: int | None = None) -> Suffix:
        """The plan a page's script call makes; `first_index` 0 or 1 if it is known already."""
        stem, extension = file_name(page.url)
        return cls(
            directory(page.url),
            call.stem or re.sub(r"_\d+$", "", stem) or "index",
            call.extension or (extension if extension in _EXTENSIONS else "html"),
            first=1 + (first_index or 0),
            proven=first_index is not None,
            pages=call.pages,
        )

    def address(self, number: int) -> str:
        """Address of page `number`, from 2 on."""
        return f"{self.folder}{self.stem}{self.separator}{number - 2 + self.first}.{self.extension}"

    def start(self, page: Page) -> ListPage:
        """Items of page 1."""
        return self.read(page)

    def read(self, page: Page) -> ListPage:
        """Items of a page, and the next page's address while the declared number is not reached."""
        found = find_items(page.text, page.url, page.column)
        total_items, total_pages = declared(page.text)
        call = pager_call(page.text)
        pages = (call.pages if call else None) or self.pages or total_pages
        more = page.number < pages if pages else bool(found.items)
        # Holds only once the walk saw that page 2 is new.
        plan = replace(self, proven=True) if page.number > 1 else self
        return ListPage(found.items, Ask(self.address(page.number + 1)) if more else None, total_items, pages, [], plan)

    def other(self) -> Suffix | QueryParam | None:
        """The other base, unless this one is proven; then the search behind the static pages, if there is one."""
        if self.proven and self.beyond:
            return QueryParam(self.beyond, "page", pages=self.pages)
        return None if self.proven else replace(self, first=3 - self.first, proven=True)

    def again(self, number: int, seen: int, column: str) -> Ask:
        """Page `number` under this base."""
        return Ask(self.address(number))

    def learnt(self) -> dict[str, Any]:
        """The base, once page 2 was seen."""
        return {"first_index": self.first - 1}
