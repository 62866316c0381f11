"""How a column turns its pages: one strict model per strategy, for the sites whose pages do not say it themselves."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Scalar = str | int | float | bool
Extra = Annotated[
    dict[str, Scalar],
    Field(description="parameters sent as they are; nothing in the crawler needs to understand them"),
]


class Strategy(BaseModel):
    """What all strategies share."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Requested(Strategy):
    """Shared by strategies that ask an address with a page parameter."""

    url: str | None = Field(default=None, description="address asked for, where it is not the column's own")
    method: Literal["GET", "POST", "JSON"] = Field(default="GET", description="JSON: POST with a JSON body")
    param: str = Field(default="page", description="name of the page number")
    first: int = Field(default=1, ge=0, le=1, description="number of the first page")
    size: int | None = Field(default=None, ge=1, le=500, description="items per page, sent as size_param")
    size_param: str | None = None
    extra_params: Extra = {}


class NextLink(Strategy):
    """Follow 下一页."""

    strategy: Literal["next_link"]


class Suffix(Strategy):
    """`index_1.html`: stem, underscore, number."""

    strategy: Literal["suffix"]
    stem: str = "index"
    ext: str = Field(default="html", pattern=r"^[a-z]+$")
    first_index: int = Field(default=0, ge=0, le=1, description="0: page 2 is stem_1; 1: page 2 is stem_2")
    separator: str = "_"


class Reverse(Strategy):
    """VSB: `X.htm`, then `X/<T-1>.htm` down to `X/1.htm`."""

    strategy: Literal["reverse"]


class NumericPath(Strategy):
    """The page number is a part of the path: `{n}.html`, `page_{n}.html`, `page/{n}`."""

    strategy: Literal["numeric_path"]
    template: str = Field(default="{n}.html", pattern=r"\{n\}", description="relative to the column's address")
    first: int = Field(default=1, ge=0, le=1)


class QueryParam(Requested):
    """The page number is a GET or POST parameter and the answer is a page."""

    strategy: Literal["query_param"]


class JsonApi(Requested):
    """The answer is JSON: dotted paths say where the items and their fields are."""

    strategy: Literal["json_api"]
    results: str = Field(description="path of the list of items: data.results")
    title: str = "title"
    link: str = "url"
    date: str | None = None
    total: str | None = Field(default=None, description="path of the declared number of items")
    success: str | None = Field(
        default=None, description="path that must be true; an error JSON at status 200 is an error"
    )


class HtmlFragment(Requested):
    """The answer is HTML wrapped in XML or JSON (Hanweb JCMS and JPAAS, Truecms)."""

    strategy: Literal["html_fragment"]
    dialect: Literal["jcms_window", "jcms_page", "jpaas", "truecms", "html"] = "html"
    search: str | None = Field(default=None, description="JPAAS: the `search` of paramJson, a JSON string, as it is")


class Single(Strategy):
    """Everything is on the one page; checked against what the page declares."""

    strategy: Literal["single"]


Paging = Annotated[
    NextLink | Suffix | Reverse | NumericPath | QueryParam | JsonApi | HtmlFragment | Single,
    Field(discriminator="strategy"),
]
