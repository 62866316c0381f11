"""Where each value of a record stands."""

from __future__ import annotations

from functools import lru_cache

from parsers.record import Evidence

_GROUPS = ("letter", "submissions", "addressees", "agencies", "officials")
_NAMES = ("title", "doc_number", "published_at", "signed_on", "outcome", "disclosure")
_NAMES_IN_ROWS = ("assembly", "number", "name", "title", "category", "phone")


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
        """All of it: the letter's own values, then row by row submissions, addressees, agencies, officials."""
        return sorted(self.found, key=lambda proof: _place(proof.field))


@lru_cache(maxsize=1024)
def _place(field: str) -> tuple[int, int, int]:
    group, _, name = field.partition(".")
    group, _, row = group.partition("[")
    names = _NAMES_IN_ROWS if row else _NAMES
    return _GROUPS.index(group), int(row[:-1]) if row else 0, names.index(name)
