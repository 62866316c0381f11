"""Document numbers (发文字号): agency code, year in brackets, serial, 号 (GB/T 9704-2012, 7.2.5), in all the brackets met."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN, _CLOSE = r"[〔﹝\[（(【［<＜〈「]", r"[〕﹞\]）)】］>＞〉」]"
_CODE = r"(?P<code>[\u4e00-\u9fff]{2,16}?(?:字|[A-Za-z]{1,2})?)\s?[:：]?\s?(?:第\s?)?"
_BRACKETED_YEAR = re.compile(rf"{_OPEN}\s?(?:19|20)\d\d")
# A serial may have letters in front (第Z-0127号) and one of its own behind a dash (12-3号).
_NUMBER = re.compile(
    rf"{_CODE}{_OPEN}\s?(?P<year>(?:19|20)\d\d)\s?年?\s?{_CLOSE}\s?第?\s?(?P<letters>[A-Za-z]{{1,3}}[-－—]?)?"
    r"0*(?P<serial>\d{1,5})(?P<sub>[-－—]\d{1,3})?\s?号"
)
# A lost bracket or 号: 荣文旅委函〔202366, 人发﹝20185号, 提复2022〕16号 (docs/method.md, "Lost characters"). One bracket is there,
# and behind the number the line ends, a blank stands, or an outcome or the title follows.
_DAMAGED = re.compile(
    rf"{_CODE}(?:{_OPEN}\s?(?P<year>(?:19|20)\d\d)\s?{_CLOSE}?|(?P<bare>(?:19|20)\d\d)\s?{_CLOSE})\s?第?\s?0*(?P<serial>\d{{1,4}})\s?"
    r"号?(?=$|\s|[A-E][1-9]?类|[甲乙丙丁]类|关于)"
)
# Both brackets and 号: believed alone on its line, behind a word that codes end in.
_NO_BRACKETS = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{2,14}[函字发办复提建议答文])\s?(?P<year>(?:19|20)\d\d)\s?第?(?P<serial>\d{1,3})号?\s*"
)
_NARROW = {c: c - 0xFEE0 for c in range(ord("０"), ord("９") + 1)}
_LABEL = re.compile(r"^(?:发文字号|发文文号|公文文号|文件编号|文号|编号|字号)")
_LABEL_AHEAD = re.compile(rf"\s*(?:{_LABEL.pattern[1:]}\s?[：:]\s?)?")
# `人大建议【2021】5号` numbers the suggestion, not the letter.
_NOT_A_LETTERS = re.compile(r"(?:人大|政协)(?:代表|委员)?(?:建议|提案|议案)$|^(?:建议|提案|议案|第)$")


@dataclass(slots=True)
class DocNumber:
    """`value` normalised, `raw` as printed without blanks, and the span [start, end) in the line given."""

    value: str
    raw: str
    start: int
    end: int
    repaired: bool = False


def find_doc_number(line: str) -> DocNumber | None:
    """The first document number of a line; brackets become 〔〕, 第 and leading zeros go."""
    if "号" not in line:
        return None
    narrow = line.translate(_NARROW) if "２０" in line or "１９" in line else line
    match = _NUMBER.search(narrow) if _BRACKETED_YEAR.search(narrow) else None
    return _made(match, line) if match else None


def find_damaged(line: str) -> DocNumber | None:
    """A document number that has lost a bracket or 号, at the beginning of a line, where the form is forced."""
    ahead = _LABEL_AHEAD.match(line)
    at = ahead.end() if ahead else 0
    match = _DAMAGED.match(line, at) or _NO_BRACKETS.fullmatch(line, at)
    if match is None:
        return None
    found = _made(match, line)
    if found:
        found.repaired = True
    return found


def _made(match: re.Match[str], line: str) -> DocNumber | None:
    code, start = match.group("code"), match.start()
    if label := _LABEL.match(code):
        start += label.end()
        code = code[label.end() :]
    if len(code) < 2 or _NOT_A_LETTERS.search(code):
        return None
    raw = "".join(line[start : match.end()].split())
    parts = match.groupdict(default="")
    serial = f"{parts.get('letters', '')}{int(parts['serial'])}{parts.get('sub', '')}"
    return DocNumber(f"{code}〔{parts['year'] or parts['bare']}〕{serial}号", raw, start, match.end())
