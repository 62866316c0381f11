"""Chinese and English: which of the two a reader gets, and the words of each.

The messages in the code and templates are English; `locale/zh_CN/LC_MESSAGES/messages.po` holds the Chinese. The
catalogue is compiled when the plugin starts, so no compiled file has to be kept in step.
"""

from __future__ import annotations

import gettext as stdlib_gettext
import io
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LOCALES = {"zh-CN": "zh_CN", "en": "en"}
DEFAULT = "zh-CN"
COOKIE = "fuhan_lang"
LOCALE_DIR = Path(__file__).parent / "locale"

_current: ContextVar[str] = ContextVar("fuhan_lang", default=DEFAULT)


@cache
def catalogue(lang: str) -> stdlib_gettext.NullTranslations:
    """The messages of one language (a key of LOCALES); English is the language of the source and needs no file."""
    po = LOCALE_DIR / LOCALES[lang] / "LC_MESSAGES" / "messages.po"
    if not po.exists():
        return stdlib_gettext.NullTranslations()
    compiled = io.BytesIO()
    with po.open("rb") as source:
        write_mo(compiled, read_po(source, locale=LOCALES[lang]))
    compiled.seek(0)
    return Translations(compiled)


def current() -> str:
    """The language of the request being answered: "zh-CN" or "en"."""
    return _current.get()


def use(lang: str) -> None:
    """Answer the rest of this request in `lang`, a key of LOCALES."""
    _current.set(lang)


def gettext(message: str) -> str:
    """`message` in the language of the request."""
    return catalogue(current()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message for `n` things in the language of the request."""
    return catalogue(current()).ngettext(singular, plural, n)


def asked_for(query_string: str) -> str | None:
    """The language a link asks for with `?lang=`, or None."""
    return _known((parse_qs(query_string).get("lang") or [""])[-1])


def choose(query_string: str, cookie: str | None, accept_language: str | None) -> str:
    """The language for one request: the link's `?lang=`, else the cookie, else what the browser accepts.

    A client that states no language gets Chinese, the language of the letters; one that states only others, English.
    """
    return asked_for(query_string) or _known(cookie) or _accepted(accept_language)


def _known(tag: str | None) -> str | None:
    primary = (tag or "").strip().lower().replace("_", "-").split("-")[0]
    return {"zh": "zh-CN", "en": "en"}.get(primary)


def _accepted(header: str | None) -> str:
    weighted: list[tuple[float, int, str]] = []
    for position, part in enumerate((header or "").split(",")[:20]):
        tag, _, weight = part.partition(";q=")
        if not tag.strip():
            continue
        try:
            weighted.append((-float(weight or 1), position, tag))
        except ValueError:
            continue
    if not weighted:
        return DEFAULT
    return next((lang for *_, tag in sorted(weighted) if (lang := _known(tag))), "en")
