"""The title grammar: which assembly, term, session and number a letter answers, and in what form.

The skeleton is `[issuer] [关于|对|关于对] [place assembly term session] [第 no 号] [kind] [的] [reply form]`; the patterns
are those of docs/method.md ("Titles"), tried from the most telling to the least.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.lexicon import alternatives, load
from parsers.names import split_issuers
from parsers.numerals import to_int
from parsers.submission_numbers import numbers_in

_GENRE = load("genre")
_NUM = r"[0-9〇零○一二三四五六七八九十百]{1,5}"
_BODY = r"(?P<body>人民代表大会|人代会|中国人民政治协商会议|政治协商会议|人大|政协)"
_SESSION = rf"(?:第?(?P<session>{_NUM})次(?:全体|代表)?(?:会议|全会|大会)|(?P<between>闭会期间|闭会))"
_AFTER_TERM = re.compile(
    rf"第?(?P<term>{_NUM})届(?P<place2>全国|[\u4e00-\u9fff]{{0,6}}?){_BODY}"
    rf"(?:常务委员会|常委会|委员会|(?P<place3>[\u4e00-\u9fff]{{2,10}}?)委员会(?=第?{_NUM}次|闭会))?(?:{_SESSION})?"
)
_BEFORE_TERM = re.compile(
    rf"{_BODY}(?P<place2>[\u4e00-\u9fff]{{0,12}}?)第?(?P<term>{_NUM})届(?:(?P<place3>[\u4e00-\u9fff]{{0,12}}?)(?:常务)?委员会)?(?:常委会)?(?:{_SESSION})?"
)
_NO_TERM = re.compile(rf"{_BODY}(?:代表|委员|常委会)?(?:{_SESSION})?")
_LEAD = re.compile(r".*(?:关于对|关于|答复|回复|就|对|在|《)")
_CATEGORY = re.compile(r"[（(](?P<category>[\u4e00-\u9fff]{2,12}类第?[A-Za-z]?\d{1,6}号)[）)]")
_KIND = re.compile(alternatives(_GENRE["kind_words"]))
_FORM = re.compile(rf"(?:{alternatives(_GENRE['reply_forms'])})$")
_TAIL = re.compile(
    r"(?:[（(][^（）()]{1,16}[）)]|[_\-—－|].*|分类[:：].{1,4}|[A-D]\d?类?|\.(?:pdf|docx?|wps|ofd))$", re.I
)
_QUOTED = re.compile(r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》|[“\"](?P<quoted>关于[^”“\"]{2,80}?)[”“\"]")
_BEFORE_LAW = re.compile(r"(?P<title>关于(?!对)(?:(?!关于|届|号|人大|政协|建议|提案|议案)[^《》]){2,30})$")
_AFTER_LAW = re.compile(r"[^《》]{0,40}?的(?:建议案|建议|提案|议案)")
_EMBEDDED = re.compile(r"(?P<title>关于(?!对)[^《》]{2,80}?的(?:建议案|建议|提案|议案))")
_AROUND_PLACE = re.compile(r"^(?:你在|您在|在|的)|(?:\d{4}年度?)|[第（(）)　]")
_COMMITTEE = re.compile("(?:常务)?委员会$")  # 政协青山市委员会五届四次会议
_BEFORE_PLACE = re.compile(r"^(.*(?:局|委|办|厅|部|院|会|室))(?=[省市县区州]$)")
_ISSUER_END = re.compile(r"关于对|关于|对(?=.{0,24}(?:届|人大|政协|号|建议|提案|《))|答复|回复")


@dataclass(slots=True)
class Title:
    """What a title says; spans are offsets in the squeezed title (no blanks), None where a value is absent."""

    assembly: str | None = None
    assembly_span: tuple[int, int] | None = None
    place: str | None = None
    term: int | None = None
    session: int | None = None
    between_sessions: bool = False
    numbers: list[tuple[str, int, int]] = field(default_factory=list)
    category: tuple[str, int, int] | None = None
    kind_word: str | None = None
    form: str | None = None
    issuers: list[tuple[str, int, int]] = field(default_factory=list)
    suggestion: tuple[str, int, int] | None = None
    body_word: str = ""


def parse_title(title: str) -> Title:
    """Read a squeezed title, without document number. Never raises; what is not said stays None."""
    result = Title()
    bare = _without_tail(title)
    form = _FORM.search(bare)
    result.form = form.group() if form else None
    quoted = _QUOTED.search(title)
    outside = title
    if quoted:
        name = "title" if quoted.group("title") is not None else "quoted"
        start, stop = _around(title, quoted) or quoted.span(name)
        result.suggestion = (title[start:stop], start, stop)
        outside = title[: quoted.start()] + "　" * len(quoted.group()) + title[quoted.end() :]
    end = _assembly(outside, result)
    _numbers(outside, end, result)
    _kind(outside, result)
    issuer = _ISSUER_END.search(title)
    if issuer:
        result.issuers = [(name, at, at + len(name)) for name, at in split_issuers(title[: issuer.start()])]
    if result.suggestion is None:
        _embedded(outside, end, result)
    return result


def _around(title: str, quoted: re.Match[str]) -> tuple[int, int] | None:
    """The span of a suggestion's title around a law or plan it names: 关于落实《停车管理办法》的建议."""
    before, after = _BEFORE_LAW.search(title[: quoted.start()]), _AFTER_LAW.match(title, quoted.end())
    return (before.start("title"), after.end()) if before and after else None


def _without_tail(title: str) -> str:
    while True:
        shorter = _TAIL.sub("", title)
        if shorter == title or not shorter or _FORM.search(title):
            return title
        title = shorter


def _assembly(title: str, result: Title) -> int:
    """Fill assembly, place, term and session; the offset behind what named them."""
    termed = "届" in title
    before, after = (_BEFORE_TERM.search(title), _AFTER_TERM.search(title)) if termed else (None, None)
    found = (
        before
        if before and (after is None or (before.start() <= after.start() and before.end() >= after.end()))
        else after or before
    )
    if before and after and found is after and before.start() < after.start() < before.end():
        found = before if before.group("session") or before.group("between") else after
    if found is None:
        found = _NO_TERM.search(title)
    if found is None:
        result.between_sessions = "闭会期间" in title
        return 0
    groups = found.groupdict()
    result.body_word = groups["body"]
    result.assembly = "congress" if groups["body"] in ("人大", "人民代表大会", "人代会") else "cppcc"
    result.assembly_span = found.span("body")
    lead = _LEAD.match(title[: found.start()])
    front = title[lead.end() if lead else 0 : found.start()]
    place = front + (groups.get("place2") or "") + (groups.get("place3") or "")
    result.place = _place(place)
    result.term = to_int(groups["term"]) if groups.get("term") else None
    result.session = to_int(groups["session"]) if groups["session"] else None
    if groups["between"] or "闭会" in title[found.end() : found.end() + 8]:
        result.between_sessions, result.session = True, None
    return found.end()


def _place(printed: str) -> str | None:
    return _BEFORE_PLACE.sub("", _COMMITTEE.sub("", _AROUND_PLACE.sub("", printed))) or None


def _numbers(title: str, after: int, result: Title) -> None:
    category = _CATEGORY.search(title) if "类" in title else None
    searched = title
    if category:
        result.category = (category.group("category"), category.start("category"), category.end("category"))
        searched = title[: category.start()] + "　" * (category.end() - category.start()) + title[category.end() :]
    result.numbers = numbers_in(searched, after) or numbers_in(searched)


def _kind(title: str, result: Title) -> None:
    start = result.numbers[-1][2] if result.numbers else 0
    found = _KIND.search(title, start) or _KIND.search(title)
    result.kind_word = found.group() if found else None


def _embedded(title: str, after: int, result: Title) -> None:
    """A suggestion's title that stands bare in the letter's: `第9165号 关于…的建议`, `对第3号提案关于…的提案的答复`."""
    start = max(after, result.numbers[-1][2] if result.numbers else 0)
    found = _EMBEDDED.search(title, start)
    if found is None and not result.numbers and not after:
        lead = re.match(r".*?关于", title)
        found = _EMBEDDED.search(title, lead.start() if lead and title.startswith("关于") else 0)
    if found:
        result.suggestion = (found.group("title"), found.start("title"), found.end("title"))


def same_answer(one: Title, other: Title) -> bool:
    """Whether two titles say that the same submissions of the same session are answered."""
    return ([n[0] for n in one.numbers], one.assembly, one.term, one.session, one.place) == (
        [n[0] for n in other.numbers], other.assembly, other.term, other.session, other.place,
    )  # fmt: skip


def is_reply_title(title: str) -> bool:
    """Whether a squeezed title ends as replies do and names a suggestion, proposal or motion, or an assembly and a number."""
    if len(title) > 160 or not _KIND.search(title):
        return False
    return _FORM.search(_without_tail(title)) is not None
