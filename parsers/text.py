"""The text of a letter: its lines, where each starts, and spans of it with blanks taken out."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(slots=True)
class LetterText:
    """Lines joined by one newline each; `starts[i]` is the offset of line i; `table_of[i]` the table a line is a row of, or -1."""

    lines: list[str] = field(default_factory=list)
    table_of: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    text: str = ""

    def add(self, line: str, table: int = -1) -> None:
        """Append a line (no newline in it)."""
        self.lines.append(line)
        self.table_of.append(table)

    def finish(self) -> None:
        """Join the lines and note where each starts."""
        self.text = "\n".join(self.lines)
        self.starts, at = [], 0
        for line in self.lines:
            self.starts.append(at)
            at += len(line) + 1

    def line_at(self, offset: int) -> int:
        """The index of the line that holds `offset`."""
        return bisect_right(self.starts, offset) - 1

    def end(self, line: int) -> int:
        """The offset behind the last character of a line."""
        return self.starts[line] + len(self.lines[line])


@dataclass(slots=True)
class Squeezed:
    """A span of the text with its blanks and line ends taken out, and the way back to offsets."""

    raw: str
    start: int
    value: str = ""

    def __post_init__(self) -> None:
        self.value = "".join(self.raw.split())

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Offsets in the letter's text of `value[begin:end]`, blanks inside included."""
        if len(self.value) == len(self.raw):
            return self.start + begin, self.start + end
        places = [i for i, c in enumerate(self.raw) if not c.isspace()]
        if begin >= end:
            return self.start, self.start
        return self.start + places[begin], self.start + places[end - 1] + 1
