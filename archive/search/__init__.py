"""Chinese full-text search: exact for every word of any length, on stock SQLite. See docs/search.md.

For SQL: zh_query(q) after MATCH, zh_snippet(text, q[, width]), zh_seg(text). For Python also `snippet` and `spans`, which
give pieces and offsets instead of marks, and `register`, which puts the functions on a connection.
"""

from archive.search.folding import normalise
from archive.search.index import INDEXES, check, install, optimize, outdated, realign, register
from archive.search.matching import holds
from archive.search.query import lone, narrowed, zh_query
from archive.search.segment import zh_seg
from archive.search.snippet import snippet, spans, zh_snippet

__all__ = [
    "INDEXES",
    "check",
    "holds",
    "install",
    "lone",
    "narrowed",
    "normalise",
    "optimize",
    "outdated",
    "realign",
    "register",
    "snippet",
    "spans",
    "zh_query",
    "zh_seg",
    "zh_snippet",
]
