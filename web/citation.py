"""How to cite a letter: GB/T 7714-2015 (electronic resource), BibTeX, and one plain sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

_BIBTEX = str.maketrans(
    {"{": r"\{", "}": r"\}", "\\": r"\textbackslash ", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_"}
)


def gbt7714(letter: dict[str, Any], address: str, read_on: date) -> str:
    """The reference GB/T 7714 asks for: who. title: number[EB/OL]. (published)[read]. address of the original. archive."""
    who = f"{letter['agency_name']}. " if letter["agency_name"] else ""
    number = f"：{letter['doc_number']}" if letter["doc_number"] else ""
    dated = f"({_dated(letter)})" if _dated(letter) else ""
    return f"{who}{letter['title'] or ''}{number}[EB/OL]. {dated}[{read_on}]. {letter['url']}. {address}."


def bibtex(letter: dict[str, Any], address: str, read_on: date) -> str:
    """A @misc entry; text is escaped for LaTeX, addresses are not."""
    fields = {
        "author": f"{{{_tex(letter['agency_name'])}}}" if letter["agency_name"] else None,
        "title": f"{{{_tex(letter['title'])}}}",
        "number": _tex(letter["doc_number"]),
        "year": _dated(letter)[:4],
        "date": _dated(letter),
        "url": letter["url"],
        "urldate": str(read_on),
        "note": f"Archived copy: {address}",
        "langid": "chinese",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{fuhan-{letter['id']},\n{lines}\n}}"


def plain(letter: dict[str, Any], address: str) -> str:
    """One line anyone can paste: office, title, number, date, address of the archived copy."""
    number = f"（{letter['doc_number']}）" if letter["doc_number"] else ""
    said = [letter["agency_name"], f"《{letter['title'] or letter['id']}》{number}", _dated(letter), address]
    return "，".join(part for part in said if part)


def _dated(letter: dict[str, Any]) -> str:
    return str(letter["published_at"] or letter["signed_on"] or "")[:10]


def _tex(text: str | None) -> str:
    return (text or "").translate(_BIBTEX)
