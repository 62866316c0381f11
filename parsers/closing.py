"""The end of a letter: where the body closes, the signature and the signed date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from parsers.damaged_dates import repair_date, repair_month, repair_year
from parsers.dates import parse_date
from parsers.lexicon import alternatives, load
from parsers.names import is_office, squeeze
from parsers.signatures import (
    ISSUER_LABEL,
    STAMP,
    offices_of,
    signature_beginning,
    signature_ending,
    signatures_from,
    spanned,
)
from parsers.text import LetterText

_GENRE = load("genre")
# No two of the words in the repeated group may join to a third, or a long run of them is matched in every way there is.
_THANKS = re.compile(
    r"(?:(?:再次|最后|衷心|诚挚|诚恳|真诚|真心|诚心|深深|深表|非常|十分|由衷|特别|在此|同时|我们|我局|谨|首先|也|表示|地|的|对|向|您|你们|代表|委员|此|以上|[，,。！!])*"
    r"(?:感谢|谢谢|致谢|感恩|(?<=[对向])[^。；]{1,50}(?:表示|致以|深表)(?:衷心|诚挚|真诚|由衷|深深|崇高|最)?(?:地|的)?(?:感谢|谢意|敬意)))"
)
_CLOSING = re.compile(
    r"(?:此复|特此|专此|谨此|此致|敬礼|(?:以上|上述)(?:意见|答复|回复|情况|是|为)|妥否|以上，|(?:如果?|若|倘若)(?:您|你们|有|对)|您(?:如|若)|"
    r"(?:欢迎|恳请|敬请|真诚|希望|期待|诚请|请)(?:您|你们|各位|贵|继续|代表|委员|一如既往|再|提出|多|登录|通过|将|填写|在)|随(?:函|文|信)附|附件|附[：:]|"
    r"(?:今后|希望).{0,20}(?:继续|一如既往).{0,20}(?:关心|关注|支持|监督)|此(?:复函|件|函|答复)|(?:该|本)(?:复函|答复|件)|祝(?:您|你|工作|身体)|顺祝)"
)
_CONTACT = re.compile(
    r"[（(]?\s*(?:联系|承办|经办|签发|领导签|审[核签]|抄送|报送|抄报|报[：:]|主送|办理(?:结果|类别)|主管领导|分管领导|责任领导|电话|附件|公开)"
)
_ISSUED = re.compile(r"印发|打印|印制|\d+份")
_BLANK_DAY = re.compile(r"\s*日$")
_COMPACT = re.compile(
    r"(?:19|20)\d\d年?[\d月]{1,5}日?|[0〇○零][〇○零0一二三四五六七八九]{1,2}年[一二三四五六七八九十]{1,2}月.{0,4}"
)
_NUMBERED = re.compile(r"\d{1,2}[.、．]")
# （此件主动公开）, （A类）
_MARK = re.compile(r"[（(]?(?:(?:此[件文])?(?:主动|依申请|不予|同意|公开)[^，。；]{0,10}|[A-D]\d?类?)[）)]?")
_DATE_LABEL = re.compile(rf"(?:{alternatives(_GENRE['signed_labels'])})\s*[：:]\s*")
_DAY_OF_WEEK = re.compile(r"\s?(?:星期|周)[一二三四五六日天]$")
_DATE_ENDS = frozenset("日月号年）)。．.，,；;一二三四五六七八九十天〇0123456789０１２３４５６７８９")
_LONGEST_DATE_LINE = 200
_UNIT_AND_DATE = re.compile(
    r"(?P<unit>[^0-9０-９〇二一贰貳弍壹○]{3,60}?)\s*[（(]?(?P<date>(?:(?:19|20|１９|２０)\d\d|[二一贰貳弍壹12][〇零○◯OoＯΟ0九玖]\S).{2,16}?)[）)]?$"
)


@dataclass(slots=True)
class Closing:
    """Line numbers and spans of the end; `signed` is (ISO date, status, span, printed form), None where missing."""

    stop: int  # the first line that no section reaches into
    issuers: list[tuple[str, int, int]] = field(default_factory=list)
    signed: tuple[str, str, int, int, str] | None = None
    readings: list[str] = field(default_factory=list)
    signature_line: int | None = None


def read_closing(text: LetterText, opening: int, published: str | None) -> Closing:
    """Find the end of a letter whose opening is line `opening`. `published` settles damaged dates with two readings."""
    closing = Closing(stop=len(text.lines))
    dated = _date_line(text, opening, published, closing)
    if dated is not None:
        closing.issuers = _issuers_beside(text, dated, opening, closing)
        _further_signatures(text, dated, published, closing)
    else:
        _bare_signature(text, opening, closing)
    end = closing.signature_line if closing.signature_line is not None else _tail(text, opening)
    closing.stop = _body_stop(text, opening, end)
    return closing


def _date_line(text: LetterText, opening: int, published: str | None, closing: Closing) -> int | None:
    """The first line below the opening that is a date, or a unit and a date, beside an office where one is."""
    candidates: list[int] = []
    for index in range(opening + 1, len(text.lines)):
        whole = text.lines[index]
        if text.table_of[index] >= 0 or whole[-1] not in _DATE_ENDS or len(whole) > _LONGEST_DATE_LINE:
            continue
        begin, end = _bare_date(whole)
        line = whole[begin:end]
        if not 4 <= len(line) <= 80 or not (line[-1].isdecimal() or line[-1] in "日月号年）)一二三四五六七八九十"):
            continue
        if _ISSUED.search(line) or (not begin and _CONTACT.match(whole)):
            continue
        if _signs(line) or (repair_year(line) and _near_office(text, index, opening)):
            candidates.append(index)
    if not candidates:
        return None
    beside = (i for i in candidates if _near_office(text, i, opening))
    plain = (i for i in candidates if not _DATE_LABEL.match(text.lines[i]))  # 时间：… may be that of an event
    chosen = next(beside, next(plain, candidates[-1]))
    _sign(text, chosen, published, closing)
    return chosen if closing.signed else None


def _bare_date(line: str) -> tuple[int, int]:
    """Where the date of a line begins and ends, less what may stand around it: 日期：, 星期三, a stop, a note in brackets (主动公开)."""
    label = _DATE_LABEL.match(line) if "：" in line or ":" in line else None
    begin, end = label.end() if label else 0, len(line.rstrip("。．.，,；; "))
    if line[end - 1 : end] in ("）", ")") and line[begin : begin + 1] not in ("（", "("):
        depth = 0
        for at in range(end - 1, max(begin, end - 200), -1):
            depth += 1 if line[at] in "）)" else -1 if line[at] in "（(" else 0
            if depth == 0:
                end = end if _is_date(line[at + 1 : end - 1]) else len(line[:at].rstrip())
                break
    if week := _DAY_OF_WEEK.search(line, max(end - 4, begin), end):
        end = week.start()
    return begin, end


def _signs(line: str) -> bool:
    """Whether a line is a date, sound or damaged, or an office and a date."""
    if (line[0].isdigit() or line[0] in "二一贰貳弍壹（(【〇") and _dated(line):
        return True
    match = _UNIT_AND_DATE.match(line)
    return match is not None and _dated(match.group("date")) and bool(offices_of(match.group("unit")))


def _dated(text: str) -> bool:
    return _is_date(text) or _COMPACT.fullmatch(squeeze(text)) is not None


def _is_date(line: str) -> bool:
    return parse_date(line) is not None


def _near_office(text: LetterText, index: int, opening: int) -> bool:
    begin, end = _bare_date(text.lines[index])
    unit = _UNIT_AND_DATE.match(text.lines[index][begin:end])
    return bool(
        unit
        or signature_ending(text, _signed_above(text, index, opening), opening)[0]
        or signature_beginning(text, index + 1)[0]
    )


def _signed_above(text: LetterText, dated: int, opening: int) -> int:
    """The line above the date, or above what stands between date and office: （代章）, （联系人：…）, （此件主动公开）."""
    for index in range(dated - 1, max(dated - 5, opening), -1):
        line = text.lines[index]
        if signature_ending(text, index, opening)[0]:
            return index
        if not (STAMP.fullmatch(line) or _MARK.fullmatch(line) or (len(line) < 80 and _CONTACT.match(line))):
            break
    return dated - 1


def _sign(text: LetterText, index: int, published: str | None, closing: Closing) -> None:
    offset, end = _bare_date(text.lines[index])
    line, start = text.lines[index][:end], text.starts[index]
    closing.signature_line = index
    value = parse_date(line[offset:])
    if value is None and (match := _UNIT_AND_DATE.match(line, offset)):
        offset = match.start("date")
        value = parse_date(line[offset:])
    if value is not None:
        at = line.find(value.raw, offset)
        at = at if at >= 0 else offset
        printed = value.raw if value.precision == "day" else _BLANK_DAY.sub("", value.raw)
        closing.signed = (value.iso, "printed", start + at, start + at + len(printed), printed)
        return
    printed, start = line[offset:], start + offset
    readings, chosen = repair_date(squeeze(printed), _day(published))
    closing.readings = [d.isoformat() for d in readings]
    if chosen is not None:
        closing.signed = (chosen.isoformat(), "repaired", start, start + len(printed), printed)
    elif readings:
        closing.signed = ("", "ambiguous", start, start + len(printed), printed)
    elif short := repair_month(printed) or repair_year(printed):
        closing.signed = (short.iso, "repaired", start, start + len(printed), printed)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _issuers_beside(text: LetterText, dated: int, opening: int, closing: Closing) -> list[tuple[str, int, int]]:
    begin, end = _bare_date(text.lines[dated])
    line = text.lines[dated][begin:end]
    if (
        not begin
        and (match := _UNIT_AND_DATE.match(line))
        and (offices := offices_of(match.group("unit")))
        and not _is_date(line)
    ):
        return [spanned(text, dated, name, at) for name, at in offices]
    above: list[tuple[str, int, int]] = []
    index = _signed_above(text, dated, opening)
    while (signature := signature_ending(text, index, opening))[0]:
        above = signature[0] + above
        closing.signature_line = signature[1]
        index = signature[1] - 1
    return above or signatures_from(text, dated + 1)[0]


def _further_signatures(text: LetterText, dated: int, published: str | None, closing: Closing) -> None:
    """More pairs of signature and date below the first; the letter is of the day the last has signed.

    (党政机关公文处理工作条例, art. 9: a joint paper bears the date on which the last office signed.)
    """
    if not closing.issuers or not closing.signed:
        return
    above = closing.issuers[0][1] < closing.signed[2]
    index = dated + 1 if above else text.line_at(closing.issuers[-1][2] - 1) + 1
    while index < len(text.lines):
        issuers, after = signatures_from(text, index if above else index + 1)
        day = after if above else index
        begin, end = _bare_date(text.lines[day]) if day < len(text.lines) and text.table_of[day] < 0 else (0, 0)
        line = text.lines[day][begin:end] if end else ""
        if above and not issuers and (both := _UNIT_AND_DATE.match(line)) and not _is_date(line):
            issuers = [spanned(text, day, name, at) for name, at in offices_of(both.group("unit"))]
            line = both.group("date")
        if not issuers or not all(is_office(name) for name, *_ in issuers) or not _is_date(line):
            return
        first, line_of = closing.signed, closing.signature_line
        _sign(text, day, published, closing)
        closing.signed, closing.signature_line = max(first, closing.signed, key=lambda one: one[0]), line_of
        closing.issuers += issuers
        index = day + 1 if above else after


def _bare_signature(text: LetterText, opening: int, closing: Closing) -> None:
    """A signature without a date: the last lines that are offices and nothing else, below the thanks."""
    last = _tail(text, opening)
    index = last - 1
    while (signature := signature_ending(text, index, opening))[0]:
        closing.issuers = signature[0] + closing.issuers
        closing.signature_line = signature[1]
        index = signature[1] - 1


def _tail(text: LetterText, opening: int) -> int:
    """The first line of what follows the letter proper: contacts, copies, enclosures, tables at the end."""
    index = len(text.lines)
    while index - 1 > opening:
        line = text.lines[index - 1]
        signed = "章" in line and ISSUER_LABEL.match(line) and offices_of(line)
        if text.table_of[index - 1] >= 0 or (_CONTACT.match(line) and not signed) or line.startswith("附件"):
            index -= 1
        else:
            break
    return index


def _body_stop(text: LetterText, opening: int, end: int) -> int:
    """Walk up from the signature over closing sentences: thanks, 此复, review sentence, invitation, notes of enclosures."""
    stop = end
    index = end - 1
    while index > opening and end - index <= 12:
        line = text.lines[index]
        if text.table_of[index] >= 0:
            break
        if (
            _CLOSING.match(line)
            or _THANKS.match(line)
            or _CONTACT.match(line)
            or "审签" in line[:40]
            or (_NUMBERED.match(line) and _in_note(text, index, opening))
        ):
            stop = index
        elif end - index > 3 or len(line) > 60:
            break
        index -= 1
    return stop


def _in_note(text: LetterText, index: int, opening: int) -> bool:
    """Whether a numbered line continues a note of enclosures (附件：1.… 2.…)."""
    while index > opening and _NUMBERED.match(text.lines[index]):
        index -= 1
    return text.lines[index].startswith("附件")
