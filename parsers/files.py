"""Files a page shows or links: the enclosures of a letter."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from parsers.blocks import Item

_PDF_CALL = re.compile(
    r"""(?:showVsbpdfIframe|showPdf|PDFObject\.embed|pdfh5)\w*\s*\(\s*["']([^"']+\.(?:pdf|ofd))["']""", re.I
)
_EMBEDDED = re.compile(
    r"""<(?:iframe|embed|object)\b[^>]*?(?:src|data)\s*=\s*["']([^"']+?\.(?:pdf|ofd)[^"']*)["']""", re.I
)
_DOCUMENT = re.compile(r"\.(?:pdf|ofd)", re.I)
_WIDEST_TAG = 8_192  # characters from a tag's opening to the address in it
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?=$|[?#&\s】)）\]])", re.I)
_MOST = 2_000  # links of a letter
_FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?=[?#&\s】)）\]\"'<>]|$)", re.I)
_DOWNLOAD = re.compile(r"download\.jsp|downloadattach|fileDownload|/download\?|downfile", re.I)


def may_hold_files(source: str) -> bool:
    """Whether a part of a page is worth reading for links to files."""
    return "附件" in source or _FILE_NAME.search(source) is not None


def linked_files(source: str, url: str, body: list[Item], after: list[Item]) -> list[tuple[str, str]]:
    """(title, absolute URL) of every file the letter shows or lists; a file both shown and listed counts once."""
    found: dict[str, str] = {}
    links = [link for item in [*body, *after] if item.links for link in item.links]
    for title, href in links[:_MOST]:
        if not href or href.lower().startswith(("javascript:", "mailto:", "#")):
            continue
        if _FILE.search(f"{href} {title}") or _DOWNLOAD.search(href):
            address = _absolute(url, href)
            if address.lower().startswith(("http://", "https://")):
                found[address] = found.get(address) or title
    for shown in _shown(source):
        found.setdefault(_absolute(url, unescape(shown)), "")
    return [(title or address.rsplit("/", 1)[-1].split("?")[0], address) for address, title in found.items()]


def _shown(source: str) -> list[str]:
    """Addresses of the documents a page shows: by the call of a viewer, then in a frame. Looks only around the addresses."""
    if "pdf" not in source and "PDF" not in source:
        return []
    called, framed = [], []
    for place in list(_DOCUMENT.finditer(source))[:_MOST]:
        at = place.start()
        quote = max(source.rfind(mark, max(at - _WIDEST_TAG, 0), at) for mark in "\"'")
        if call := _PDF_CALL.search(source, max(quote - 80, 0), place.end() + 1):
            called.append(call[1])
        tag = source.rfind("<", max(at - _WIDEST_TAG, 0), at)
        if tag >= 0 and (frame := _EMBEDDED.match(source, tag)):
            framed.append(frame[1])
    return [*called, *framed]


def _absolute(url: str, href: str) -> str:
    try:
        return urljoin(url, href.strip())
    except ValueError:
        return href.strip()
