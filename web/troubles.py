"""Words for what a crawl says of a site: its outcomes, faults and notes, with one sentence each on what it means.

The ledger's notes are `[column ID [address]: ]code: detail` in English, for logs. Here they become sentences in the reader's
language; what has no word here is shown as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from web import i18n
from web.labels import N_, label

# What an answer means to a reader of the archive; the words themselves are in web.labels.
OUTCOMES = {
    "ok": N_("The page came and was kept."),
    "unchanged": N_("The page is the same as at the last visit."),
    "moved": N_("The address leads to another one."),
    "gone": N_("The site says that the page is not there."),
    "soft_404": N_("The site sends an error page as if it were the page asked for; it is not taken for a letter."),
    "empty": N_("The answer holds nothing."),
    "empty_shell": N_("The page has a frame and no words; its text is fetched by a script we do not run."),
    "error_json": N_("The list's data service answers with an error."),
    "challenge": N_(
        "The site wants to see a browser or a person. We do not work around that, so its letters are not read."
    ),
    "forbidden": N_("The site refuses our visits."),
    "maintenance": N_("The site says it is being worked on."),
    "throttled": N_("The site asks for slower visits; we wait and come back."),
    "server_error": N_("The site reports a fault of its own."),
    "client_error": N_("The site does not accept the way the page was asked for."),
    "timeout": N_("The site did not answer within the time we wait."),
    "refused": N_("Nothing answers at the site's address."),
    "unresolved": N_("The name of the site leads nowhere at present."),
    "broken": N_("The answer ended in the middle."),
    "tls_renegotiation": N_("The site's encryption is too old for today's programs."),
    "tls_curve": N_("The site's encryption is too old for today's programs."),
    "tls_eof": N_("The encrypted connection was cut off."),
    "tls_certificate": N_("The site's certificate does not prove that it is the site."),
    "tls_protocol": N_("The site's encryption is too old for today's programs."),
    "too_large": N_("The answer is larger than any letter and was not read."),
    "off_host_redirect": N_("The address leads to a site that is not one of ours to visit."),
    "redirect_loop": N_("The address leads back to itself."),
    "private_address": N_("The name leads to an address inside a private network and was not visited."),
    "robots_denied": N_("The site asks programs not to read this page, and we do not."),
    "robots_unreachable": N_("Whether programs may read the site could not be learnt, so it was not read."),
    "robots_too_slow": N_("The site asks for more than ten minutes between two visits, which no run can wait for."),
    "host_given_up": N_("After too many troubles in a row the site was left in peace until the next run."),
}
STATUSES = {
    "silent": N_(
        "The site answers and not one letter was found: more often its pages have changed than its letters have ended."
    ),
    "failed": N_("Lists could not be read, or held far fewer letters than expected."),
    "blocked": N_("Every answer was a challenge page."),
    "degraded": N_("Letters were read, but something needs a look."),
    "unknown": N_("The last visit left no verdict."),
    "ok": N_("As many letters as expected, and nothing that needs a look."),
    "never visited": N_("Known to us, not visited yet."),
}
# Code of a note: its word, and what it means.
NOTES = {
    "capped": (N_("list cut short"), N_("The list says it has more pages than the site will show.")),
    "page_repeats": (N_("page repeats"), N_("A further page shows what the one before it showed; letters behind it may be missing.")),
    "declared_more": (N_("list longer than found"), N_("The list says it has more entries than we found.")),
    "off_host_items": (N_("entries on other sites"), N_("Entries of the list lead to other sites, which are not visited from here.")),
    "paging": (N_("pages not understood"), N_("How to turn the pages of this list could not be made out.")),
    "no_breadcrumb": (N_("column not found"), N_("The letter names no list it belongs to.")),
    "other_column": (N_("pager leads elsewhere"), N_("A further page shows another column's entries and was left out.")),
    "empty_list": (N_("empty list"), N_("The list came, and no entry was found on it.")),
    "pager_unknown": (N_("pages not understood"), N_("The list has further pages, and how they are addressed is not known.")),
    "pager_stops": (N_("pages end early"), N_("The list says it has more pages than there are links to.")),
    "too_many_pages": (N_("stopped"), N_("The list did not end and was left after a great many pages.")),
    "page_missing": (N_("a page of the list missing"), N_("One page of the list did not come; the pages behind it did.")),
    "bad_address": (N_("broken link"), N_("An entry of the list leads to what is no address.")),
    "time_is_up": (N_("left for next time"), N_("The run had its time; the next one goes on.")),
    "same_page": (N_("one page for many letters"), N_("Several addresses show the very same page, which is more likely an error than a letter.")),
    "continued": (N_("letters in part"), N_("Letters over several pages lack one of them.")),
    "vanished": (N_("letters gone"), N_("Many letters the list names are not there.")),
    "out_of_range": (N_("unusual number in a column"), N_("A column lists more or fewer letters than expected of it.")),
    "below_expected": (N_("fewer than expected"), N_("The site lists fewer letters than it should have.")),
    "above_expected": (N_("more than expected"), N_("The site lists more letters than expected; something else may be among them.")),
    "no_letters": (N_("no letters"), N_("The lists were read and not one letter was found.")),
    "fewer_than_last_run": (N_("fewer than last time"), N_("The site lists far fewer letters than at the last visit.")),
    "our_fault": (N_("fault of ours"), N_("Our own program failed on a page.")),
    "not_asked": (N_("left for next time"), N_("The run ended before all letters were asked for.")),
    "dry_run": (N_("trial"), N_("Only the lists were read.")),
    "no_results": (N_("no results"), N_("The list's data service says it has nothing.")),
    "rows_without_link": (N_("entries without a link"), N_("Entries of the list lead to no page.")),
    "undated": (N_("entries without a date"), N_("Entries of the list show no date.")),
    "sub-columns": (N_("columns below"), N_("The list is divided, by year or session, and each part was read.")),
    "scheme": (N_("other protocol"), N_("The site answers only with, or only without, encryption.")),
    "frame": (N_("list in a frame"), N_("The list stands on a page of its own within the page.")),
}  # fmt: skip
# The numbers in a note, said again in the reader's language.
DETAILS = [
    (re.compile(r"(?P<n>\d+) list"), N_("%(n)s list pages")),
    (re.compile(r"(?P<n>\d+) letter"), N_("%(n)s letter pages")),
    (re.compile(r"(?P<n>\d+) attachment"), N_("%(n)s files")),
    (re.compile(r"(?P<n>\d+) (?:items?|letters and files).*"), N_("%(n)s in all")),
    (re.compile(r"(?P<n>\d+)"), N_("%(n)s in all")),
    (re.compile(r"page (?P<n>\d+).*"), N_("page %(n)s")),
    (re.compile(r"pages (?P<a>\d+) to (?P<b>\d+) of \d+ are not there"), N_("pages %(a)s to %(b)s are not there")),
    (re.compile(r"(?P<a>\d+) items declared, (?P<b>\d+) found"), N_("%(a)s declared, %(b)s found")),
    (
        re.compile(r"(?P<a>\d+) letters listed, (?P<b>\d+) to (?P<c>\d+) expected"),
        N_("%(a)s listed, %(b)s to %(c)s expected"),
    ),
    (re.compile(r"(?P<a>\d+) letters listed, (?P<b>\d+) in the last run"), N_("%(a)s listed, %(b)s last time")),
    (re.compile(r"(?P<a>\d+) of (?P<b>\d+) letters asked for are not there"), N_("%(a)s of %(b)s")),
]
_COLUMN = re.compile(r"column (?P<column>[\w-]+)(?: (?P<address>\S+))?: (?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True)
class Note:
    """A note of the ledger in the reader's words: what it is, its numbers, where, the code in the log, and what it means."""

    text: str
    detail: str = ""
    column: str = ""
    code: str = ""
    meaning: str = ""


def note(text: str) -> Note:
    """A note of the ledger, read; one that is not known is shown as it stands."""
    column = _COLUMN.fullmatch(text)
    where, rest = (column["column"], column["rest"]) if column else ("", text)
    code, _, detail = rest.partition(": ")
    code = code.removesuffix(":")
    if code in NOTES:
        word, meaning = map(i18n.gettext, NOTES[code])
    elif (outcome := code.removeprefix("list_")) in OUTCOMES:
        word, meaning = label("outcome", outcome), i18n.gettext(OUTCOMES[outcome])
    else:
        return Note(rest, column=where)
    return Note(word, _detail(detail), where, code, meaning)


def _detail(text: str) -> str:
    for pattern, message in DETAILS:
        if match := pattern.fullmatch(text):
            return i18n.gettext(message) % match.groupdict()
    return text if text.startswith("http") else text.partition(" is not there")[0]


def meanings(statuses: list[str], outcomes: list[str], notes: list[Note]) -> list[tuple[str, str, str]]:
    """The words that stand on a page, each once: word, code, and the sentence on what it means."""
    found = [(label("health", code), code, i18n.gettext(STATUSES[code])) for code in statuses if code in STATUSES]
    found += [(label("outcome", code), code, i18n.gettext(OUTCOMES[code])) for code in outcomes if code in OUTCOMES]
    found += [(n.text, n.code, n.meaning) for n in notes if n.code and n.meaning]
    return list({(word, sentence): (word, code, sentence) for word, code, sentence in found}.values())


def known() -> set[str]:
    """All codes that have a word and a sentence."""
    return {*OUTCOMES, *NOTES}
