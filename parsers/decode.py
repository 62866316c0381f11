"""Bytes of a page -> text. Header and meta tag are evidence, not authority: the bytes decide.

Strict UTF-8, then strict GB18030 (which reads gb2312 and gbk), then whichever leaves the fewest U+FFFD was right in all
eight cases measured (docs/method.md, "Reading the bytes"); lxml on its own cuts a page off at the first character that is
not in a declared gb2312.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from parsers.record import Issue

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)")
_FAMILY = {
    "utf8": "utf-8", "utf-8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "gb_2312-80": "gb18030",
    "x-gbk": "gb18030", "cp936": "gb18030", "big5": "big5", "big5-hkscs": "big5", "x-x-big5": "big5",
}  # fmt: skip
# The hundred commonest characters of both scripts: enough to tell Big5 from GB18030, which accept each other's bytes.
_COMMON = frozenset(
    "的一是不了在人有我他这這中大来來上个個国國和说說们們为為子会會到要以时時出市政府建议議提案代表委员員办辦理区區县縣关關于於对對局第号號答复復"
)
_MAGIC = (
    (b"%PDF", "pdf"), (b"PK\x03\x04", "zip"), (b"\xd0\xcf\x11\xe0", "ole"), (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"), (b"Rar!", "rar"), (b"\x1f\x8b", "gzip"),
)  # fmt: skip


@dataclass(slots=True)
class Decoded:
    """`text`, the `encoding` it was read with, and issues where header, meta tag and bytes disagree."""

    text: str
    encoding: str
    issues: list[Issue] = field(default_factory=list)


def binary_kind(body: bytes) -> str | None:
    """`pdf`, `zip`, `png`, ... when the bytes are a known file that is no page, else None."""
    return next((kind for magic, kind in _MAGIC if body.startswith(magic)), None)


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page. `content_type` is the HTTP header value. Never raises."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(name, "replace").replace("\x00", ""), name)
    header = _HEADER_CHARSET.search(content_type or "")
    meta = _META_CHARSET.search(body[:4096].lower())
    said_header = header.group(1).lower() if header else None
    said_meta = meta.group(1).decode("ascii", "replace") if meta else None
    text, encoding = _read(body, {_FAMILY.get(said, said) for said in (said_header, said_meta) if said})
    issues = _contradictions(encoding, said_header, said_meta)
    if b"\x00" in body and "\x00" in text:
        text = text.replace("\x00", "")
        issues.append(Issue("nul_bytes", "NUL bytes were taken out"))
    if "\ufffd" in text:
        damaged = text.count("\ufffd")
        issues.append(Issue("undecodable_bytes", f"{damaged} unreadable byte(s), read as {encoding}"))
    return Decoded(text, encoding, issues)


def _read(body: bytes, said: set[str | None]) -> tuple[str, str]:
    if b"\x00" in body and body.count(b"\x00") * 3 > len(body):
        little = body[1::2].count(0) >= body[0::2].count(0)
        name = "utf-16-le" if little else "utf-16-be"
        return body.decode(name, "replace"), name
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    strict = [(text, name) for name in ("gb18030", "big5") if (text := _strict(body, name)) is not None]
    if strict and (len(strict) == 1 or "big5" not in said):
        best = strict[0]
        if len(strict) == 2 and _commonness(strict[1][0]) > 3 * _commonness(best[0]) + 0.02:
            best = strict[1]
        return best
    if strict:
        return max(strict, key=lambda pair: _commonness(pair[0]))
    loose = [
        (body.decode(name, "replace"), name)
        for name in ("utf-8", "gb18030", "big5")
        if name != "big5" or "big5" in said
    ]
    return min(loose, key=lambda pair: pair[0].count("\ufffd"))


def _strict(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except UnicodeDecodeError:
        return None


def _commonness(text: str) -> float:
    """Share of the commonest characters among the first 20,000 non-ASCII ones."""
    foreign = [c for c in text[:60000] if c > "\x7f"][:20000]
    return sum(c in _COMMON for c in foreign) / len(foreign) if foreign else 0.0


def _contradictions(encoding: str, header: str | None, meta: str | None) -> list[Issue]:
    said = {"header": header, "page": meta}
    wrong = [f"{who} says {name}" for who, name in said.items() if name and _FAMILY.get(name, name) != encoding]
    return [Issue("encoding_conflict", f"{', '.join(wrong)}; read as {encoding}")] if wrong else []
