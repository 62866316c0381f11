"""Words for the paths of values in a record (docs/record.md): `commitments[1].due_text` is "Commitment 2: deadline"."""

from __future__ import annotations

import re

from web import i18n
from web.labels import N_

GROUPS = {
    "letter": "",
    "submissions": N_("Submission %(n)s"),
    "addressees": N_("Addressee %(n)s"),
    "agencies": N_("Office %(n)s"),
    "officials": N_("Official %(n)s"),
    "sections": N_("Section %(n)s"),
    "commitments": N_("Commitment %(n)s"),
    "tables": N_("Table %(n)s"),
    "attachments": N_("Attachment %(n)s"),
}
VALUES = {
    "title": N_("title"),
    "text": N_("text"),
    "doc_number": N_("document number"),
    "doc_number_raw": N_("document number as printed"),
    "reply_form": N_("form"),
    "published_at": N_("publication date"),
    "signed_on": N_("signed date"),
    "signed_on_status": N_("state of the signed date"),
    "outcome": N_("outcome class"),
    "disclosure": N_("disclosure"),
    "name": N_("name"),
    "role": N_("role"),
    "lead": N_("who leads"),
    "phone": N_("telephone"),
    "number": N_("number"),
    "category": N_("category"),
    "assembly": N_("assembly"),
    "kind": N_("kind"),
    "place": N_("place"),
    "level": N_("level"),
    "term": N_("term"),
    "session": N_("session"),
    "between_sessions": N_("between sessions"),
    "marker": N_("marker"),
    "heading": N_("heading"),
    "parent": N_("section above"),
    "content": N_("content"),
    "responsible": N_("responsible offices"),
    "due_text": N_("deadline as printed"),
    "due_kind": N_("kind of deadline"),
    "due_start": N_("beginning of the time promised"),
    "due_end": N_("end of the time promised"),
    "source": N_("source"),
    "ordinal": N_("printed number"),
    "header": N_("header"),
    "rows": N_("rows"),
    "url": N_("address"),
}
_PATH = re.compile(r"(?P<group>\w+)(?:\[(?P<n>\d+)\])?\.(?P<value>\w+)")


def field_name(path: str) -> str:
    """The words for a path in the reader's language; the path itself where it is not known."""
    match = _PATH.fullmatch(path)
    if not match or match["group"] not in GROUPS or match["value"] not in VALUES:
        return path
    value = i18n.gettext(VALUES[match["value"]])
    group = GROUPS[match["group"]]
    if not group:
        return value
    where = i18n.gettext(group) % {"n": int(match["n"] or 0) + 1}
    return i18n.gettext("%(where)s: %(value)s") % {"where": where, "value": value}
