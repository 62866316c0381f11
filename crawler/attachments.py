"""Finds the files of a letter: links by type, and the viewers government sites put PDFs into. Pure."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.html_tree import parse_html
from crawler.listings.items import absolute

FILE_TYPES = ("pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "zip", "rar")
MAX_FILES = 30  # a page with more is a download page, not a letter
_FILE = re.compile(r"\.(?:" + "|".join(FILE_TYPES) + r")$", re.I)
_ANYWHERE = re.compile(r"\.(?:" + "|".join(FILE_TYPES) + r")(?![\w.])", re.I)
_VIEWER = re.compile(r"showVsbpdfIframe\(\s*[\"']([^\"']+)[\"']", re.I)
_IN_SCRIPT = re.compile(r"(?:window\.open|location(?:\.href)?\s*=)\s*\(?\s*[\"']([^\"']+)[\"']")
_DOWNLOAD = re.compile(r"(?:download|downfile|/attach|fileid|attachid|wbfileid)", re.I)
_MARKS = (b".pdf", b".doc", b".xls", b".wps", b".et", b".ofd", b".zip", b".rar", b"download", b"downfile", b"fileid")


def mentions_files(body: bytes) -> bool:
    """False if a page surely links no file; costs a fiftieth of looking at its links."""
    lowered = body.lower()
    return any(mark in lowered for mark in _MARKS)


def find_attachments(text: str, base: str) -> list[tuple[str, str]]:
    """Address and title of each file linked from a page, at most MAX_FILES, in reading order.

    Files are known by their ending in the path or in a parameter (`viewer?file=a.pdf`), or by a download script whose link text
    names a file. Nothing is fetched here.
    """
    found: dict[str, str] = {}

    def add(href: str, title: str) -> None:
        url = absolute(base, href.strip())
        if url:
            found.setdefault(url, " ".join(title.split()))

    for match in _VIEWER.finditer(text):
        add(match[1], "")
    for node in parse_html(text).css("a, iframe[src], embed[src], object[data]"):
        attributes = node.attributes
        if node.tag == "a":
            href, title = attributes.get("href") or "", attributes.get("title") or node.text()
            script = _IN_SCRIPT.search(f"{href} {attributes.get('onclick') or ''}")
            if is_file(href) or (_DOWNLOAD.search(href) and _FILE.search(title.strip())):
                add(href, title)
            elif script and is_file(script[1]):
                add(script[1], title)
        else:
            source = attributes.get("src") or attributes.get("data") or ""
            if is_file(source):
                add(_inside_viewer(source), attributes.get("title") or "")
    return list(found.items())[:MAX_FILES]


def is_file(href: str) -> bool:
    """True if the address ends in a file's name, in its path or in a parameter."""
    if not _ANYWHERE.search(href):
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return bool(_FILE.search(parts.path)) or any(_FILE.search(value) for _, value in parse_qsl(parts.query))


def _inside_viewer(source: str) -> str:
    """The file a viewer shows, if it is named by an address in a parameter; else the source itself."""
    parts = urlsplit(source)
    if _FILE.search(parts.path):
        return source
    return next((unquote(value) for _, value in parse_qsl(parts.query) if _FILE.search(value) and "/" in value), source)
