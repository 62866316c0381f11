"""What a fetch came to, decided before anything reads the page: response facts in, one named outcome out. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from crawler.json_text import loads
from parsers.decode import binary_kind


class Outcome(StrEnum):
    """Every way a request can end; the value is what the WARC record and the ledger say."""

    OK = "ok"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    GONE = "gone"
    SOFT_404 = "soft_404"
    EMPTY = "empty"
    EMPTY_SHELL = "empty_shell"
    ERROR_JSON = "error_json"
    CHALLENGE = "challenge"
    FORBIDDEN = "forbidden"
    MAINTENANCE = "maintenance"
    THROTTLED = "throttled"
    SERVER_ERROR = "server_error"
    CLIENT_ERROR = "client_error"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    UNRESOLVED = "unresolved"
    BROKEN = "broken"
    TLS_RENEGOTIATION = "tls_renegotiation"
    TLS_CURVE = "tls_curve"
    TLS_EOF = "tls_eof"
    TLS_CERTIFICATE = "tls_certificate"
    TLS_PROTOCOL = "tls_protocol"
    TOO_LARGE = "too_large"
    OFF_HOST_REDIRECT = "off_host_redirect"
    REDIRECT_LOOP = "redirect_loop"
    PRIVATE_ADDRESS = "private_address"
    ROBOTS_DENIED = "robots_denied"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    ROBOTS_TOO_SLOW = "robots_too_slow"
    HOST_GIVEN_UP = "host_given_up"


CONTENT = frozenset({Outcome.OK, Outcome.UNCHANGED})
VANISHED = frozenset({Outcome.GONE, Outcome.SOFT_404})
# The host is not answering as it should: enough of these in a row and the run leaves it alone.
HOST_TROUBLE = frozenset(
    {
        Outcome.CHALLENGE, Outcome.FORBIDDEN, Outcome.MAINTENANCE, Outcome.THROTTLED, Outcome.SERVER_ERROR, Outcome.TIMEOUT,
        Outcome.REFUSED, Outcome.UNRESOLVED, Outcome.BROKEN, Outcome.TLS_RENEGOTIATION, Outcome.TLS_CURVE, Outcome.TLS_EOF,
        Outcome.TLS_CERTIFICATE, Outcome.TLS_PROTOCOL, Outcome.PRIVATE_ADDRESS,
    }
)  # fmt: skip
# Worth asking again in the same run; a challenge is an access control and is never worked around.
RETRY = frozenset({Outcome.THROTTLED, Outcome.SERVER_ERROR, Outcome.TIMEOUT, Outcome.BROKEN})
TLS = frozenset(o for o in Outcome if o.value.startswith("tls_"))

_SHELL_BYTES = 5_000  # 加速乐 and two-stage cookie pages are under 5 kB
_PAGE_BYTES = 2_000_000  # more than this is not searched for phrases
_LIGHT_BYTES = 20_000  # a page above this is never called empty
_FRAME_CHARS = 400  # text outside links: an error page inside the site's frame has less than this, a letter more
# With so many Chinese characters it is no error page; searching it would cost more than parsing it.
_WORDY_CHARS = 2_500
_REMOVED = re.compile(r"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_LINKS = re.compile(r"<a\b.*?</a\s*>", re.I | re.S)
_TAGS = re.compile(r"<[^>]+>")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.I | re.S)
_CARRIES = re.compile(r"<(iframe|embed|object)\b|\.(pdf|docx?|wps|ofd|xlsx?)\b|showVsbpdfIframe", re.I)
_TITLE_404 = re.compile(r"^\W*404(?!\d)(?!.*号)|(?<!\d)404\s*(?:错误|页面|not|error|$)", re.I)
_LETTER_TITLE = re.compile(r"\d\s*号|答复|复函|回复|会办|协办|办理情况")  # 关于解决群众找不到车位问题的建议的答复
_HOME = re.compile(r"^/?(index|default|home)?(\.\w+)?/?$", re.I)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a fetch: `body` without content encoding, header names in lower case, `error` a description."""

    url: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    kind: str = "letter"
    asked: str | None = None
    error: str | None = None
    expect: str = "page"
    success: str | None = None


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The phrase list `name` of phrases.yml; raises KeyError for an unknown list."""
    return tuple(yaml.safe_load((Path(__file__).parent / "phrases.yml").read_text("utf-8"))[name])


def says(text: str, name: str) -> bool:
    """True if `text` holds a phrase of the list `name` (a loop of `in` is twenty times faster than one pattern)."""
    return any(phrase in text for phrase in phrases(name))


def visible_text(text: str, links: bool = True) -> str:
    """Text a reader sees, without scripts and tags; `links=False` leaves the links' text out as well."""
    text = _REMOVED.sub(" ", text)
    if not links:
        text = _LINKS.sub(" ", text)
    return " ".join(_TAGS.sub(" ", text).replace("&nbsp;", " ").split())


def classify(facts: Facts) -> Outcome:
    """Name of what came of a fetch. Never raises; the cases are those of government sites met in practice."""
    if facts.error is not None:
        outcome = classify_error(facts.error)
        if outcome is Outcome.BROKEN and facts.url.startswith("https:") and "ResponseNeverReceived" in facts.error:
            return Outcome.TLS_EOF  # hung up on before a word was said: on https that is the handshake
        return outcome
    status = facts.status or 0
    if status == 304:
        return Outcome.UNCHANGED
    is_file = facts.kind == "attachment" or binary_kind(facts.body) is not None
    text = "" if is_file or len(facts.body) > _PAGE_BYTES else _decode(facts.body)
    if _is_challenge(status, facts.headers, facts.body, text):
        return Outcome.CHALLENGE
    if status in (301, 302, 303, 307, 308):
        return Outcome.MOVED
    if status >= 400:
        return _classify_failure(status, text)
    if facts.kind == "robots":
        return Outcome.OK
    if is_file:
        return _classify_file(facts)
    if facts.expect == "json":
        return _classify_json(text, facts.success)
    return _classify_page(facts, text)


def classify_error(error: str) -> Outcome:
    """Outcome of a request that got no response, from the names and messages of its chain of exceptions."""
    for pattern, outcome in _ERRORS:
        if re.search(pattern, error, re.I):
            return outcome
    return Outcome.BROKEN


_ERRORS = (
    (r"PrivateAddress", Outcome.PRIVATE_ADDRESS),
    (r"unsafe.legacy.renegotiation", Outcome.TLS_RENEGOTIATION),
    (r"bad.?ecpoint", Outcome.TLS_CURVE),
    (r"certificate.verify|certificate.*(expired|mismatch)|VerificationError", Outcome.TLS_CERTIFICATE),
    (r"unsupported.protocol|wrong.version|no.protocols|handshake.failure|protocol.version|dh.key|wrong.*signature",
     Outcome.TLS_PROTOCOL),
    (r"SSLEOF|unexpected eof|SSL.*(EOF|SysCallError)|SysCallError|SSL\.Error|SSLError", Outcome.TLS_EOF),
    (r"larger than download max ?size|maxsize|DownloadCancelled", Outcome.TOO_LARGE),
    (r"CannotResolve|DNSLookup|NameResolution", Outcome.UNRESOLVED),
    (r"Timeout|TimedOut|TCPTimedOut|took longer", Outcome.TIMEOUT),
    (r"ConnectionRefused|NoRouteError|ConnectError|Unreachable", Outcome.REFUSED),
)  # fmt: skip


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")


def _is_challenge(status: int, headers: Mapping[str, str], body: bytes, text: str) -> bool:
    """瑞数 (412, 202, `$_ts`), 加速乐 (521, `__jsl`), any two-stage JS cookie page, Huawei WAF: whatever the status."""
    cookies = headers.get("set-cookie", "")
    if status in (412, 521) or (status == 202 and ("$_ts" in text or "<script" in text.lower())):
        return True
    if status == 304 or not body:
        return False
    if "$_ts" in text and "<a " not in text:
        return True
    if len(body) > _SHELL_BYTES or "<script" not in text.lower() or text.count("<a ") > 2:
        return False
    moves = "location" in text
    if "document.cookie" in text and (moves or "go({" in text):
        return True
    if "__jsl" in cookies and moves and not visible_text(text):
        return True
    return "HWWAFSES" in cookies and not visible_text(text)


def _classify_failure(status: int, text: str) -> Outcome:
    if status in (404, 410):
        return Outcome.GONE
    if status == 429:
        return Outcome.THROTTLED
    if status == 503 and says(text, "maintenance"):
        return Outcome.MAINTENANCE
    if status >= 500:
        return Outcome.SERVER_ERROR
    return Outcome.FORBIDDEN if status in (401, 403, 405, 451) else Outcome.CLIENT_ERROR


def _classify_file(facts: Facts) -> Outcome:
    """An attachment that turns out to be a short HTML page is the site's way of saying it is not there."""
    if not facts.body:
        return Outcome.EMPTY
    if b"<html" in facts.body[:1000].lower() and len(facts.body) < _LIGHT_BYTES:
        return _classify_page(facts, _decode(facts.body))
    return Outcome.OK


def _classify_json(text: str, success: str | None) -> Outcome:
    """A JSON interface answers 200 whatever happens: it must be JSON and must not say no."""
    text = text.strip()
    if not text:
        return Outcome.EMPTY
    try:
        value = loads(text)
    except ValueError:
        return Outcome.SOFT_404 if says(text[:5000], "soft_404") else Outcome.ERROR_JSON
    if isinstance(value, dict):
        for key in filter(None, (success, *phrases("error_json"))):
            if _dotted(value, key) in (False, "false", "False"):
                return Outcome.ERROR_JSON
        if success and _dotted(value, success) in (None, 0):
            return Outcome.ERROR_JSON
    return Outcome.OK


def _dotted(value: object, path: str) -> object:
    for key in path.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def _classify_page(facts: Facts, text: str) -> Outcome:
    if not facts.body.strip():
        return Outcome.EMPTY
    match = _TITLE.search(text[:20_000])
    title = match[1] if match else ""
    if (says(title, "soft_404_title") or _TITLE_404.search(title)) and not _LETTER_TITLE.search(title):
        return Outcome.SOFT_404
    if facts.asked and _sent_home(facts.asked, facts.url):
        return Outcome.SOFT_404
    wordy = len(text) - len(text.encode("ascii", "ignore")) > _WORDY_CHARS
    for name, outcome in () if wordy else _PHRASED:
        if (
            says(text, name)
            and _is_frame_only(text, name)
            and not (_LETTER_TITLE.search(title) and _CARRIES.search(text))
        ):
            return outcome
    if len(facts.body) < _LIGHT_BYTES:
        if facts.kind == "letter" and text.lstrip()[:1] in ("{", "["):
            return _classify_json(text, None)
        if not _CARRIES.search(text):
            seen = len(visible_text(text))
            if (facts.kind == "letter" and seen < 15) or (seen == 0 and "<a" not in text):
                return Outcome.EMPTY_SHELL if "<script" in text.lower() else Outcome.EMPTY
    return Outcome.OK


_PHRASED = (
    ("maintenance", Outcome.MAINTENANCE),
    ("forbidden", Outcome.FORBIDDEN),
    ("soft_404", Outcome.SOFT_404),
)


def _is_frame_only(text: str, name: str) -> bool:
    """True if the phrase stands in a page that has next to no text outside its links."""
    seen = visible_text(text, links=False)
    return len(seen) < _FRAME_CHARS and says(seen, name)


def _sent_home(asked: str, got: str) -> bool:
    """A deep address that ends on the home page is a page that is not there."""
    return asked != got and not _HOME.match(urlsplit(asked).path) and bool(_HOME.match(urlsplit(got).path))
