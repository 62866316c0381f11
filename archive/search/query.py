"""Query side of the search: what a person typed becomes an FTS5 expression. Never an error, never a syntax error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from archive.search.folding import is_han, runs
from archive.search.segment import bigrams

# Readers can call zh_query in SQL, and FTS5 is asked to look every term up.
LONGEST_QUERY = 1_000
MOST_TERMS = 64

NOTHING = '""'  # matches no row

_QUOTED = (
    ('"“”„‟«»″', '"“”„‟«»″'),
    ("「", "」"),
    ("『", "』"),
    ("〝", "〞〟"),
)
# A quotation mark counts where a term begins; inside a term (关于“十四五”规划) it is punctuation like any other.
_TERM = re.compile(
    r"(?P<minus>[-−]*)(?:"
    + "|".join(f"[{opening}](?P<q{n}>[^{closing}]*)(?:[{closing}]|$)" for n, (opening, closing) in enumerate(_QUOTED))
    + r"|(?P<bare>\S+))"
)
_OPERATORS = {"AND": "AND", "OR": "OR", "|": "OR", "或": "OR", "NOT": "NOT"}


@dataclass(frozen=True)
class Term:
    """Runs that must stand one after the other, only punctuation between them.

    `open_end`: the last run, a word or number, may go on (`GDP*`). A run of Han characters may always go on.
    """

    runs: tuple[str, ...]
    open_end: bool = False

    @property
    def lone(self) -> str:
        """The single Han character this term ends in, or ""."""
        return self.runs[-1] if is_han(self.runs[-1]) and len(self.runs[-1]) == 1 else ""

    def expression(self) -> str:
        """The FTS5 phrase for this term."""
        last = self.runs[-1]
        words = [*self._words_before(), *((bigrams(last) or [last]) if is_han(last) else [last])]
        return f'"{" ".join(words)}"' + ("*" if self.open_end or self.lone else "")

    def before(self) -> str:
        """The FTS5 phrase for all runs but the last; "" when there is one only."""
        words = self._words_before()
        return f'"{" ".join(words)}"' if words else ""

    def _words_before(self) -> list[str]:
        return [word for run in self.runs[:-1] for word in ([*bigrams(run), run[-1]] if is_han(run) else [run])]


@dataclass(frozen=True)
class Group:
    """One alternative of a query: all of `wanted` and none of `unwanted`."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]

    def expression(self) -> str:
        """The FTS5 expression for this group."""
        return _expression([term.expression() for term in self.wanted], [term.expression() for term in self.unwanted])

    def narrowed(self, dropped: Collection[str]) -> str:
        """The same without the lone characters in `dropped`; "" when no wanted term is left."""
        wanted = [term.before() if term.lone in dropped else term.expression() for term in self.wanted]
        unwanted = [term.expression() for term in self.unwanted if term.lone not in dropped]
        kept = [phrase for phrase in wanted if phrase]
        return _expression(kept, unwanted) if kept else ""


def _expression(wanted: list[str], unwanted: list[str]) -> str:
    all_wanted = f"({' AND '.join(wanted)})"
    return f"({all_wanted} NOT ({' OR '.join(unwanted)}))" if unwanted else all_wanted


def parse(query: object) -> list[Group]:
    """The alternatives of a query; [] when nothing is asked for. Terms stand for AND; OR binds weaker.

    A group without a wanted term is dropped: "everything but" is no search. Operators without a term on both sides are
    ignored, unless there is nothing else: then they are words.
    """
    if query is None:
        return []
    text = unicodedata.normalize("NFKC", str(query)[:LONGEST_QUERY])
    found: list[tuple[str, bool, Term | None]] = []  # operator or "", negated, term
    operators: list[str] = []
    for match in _TERM.finditer(text):
        bare = match["bare"]
        if bare in _OPERATORS and not match["minus"]:
            operators.append(bare)
            found.append((_OPERATORS[bare], False, None))
            continue
        words = bare if bare is not None else match[match.lastgroup or "bare"] or ""
        pieces = tuple(runs(words))
        if pieces:
            if len(found) - len(operators) == MOST_TERMS:
                break
            open_end = words.endswith("*") and not is_han(pieces[-1])
            found.append(("", bool(match["minus"]), Term(pieces, open_end)))
    if not any(term for _, _, term in found):
        found = [("", False, Term(pieces)) for word in operators if (pieces := tuple(runs(word)))]
    return _groups(found)


def _groups(found: list[tuple[str, bool, Term | None]]) -> list[Group]:
    groups: list[tuple[list[Term], list[Term]]] = [([], [])]
    negate = False
    for operator, negated, term in found:
        if operator == "OR":
            groups.append(([], []))
            negate = False
        elif operator:
            negate = operator == "NOT"
        elif term:
            groups[-1][negated or negate].append(term)
            negate = False
    return [
        Group(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted))) for wanted, unwanted in groups if wanted
    ]


def zh_query(query: object) -> str:
    """The FTS5 expression for what a person typed, for `... MATCH zh_query(:q)`. Matches nothing if nothing is asked."""
    return " OR ".join(group.expression() for group in parse(query)) or NOTHING


def lone(query: object) -> frozenset[str]:
    """The single characters, folded, that the index holds only as beginnings: 水 in `水`, 区 in `学位 区`, 年 in `2023年`.

    To the index each is every pair that begins so: for a common one much of the index, read before the first row is found.
    """
    terms = (term for group in parse(query) for term in (*group.wanted, *group.unwanted))
    return frozenset(last for term in terms if (last := term.lone))


def narrowed(query: object, dropped: Collection[str]) -> str:
    """The FTS5 expression of `query` without those of its `lone` characters that are in `dropped`; "" when nothing is left to look up.

    It finds all that the query finds, and more: `holds` tells which.
    """
    groups = [group.narrowed(dropped) for group in parse(query)]
    return " OR ".join(groups) if all(groups) else ""
