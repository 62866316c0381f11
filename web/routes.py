"""All addresses of the site. They are tried before Datasette's own, in this order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from web import assets
from web.pages import commitments, home, letter, search

DATABASE = r"^/(?P<database>[^/.]+)"

ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (assets.ROUTE, assets.serve),
    (r"^/$", home.show),
    (r"^/commitments(?:\.(?P<format>csv|json|atom|ics))?$", commitments.show),
    (r"^/search(?:\.(?P<format>csv|json|atom))?$", search.show),
    (rf"^/letters/{letter.ID}$", letter.short),
    (rf"{DATABASE}/letters/{letter.ID}$", letter.show),
    (rf"{DATABASE}/letters/{letter.ID}/versions/(?P<number>[1-9][0-9]{{0,5}})$", letter.show_version),
]
