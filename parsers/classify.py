"""Is a page a reply letter, an assist opinion to another office, or something else?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.addressees import Addressees, read_addressees
from parsers.lexicon import alternatives, load
from parsers.names import squeeze
from parsers.text import LetterText
from parsers.titles import Title, is_reply_title

_GENRE = load("genre")
_ASSIST = re.compile(alternatives(_GENRE["assist_words"]))
_RECEIVED = re.compile(
    r"收悉|收到|收阅|(?:答复|回复|函复|函告|办复|复|说明|反馈)[^，。：:]{0,16}如下|如下(?:答复|回复|意见|说明|[协会]办意见)|已转(?:至|由|交)|交(?:由|我|给)|转我"
)
_ABOUT = re.compile(r"建议|提案|议案")
_LEAD_IN = re.compile(
    r"(?:(?:答复|回复|函复|函告|意见|说明|反馈|汇报|告知|复|报告|解答|情况|通报)[^。：:]{0,16}如下|如下(?:答复|回复|意见|说明|[协会]办意见))[^。：:]{0,4}[。：:]?|供[^。]{0,20}参考[。：:]"
)
# Papers of the same columns that answer no single submission.
_OTHER_TITLE = re.compile(
    r"(?:通知|公告|公示|通报|报告|总结|方案|目录|一览表|清单|统计表?|情况表|规定|办法|细则|计划|要点|决定|讲话|汇总表?|分办表|台账|名单|简报|指南)$"
)
# A letter that hands submissions on or asks about them: 关于交办市五届人大三次会议代表建议的函.
_HANDED_ON = re.compile(
    r"关于(?:再次|及时|集中|做好)?(?:交办|转办|转送|移交|分办|分解|催办|督办|征求|征集|报送|商请|做好)(?:(?!复函|答复|回复).)*的(?:通知|函)$"
)
_DEPUTIES = re.compile(
    r"人大|人民代表大会|政协|代表建议|代表议案|委员提案|建议提案|提案|议案|(?:代表|委员)(?:您|你们|所|提出|的)"
)
_TOP = 14
_BROKEN_OVER = 6  # lines of a list of addressees


@dataclass(slots=True)
class Opening:
    """Where the letter opens: lines of addressee and opening (-1 where absent), and the offset its answer begins at.

    `addressee_first` is the first line of an addressee that is broken over lines, `addressee_line` the last.
    """

    addressee_first: int = -1
    addressee_line: int = -1
    addressees: Addressees | None = None
    line: int = -1
    lead_line: int = -1
    lead_end: int = 0


def find_opening(text: LetterText, after_title: int, to_office: bool) -> Opening:
    """Find addressee and opening within the first lines below the title (line `after_title` on)."""
    found = Opening()
    for index in range(after_title, min(after_title + _TOP, len(text.lines))):
        if text.table_of[index] >= 0:
            continue
        line = text.lines[index]
        if (found.addressees is None and len(line) <= 400) or (index == after_title and found.addressees is None):
            people = read_addressees(line, to_office)
            if people is None and index + 1 < len(text.lines) and len(line) <= 24 and _opens(text.lines[index + 1]):
                people = _colon_lost(line, to_office)
            last = index
            if people is None and line.endswith("、"):
                people, last = _broken(text, index, to_office)
            if people is not None:
                found.addressees, found.addressee_first, found.addressee_line = people, index, last
        if _opens(line):
            found.line = index
            break
    if found.line >= 0:
        for index in range(found.line, min(found.line + 3, len(text.lines))):
            if match := _LEAD_IN.search(text.lines[index]):
                found.lead_line, found.lead_end = index, text.starts[index] + match.end()
                break
        else:
            found.lead_line, found.lead_end = found.line, text.end(found.line)
    return found


def _opens(line: str) -> bool:
    return _RECEIVED.search(line) is not None and (_ABOUT.search(line) or _LEAD_IN.search(line)) is not None


def _broken(text: LetterText, first: int, to_office: bool) -> tuple[Addressees | None, int]:
    """An addressee whose list goes on over lines that end in 、, and its last line; (None, first) where they are none."""
    for last in range(first + 1, min(first + _BROKEN_OVER, len(text.lines))):
        if text.table_of[last] >= 0 or len(text.lines[last]) > 400:
            break
        if not text.lines[last].endswith("、"):
            people = read_addressees("".join(text.lines[first : last + 1]), to_office)
            return (people, last) if people else (None, first)
    return None, first


def _colon_lost(line: str, to_office: bool) -> Addressees | None:
    """A party, an organisation or an office right above the opening whose colon is gone; an office only in an assist opinion."""
    people = read_addressees(f"{line}：", to_office)
    if people is None or any(
        role not in ("party", "organisation", *(["agency"] if to_office else [])) for _, role, _, _ in people.people
    ):
        return None
    people.colon, people.end = False, people.end - 1
    return people


def kind_of(title: Title, printed: str, opening: Opening, text: LetterText, has_files: bool, column: str) -> str:
    """`reply`, `assist_opinion` or `other`. A title alone makes no letter; neither does a salutation alone.

    `column` are the breadcrumb and column names, which may tell what the letter does not say.
    """
    if _OTHER_TITLE.search(printed) or _HANDED_ON.search(printed) or not (printed or _to_proposers(opening)):
        return "other"
    titled = is_reply_title(printed)
    people = opening.addressees is not None
    opened = opening.line >= 0
    body_lines = len(text.lines)
    empty = titled and bool(title.numbers) and has_files and body_lines <= 3
    written = titled and (opened or people)
    unformed = (
        not titled
        and opened
        and ((people and speaks_of_one(printed, title)) or bool(title.numbers) or _to_proposers(opening))
    )
    numbered = (
        titled and not written and bool(title.numbers or title.term) and body_lines >= 4 and not _mostly_list(text)
    )
    if not (empty or written or unformed or numbered) or not _of_an_assembly(printed, title, opening, text, column):
        return "other"
    return "assist_opinion" if _is_assist(printed, title, opening, text) else "reply"


def speaks_of_one(printed: str, title: Title) -> bool:
    """Whether a title speaks of a submission or a reply at all: the name of a site does not."""
    return bool(_ABOUT.search(printed) or title.numbers or title.form)


def _to_proposers(opening: Opening) -> bool:
    """Whether the letter opens with those who made a submission: enough where its heading is lost or says nothing.

    Persons called neither deputy nor member (李明同志：) may be anyone.
    """
    people = opening.addressees
    return people is not None and any(role not in ("agency", "") for _, role, _, _ in people.people)


def _of_an_assembly(printed: str, title: Title, opening: Opening, text: LetterText, column: str) -> bool:
    """Whether a deputy, a member or their assembly is answered: offices also reply to each other's suggestions."""
    if title.assembly or _DEPUTIES.search(printed) or (title.numbers and "提案" in printed):
        return True
    if _to_proposers(opening):
        return True
    said = "".join(text.lines[i] for i in (opening.line, opening.lead_line) if i >= 0)
    return bool(_DEPUTIES.search(said) or _DEPUTIES.search(column))


def _mostly_list(text: LetterText) -> bool:
    return sum(1 for line in text.lines if is_reply_title(squeeze(line))) > 2


def _is_assist(printed: str, title: Title, opening: Opening, text: LetterText) -> bool:
    if title.form and _ASSIST.search(title.form):
        return True
    if _ASSIST.search(printed) and printed.rstrip("）)").endswith(("意见", "函", "答复")):
        return True
    to_office = opening.addressees is not None and all(role == "agency" for _, role, _, _ in opening.addressees.people)
    head = text.lines[opening.line] if opening.line >= 0 else ""
    return to_office and bool(
        re.search(r"(?:协办|会办)意见|供(?:贵|你).{0,8}(?:答复|参考)", head + text.lines[opening.lead_line])
    )
