"""Enclosed files -> text and tables. What cannot be read is an issue, never an exception."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from parsers.formats.draft import Draft, Limits, UnreadableError
from parsers.formats.sniff import sniff
from parsers.record import Issue, Table

# Readers are heavy to import and most letters enclose nothing, so they are looked up when first needed.
_READERS = {
    "pdf": "pdf", "docx": "docx", "xlsx": "sheet", "xls": "sheet", "ods": "sheet", "ofd": "ofd", "image": "picture", "text": "plain",
    "doc": "office", "rtf": "office", "odt": "office",
}  # fmt: skip
_SAID = {
    "html": ("attachment_is_page", "a web page came where a file was promised"),
    "archive": ("attachment_unsupported", "an archive of files; unpack it and read each"),
    "slides": ("attachment_unsupported", "slides are not read"),
    "encrypted": ("attachment_encrypted", "locked with a password"),
    "broken_zip": ("attachment_broken", "no readable zip container"),
    "empty": ("attachment_empty", "no bytes"),
    "unknown": ("attachment_unsupported", "not a format that is read here"),
}
_ENDINGS = {
    "pdf": "pdf", "docx": "docx", "wps": "doc", "doc": "doc", "xls": "xls", "et": "xls", "xlsx": "xlsx", "ofd": "ofd", "rtf": "rtf",
    "jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "bmp": "image", "tif": "image", "tiff": "image",
}  # fmt: skip


@dataclass(slots=True)
class AttachmentText:
    """What a file says: `text` by the white-space rules of letter.text (a table row is one line, cells parted by tabs)."""

    text: str
    tables: list[Table] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read(body: bytes, name: str, content_type: str | None = None, limits: Limits | None = None) -> AttachmentText:
    """Read an enclosed file. `name` is for messages; its ending and `content_type` decide nothing, the bytes do.

    Issues: needs_ocr, ocr_used, converter_missing, converter_failed, attachment_empty, attachment_encrypted,
    attachment_broken, attachment_too_large, attachment_truncated, attachment_unsupported, attachment_is_page,
    attachment_misnamed. PDF code is native and not safe in threads: use processes. `isolated.read` adds a wall around it.
    """
    draft = Draft(name, limits or Limits())
    try:
        if len(body) > draft.limits.size:
            raise UnreadableError("attachment_too_large", f"{len(body)} bytes; at most {draft.limits.size} are read")
        kind = sniff(body)
        if kind not in _READERS:
            raise UnreadableError(*_SAID[kind])
        expected = _ENDINGS.get(name.rpartition(".")[2].lower())
        if expected and expected != kind and {expected, kind} != {"xls", "xlsx"}:
            draft.say("attachment_misnamed", f"the bytes are {kind}, the name says {expected}")
        reader: Callable[[bytes, Draft], None] = import_module(f"parsers.formats.{_READERS[kind]}").read
        reader(body, draft)
    except UnreadableError as error:
        draft.say(error.code, error.detail)
    except (Exception, RecursionError) as error:  # a broken file may raise anything from four libraries
        draft.say("attachment_broken", f"{type(error).__name__}: {str(error)[:200]}")
    if not draft.lines and not draft.issues:
        draft.say("attachment_empty", "no text in it")
    return AttachmentText("\n".join(draft.lines), draft.tables, draft.issues)
