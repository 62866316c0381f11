"""What an answer is under its wrapping: content encoding undone, Retry-After read, an error put into words. Pure."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LIMIT = 64 << 20


def decompress(body: bytes, encoding: str, limit: int = _LIMIT) -> bytes:
    """The body without its content encoding (gzip, deflate). Raises ValueError if it grows beyond `limit`.

    A body that is not what its header says comes back as it is: some servers label plain pages gzip.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in ("gzip", "x-gzip"):
            windows: tuple[int, ...] = (31,)
        elif name == "deflate":
            windows = (15, -15)  # zlib, as the standard says, or raw, as some servers send
        else:
            continue
        for bits in windows:
            try:
                engine = zlib.decompressobj(bits)
                plain = engine.decompress(body, limit + 1)
            except zlib.error:
                continue
            if len(plain) > limit:
                raise ValueError(f"decompressed body is larger than download maxsize ({limit})")
            body = plain
            break
    return body


def strange_encoding(body: bytes, encoding: str) -> str:
    """A content encoding that nobody asked for and that is not undone here (br, zstd); '' if there is none.

    A body that is text all the same has none, whatever its header says: `Content-Encoding: UTF-8` is a common slip.
    """
    names = {part.strip().lower() for part in encoding.split(",")} - {"", "identity", "gzip", "x-gzip", "deflate"}
    if not names:
        return ""
    for charset in ("utf-8", "gb18030"):
        try:
            body.decode(charset)
        except UnicodeDecodeError:
            continue
        return ""
    return ", ".join(sorted(names))


def location(value: str) -> str:
    """A Location header as text: some servers put Chinese paths into it unescaped, in UTF-8 or GBK."""
    raw = value.encode("latin-1", "replace")
    for charset in ("utf-8", "gb18030"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return value


def honest_headers(headers: list[tuple[str, str]], raw: bytes, plain: bytes) -> list[tuple[str, str]]:
    """The headers as they can be kept beside the body: a Content-Encoding that the body does not have gets another name
    (Common Crawl's), or every reader of the capture would fail to undo it."""
    if plain is not raw:
        return headers
    return [
        ("X-Crawl-Content-Encoding" if name.lower() == "content-encoding" else name, value) for name, value in headers
    ]


def retry_after(value: str | None) -> float | None:
    """Seconds a Retry-After header asks to wait, given as seconds or as a date; None without one."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:  # `-0000`: a time of which no zone is known
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def describe(error: BaseException) -> str:
    """Names and messages of an exception and of those it wraps, on one line."""
    parts: list[str] = []
    todo: list[BaseException | None] = [error]
    while todo and len(parts) < 8:
        current = todo.pop(0)
        if current is None:
            continue
        parts.append(f"{type(current).__module__}.{type(current).__qualname__}: {current}")
        todo += [current.__cause__, *(getattr(r, "value", None) for r in getattr(current, "reasons", None) or ())]
    return " | ".join(" ".join(part.split()) for part in parts)[:2000]
