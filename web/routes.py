"""All addresses of the site. They are tried before Datasette's own, in this order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from web import assets
from web.pages import agencies, capture, changes, commitments, deputies, health, home, letter, places, plain, search

DATABASE = r"^/(?P<database>[^/.]+)"

ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"^/$", home.show),
    (r"^/search(?:\.(?P<format>csv|json|atom))?$", search.show),
    (r"^/commitments(?:\.(?P<format>csv|json|atom|ics))?$", commitments.show),
    (r"^/agencies(?:\.(?P<format>csv))?$", agencies.index),
    (r"^/agencies/(?P<id>[A-Za-z0-9_.:-]{1,64})$", agencies.show),
    (r"^/places$", places.index),
    (r"^/places/(?P<code>[0-9]{6})$", places.show),
    (r"^/deputies$", deputies.index),
    (r"^/deputies/(?P<place>[0-9]{6}|-)/(?P<name>[^/]{1,400})$", deputies.show),
    (r"^/changes(?:\.(?P<format>csv|json|atom))?$", changes.show),
    (r"^/health(?:\.(?P<format>json))?$", health.show),
    (r"^/about$", plain.about),
    (r"^/feeds$", plain.feeds),
    (r"^/data$", plain.data),
    (r"^/robots\.txt$", plain.robots),
    (r"^/-/databases(?:\.json)?$", plain.databases),
    *((rf"^/-/{name}(?:\.json)?$", plain.hidden) for name in ("patterns", "allow-debug", "messages", "threads")),
    (rf"^/letters/{letter.ID}$", letter.short),
    (rf"^/letters/{letter.ID}/versions/(?P<number>[1-9][0-9]{{0,5}})$", letter.show_version),
    (rf"^/letters/{letter.ID}/capture$", capture.show),
    (rf"^/letters/{letter.ID}/capture\.html$", capture.raw),
    (rf"{DATABASE}/letters/{letter.ID}$", letter.show),
    (rf"{DATABASE}/letters/{letter.ID}/versions/(?P<number>[1-9][0-9]{{0,5}})$", letter.show_version),
    (assets.ROUTE, assets.serve),
]
