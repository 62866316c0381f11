"""Words for the codes of the archive's tables, as messages for the catalogues. A code without a word shows as itself."""

from __future__ import annotations

from web import i18n


def N_(message: str) -> str:  # noqa: N802 - the marker Babel extracts by
    """Mark a message for the catalogue without translating it yet."""
    return message


LABELS: dict[str, dict[str, str]] = {
    "kind": {"reply": N_("Reply"), "assist_opinion": N_("Opinion to the lead office")},
    "assembly": {"congress": N_("People's congress"), "cppcc": N_("CPPCC")},
    "submission": {"suggestion": N_("Suggestion"), "proposal": N_("Proposal"), "motion": N_("Motion")},
    "level": {
        "national": N_("National"),
        "province": N_("Province"),
        "prefecture": N_("Prefecture"),
        "county": N_("County"),
        "township": N_("Township"),
    },
    "role": {
        "deputy": N_("Deputy"),
        "member": N_("CPPCC member"),
        "party": N_("Party"),
        "organisation": N_("Organisation"),
        "agency": N_("Office"),
        "issuer": N_("Issuing office"),
        "consulted": N_("Consulted office"),
        "signer": N_("Signed by"),
        "reviewer": N_("Reviewed by"),
        "handler": N_("Handled by"),
        "contact": N_("Contact"),
        "leader": N_("Responsible leader"),
    },
    "state": {
        "live": N_("Online"),
        "changed": N_("Edited since"),
        "missing": N_("Gone from the site"),
        "withdrawn": N_("Withdrawn by the site"),
        "blocked": N_("Behind a challenge page"),
        "failing": N_("Not answering"),
        "removed": N_("Removed on request"),
    },
    "due_kind": {
        "by": N_("Fixed date"),
        "within": N_("Within a period"),
        "from": N_("From a date on"),
        "ongoing": N_("Ongoing"),
        "recurring": N_("Recurring"),
        "done": N_("Said to be done"),
        "conditional": N_("Conditional"),
        "vague": N_("Vague"),
        "none": N_("No date given"),
    },
    "due_state": {
        "overdue": N_("Date has passed"),
        "soon": N_("Due within 90 days"),
        "due": N_("Running"),
        "upcoming": N_("Not begun"),
        "ongoing": N_("Ongoing"),
        "conditional": N_("Conditional"),
        "vague": N_("No end date"),
        "done": N_("Said to be done"),
    },
    "source": {"table": N_("from a commitment table"), "body": N_("from the text")},
    "signed_on_status": {
        "printed": N_("as printed"),
        "repaired": N_("repaired"),
        "ambiguous": N_("two readings"),
        "missing": N_("not given"),
    },
    "health": {
        "silent": N_("Silent"),
        "failed": N_("Failed"),
        "blocked": N_("Blocked"),
        "degraded": N_("In part"),
        "unknown": N_("Unknown"),
        "ok": N_("Answering"),
        "never visited": N_("Not visited yet"),
    },
    "change": {
        "edited": N_("Edited"),
        "missing": N_("Gone from the site"),
        "withdrawn": N_("Withdrawn by the site"),
        "blocked": N_("Behind a challenge page"),
        "back": N_("Back again"),
        "removed": N_("Removed on request"),
    },
    "outcome": {
        "ok": N_("fetched"),
        "unchanged": N_("unchanged"),
        "moved": N_("moved"),
        "gone": N_("gone"),
        "soft_404": N_("error page sent as a page"),
        "empty": N_("empty page"),
        "empty_shell": N_("page without content"),
        "error_json": N_("error sent as data"),
        "challenge": N_("challenge page"),
        "forbidden": N_("refused to us"),
        "maintenance": N_("maintenance page"),
        "throttled": N_("asked to slow down"),
        "server_error": N_("server error"),
        "client_error": N_("request not accepted"),
        "timeout": N_("no answer in time"),
        "refused": N_("connection refused"),
        "unresolved": N_("host name unknown"),
        "broken": N_("connection broke off"),
        "tls_renegotiation": N_("outdated encryption"),
        "tls_curve": N_("outdated encryption"),
        "tls_eof": N_("encryption broke off"),
        "tls_certificate": N_("invalid certificate"),
        "tls_protocol": N_("outdated encryption"),
        "too_large": N_("too large"),
        "off_host_redirect": N_("sent to another site"),
        "redirect_loop": N_("sent round in a circle"),
        "private_address": N_("address not public"),
        "robots_denied": N_("not wanted by robots.txt"),
        "robots_unreachable": N_("robots.txt out of reach"),
        "host_given_up": N_("site left alone for this run"),
        "error": N_("no answer"),
    },
    "with_commitments": {"1": N_("With commitments")},
    "lookup": {
        "exact": N_("is"),
        "not": N_("is not"),
        "contains": N_("contains"),
        "endswith": N_("ends with"),
        "startswith": N_("begins with"),
        "gt": ">",
        "gte": "≥",
        "lt": "<",
        "lte": "≤",
        "like": "LIKE",
        "notlike": "NOT LIKE",
        "glob": "GLOB",
        "in": N_("is one of"),
        "notin": N_("is none of"),
        "arraycontains": N_("list contains"),
        "arraynotcontains": N_("list does not contain"),
        "date": N_("is on the day"),
        "isnull": N_("is not given"),
        "notnull": N_("is given"),
        "isblank": N_("is empty"),
        "notblank": N_("is not empty"),
    },
    "issue": {
        "signed_on_repaired": N_("The signed date was restored from a damaged form"),
        "signed_on_ambiguous": N_("The signed date can be read in two ways"),
        "lost_character": N_("A character is missing from the page"),
        "kind_conflict": N_("The title's word and the assembly disagree; the assembly decides"),
        "role_conflict": N_("The letter calls a CPPCC member a deputy, or the other way round"),
        "due_end_ambiguous": N_("Two readings of a deadline; the earlier is used"),
        "body_empty_with_attachment": N_("The letter is only an attached file"),
        "issuer_inferred": N_("The issuing office was inferred from the page"),
        "encoding_conflict": N_("The page says a wrong character encoding of itself"),
        "undecodable_bytes": N_("Some bytes of the page cannot be read"),
        "nul_bytes": N_("Empty bytes were taken out of the page"),
        "letter_cut": N_("Only the beginning of the letter was read"),
        "letter_continues": N_("The letter goes on over pages that are not here"),
        "empty_page": N_("The page is empty"),
        "not_a_page": N_("The address holds a file and no page"),
        "attachment_broken": N_("An attached file cannot be read"),
        "attachment_truncated": N_("An attached file was read only in part"),
        "address_differs": N_("The page names another address of itself"),
        "parser_died": N_("The page could not be taken apart"),
        "parse_failed": N_("The page could not be taken apart"),
    },
}


def label(group: str, code: object) -> str:
    """The word for `code` of `group` (a key of LABELS) in the reader's language; the code itself when there is none."""
    text = "" if code is None else str(code)
    message = LABELS[group].get(text)
    return i18n.gettext(message) if message else text


def codes(group: str) -> list[str]:
    """The codes of a group in the order they are shown."""
    return list(LABELS[group])
