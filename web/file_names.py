"""Names of files that tell what was asked: `fuhan-复函-江津区-2023.csv`, with an ASCII name for programs that know no other."""

from __future__ import annotations

import re
from urllib.parse import quote

from web.facets import Label
from web.queries.asking import Asking

LONGEST = 80
# What file systems and shells stumble over, and what could end the header.
_UNFIT = re.compile(r"[\x00-\x20\x7f\"'*/:<>?\\|%;,&$`#!=+@{}()\[\]\u200e\u200f\u202a-\u202e\u2066-\u2069-]+")


def file_name(subject: str, ask: Asking, label: Label, end: str) -> str:
    """The name of a file about `subject` in the reader's words, with the words and filters of `ask`."""
    values = [ask.q, *(label(name, value) for name, value in ask.filters().items())]
    return _joined(["fuhan", subject, *values], end)


def ascii_name(subject: str, ask: Asking, end: str) -> str:
    """The same in ASCII: codes as they stand in the address, without the words."""
    values = ["fuhan", subject, ask.q, *ask.filters().values()]
    return _joined([value for value in values if value.isascii()], end)


def disposition(how: str, ascii_only: str, full: str) -> dict[str, str]:
    """The header that names a file (RFC 6266, RFC 5987); `how` is attachment or inline."""
    return {"content-disposition": f"{how}; filename=\"{ascii_only}\"; filename*=UTF-8''{quote(full, safe='')}"}


def named(how: str, end: str, subject: str, words: str, ask: Asking, label: Label) -> dict[str, str]:
    """The header for a file about `subject` (ASCII) called `words` in the reader's language."""
    return disposition(how, ascii_name(subject, ask, end), file_name(words, ask, label, end))


def _joined(parts: list[str], end: str) -> str:
    clean = [_UNFIT.sub("-", part).strip("-.") for part in parts]
    return "-".join(part for part in clean if part)[:LONGEST].rstrip("-.") + f".{end}"
