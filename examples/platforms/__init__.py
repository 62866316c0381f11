"""Content management systems of government sites, played from data: one module per family."""

from __future__ import annotations

from importlib import import_module

from examples.model import Site
from examples.platforms.base import Platform

MODULES = {
    "trs": "trs",
    "jcms": "jcms",
    "gkmlpt": "gkmlpt",
    "vsb": "vsb",
    "challenge": "challenge",
    "jpaas": "jpaas",
    "ucap": "ucap",
    "lonsun": "lonsun",
}


def play(site: Site) -> Platform:
    """The site as its content management system serves it; ValueError names an unknown platform."""
    if site.platform not in MODULES:
        raise ValueError(f"{site.host}: no platform {site.platform!r}; there are {', '.join(sorted(MODULES))}")
    module = import_module(f"examples.platforms.{MODULES[site.platform]}")
    platform: Platform = module.PLATFORM(site)
    return platform
