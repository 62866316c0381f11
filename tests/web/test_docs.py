"""docs/site.md names every address and every parameter of the site."""

import re
from pathlib import Path

from web.queries.agencies import AgencyAsk
from web.queries.changes import KINDS
from web.queries.filters import Ask
from web.queries.promise_ask import PromiseAsk
from web.routes import ROUTES

PAGE = (Path(__file__).parents[2] / "docs" / "site.md").read_text(encoding="utf-8")
NAMES = {"database": "archive", "id": "ID", "number": "N", "code": "CODE", "place": "CODE", "name": "NAME"}


def test_every_address_is_named():
    for pattern, _ in ROUTES:
        plain = (
            re.sub(r"\(\?:.*?\)\?+", "", re.sub(r"\(\?:\\\.\(\?P<format>.*?\)\)\?", "", pattern))
            .strip("^$")
            .replace("\\.", ".")
        )
        plain = re.sub(r"\(\?P<(\w+)>(?:\[[^]]*\]|[^()])*\)", lambda found: NAMES[found[1]], plain)
        assert f"`{plain}`" in PAGE, plain


def test_every_parameter_is_named():
    for ask in (Ask, PromiseAsk, AgencyAsk):
        for name in (*ask.accepted, "q", "page"):
            assert f"`{name}`" in PAGE, name
    for kind in KINDS:
        assert f"`{kind}`" in PAGE
