"""Names of persons and offices as letters print them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from parsers.lexicon import alternatives, load

_GENRE = load("genre")
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff"
# Two to four characters, or a name of a minority with middle dots; a masked name (刘**) as the publisher left it.
PERSON = rf"(?:[{HAN}]{{1,8}}(?:[·•・．][{HAN}]{{1,10}}){{1,3}}|[{HAN}]{{1,2}}[*＊某×]{{1,2}}|[{HAN}]{{2,4}})"
# The same, as short as the rest of a pattern allows: 韩立诚副局长 is 韩立诚 and 副局长.
PERSON_BEFORE_POST = (
    rf"(?:[{HAN}]{{1,8}}(?:[·•・．][{HAN}]{{1,10}}){{1,3}}|[{HAN}]{{1,2}}[*＊某×]{{1,2}}|[{HAN}]{{2,4}}?)"
)
_PERSON = re.compile(PERSON)
_OFFICE_SUFFIXES = tuple(_GENRE["office_suffixes"])
_BRACKETED = re.compile(r"[（(][^（）()]{1,20}[）)]$")
_OFFICES = frozenset(_GENRE["offices"])
_PARTY = re.compile(alternatives(_GENRE["party_words"]))
_ORGANISATION = re.compile(alternatives(_GENRE["organisation_words"]))
_BODIES = tuple(_GENRE["consulted_suffixes"])
_ISSUERS = tuple(_GENRE["issuer_suffixes"])
_SURNAMES = frozenset(_GENRE["surnames"])
COMPOUND_SURNAMES = frozenset(_GENRE["compound_surnames"])
_DEPARTMENTS = tuple(_GENRE["department_suffixes"])
_NO_SURNAMES = tuple(_GENRE["surname_words"])
# A committee of the CPPCC or the CPPCC of a place (市政协经济委员会, 青山区政协), and the Youth League's of a place (团市委).
_OF_THE_CPPCC = re.compile(r"政协(?:[\u4e00-\u9fff]{0,20}(?:委员会|工委|委))?$|团[省市区县州旗盟]委$")
_EVERYTHING = re.compile("部门|单位|企业$|各")
# Two offices whose 、 is lost: 区农业农村委区财政局, 市农业农村局柴河水库管理局. 市场, 市政 and the like begin no office's place.
_RUN_TOGETHER = re.compile(
    r"(?<=[\u4e00-\u9fff]{2}[局委厅联处司])(?=(?:[省市区县州旗团](?!场|政(?!府|协|务|法|研)|容|域|民(?!政|宗|族)|外(?!办|事|侨))|国网|[\u4e00-\u9fff]{2,6}(?:水库|街道|新区|园区))[\u4e00-\u9fff]{2,})"
)
_SELF = re.compile(r"^(?:我|本|贵|你|您|各|有关|相关|认真|研究|该)")
_LISTED = re.compile(r"[^、，,；;]+")
JOINING = re.compile("(?:以及|[和及与并])(?![和及与并])")
_CONJUNCTION = re.compile("以及|和|及|与")
_ETC = re.compile(
    r"(?:等)?(?:\d+|[一二三四五六七八九十两多几]+)?(?:个|家)?(?:相关|有关)?(?:部门|单位|科室|处室|部门和单位)后?$|等$"
)


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return "".join(text.split())


def is_person(text: str) -> bool:
    """Whether `text`, without padding, has the shape of a personal name."""
    return bool(_PERSON.fullmatch(text)) and not is_office(text)


def is_office(text: str) -> bool:
    """Whether `text` ends as names of offices do (局, 委员会, 人民政府, ...) or is a known central body."""
    if len(text) < 3:
        return text in _OFFICES
    bracketed = _BRACKETED.search(text) if text[-1] in "）)" else None
    return text.endswith(_OFFICE_SUFFIXES, 0, bracketed.start() if bracketed else len(text)) or text in _OFFICES


def is_party(text: str) -> bool:
    """Whether `text` names one of the eight parties or a branch of theirs (民建德清县总支)."""
    return bool(_PARTY.search(text))


def is_organisation(text: str) -> bool:
    """Whether `text` names a people's organisation, a sector or a committee of the CPPCC (市工商联, 市政协经济委员会)."""
    return bool(_ORGANISATION.search(text) or _OF_THE_CPPCC.search(text))


def has_surname(text: str) -> bool:
    """Whether `text` opens with a common surname, is masked (刘**) or has the dots of a minority's name: sure to be a person's."""
    if any(mark in text for mark in "·•・．*＊"):
        return True
    return (text[:1] in _SURNAMES or text[:2] in COMPOUND_SURNAMES) and not text.startswith(_NO_SURNAMES)


def name_starts(printed: str) -> list[int]:
    """Where in the squeezed line a blank parts two names (`王强 李明代表`); a blank beside a lone character is padding.

    Four lone characters (`王 强 李 明`) are two names if the third is a surname and the first two are none.
    """
    words = printed.split()
    starts: list[int] = []
    at = first = 0  # `first`: the word that the run of lone characters begins at
    for index, word in enumerate(words):
        alone = len(word) == 1
        run = index - first
        if index and (run == 0 if alone else run != 1):
            starts.append(at)
        elif run == 2 and alone and word in _SURNAMES and words[first] + words[first + 1] not in COMPOUND_SURNAMES:
            following = [len(one) for one in words[index + 1 : index + 3]]
            if following[:1] == [1] and following != [1, 1]:
                starts.append(at)
        if not alone:
            first = index + 1
        at += len(word)
    return starts


def speaks_of_itself(text: str) -> bool:
    """Whether an office is meant by a pronoun (我局, 贵局, 各单位) rather than named."""
    return bool(_SELF.match(text))


def is_consulted(text: str) -> bool:
    """Whether `text` in a list of those consulted is a body of any kind: an office, a people's organisation, a company, a zone."""
    return is_office(text) or (len(text) <= 20 and text.endswith(_BODIES) and not _EVERYTHING.search(text))


def joined(text: str, left: int, right: int, known: Callable[[str], object]) -> Iterator[tuple[int, int]]:
    """The parts of text[left:right] at 和, 及, 与, 并 where both sides are `known`: 郑和平 and 王志和 stay whole."""
    for match in JOINING.finditer(text, left + 2, right - 2):
        if known(text[left : match.start()]) and known(text[match.end() : right]):
            yield left, match.start()
            yield from joined(text, match.end(), right, known)
            return
    yield left, right


def is_department(text: str) -> bool:
    """Whether `text` names a part of an office (预算科, 办公室) or an office, and no person."""
    return text.endswith(_DEPARTMENTS) and (is_office(text) or not has_surname(text))


def is_issuer(text: str) -> bool:
    """Whether `text`, where a letter is signed or its title begins, is a body that writes letters: an office, a zone, a museum, a school."""
    return is_office(text) or (
        3 < len(text) <= 40 and text.endswith(_ISSUERS) and not _EVERYTHING.search(text) and not speaks_of_itself(text)
    )


def split_issuers(text: str) -> list[tuple[str, int]]:
    """(name, offset) of the bodies that a joint title opens with (A局、B局关于…), or [] where any part of it is none."""
    found: list[tuple[str, int]] = []
    for piece in _LISTED.finditer(text):
        offset = piece.start()
        for name in _at_conjunctions(piece.group(), is_issuer):
            offset = text.index(name, offset)
            if not is_issuer(name):
                return [(text, 0)] if is_issuer(text) else []
            found.append((name, offset))
            offset += len(name)
    return found


def split_offices(text: str, bodies: bool = False) -> list[tuple[str, int]]:
    """(name, offset in `text`) of the offices in a list such as `市财政局、市教育局和有关部门`; what is no office is left out.

    With `bodies` organisations, companies and zones count too, as they do where a letter says who was consulted.
    """
    known = is_consulted if bodies else is_office
    found: list[tuple[str, int]] = []
    for piece in _LISTED.finditer(text):
        start, body = piece.start(), piece.group()
        parts = _at_conjunctions(body, known)
        for part in [one for whole in parts for one in _RUN_TOGETHER.split(whole)] if bodies else parts:
            offset = body.index(part, 0)
            name = _ETC.sub("", part)
            if name and known(name) and not speaks_of_itself(name):
                found.append((name, start + offset))
    return found


def _at_conjunctions(body: str, known: Callable[[str], bool]) -> list[str]:
    """Split at 和/及/与/以及, where both sides are offices: 自然资源和规划局 stays whole."""
    for match in _CONJUNCTION.finditer(body):
        left, right = body[: match.start()], body[match.end() :]
        if (
            known(left)
            and len(right) >= 2
            and (known(right) or known(_ETC.sub("", right)) or _ETC.fullmatch(right) or speaks_of_itself(right))
        ):
            return [left, *_at_conjunctions(right, known)]
    return [body]
