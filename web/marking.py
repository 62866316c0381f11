"""Text with overlapping spans, written as well-formed HTML: evidence, headings and promises marked in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape


@dataclass(frozen=True)
class Span:
    """A stretch `[start, end)` of the letter's text in code points, the element that marks it, and its attributes."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    anchor: str | None = None

    def opening(self, first: bool) -> str:
        """The start tag; the anchor is written once, where the span begins, because an id stands once on a page."""
        attributes = {"id": self.anchor, **self.attributes} if first and self.anchor else self.attributes
        return f"<{self.tag}" + "".join(f' {name}="{escape(value)}"' for name, value in attributes.items()) + ">"


def marked(text: str, start: int, end: int, spans: Sequence[Span]) -> Markup:
    """`text[start:end]` escaped, with every span that reaches into it; overlapping spans are closed and opened again."""
    inside = sorted(
        (s for s in spans if s.start < end and s.end > start and s.start < s.end), key=lambda s: (s.start, -s.end)
    )
    points = sorted({start, end, *(p for s in inside for p in (s.start, s.end) if start < p < end)})
    out: list[str] = []
    stack: list[Span] = []
    for here, there in pairwise(points):
        while any(s.end <= here for s in stack):
            out.append(f"</{stack.pop().tag}>")
        for span in inside:
            if span.start <= here < span.end and span not in stack:
                stack.append(span)
                out.append(span.opening(first=here == span.start))
        out.append(str(escape(text[here:there])))
    out.extend(f"</{span.tag}>" for span in reversed(stack))
    return Markup("".join(out))  # noqa: S704 - built from escaped text and our own tags
