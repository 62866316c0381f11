"""Recognises how a list turns its pages, from its first page; a site file may say it instead. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler import paging
from crawler.listings.apis import APIS
from crawler.listings.base import Page, Plan, declared, directory
from crawler.listings.html_fragment import DataProxy
from crawler.listings.jpaas import Jpaas
from crawler.listings.json_api import JsonApi
from crawler.listings.next_link import NextLink, next_url
from crawler.listings.numeric_path import NumericPath
from crawler.listings.query_param import QueryParam
from crawler.listings.reverse import Reverse
from crawler.listings.script_calls import find_call, literal
from crawler.listings.single import Single, inline_items
from crawler.listings.suffix import PagerCall, Suffix, pager_call

Learnt = dict[str, Any]


def recognise(page: Page, hint: str | None = None, learnt: Learnt | None = None) -> tuple[str, Plan]:
    """Name of the platform a list page was made by, and the plan for its pages.

    `hint` is a platform the site file names: it is tried first. The name "generic" means that nothing gave the platform away;
    its plan follows the next link, or takes the page as the whole list.
    """
    order = sorted(_DETECTORS, key=lambda name: name != hint)
    for name in order:
        plan = _DETECTORS[name](page, learnt or {})
        if plan is not None:
            return name, plan
    return hint or "generic", NextLink()


def configured(config: paging.Paging, page: Page, learnt: Learnt | None = None) -> Plan:
    """The plan a site file asks for. Raises ValueError if the page lacks what the plan needs from it."""
    url = urljoin(page.url, getattr(config, "url", None) or page.url.partition("#")[0])
    extra = {key: _text(value) for key, value in getattr(config, "extra_params", {}).items()}
    if isinstance(config, paging.Suffix):
        call = pager_call(page.text)
        pages = call.pages if call else None
        return Suffix(
            directory(page.url), config.stem, config.ext, 1 + config.first_index, True, pages, config.separator
        )
    if isinstance(config, paging.Reverse):
        plan: Plan | None = Reverse.of_page(page)
        return _needed(plan, page, "the number of pages (1/T)")
    if isinstance(config, paging.NumericPath):
        return NumericPath(urljoin(page.url, config.template), config.first)
    if isinstance(config, paging.Single):
        return Single()
    if isinstance(config, paging.QueryParam):
        return QueryParam(url, config.param, config.first, config.method, _sized(config, extra), interface=config.url is not None,
                          referer=page.url)  # fmt: skip
    if isinstance(config, paging.JsonApi):
        return JsonApi(
            url, config.results, config.title, config.link, config.date or "", config.total or "", config.success, config.param,
            config.first, config.method, _sized(config, extra), referer=page.url,
        )  # fmt: skip
    if isinstance(config, paging.HtmlFragment):
        if config.dialect == "jpaas":
            return _needed(Jpaas.of_page(page, extra, config.search), page, "a unitbuild script with queryData")
        if config.dialect == "html":
            return QueryParam(
                url, config.param, config.first, config.method, _sized(config, extra), interface=True, referer=page.url
            )
        dialect = {"jcms_page": "page", "jcms_window": "window"}.get(config.dialect)
        return _needed(DataProxy.of_page(page, dialect or (learnt or {}).get("dialect")), page, "a dataproxy address")
    return NextLink()


def _needed(plan: Plan | None, page: Page, what: str) -> Plan:
    if plan is None:
        raise ValueError(f"{page.url} does not show {what}, which the site file's paging relies on; check the strategy")
    return plan


def _sized(config: Any, extra: dict[str, str]) -> dict[str, str]:
    return {**extra, config.size_param: str(config.size)} if config.size and config.size_param else extra


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _jpaas(page: Page, learnt: Learnt) -> Plan | None:
    return Jpaas.of_page(page) if "queryData" in page.text or "querydata" in page.text else None


def _jcms(page: Page, learnt: Learnt) -> Plan | None:
    return DataProxy.of_page(page, learnt.get("dialect")) if "dataproxy.jsp" in page.text else None


def _truecms(page: Page, learnt: Learnt) -> Plan | None:
    return DataProxy.of_page(page, learnt.get("dialect")) if "messageController/getMessage.do" in page.text else None


def _xxgk(page: Page, learnt: Learnt) -> Plan | None:
    call = find_call(page.text, r"/module/xxgk/search(?:_custom)?\.jsp", page.url)
    if call is None:
        return None
    params = {key: value for key, value in call[1].items() if key != "currpage"}
    column = re.search(r"/col/col(\d+)/", page.column)
    only = rf"/art_{column[1]}_" if column else ""  # search.jsp answers for the whole area
    return QueryParam(call[0], "currpage", params=params, interface=True, referer=page.url, only=only)


def _vsb(page: Page, learnt: Learnt) -> Plan | None:
    if not re.search(r"p_(?:next|no_d|t)\b|pb_sys_common|Announced by Visual SiteBuilder", page.text):
        return None
    return NextLink() if next_url(page.text, page.url) else Reverse.of_page(page)


def _ilist(page: Page, learnt: Learnt) -> Plan | None:
    if not re.search(r"/(?:info|view)/iList\.jsp", urlsplit(page.url).path, re.I):
        return None
    return QueryParam(page.url, "cur_page", pages=declared(page.text)[1])


def _ylcms(page: Page, learnt: Learnt) -> Plan | None:
    site = re.search(r"<meta\s+name=[\"']siteIdMeta[\"']\s+content=[\"']([^\"']+)", page.text)
    if not site or "/cms/html/" not in page.url:
        return None
    channel = re.search(r"<meta\s+name=[\"'](?:channelIdMeta|columnIdMeta)[\"']\s+content=[\"']([^\"']+)", page.text)
    params = {"siteId": site[1]} | ({"channelId": channel[1]} if channel else {})
    return QueryParam(
        urljoin(page.url, "/cms/sitemanage/index.shtml"), "page", params=params, pages=declared(page.text)[1]
    )


def _lonsun_column(page: Page, learnt: Learnt) -> Plan | None:
    match = re.search(r"Ls\.pagination\([^)]*?pageCount\s*:\s*(\d+)", page.text, re.S)
    if not match or "/site/label/8888" in page.text:
        return None
    return QueryParam(page.url, "pageIndex", pages=int(match[1]))


def _kunming(page: Page, learnt: Learnt) -> Plan | None:
    """No link and no call: the number of pages stands in the check of the box where one types a page's number."""
    total = re.search(r"ele\.value\s*>\s*(\d{1,4})", page.text)
    if total is None or next_url(page.text, page.url):
        return None
    plan = Suffix.of_page(page, PagerCall(int(total[1]), "", "shtml"), learnt.get("first_index", 1))
    return plan if "first_index" in learnt else replace(plan, proven=False)


def _qinghai(page: Page, learnt: Learnt) -> Plan | None:
    """Page N is called by eight hexadecimal digits and N; the digits stand in the links of other pages."""
    found = re.findall(r"href=[\"']([^\"']*?\b[0-9a-f]{8}-)(\d{1,4})(\.s?html?)[\"']", page.text)
    pages = [(int(number), head, ending) for head, number, ending in found]
    if not pages or next_url(page.text, page.url):
        return None
    last, head, ending = max(pages)
    return NumericPath(urljoin(page.url, f"{head}{{n}}{ending}"), 1, last)


def _gtapp(page: Page, learnt: Learnt) -> Plan | None:
    """A form posts `cpage`; the pager's calls name the last page."""
    calls = re.findall(r"\bpage\(['\"]?(\d{1,5})['\"]?\)", page.text)
    return (
        QueryParam(page.url, "cpage", method="POST", pages=max(map(int, calls)))
        if calls and "cpage" in page.text
        else None
    )


def _trs(page: Page, learnt: Learnt) -> Plan | None:
    call = pager_call(page.text)
    if call is None:
        return None
    if next_url(page.text, page.url):
        return NextLink()
    plan = Suffix.of_page(page, call, learnt.get("first_index"))
    search = re.search(r"[\"']([^\"'\s]*/was5/web/search\?[^\"'\s]*channelid=\w+)", page.text)
    return replace(plan, beyond=urljoin(page.url, unescape(search[1]))) if search else plan


def _numeric(page: Page, learnt: Learnt) -> Plan | None:
    return None if next_url(page.text, page.url) else NumericPath.of_page(page)


def _aspnet(page: Page, learnt: Learnt) -> Plan | None:
    if ".aspx" not in urlsplit(page.url).path or next_url(page.text, page.url):
        return None
    return QueryParam(page.url, "page") if re.search(r"[?&;]page=\d", page.text) else None


def _was5(page: Page, learnt: Learnt) -> Plan | None:
    return (
        QueryParam(page.url, "page") if "/was5/web/search" in page.url and not next_url(page.text, page.url) else None
    )


def _eportal(page: Page, learnt: Learnt) -> Plan | None:
    call = find_call(page.text, r"/eportal/ui\?[^\"']*moduleId=", page.url)
    if call is None:
        return None
    return QueryParam(call[0], "currentPage", params={k: v for k, v in call[1].items() if k in ("pageId", "moduleId")})


def _inline(page: Page, learnt: Learnt) -> Plan | None:
    if inline_items(page.text, page.url):
        return Single()
    total, size = literal(page.text, "totalCount"), literal(page.text, "perSize")
    return Single() if total and size and "pagedContent" in page.text else None


def _api(name: str) -> Callable[[Page, Learnt], Plan | None]:
    return lambda page, learnt: APIS[name](page)


# In order of how surely a mark gives the platform away; a page may carry several.
_DETECTORS: dict[str, Callable[[Page, Learnt], Plan | None]] = {
    "jpaas": _jpaas,
    "jcms": _jcms,
    "xxgk": _xxgk,
    "truecms": _truecms,
    "epoint": _api("epoint"),
    "gkmlpt": _api("gkmlpt"),
    "lonsun": _api("lonsun"),
    "igs": _api("igs"),
    "hunan": _api("hunan"),
    "ucap": _api("ucap"),
    "vsb": _vsb,
    "ilist": _ilist,
    "ylcms": _ylcms,
    "jian": _api("jian"),
    "gtapp": _gtapp,
    "inline": _inline,
    "lonsun_column": _lonsun_column,
    "trs": _trs,
    "shaanxi": _numeric,
    "kunming": _kunming,
    "qinghai": _qinghai,
    "aspnet": _aspnet,
    "was5": _was5,
    "eportal": _eportal,
}
