"""A question in the parameters of an address: read with care, written back so that it can be shared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

LONGEST_QUERY = 200
LAST_PAGE = 500


@dataclass(frozen=True)
class Asking:
    """Words and a page, and in the classes below it filters; a parameter that makes no sense counts as not given."""

    q: str = ""
    page: int = 1

    # What a parameter may be; `filters` names those that narrow the result (the others say how it is shown).
    accepted: ClassVar[dict[str, re.Pattern[str]]] = {}
    narrowing: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def of(cls, args: Mapping[str, Any]) -> Self:
        """The question in the parameters of a request (any mapping of names to text)."""
        given = {name: str(args.get(name) or "").strip() for name in cls.accepted}
        taken = {name: value for name, value in given.items() if cls.accepted[name].fullmatch(value)}
        number = str(args.get("page") or "1")
        page = min(int(number), LAST_PAGE) if re.fullmatch(r"[1-9][0-9]{0,5}", number) else 1
        q = " ".join(str(args.get("q") or "").replace("\x00", " ").split())[:LONGEST_QUERY]
        return cls(q=q, page=page, **taken)

    def filters(self) -> dict[str, str]:
        """The filters in force, without the words searched for, the order and the page."""
        return {name: getattr(self, name) for name in self.narrowing if getattr(self, name)}

    def query_string(self, **changes: Any) -> str:
        """The parameters of this question with `changes`, as they stand in an address; a changed filter goes to page 1."""
        changed = replace(self, **{"page": 1, **changes})
        given = {f.name: getattr(changed, f.name) for f in fields(changed)}
        return urlencode({name: value for name, value in given.items() if value and (name, value) != ("page", 1)})


@dataclass(frozen=True)
class Where:
    """Conditions by filter name, each a piece of SQL with its values."""

    clauses: dict[str, tuple[str, list[Any]]]

    def sql(self, *without: str) -> tuple[str, list[Any]]:
        """All conditions but those of the filters named, joined; "1" when there is none."""
        kept = [clause for name, clause in self.clauses.items() if name not in without]
        return " and ".join(sql for sql, _ in kept) or "1", [value for _, values in kept for value in values]
