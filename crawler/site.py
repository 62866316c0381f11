"""What a site file may say: the strict models behind crawler/sites/<province>/<site>.yml and their JSON Schema."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from crawler.paging import Paging

Level = Literal["national", "province", "prefecture", "county"]
Kind = Literal["congress", "cppcc", "mixed"]
# The families a page can be recognised as (crawler/platforms.py); a site may name one, or leave it to the page.
Platform = Literal[
    "trs", "jcms", "xxgk", "jpaas", "truecms", "epoint", "gkmlpt", "lonsun", "igs", "ucap", "nfcms", "vsb", "ilist",
    "shaanxi", "ylcms", "aspnet", "kunming", "qujing", "xuancheng", "jian", "qinghai", "zhengzhou", "yueyang",
    "ankang", "panjin", "anshan", "liaoning", "was5", "eportal", "gtapp", "column_index", "inline", "hunan", "lonsun_column",
    "generic",
]  # fmt: skip
Range = Annotated[list[int], Field(min_length=2, max_length=2, description="lowest and highest count that is normal")]

NATION = "100000"  # GB/T 2260 gives the country no code; this one is what map services use for it.
COLUMN_NAMES: dict[str, tuple[str, str]] = {
    "congress": ("人大代表建议办理", "Replies to deputies' suggestions"),
    "cppcc": ("政协提案办理", "Replies to CPPCC proposals"),
    "mixed": ("建议提案办理", "Replies to suggestions and proposals"),
}


class Model(BaseModel):
    """Strict and closed: no type is coerced, no unknown key passes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _range(value: list[int] | None) -> list[int] | None:
    if value and not 0 <= value[0] <= value[1]:
        raise ValueError("give the lowest count first: expect: [20, 400]")
    return value


class Column(Model):
    """One list of replies. `url` is the page a person would open; its #fragment is kept (gkmlpt needs it)."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$", description="short name, unique in the file; the URL's slug")
    url: str = Field(pattern=r"^https?://[^\s/]+/\S*$", description="address of the list page, as in a browser")
    kind: Kind = Field(description="whose letters: congress (人大建议), cppcc (政协提案) or mixed")
    name_zh: str | None = Field(default=None, description="the column's own name, where it is not the usual one")
    name_en: str | None = None
    sample: str | None = Field(
        default=None, pattern=r"^https?://\S+$", description="a letter known to be in this column, for `sites check`"
    )
    platform: Platform | None = Field(default=None, description="where this column differs from the site")
    paging: Paging | None = Field(default=None, description="only where the page does not say it itself")
    from_letter: bool = Field(
        default=False, description="url is a letter: the column is the last link of its breadcrumb, read on each run"
    )
    children: bool = Field(
        default=False, description="a parent: its year and session sub-columns are looked for on each run"
    )
    expect: Range | None = Field(default=None, description="letters this column normally lists")

    _ordered = field_validator("expect")(_range)

    @property
    def host(self) -> str:
        """Host name of the column's page, without the port."""
        return urlsplit(self.url).hostname or ""


class Politeness(Model):
    """How gently this site is visited, beyond the house rules (2 s per host, robots.txt, Retry-After)."""

    delay: float | None = Field(
        default=None, ge=2, description="seconds between two requests; never below the house rule"
    )
    timeout: float | None = Field(default=None, gt=0, le=600, description="seconds to wait for an answer")
    max_pages: int | None = Field(
        default=None, ge=1, description="list pages per column and run, against endless pagers"
    )


class Schedule(Model):
    """How often the lists are asked for, and when (Beijing time)."""

    every: Literal["daily", "weekly", "monthly"] = "daily"
    hours: Range | None = Field(default=None, description="visit only between these hours, e.g. [22, 6] for the night")

    @field_validator("hours")
    @classmethod
    def _clock(cls, value: list[int] | None) -> list[int] | None:
        if value and not all(0 <= hour <= 24 for hour in value):
            raise ValueError("hours run from 0 to 24: hours: [22, 6]")
        return value


class Site(Model):
    """A publisher's host and its columns. Everything not said here is found out from the pages."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", description="the file's name without .yml")
    name_zh: str = Field(min_length=2, description="the publisher as it calls itself")
    name_en: str = Field(min_length=2, description="its English name")
    division: str = Field(pattern=r"^\d{6}$", description='GB/T 2260 code in quotes: "420300"; "100000" is the country')
    level: Level = Field(description="level of the government the publisher belongs to")
    platform: Platform | None = Field(
        default=None, description="content management system; null: recognised from the page"
    )
    hosts: list[str] = Field(default=[], description="further hosts it answers from (APIs, twins with or without www.)")
    scheme: Literal["http", "https"] | None = Field(
        default=None, description="ask with this scheme whatever the links say"
    )
    tls: Literal["legacy"] | None = Field(
        default=None, description="legacy: the server speaks TLS 1.0 or 1.1 only, or with weak keys or broken curves"
    )
    encoding: str | None = Field(default=None, description="only where the pages declare a wrong one")
    politeness: Politeness = Politeness()
    schedule: Schedule = Schedule()
    expect: Range | None = Field(
        default=None, description="letters the whole site normally lists; below the lowest a run fails"
    )
    verified: datetime.date | None = Field(
        default=None, description="day a person or `fuhan sites check` last saw it work"
    )
    columns: list[Column] = Field(min_length=1)

    _ordered = field_validator("expect")(_range)

    @field_validator("encoding")
    @classmethod
    def _codec(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                "复".encode(value)
            except (LookupError, UnicodeEncodeError):
                raise ValueError(f"Python knows no Chinese encoding {value!r}; gb18030 covers gb2312 and gbk") from None
        return value

    @model_validator(mode="after")
    def _columns_differ(self) -> Self:
        for key in ("id", "url"):
            seen = [getattr(column, key) for column in self.columns]
            for value in {v for v in seen if seen.count(v) > 1}:
                raise ValueError(f"two columns have the {key} {value}; keep one or give each its own")
        if (self.level == "national") != (self.division == NATION):
            raise ValueError(f'level national goes with division "{NATION}" and with no other')
        return self

    @property
    def own_hosts(self) -> list[str]:
        """Hosts of the columns, in order: the ones no other site may claim."""
        return list(dict.fromkeys(column.host for column in self.columns))

    @property
    def all_hosts(self) -> list[str]:
        """Every host a request for this site may go to."""
        return list(dict.fromkeys([*self.own_hosts, *self.hosts]))

    @property
    def legacy_hosts(self) -> list[str]:
        """Hosts that are spoken to in old TLS."""
        return self.all_hosts if self.tls == "legacy" else []

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values for the archive and the ledger: `hosts` complete, columns with their names filled in."""
        plain: dict[str, Any] = self.model_dump(mode="json")
        plain["hosts"] = self.all_hosts
        for column in plain["columns"]:
            usual_zh, usual_en = COLUMN_NAMES[column["kind"]]
            column["name_zh"] = column["name_zh"] or usual_zh
            column["name_en"] = column["name_en"] or usual_en
        return plain


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a site file, for editors; `id` is optional there because the file name gives it."""
    schema = Site.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Fuhan site"
    schema["required"].remove("id")
    return schema
