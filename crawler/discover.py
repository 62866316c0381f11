"""Finds the columns of replies of a portal from its home page. Pure: it says what to look at next and is told what was there.

search = Discovery("http://www.example.gov.cn/")
while url := search.next():
    search.see(url, html)     # or search.failed(url)
search.found()
"""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.links import Link, links, same_site
from crawler.site import Kind
from crawler.slugs import is_year, kind_of_slug, kind_of_words, lexicon, reads_like_a_letter, segments

_COLUMN_WORDS = 24  # a column's name is short; a letter's title is not
_FILE = re.compile(r"\.(pdf|docx?|xlsx?|zip|rar|jpe?g|png|gif|mp4|wps|ofd)$", re.I)
_CANDIDATE = 20  # looked at before any gateway
_DEPTH = 4


@dataclass
class Candidate:
    """A page that may be a column of replies. `letters`: links on it that read like letters; `hub`: it links to columns with letters."""

    url: str
    name: str
    kind: Kind
    found_on: str
    letters: int = 0
    seen: bool = False
    children: list[str] = field(default_factory=list)
    sample: str | None = None
    hub: bool = False

    @property
    def confirmed(self) -> bool:
        """Whether letters were seen on it, or below its years."""
        return self.letters > 0


class Discovery:
    """The search over one portal; `budget` is the number of pages it may ask for."""

    def __init__(self, home: str, budget: int = 30) -> None:
        self.home = home
        self.host = urlsplit(home).hostname or ""
        self.budget = budget
        self.asked = 0
        self.candidates: dict[str, Candidate] = {}
        self._queue: list[tuple[int, int, str, int]] = []
        self._known: set[str] = set()
        self._seen: dict[str, list[Link]] = {}
        self._depth: dict[str, int] = {}
        self._push(home, 100, 0)

    def next(self) -> str | None:
        """The next address to ask for, or None when the budget or the leads are used up."""
        if not self._queue or self.asked >= self.budget:
            return None
        self.asked += 1
        return heapq.heappop(self._queue)[2]

    def see(self, url: str, html: str) -> None:
        """Takes in a page: new leads, candidates, and whether this one lists letters."""
        here = self._seen[_key(url)] = links(html, url)
        depth = self._depth.get(url, 0)
        candidate = self.candidates.get(_key(url))
        if candidate:
            self._judge(candidate, here)
        for link in here:
            if not same_site(link.url, self.host) or _FILE.search(urlsplit(link.url).path):
                continue
            if link.source in ("frame", "moved") and depth < _DEPTH:
                self._push(link.url, _CANDIDATE if candidate else 7, depth + 1)
                if candidate:  # the list stands in a frame of the column's page
                    self.candidates.setdefault(_key(link.url), candidate)
            elif (kind := self._column_kind(link)) and depth < _DEPTH:
                self._propose(link, kind, url, depth)
            elif depth < _DEPTH and (weight := _weight(link.text)):
                self._push(link.url, weight - depth, depth + 1)

    def failed(self, url: str) -> None:
        """The page did not come: a candidate stays, unseen."""

    def listed(self, candidate: Candidate, titles: list[tuple[str, str]]) -> None:
        """What the list behind a candidate's page holds, (title, address), where an interface brings it."""
        letters = [url for title, url in titles if reads_like_a_letter(title)]
        candidate.letters += len(letters)
        candidate.sample = candidate.sample or next(iter(letters), None)

    def leads(self) -> list[Candidate]:
        """Every candidate that is not just one of another's years."""
        unique = list({id(c): c for c in self.candidates.values()}.values())
        return [candidate for candidate in unique if not self._is_child(candidate)]

    def found(self) -> list[Candidate]:
        """Columns to propose, those with letters first. A page without letters of its own that leads to them is left out."""
        leads = self.leads()
        for lead in leads:
            keys = {_key(link.url) for link in self._seen.get(_key(lead.url), [])} & self.candidates.keys()
            lead.hub = any(self.candidates[key].confirmed and self.candidates[key] is not lead for key in keys)
        above = {c.url for c in leads for other in leads if other is not c and (c.hub or _below(other.url, c.url))}
        kept = [c for c in leads if c.url not in above or c.letters or c.children]
        return sorted(kept, key=lambda c: (not c.confirmed, not c.seen, c.url))

    def _column_kind(self, link: Link) -> Kind | None:
        """Whose letters the link's words announce, for words short enough to name a column."""
        if len(link.text) > _COLUMN_WORDS or re.search(r"第.{0,12}号|关于|\d{4}年", link.text):
            return None
        by_words, by_slug = kind_of_words(link.text), kind_of_slug(link.url)
        if by_words:
            # 提案 alone under a 人大 slug and the like: the words of the reader decide, mixed words leave it to the slug
            return by_slug if by_words == "mixed" and by_slug else by_words
        return None

    def _propose(self, link: Link, kind: Kind, found_on: str, depth: int) -> None:
        key = _key(link.url)
        if key not in self.candidates and key != _key(self.home):
            self.candidates[key] = Candidate(link.url, link.text, kind, found_on)
            if key in self._seen:
                self._judge(self.candidates[key], self._seen[key])
            self._push(link.url, _CANDIDATE - depth, depth + 1)

    def _judge(self, candidate: Candidate, here: list[Link]) -> None:
        candidate.seen = True
        letters = [link for link in here if reads_like_a_letter(link.text)]
        candidate.letters += len(letters)
        candidate.sample = candidate.sample or (letters[0].url if letters else None)
        years = [link.url for link in here if _below(link.url, candidate.url) and _last_is_year(link.url)]
        candidate.children = list(dict.fromkeys([*candidate.children, *years]))
        if years and not candidate.letters:  # one of its years, to be sure of letters
            self._push(years[0], _CANDIDATE + 1, _DEPTH - 1)
            self.candidates.setdefault(_key(years[0]), candidate)

    def _is_child(self, candidate: Candidate) -> bool:
        return any(
            candidate.url in other.children or (_below(candidate.url, other.url) and _last_is_year(candidate.url))
            for other in self.candidates.values()
            if other is not candidate
        )

    def _push(self, url: str, weight: int, depth: int) -> None:
        if _key(url) not in self._known:
            self._known.add(_key(url))
            self._depth[url] = depth
            heapq.heappush(self._queue, (-weight, len(self._known), url, depth))


def _weight(text: str) -> int:
    if len(text) > 20:
        return 0
    weights = [gate["weight"] for gate in lexicon()["gateways"] if any(word in text for word in gate["words"])]
    return max(weights, default=0)


def _last_is_year(url: str) -> bool:
    return bool(segments(url)) and is_year(segments(url)[-1])


def _below(url: str, parent: str) -> bool:
    """Whether an address lies under another one's folder."""
    here, above = urlsplit(url), urlsplit(parent)
    folder = above.path if above.path.endswith("/") else above.path.rsplit("/", 1)[0] + "/"
    if above.path.endswith(".htm"):  # VSB: jyta.htm and jyta/rddbjy.htm
        folder = above.path[: -len(".htm")] + "/"
    return here.hostname == above.hostname and here.path.startswith(folder) and here.path != above.path


def _key(url: str) -> str:
    parts = urlsplit(url)
    path = re.sub(r"/index\.s?html?$", "/", parts.path) or "/"
    query, fragment = (f"?{parts.query}" if parts.query else ""), (f"#{parts.fragment}" if parts.fragment else "")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{query}{fragment}"
