"""What a file is, by its first bytes and inner names. The name it came under is not asked."""

from __future__ import annotations

import io
import zipfile

_MAGIC = (
    (b"{\\rtf", "rtf"), (b"\xff\xd8\xff", "image"), (b"\x89PNG\r\n", "image"), (b"GIF8", "image"), (b"II*\x00", "image"),
    (b"MM\x00*", "image"), (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"), (b"\x1f\x8b", "archive"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "slides"),
)


def sniff(body: bytes) -> str:
    """One of pdf, docx, xlsx, ods, odt, ofd, doc (also wps), xls (also et), rtf, image, html, text, slides, encrypted,
    archive, broken_zip, empty, unknown. Never raises."""
    if not body.strip(b"\x00 \t\r\n"):
        return "empty"
    if b"%PDF-" in body[:1024]:
        return "pdf"
    if body.startswith(b"PK"):
        return _zip(body)
    if body.startswith(_OLE):
        return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in body), "unknown")
    for magic, kind in _MAGIC:
        if body.startswith(magic):
            return kind
    if body[:2] == b"BM" and len(body) > 26 and int.from_bytes(body[2:6], "little") in (len(body), 0):
        return "image"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image"
    head = body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or b"<html" in head:
        return "html"
    return "text" if text_of(body) is not None else "unknown"


def text_of(body: bytes) -> str | None:
    """The body as plain text (BOM, UTF-8, then GB18030), or None when it is no text."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = body.decode("utf-16", "replace")
    else:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            try:
                text = body.decode("gb18030")
            except UnicodeDecodeError:
                return None
    control = sum(c < " " and c not in "\t\r\n\f" for c in text[:4096])
    return None if control else text


def _zip(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = {n.replace("\\", "/").lstrip("/").lower() for n in archive.namelist()[:20_000]}
            declared = (
                archive.read("mimetype")[:80]
                if "mimetype" in names and archive.getinfo("mimetype").file_size < 200
                else b""
            )
    except Exception:
        return "broken_zip"
    for inside, kind in (("ofd.xml", "ofd"), ("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsx"),
                         ("ppt/presentation.xml", "slides")):  # fmt: skip
        if inside in names:
            return kind
    if b"opendocument" in declared:
        return "ods" if b"spreadsheet" in declared else "odt" if b"text" in declared else "slides"
    return "archive"
