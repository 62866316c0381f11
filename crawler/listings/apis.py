"""The JSON interfaces of known platforms, as their pages give them away: addresses, constants and the names of the fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from crawler.listings.base import Ask, HtmlPlan, ListPage, Page, Plan
from crawler.listings.json_api import JsonApi
from crawler.listings.script_calls import find_call

_SID = re.compile(r"\bSID['\"]?\s*[:=]\s*['\"]?(\w+)")
_CHANNEL = re.compile(
    r"<meta\s+name=[\"']channelid[\"']\s+content=[\"']([\w-]+)|\bchannelId\s*=\s*[\"']([\w-]+)[\"']", re.I
)
_GUID = re.compile(r"siteGuid[\"']?\s*[:=]\s*[\"']([\w-]+)")
_PROJECT = re.compile(r"projectName[\"']?\s*[:=]\s*[\"']([^\"']+)")
_PAGE_NAMES = ("pageNumber", "pageIndex", "pageNo", "currentPage", "page")


def gkmlpt(page: Page) -> JsonApi | None:
    """Guangdong's disclosure platform. The column is in the URL's fragment, the site's number in its script; 100 a page."""
    match = re.match(r"^(.*?/gkmlpt)(?:/|$)", urlsplit(page.column).path)
    category = urlsplit(page.column).fragment
    if not match or not re.fullmatch(r"\d+", category):
        return None
    sid = _SID.search(page.text)
    return JsonApi(
        urljoin(page.url, f"{match[1]}/api/all/{category}"), "articles", "title", "url|post_url",
        "display_publish_time|first_publish_time|date|create_time|created_at", "total", "articles",
        params={"sid": sid[1]} if sid else {}, referer=page.url.partition("#")[0],
    )  # fmt: skip


def ucap(page: Page) -> JsonApi | None:
    """Ucap's `/searchList/<channelid>`; the address stands in the page's script, or its meta tag gives the channel."""
    if "searchList" not in page.text:
        return None
    channel = _CHANNEL.search(page.text)
    call = find_call(page.text, "/searchList/", page.url)
    url, params = call if call else ("", {})
    if not url or not url.rpartition("/")[2]:
        if not channel:
            return None
        url = urljoin(page.url, f"/searchList/{channel[1] or channel[2]}")
    wanted = {"_isAgg": "true", "_isJson": "true", "_pageSize": "18", "_template": "index"}
    kept = {k: v for k, v in params.items() if k.startswith("_")}
    return JsonApi(
        url, "data.results", "title", "url", "publishedTimeStr|publishedTime", "data.total", "data",
        params={**wanted, **kept}, referer=page.url,
    )  # fmt: skip


def hunan(page: Page) -> JsonApi | None:
    """Hunan's common search, on a host of its own: a form with the channel in the address."""
    channel = _CHANNEL.search(page.text)
    if "/search/common/search/" not in page.text or not channel:
        return None
    host = re.search(r"(https?:)?//[\w.-]+(?=/search/common/search/)", page.text)
    url = urljoin(
        page.url,
        (host[0] if host else "https://api.hunan.gov.cn") + f"/search/common/search/{channel[1] or channel[2]}",
    )
    params = {
        "datas[0][key]": "status", "datas[0][value]": "4", "datas[0][join]": "and", "datas[0][queryType]": "term",
        "datas[1][key]": "publishedTime", "datas[1][sort]": "true", "datas[1][order]": "desc", "_pageSize": "20", "_isAgg": "true",
    }  # fmt: skip
    return JsonApi(
        url, "data.results", "title", "url", "publishedTimeStr|publishedTime", "data.total", "data", method="POST",
        params=params, referer=page.url,
    )  # fmt: skip


def igs(page: Page) -> JsonApi | None:
    """TRS IGS: `filter[CHANNELID]` chooses the column; an error is a 59-byte JSON at status 200."""
    call = find_call(page.text, r"/igs/front/search/list\.html|/search/publish/data/list\.html", page.url)
    if call is None:
        return None
    url, params = call
    name = next((n for n in _PAGE_NAMES if n in params), "pageNumber")
    first = 0 if params.pop(name, "1") == "0" else 1
    params.setdefault("orderProperty", "DOCRELTIME")
    params.setdefault("pageSize", "20")
    return JsonApi(
        url, "page.content", "DOCTITLE|TITLE|title", "DOCPUBURL|URL|url", "DOCRELTIME|PUBDATE|docreltime", "page.total|page.totalElements",
        "page.content", param=name, first=first, params=params, referer=page.url,
    )  # fmt: skip


def jian(page: Page) -> JsonApi | None:
    """Ji'an: the page number is in the address, the column in an array of the form; no total is told."""
    match = re.search(r"[\"']([^\"'\s]*api-ajax_list-)[\"'](.{0,1500})", page.text, re.S)
    if match is None:
        return None
    form = match[2].partition("}")[0]
    params: dict[str, str | list[str]] = {}
    for name, values in re.findall(r"[\"']?([\w\[\]]+)[\"']?\s*:\s*\[([^\[\]]*)\]", form):
        params[name if name.endswith("[]") else f"{name}[]"] = re.findall(r"[\"']?([^\"',\s]+)[\"']?", values)
    for name, value in re.findall(r"[\"']?(\w+)[\"']?\s*:\s*[\"']([^\"']*)[\"']", form):
        params[name] = value
    return JsonApi(
        urljoin(page.url, match[1]) + "{n}.html", "data", "title", "url", "inputtime|updatetime", "total", method="POST",
        params=params, referer=page.url.partition("#")[0],
    )  # fmt: skip


@dataclass(frozen=True)
class Epoint(HtmlPlan):
    """Epoint EWB: POST with a JSON body. `siteGuid` and the project's folder stand in a script file, which is read first."""

    call: str
    params: dict[str, str]
    script: str
    referer: str

    def start(self, page: Page) -> ListPage:
        """The shell; its constants are in the page or in the script."""
        return ListPage(next=Ask(self.script), preface=True) if self.script else self.read(page)

    def read(self, page: Page) -> ListPage:
        """The script (or the page itself): completes the address and the parameters."""
        params = dict(self.params)
        guid, folder = _GUID.search(page.text), _PROJECT.search(page.text)
        if guid:
            params.setdefault("siteGuid", guid[1])
        url = self.call if self.call.startswith("http") or not folder else folder[1].rstrip("/") + self.call
        first = 0 if params.pop("pageIndex", "1") == "0" else 1
        api = JsonApi(
            urljoin(self.referer, url), "custom.data|custom.infodata|data", "realtitle|title", "infourl|url",
            "infodate|webdate|pubdate", "custom.total|custom.totalcount|total", "custom", param="pageIndex", first=first,
            method="JSON", params=params, referer=self.referer,
        )  # fmt: skip
        return ListPage(next=api.ask(1), plan=api, preface=True)


def epoint(page: Page) -> Epoint | None:
    """The plan of a column's shell; `categorynum` stands in the call or in the column's address."""
    match = re.search(r"[\"']([^\"']*getgovinfolist)[\"']", page.text)
    call = find_call(page.text, "getgovinfolist", page.url)
    if match is None or call is None:
        return None
    names = ("deptcode", "categorynum", "siteGuid", "pageIndex", "pageSize", "title")
    params = {name: value for name, value in call[1].items() if name in names}
    for name, value in parse_qsl(urlsplit(page.column).query):
        if name in names:
            params.setdefault(name, value)
    script = re.search(r"src=[\"']([^\"']*webBuilderCommon\.js[^\"']*)", page.text)
    inline = _GUID.search(page.text)
    return Epoint(match[1], params, "" if inline or not script else urljoin(page.url, script[1]), page.url)


def lonsun(page: Page) -> JsonApi | None:
    """Lonsun's label: one endpoint for every list of the site, so every parameter of the page's own call is sent."""
    call = find_call(page.text, "/site/label/8888", page.url)
    if call is None or not call[1].get("labelName"):
        return None
    url, params = call
    kept = {k: v for k, v in params.items() if k not in ("pageIndex", "isJson", "result", "pageCount", "total")}
    kept.update(isJson="true")
    return JsonApi(
        url, "data", "title", "link|url", "publishDate|createDate|date", "total", "data", param="pageIndex", params=kept,
        referer=page.url.partition("#")[0],
    )  # fmt: skip


APIS: dict[str, Callable[[Page], Plan | None]] = {
    "epoint": epoint,
    "gkmlpt": gkmlpt,
    "lonsun": lonsun,
    "igs": igs,
    "hunan": hunan,
    "jian": jian,
    "ucap": ucap,
}
