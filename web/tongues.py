"""Which language a piece of text is in, said in the markup (WCAG 2.2, 3.1.2): names and words of offices within an English page."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

from archive.search.folding import HAN
from web import i18n

# Chinese characters with the marks and figures around them: 第18届第6次会议, 《关于…的复函》.
_MARKS = "，。、；：？！“”‘’（）《》〈〉〔〕【】…·—"
_BEFORE = "0-9《“（〔【"
_CHINESE = re.compile(f"(?<![{_BEFORE}])[{_BEFORE}]*[{HAN}](?:[{HAN}{_MARKS}0-9]*[{HAN}{_MARKS}])?")
_CHARACTER = re.compile(f"[{HAN}]")
_MARKED = Markup('<span lang="zh-CN">%s</span>')


def tongues(text: Any) -> Any:
    """`text` escaped for a page in the language of the request: in an English one with its Chinese in elements that say so.

    Markup that has elements already stays as it is, and so does what is no text.
    """
    if not isinstance(text, str) or i18n.current() == "zh-CN" or (isinstance(text, Markup) and "<" in text):
        return text
    escaped, pieces, end = escape(text), [], 0
    for match in _CHINESE.finditer(escaped):
        pieces += [escaped[end : match.start()], _MARKED % escaped[match.start() : match.end()]]
        end = match.end()
    return Markup("").join([*pieces, escaped[end:]])


def is_chinese(value: Any) -> bool:
    """True for a value with a Chinese character in it."""
    return _CHARACTER.search(str(value)) is not None
