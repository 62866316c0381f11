"""Where each value of a record stands."""

from __future__ import annotations

from parsers.record import Evidence


class Proofs:
    """Collects evidence in the order of the record's fields."""

    def __init__(self) -> None:
        self.found: list[Evidence] = []

    def text(self, field: str, span: tuple[int, int]) -> None:
        """A value that stands in the letter's text, at [start, end) in code points."""
        self.found.append(Evidence(field, "text", span[0], span[1]))

    def page(self, field: str, source: str) -> None:
        """A value that stands outside: `meta:<tag>`, `metadata:<label>` or `page:<label>`."""
        self.found.append(Evidence(field, source))

    def ordered(self) -> list[Evidence]:
        """All of it: the letter's own values, then submissions, addressees, agencies, officials."""
        order = {"letter": 0, "submissions": 1, "addressees": 2, "agencies": 3, "officials": 4}
        return sorted(self.found, key=lambda e: order[e.field.split(".")[0].split("[")[0]])
