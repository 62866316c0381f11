"""Reads the request a page's own script makes: its address and the parameters beside it."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, urljoin

_PAIR = re.compile(r"[\"']?([A-Za-z_][\w.\[\]]*)[\"']?\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|(-?\w[\w.-]*))")
_NUMBER = re.compile(r"-?\d[\d.]*$")
_WINDOW = 1500  # characters around the address in which its parameters stand


def find_call(text: str, address: str, base: str) -> tuple[str, dict[str, str]] | None:
    """The first script address matching the pattern `address`, made absolute, and its parameters; None if there is none.

    Parameters are those of its query and the literal `name: value` pairs of the object that goes with it. A value that is a
    variable is looked up if the page assigns it a literal.
    """
    match = re.search(rf"[\"'`]((?:https?:)?[^\"'`\s<>]*(?:{address})[^\"'`\s<>]*)[\"'`]", text)
    if not match:
        return None
    url, _, query = html.unescape(match[1]).partition("?")
    params: dict[str, str] = dict(parse_qsl(query, keep_blank_values=True))
    for name, value, quoted in _object_near(text, match.start(), match.end()):
        known = value if quoted or _NUMBER.match(value) else literal(text, value) if value.isidentifier() else None
        if known is not None:
            params.setdefault(name, known)
    return urljoin(base, url), params


def literal(text: str, name: str) -> str | None:
    """The literal a variable is assigned (`var name = '…'`), or the word itself if it is a literal of its own."""
    if name in ("true", "false", "null"):
        return name
    match = re.search(rf"\b{re.escape(name)}\s*=\s*(?:[\"']([^\"']*)[\"']|(\d+))", text)
    return (match[1] if match[1] is not None else match[2]) if match else None


def _object_near(text: str, start: int, end: int) -> list[tuple[str, str, bool]]:
    """Name, value and whether the value stands in quotes, for the pairs of the script call around a position: up to the end of the statement, and back to the call's opening bracket."""
    opening = max(text.rfind("{", max(0, start - 200), start), text.rfind("(", max(0, start - 200), start), 0)
    closing = text.find(");", end)
    piece = text[opening : closing if 0 < closing - end < _WINDOW else end + _WINDOW]
    skip = {
        "url",
        "type" if "dataType" in piece and "labelName" not in piece else "",
        "dataType",
        "success",
        "error",
        "async",
    }
    pairs = []
    for match in _PAIR.finditer(piece):
        value = next((v for v in match.groups()[1:] if v is not None), "")
        if match[1] not in skip and value not in ("function", "http", "https"):
            pairs.append((match[1], value, match[4] is None))
    return pairs
