"""Stable short keys, made from raw values that do not change when the parser does."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

from parsers.urls import canonical

NATIONAL = "100000"
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~"


def short(*parts: object, length: int = 12) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of `parts` (None and '' are different)."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def page_id(url: str) -> str:
    """Key of a page, and of the letter whose main page it is: 12 hex digits of the SHA-256 of the canonical address.

    Links print Chinese file names as they are, requests percent-encode them: both are one page.
    """
    return short(canonical(url if url.isascii() else quote(url, safe=_URL_SAFE)))


def place_of(division: str | None, level: str | None) -> str | None:
    """Division code of the assembly of `level` above (or at) `division`; None where the code cannot say it.

    A municipality's department (500100) that writes to the 市 writes to province level (500000).
    """
    if level == "national":
        return NATIONAL
    if not division or len(division) != 6:
        return None
    if level == "province":
        return division[:2] + "0000"
    if level == "prefecture":
        return division[:4] + "00"
    return division if level == "county" else None


def province_of(division: str | None) -> str | None:
    """Code of the province a division lies in; the whole country is its own."""
    if not division or len(division) != 6:
        return None
    return NATIONAL if division == NATIONAL else division[:2] + "0000"


def submission_id(submission: dict[str, Any], place_code: str | None, letter: str, position: int) -> str:
    """Key of a submission: equal for every letter that answers the same number of the same session.

    Without a number or a session it cannot be told apart from others, so it belongs to its letter alone.
    """
    named = submission.get("session") or submission.get("between_sessions")
    if submission.get("number") and submission.get("assembly") and (place_code or submission.get("place")) and named:
        return short(
            submission["assembly"],
            place_code or submission.get("place"),
            submission.get("term"),
            submission.get("session"),
            bool(submission.get("between_sessions")),
            submission["number"].lstrip("0"),
        )
    return short(letter, position)
