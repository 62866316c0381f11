"""What the parts of one crawl run share: its options, captures, state and ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from crawler.captures import CaptureWriter
from crawler.ledger import Ledger
from crawler.site import Site
from crawler.state import State


@dataclass(frozen=True)
class Options:
    """What a run is asked to do. `since`: ISO date; `limit`: letters per site; `dry`: lists only, nothing kept.

    `hours`: after so many no letter is asked for that was not yet in line; what is left stays due.
    """

    full: bool = False
    since: str = ""
    limit: int | None = None
    dry: bool = False
    timeout: float = 60.0
    delay: float | None = None
    hours: float | None = None


@dataclass
class RunContext:
    """Handed to the spider and the middlewares; `captures` is None in a dry run."""

    run: str
    sites: list[Site]
    options: Options
    captures: CaptureWriter | None
    state: State
    ledger: Ledger
    headers: dict[str, str] = field(default_factory=dict)
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    @property
    def time_is_up(self) -> bool:
        """Whether the run has gone on for as long as it may."""
        hours = self.options.hours
        return hours is not None and self.clock() - self.ledger.started_at >= timedelta(hours=hours)
