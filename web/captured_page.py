"""A captured page made fit to be shown: what it says and how it is laid out, but nothing that runs, loads or leads away.

Telephone numbers, addresses and the like are covered as everywhere in the archive; captures themselves are private.
"""

from __future__ import annotations

import re

from lxml import etree, html

from archive import privacy
from parsers import parse
from parsers.decode import decode

GONE = (
    "script", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "link", "base", "meta", "form", "input",
    "button", "select", "textarea", "audio", "video", "source", "track", "img", "svg", "math", "picture", "canvas", "template",
    "slot", "portal",
)  # fmt: skip
KEPT = {
    "class", "style", "colspan", "rowspan", "align", "valign", "width", "height", "border", "cellpadding", "cellspacing",
    "color", "face", "size", "bgcolor", "lang", "dir",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
# What makes a style ask for something: an address, an import, or a way of writing either so that it is not seen here.
_LOADS = re.compile(r"url|src|image|import|@|\\|expression", re.IGNORECASE)
# The page is a document of its own without scripts, whose styles may not load anything.
CSP = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"


def harmless(body: bytes, url: str, content_type: str | None) -> str | None:
    """The page as HTML text in UTF-8, or None when the bytes are no page (a PDF, an empty answer)."""
    text = decode(body, content_type).text
    if not text or "<" not in text:
        return None
    try:
        root = html.document_fromstring(
            text.replace("\x00", ""), parser=html.HTMLParser(remove_comments=True, remove_pis=True)
        )
    except (etree.ParserError, ValueError):
        return None
    etree.strip_elements(root, *GONE, with_tail=False)
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name not in KEPT or (name == "style" and _LOADS.search(value)):
                del element.attrib[name]
        if element.tag == "style" and _LOADS.search(element.text or ""):
            element.text = ""
    _mask(root, privacy.private_strings(parse(body, url, content_type).to_dict()))
    return f'<!DOCTYPE html><meta charset="utf-8">{html.tostring(root, encoding="unicode")}'


def _mask(root: etree._Element, known: list[privacy.Private]) -> None:
    """Cover what is private in the running text; a number may be spread over several elements, so they are read as one."""
    pieces: list[tuple[etree._Element | None, str, str]] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in BLOCKS:
            pieces.append((None, "", "\n"))
        part = "text" if event == "start" else "tail"
        said = getattr(element, part)
        if said and not (element.tag == "style" and part == "text"):
            pieces.append((element, part, said))
    whole = "".join(said for *_, said in pieces)
    covered = privacy.mask(whole, known)
    if covered == whole:
        return
    position = 0
    for owner, part, said in pieces:
        if owner is not None:
            setattr(owner, part, covered[position : position + len(said)])
        position += len(said)
