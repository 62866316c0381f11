"""Content management systems of government sites, played from data: one module per family."""

from __future__ import annotations

from importlib import import_module

from examples.model import Site
from examples.platforms.base import Platform

# Name of a platform, as in site files -> module and class.
PLATFORMS = {
    "trs": "trs.Trs",
    "jcms": "jcms.Jcms",
    "xxgk": "xxgk.Xxgk",
    "jpaas": "jpaas.Jpaas",
    "truecms": "truecms.Truecms",
    "epoint": "epoint.Epoint",
    "gkmlpt": "gkmlpt.Gkmlpt",
    "nfcms": "nfcms.Nfcms",
    "lonsun": "lonsun.Lonsun",
    "igs": "igs.Igs",
    "ucap": "ucap.Ucap",
    "vsb": "vsb.Vsb",
    "ilist": "query_lists.Ilist",
    "aspnet": "query_lists.Aspnet",
    "ylcms": "query_lists.Ylcms",
    "shaanxi": "shaanxi.Shaanxi",
    "kunming": "regional.Kunming",
    "qujing": "regional.Qujing",
    "qinghai": "regional.Qinghai",
    "yichang": "regional.Yichang",
    "column_index": "regional.Chengdu",
    "xuancheng": "regional.Xuancheng",
    "mca": "regional.Mca",
    "eportal": "asked_lists.Eportal",
    "was5": "asked_lists.Was5",
    "gtapp": "asked_lists.Gtapp",
    "lonsun_column": "asked_lists.LonsunColumn",
    "jian": "asked_lists.Jian",
    "hunan": "asked_lists.Hunan",
    "inline": "inline.Inline",
    "frame": "frame.Frame",
    "challenge": "challenge.Challenge",
}


def play(site: Site) -> Platform:
    """The site as its content management system serves it; ValueError names an unknown platform."""
    if site.platform not in PLATFORMS:
        raise ValueError(f"{site.host}: no platform {site.platform!r}; there are {', '.join(sorted(PLATFORMS))}")
    module, _, name = PLATFORMS[site.platform].partition(".")
    platform: Platform = getattr(import_module(f"examples.platforms.{module}"), name)(site)
    return platform
