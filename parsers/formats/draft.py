"""What a reader fills: lines of text and tables in reading order, issues, and the limits it must keep to."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from parsers.record import Issue, Table


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one file: bytes as sent, bytes unpacked, pages, characters kept, table cells, seconds."""

    size: int = 50_000_000
    unpacked: int = 200_000_000
    pages: int = 200
    characters: int = 2_000_000
    cells: int = 200_000
    seconds: float = 60.0


class UnreadableError(Exception):
    """A file that cannot be read; `code` and `detail` become its issue."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


@dataclass(slots=True)
class Draft:
    """Lines, tables and issues of the file `name`, as far as it has been read."""

    name: str
    limits: Limits = field(default_factory=Limits)
    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _characters: int = 0
    _cells: int = 0

    def say(self, code: str, detail: str) -> None:
        """Note an issue once."""
        issue = Issue(code, f"{self.name}: {detail}")
        if issue not in self.issues:
            self.issues.append(issue)

    def seconds_left(self) -> float:
        """Time left for this file."""
        return self.limits.seconds - (time.monotonic() - self._began)

    def full(self) -> bool:
        """Whether a limit is reached; the reader stops, and the issue says which."""
        if self.seconds_left() <= 0:
            self.say("attachment_truncated", f"not read to the end within {self.limits.seconds:g} s")
        elif self._characters > self.limits.characters:
            self.say("attachment_truncated", f"more than {self.limits.characters} characters")
        elif self._cells > self.limits.cells:
            self.say("attachment_truncated", f"more than {self.limits.cells} table cells")
        else:
            return False
        return True

    def line(self, text: str) -> None:
        """Add a line: runs of white space become one blank, empty lines are dropped, line ends part lines."""
        for part in text.splitlines():
            clean = " ".join(part.replace("\u200b", "").replace("\ufeff", "").split())
            if clean:
                self.lines.append(clean)
                self._characters += len(clean)

    def table(self, table: Table | None, rows_once: list[list[str]]) -> None:
        """Add a table (None for one that only arranges text) and its lines: cells joined by tabs, each cell once."""
        for row in rows_once:
            line = "\t".join(row).strip()
            if line:
                self.lines.append(line)
                self._characters += len(line)
            self._cells += len(row)
        if table:
            self.tables.append(table)
