"""The account of a run: per site what was asked, what came, what is missing, and whether a person should look. Zero is no success."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from crawler.outcomes import CONTENT, VANISHED, Outcome
from crawler.site import Site

# Outcomes that are part of a good run: seen, unchanged, moved within the site, or gone as pages go.
_NORMAL = CONTENT | VANISHED | {Outcome.MOVED}
_BAD_SHARE = 0.1  # more letters than this without an answer, or gone, and a person should look
_SAME = 2
DROP_SHARE = 0.5  # fewer letters than this share of the last run's


@dataclass
class SiteAccount:
    """Counts of one site. `faults` make it degraded, `failures` make it failed; each is a short name with a detail."""

    site: str
    expected: list[int] | None
    outcomes: Counter[str] = field(default_factory=Counter)
    by_kind: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_column: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    letters_found: int = 0
    letters_new: int = 0
    letters_changed: int = 0
    letters_unchanged: int = 0
    letters_missing: int = 0
    bytes: int = 0
    incomplete: set[str] = field(default_factory=set)
    last_shown: str = ""
    same_shown: int = 0
    started: float = 0.0
    ended: float = 0.0
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The site's entry in the ledger."""
        return {
            "site": self.site,
            "outcomes": dict(sorted(self.outcomes.items())),
            "pages": self.pages,
            "letters_found": self.letters_found,
            "letters_new": self.letters_new,
            "letters_changed": self.letters_changed,
            "letters_unchanged": self.letters_unchanged,
            "letters_missing": self.letters_missing,
            "seconds": round(max(0.0, self.ended - self.started), 1),
            "bytes": self.bytes,
            "expected": self.expected,
            "status": self.status,
            "notes": [*self.failures, *self.faults, *self.notes],
        }

    @property
    def status(self) -> str:
        """ok, degraded or failed."""
        return "failed" if self.failures else "degraded" if self.faults else "ok"


class Ledger:
    """The run ledger; `as_dict` is what is printed, captured and later read into the tables runs and run_sites."""

    def __init__(
        self,
        run: str,
        sites: list[Site],
        user_agent: str,
        version: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.run, self.user_agent, self.version = run, user_agent, version
        self._clock = clock
        self._columns = {site.id: {c.id: c.expect for c in site.columns if c.expect} for site in sites}
        self.started_at, self.finished_at = clock(), None if sites else clock()
        self.finish_reason = "running"
        self.accounts = {site.id: SiteAccount(site.id, list(site.expect) if site.expect else None) for site in sites}

    def account(self, site: str) -> SiteAccount:
        """The account of a site."""
        if site not in self.accounts:
            self.accounts[site] = SiteAccount(site, None)
        return self.accounts[site]

    def count(self, site: str, outcome: Outcome, size: int, kind: str) -> None:
        """One answer more."""
        account = self.account(site)
        now = time.monotonic()
        account.started = account.started or now
        account.ended = now
        account.outcomes[outcome.value] += 1
        account.by_kind[kind, outcome.value] += 1
        account.pages += outcome in _NORMAL
        account.bytes += size

    def listed(self, site: str, column: str, found: int) -> None:
        """So many letters more in a column's lists."""
        account = self.account(site)
        account.letters_found += found
        account.by_column[column] += found

    def verdict(self, site: str, kind: str, verdict: str) -> None:
        """What a letter's capture meant to the state: new, changed, unchanged, missing."""
        name = f"letters_{verdict}"
        account = self.account(site)
        if kind == "letter" and hasattr(account, name):
            setattr(account, name, getattr(account, name) + 1)

    def lacks_page(self, site: str, letter: str) -> None:
        """A further page of a letter did not come."""
        self.account(site).incomplete.add(letter)

    def shown(self, site: str, digest: str) -> None:
        """A letter came; two letters with the same bytes are one page too many, such as an error page nobody knows as one."""
        account = self.account(site)
        account.same_shown += digest == account.last_shown
        account.last_shown = digest

    def progress(self) -> str:
        """Where the run is, as key=value pairs."""
        accounts = self.accounts.values()
        pages, found = sum(a.pages for a in accounts), sum(a.letters_found for a in accounts)
        new = sum(a.letters_new for a in accounts)
        return f"sites={sum(a.ended > 0 for a in accounts)}/{len(accounts)} pages={pages} letters_listed={found} letters_new={new}"

    def note(self, site: str, text: str) -> None:
        """Something worth reading that needs no one."""
        self._add(self.account(site).notes, text)

    def fault(self, site: str, text: str) -> None:
        """Something a person should look at: the site is degraded."""
        self._add(self.account(site).faults, text)

    def failure(self, site: str, text: str) -> None:
        """The site could not be read: it has failed."""
        self._add(self.account(site).failures, text)

    @staticmethod
    def _add(texts: list[str], text: str) -> None:
        if text not in texts:
            texts.append(text)

    def judge(self, site: str, last_found: int | None, partial: bool) -> None:
        """Compares what a site gave with what it should have given; `partial` runs (limit, since) are not measured."""
        account = self.account(site)
        for outcome in sorted(Outcome(name) for name in account.outcomes):
            if outcome not in _NORMAL:
                self._judge_outcome(account, outcome)
        if account.same_shown >= _SAME:
            self.fault(site, f"same_page: {account.same_shown} letters show the very page of the letter before")
        if account.incomplete:
            self.fault(
                site, f"continued: {len(account.incomplete)} letters lack a page, such as {min(account.incomplete)}"
            )
        vanished = sum(account.by_kind["letter", outcome.value] for outcome in VANISHED)
        asked = sum(n for (kind, _), n in account.by_kind.items() if kind == "letter")
        if vanished and vanished > _BAD_SHARE * asked and not partial:
            self.fault(site, f"vanished: {vanished} of {asked} letters asked for are not there")
        if partial or account.failures:
            return
        for column, (low, high) in self._columns.get(site, {}).items():
            if not low <= account.by_column[column] <= high:
                self.fault(
                    site,
                    f"column {column}: out_of_range: {account.by_column[column]} letters listed, {low} to {high} expected",
                )
        if account.expected and not account.expected[0] <= account.letters_found <= account.expected[1]:
            low, high = account.expected
            if account.letters_found < low:
                self.failure(site, f"below_expected: {account.letters_found} letters listed, {low} to {high} expected")
            else:
                self.fault(site, f"above_expected: {account.letters_found} letters listed, {low} to {high} expected")
        elif account.letters_found == 0:
            self.failure(site, "no_letters: the lists were read and not one letter was found")
        elif last_found and account.letters_found < DROP_SHARE * last_found:
            self.fault(
                site, f"fewer_than_last_run: {account.letters_found} letters listed, {last_found} in the last run"
            )

    def _judge_outcome(self, account: SiteAccount, outcome: Outcome) -> None:
        kinds = {kind: n for (kind, name), n in account.by_kind.items() if name == outcome.value and kind != "probe"}
        if not kinds:
            return
        where = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
        self.fault(account.site, f"{outcome}: {where}")

    @property
    def exit_status(self) -> int:
        """0 all well, 1 some sites degraded or failed, 2 the run or every site failed."""
        statuses = [account.status for account in self.accounts.values()]
        if self.finish_reason not in ("finished", "running") or (statuses and all(s == "failed" for s in statuses)):
            return 2
        return 1 if any(status != "ok" for status in statuses) else 0

    def finish(self, reason: str) -> None:
        """Ends the account; `reason` is Scrapy's finish reason or our own."""
        self.finished_at, self.finish_reason = self._clock(), reason

    def as_dict(self) -> dict[str, Any]:
        """The ledger as JSON values."""
        return {
            "run": self.run,
            "started_at": _iso(self.started_at),
            "finished_at": _iso(self.finished_at) if self.finished_at else None,
            "finish_reason": self.finish_reason,
            "exit_status": self.exit_status,
            "user_agent": self.user_agent,
            "version": self.version,
            "sites": [self.accounts[name].as_dict() for name in sorted(self.accounts)],
        }

    def line(self) -> str:
        """The ledger as one line of JSON."""
        return json.dumps(self.as_dict(), ensure_ascii=False, separators=(",", ":"))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
