"""Query side of the search: what a person typed becomes an FTS5 expression. Never an error, never a syntax error."""

from __future__ import annotations

import re
import unicodedata
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

    def expression(self) -> str:
        """The FTS5 phrase for this term."""
        words: list[str] = []
        prefix = self.open_end
        for position, run in enumerate(self.runs):
            last = position == len(self.runs) - 1
            if not is_han(run):
                words.append(run)
                continue
            words += bigrams(run)
            if last:
                prefix = len(run) == 1
            if not last or prefix:
                words.append(run[-1])
        return f'"{" ".join(words)}"' + ("*" if prefix else "")


@dataclass(frozen=True)
class Group:
    """One alternative of a query: all of `wanted` and none of `unwanted`."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]

    def expression(self) -> str:
        """The FTS5 expression for this group."""
        wanted = " AND ".join(term.expression() for term in self.wanted)
        if not self.unwanted:
            return f"({wanted})"
        return f"(({wanted}) NOT ({' OR '.join(term.expression() for term in self.unwanted)}))"


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


def beginning(query: object) -> str | None:
    """The characters, folded, that are all a person asks for when the index holds them only as a beginning: 水, 2023年.

    To the index that is every pair that begins with the last character: for a common one much of the index. None for others.
    """
    match parse(query):
        case [Group((Term(pieces, False),), ())] if is_han(pieces[-1]) and len(pieces[-1]) == 1:
            return "".join(pieces) if all(is_han(piece) or piece.isdigit() for piece in pieces) else None
    return None
