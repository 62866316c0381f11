"""The filters beside a result: every value with its count, and the address that chooses it or takes it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from web import i18n, labels
from web.queries.asking import Asking
from web.queries.names import OFFICES, Names

Row = dict[str, Any]
Label = Callable[[str, str], str]

# Values shown at once; a reader can unfold the others.
SHOWN = 14


def labelled(named: Names, groups: Mapping[str, str]) -> Label:
    """How values are called: places and offices by name, codes by the words of their group, all others as they are."""

    def label(name: str, value: str) -> str:
        if name == "place":
            return named.places.get(value, value)
        if name == "agency":
            return named.agencies.get(value, value)
        if name == "office":
            return i18n.gettext("office: %(part)s") % {"part": value}
        return labels.label(groups[name], value) if name in groups else value

    return label


def facets(
    ask: Asking, counts: Mapping[str, list[tuple[str, int]]], titles: Mapping[str, str], label: Label
) -> list[Row]:
    """The filters of `titles` (name to message) that narrow anything, or are in force, with their values."""
    shown = []
    for name, title in titles.items():
        chosen = getattr(ask, name)
        values = [
            {
                "label": label(name, value),
                "count": count,
                "on": value == chosen,
                "query": ask.query_string(**{name: "" if value == chosen else value}),
            }
            for value, count in counts.get(name, [])[: OFFICES if name == "agency" else None]
            if value and count
        ]
        if len(values) > 1 or (values and (chosen or name == "commitments")):
            shown.append({"name": name, "title": i18n.gettext(title), "values": values[:SHOWN], "more": values[SHOWN:]})
    return shown


def active(ask: Asking, label: Label) -> list[tuple[str, str]]:
    """The filters in force: what each is called, and the address without it."""
    return [(label(name, value), ask.query_string(**{name: ""})) for name, value in ask.filters().items()]
