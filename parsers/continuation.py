"""Does a letter go on over further pages, and at which addresses? Pure; asked by the crawler, which fetches them, and by the parser,
which says so when they are not there.

A further page is one whose address is that of the first with a small number in it (`t20151009_67430_1.html`, `content_12345_2.html`,
`?page=2`), so that 下一篇 and a list's own pager are never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

MOST = 30  # pages of one letter; the longest seen had five
_PAGED = re.compile(r"[_-]([1-9]\d?)$")
_FIRST = re.compile(r"(?<=\d)([_-])1$")  # content-1074-52367-1.html: the first page is numbered too
_DATED = re.compile(r"^t\d{8}[_-]\d+$")  # the number behind a TRS date is the document's own
_UNMISTAKABLE = (
    (re.compile(r"(.*/(?:t\d{8}_\d{3,}|post_\d{4,}))_[1-9]\d?(\.s?html?)$"), r"\1\2"),
    (re.compile(r"(.*/content-\d+-\d{3,}-)(?:[2-9]|[1-9]\d)(\.html)$"), r"\g<1>1\2"),
)
_PARAMETER = re.compile(r"(?i)^(?:cur_?)?(?:current)?page(?:no|num|number|index|_no)?$|^p$")
_CALL = re.compile(r"(?<!function )\bcreatePage(?:HTML)?\s*\(([^(){}]{1,200})\)")
_LINK = re.compile(r"<a\b[^>]{0,300}?\bhref\s*=\s*[\"']?\s*([^\"'\s>]+)[^>]*>(.{0,200}?)</a", re.I | re.S)
_LABEL = re.compile(r"^\W*(?:下一?[页頁]|后一页|第?\s*\d{1,2}\s*页?|尾页|末页|next)\W*$", re.I)
_TAGS = re.compile(r"<[^<>]*>")
_WORDS = ("下一页", "下页", "下一頁", "后一页", "尾页", "末页")


@dataclass(frozen=True, slots=True)
class Further:
    """Addresses of further pages by their number, which counts from 1 or 2 as the site does.

    `guessed`: the page's script says how many there are but not where the numbers begin; the second page is taken to be 1.
    """

    addresses: dict[int, str]
    guessed: bool = False


def further_pages(source: str, first: str, here: str | None = None) -> Further | None:
    """The pages on which the letter at `first` goes on, as the page `source` at `here` (itself, or a later one) tells; None if it does not.

    None beyond number MOST + 1, which tells that there are more than are fetched. Costs next to nothing on a page that names none.
    """
    try:
        parts = urlsplit(first)
    except ValueError:  # no address at all: http://[x
        return None
    name = parts.path.rpartition("/")[2]
    stem, dot, extension = name.rpartition(".")
    addresses: dict[int, str] = {}
    guessed = False
    # Every address of a further page, and the call of the script, holds the first page's name: one search spares most pages all others.
    own = stem[:-1] if _numbered(stem) else stem
    if dot and own in source:
        addresses = _linked(_links_with(source, own), first, here or first)
        total = _declared(source, stem)
        if total and total > 1:
            begin = min(addresses, default=1)
            guessed = not addresses
            begin = begin if begin in (1, 2) else 1
            folder = urljoin(first, ".")
            for number in range(begin, begin + min(total, MOST + 2) - 1):
                addresses.setdefault(number, f"{folder}{stem}_{number}.{extension}")
    elif parts.query and any(word in source for word in _WORDS):
        addresses = _linked(_LINK.finditer(source), first, here or first)
    beyond = number_of(first, here) if here else None
    kept = {n: a for n, a in sorted(addresses.items()) if n <= MOST + 1 and (beyond is None or n > beyond)}
    return Further(kept, guessed) if kept else None


def may_continue(body: bytes, url: str) -> bool:
    """False if `further_pages` surely finds none on a page; costs a fiftieth of reading it."""
    parts = urlsplit(url)
    stem, dot, _ = parts.path.rpartition("/")[2].rpartition(".")
    if parts.query or _numbered(stem):
        return b"page" in body.lower() or b"<a" in body
    mark = stem.encode()
    return bool(dot) and any(mark + end in body for end in (b"_", b"-", b"'", b'"'))


def number_of(first: str, address: str) -> int | None:
    """Which page of the letter at `first` is at `address`; None if it is no page of it."""
    one, two = urlsplit(first), urlsplit(address)
    if (one.hostname, one.port) != (two.hostname, two.port):
        return None
    if one.path == two.path:
        mine, theirs = _split(one.query), _split(two.query)
        number = theirs[1]
        return number if number is not None and number > 1 and mine[0] == theirs[0] and (mine[1] or 1) == 1 else None
    if one.query != two.query:
        return None
    stem, _, extension = one.path.rpartition(".")
    other, _, kind = two.path.rpartition(".")
    paged = _PAGED.search(other)
    if not paged or extension != kind or not stem:
        return None
    if other[: paged.start()] == stem:
        return int(paged[1])
    numbered = _numbered(stem.rpartition("/")[2])
    same = numbered and other[: paged.start() + 1] == stem[:-1]
    return int(paged[1]) if same and int(paged[1]) > 1 else None


def first_of(address: str) -> str | None:
    """The first page of the letter that `address` is unmistakably a further page of (TRS, NFCMS, 宜昌); None for any other."""
    for pattern, first in _UNMISTAKABLE:
        if found := pattern.match(address):
            return found.expand(first)
    return None


def missing_numbers(found: Iterable[Further | None], given: Iterable[int]) -> list[int]:
    """Numbers of pages that are named and not `given`. Where it was guessed that the second page is 1, all from 2 on will do."""
    named: set[int] = set()
    present, guessed = set(given), False
    for further in found:
        if further is not None:
            named |= set(further.addresses)
            guessed = guessed or further.guessed
    if guessed and {number + 1 for number in named} <= present:
        return []
    return sorted(named - present)


def _numbered(stem: str) -> bool:
    return _FIRST.search(stem) is not None and not _DATED.match(stem)


def _declared(source: str, stem: str) -> int | None:
    """Pages in all by a script call for this very document: createPageHTML(3,0,"t20151009_67430","html")."""
    for match in _CALL.finditer(source) if "createPage" in source else ():
        arguments = [argument.strip().strip("'\"") for argument in match[1].split(",")]
        total = next((a for a in arguments if a.isdecimal()), None)
        if total and stem in arguments:
            return int(total)
    return None


def _links_with(source: str, name: str) -> Iterator[re.Match[str]]:
    """The links, in reading order, whose tag holds `name`, or whose address is nothing but a query."""
    places = [*_places(source, name), *(at for at in _places(source, "?") if source[at - 1] in "\"'=")]
    starts = {source.rfind("<", 0, at) for at in places}
    for start in sorted(starts):
        if start >= 0 and (link := _LINK.match(source, start)):
            yield link


def _places(source: str, word: str) -> Iterator[int]:
    at = source.find(word)
    while at >= 0:
        yield at
        at = source.find(word, at + len(word))


def _linked(links: Iterable[re.Match[str]], first: str, here: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for match in links:
        if not _LABEL.match(_TAGS.sub("", match[2]).strip()):
            continue
        href = unescape(match[1])
        if href[:1] == "#" or href[:11].lower() == "javascript:":
            continue
        try:
            address = urlunsplit(urlsplit(urljoin(here, href))._replace(fragment=""))
            number = number_of(first, address)
        except ValueError:
            continue
        if number is not None:
            found.setdefault(number, address)
    return found


def _split(query: str) -> tuple[list[tuple[str, str]], int | None]:
    """The parameters without the page, and the page."""
    rest: list[tuple[str, str]] = []
    number = None
    for name, value in parse_qsl(query, keep_blank_values=True):
        if number is None and _PARAMETER.match(name) and value.isdecimal() and len(value) < 3:
            number = int(value)
        else:
            rest.append((name, value))
    return rest, number


def renumbered(address: str, number: int) -> str:
    """The address of page `number` of the letter that `address` (`…_1.html`) is a page of."""
    head, dot, extension = address.rpartition(".")
    return f"{_PAGED.sub('', head)}_{number}{dot}{extension}"
