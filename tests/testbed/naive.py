"""Naive clients: the least code that walks each platform's lists, written from what a person sees, not from our crawler.

Each takes the address of a column as a person has it and a `get` function, and returns the addresses of the letters found.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlencode, urljoin, urlsplit

import httpx

Get = Callable[..., str]
HREF = re.compile(r"""<li[^>]*>(?:<span[^>]*>[^<]*</span>)?<a href=["']([^"']+)["'][^>]*title=""")


def getter(port: int) -> Get:
    """A function that asks the server on `port` for a URL by its host name, redirects not followed."""
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)

    def get(url: str, data: object = None, referer: str = "") -> str:
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"host": parts.netloc} | ({"referer": referer} if referer else {})
        if data is None:
            response = client.get(target, headers=headers)
        elif isinstance(data, str):
            response = client.post(target, content=data, headers={**headers, "content-type": "application/json"})
        else:
            response = client.post(target, data=data, headers=headers)
        response.raise_for_status()
        return response.content.decode("gb18030") if b'charset="gb2312"' in response.content[:500] else response.text

    return get


def links(text: str, base: str) -> list[str]:
    """Addresses of list items."""
    return [urljoin(base, html.unescape(href)) for href in HREF.findall(text)]


def by_next_link(get: Get, url: str, word: str = "下一页") -> list[str]:
    """Follow the link called 下一页 (VSB: 下页)."""
    found: list[str] = []
    while url:
        text = get(url)
        found += links(text, url)
        following = re.search(rf'<a[^>]*href="([^"]+)"[^>]*>{word}<', text)
        url = urljoin(url, html.unescape(following[1])) if following else ""
    return found


def by_trs_call(get: Get, url: str) -> list[str]:
    """Count on from the call's arguments."""
    text = get(url)
    if counts := re.search(r"recordCount = (\d+);\s+var pageSize = (\d+)", text):
        text = text.replace("</body>", f"createPage({-(-int(counts[1]) // int(counts[2]))},0,index,html);")
    if pager := re.search(r'"setPage", (\d+), (\d+)', text):
        text = text.replace("</body>", f"createPageHTML('paging',{pager[2]},1,index,html);")
    if count := re.search(r"countPage = (\d+)", text):
        text = text.replace("createPageHTML(countPage", f"createPageHTML({count[1]}")
    call = re.search(r"createPage(?:HTML)?\((.*?)\);", text)
    assert call, f"no paging call on {url}"
    arguments = [argument.strip().strip("'\"") for argument in call[1].split(",")]
    first = 0
    if not arguments[0].isdigit():
        arguments, first = arguments[1:], 1
    total, stem, ext = int(arguments[0]), arguments[2], arguments[3]
    found = links(text, url)
    search = re.search(r"location = '([^']+)'", text)
    for page in range(2, total + 1):
        address = urljoin(url, f"{stem}_{page - 1 + first}.{ext}")
        if search and page > 3:
            address = urljoin(url, f"{search[1]}&page={page}")
        found += links(get(address), address)
    return found


def by_years(get: Get, url: str) -> list[str]:
    """Walk each year below a parent."""
    years = re.findall(r'<a href="([^"]+/\d{4}/)">\d{4}</a>', get(url))
    return [letter for year in years for letter in by_trs_call(get, urljoin(url, year))]


def by_numbers(get: Get, url: str) -> list[str]:
    """Shaanxi: 1.html, 2.html as far as the script says."""
    total = int(re.search(r"pageCount = parseInt\('(\d+)'\)", get(url))[1])  # type: ignore[index]
    return [letter for page in range(1, total + 1) for letter in links(get(urljoin(url, f"{page}.html")), url)]


def jcms(get: Get, url: str) -> list[str]:
    """The page's own records, then the proxy by windows and by pages, until all are there."""
    text = get(url)
    found = links(text, url)
    total = int(re.search(r"totalRecord : (\d+)", text)[1])  # type: ignore[index]
    proxy = re.search(r"proxyUrl : '([^']+)'", text)[1]  # type: ignore[index]
    names = ("columnid", "unitid")
    form = {name: re.search(rf"'{name}':'?(\d+)", text)[1] for name in names}  # type: ignore[index]
    page = 0
    while len(set(found)) < total and page < 100:
        start = len(set(found)) + 1
        window = f"{proxy}?startrecord={start}&endrecord={start + 19}&perpage=20"
        more = links(get(urljoin(url, window), form), url)
        if not set(more) - set(found):
            page += 1
            more = links(get(urljoin(url, f"{proxy}?page={page}&perpage=100&{urlencode(form)}")), url)
        found += more
    return found


def xxgk(get: Get, url: str) -> list[str]:
    """The whole area's rows, kept by the column's number."""
    area = re.search(r"tree\.jsp\?area=(\d+)", get(url))[1]  # type: ignore[index]
    own = "art_" + re.search(r"col(\d+)/", url)[1] + "_"  # type: ignore[index]
    found, page, total = [], 1, 1
    while page <= total:
        text = get(urljoin(url, "/module/xxgk/search.jsp"), {"area": area, "currpage": str(page)})
        total = int(re.search(r"共(\d+)页", text)[1])  # type: ignore[index]
        found += [urljoin(url, href) for href in re.findall(r'<a href="([^"]+)" class="bt_link"', text) if own in href]
        page += 1
    return found


def jpaas(get: Get, url: str) -> list[str]:
    """The unit with the page's own queryData."""
    text = html.unescape(get(url))
    query = json.loads(re.search(r'queryData="(\{.*?\})"', text)[1].replace("'", '"'))  # type: ignore[index]
    unit = re.search(r' url="([^"]+)"', text)[1]  # type: ignore[index]
    search = re.search(r"search='(\{.*?\})'", text)
    found: list[str] = []
    for page in range(1, 100):
        asked = {"pageNo": page, "pageSize": 10} | ({"search": search[1]} if search else {})
        answer = json.loads(get(urljoin(url, f"{unit}?{urlencode({**query, 'paramJson': json.dumps(asked)})}")))
        new = [href for href in links(answer["data"]["html"], url) if href not in found]
        if not new:
            break
        found += new
    return found


def truecms(get: Get, url: str) -> list[str]:
    """JSONP around XML, with a Referer."""
    text = get(url)
    column = re.search(r"columnId:'([^']+)'", text)[1]  # type: ignore[index]
    proxy = re.search(r"proxyUrl:'([^']+)'", text)[1]  # type: ignore[index]
    found: list[str] = []
    while True:
        query = f"startrecord={len(found) + 1}&endrecord={len(found) + 20}&perpage=20&columnId={column}&callback=cb"
        answer = get(urljoin(url, f"{proxy}?{query}"), referer=url)
        new = links(json.loads(answer[3:-2])["result"], url)
        found += new
        if len(new) < 20:
            return found


def gkmlpt(get: Get, url: str) -> list[str]:
    """The column's number is behind the #."""
    shell, _, number = url.partition("#")
    sid = re.search(r"SID: '(\d+)'", get(shell))[1]  # type: ignore[index]
    found: list[str] = []
    for page in range(1, 100):
        answer = json.loads(get(urljoin(url, f"/gkmlpt/api/all/{number}?page={page}&sid={sid}")))
        found += [article["url"] for article in answer["articles"]]
        if len(found) >= answer["total"]:
            break
    return found


def ucap_json(get: Get, url: str) -> list[str]:
    """By the channelid of the meta tag."""
    channel = re.search(r'name="channelid" content="(\w+)"', get(url))[1]  # type: ignore[index]
    found: list[str] = []
    for page in range(1, 100):
        query = f"_isAgg=true&_isJson=true&_pageSize=10&_template=index&page={page}"
        data = json.loads(get(urljoin(url, f"/searchList/{channel}?{query}")))["data"]
        found += [urljoin(url, result["url"]) for result in data["results"]]
        if len(found) >= data["total"]:
            break
    return found


def lonsun(get: Get, url: str) -> list[str]:
    """The label with the parameters of the page's script."""
    text = get(url)
    asked = {name: re.search(rf"{name}: '(\d+)'", text)[1] for name in ("siteId", "organId", "catId")}  # type: ignore[index]
    total = int(re.search(r"pageCount: (\d+)", text)[1])  # type: ignore[index]
    asked |= {"labelName": "publicInfoList", "pageSize": re.search(r"pageSize: (\d+)", text)[1]}  # type: ignore[index]
    label = urljoin(url, "/site/label/8888")
    pages = [get(f"{label}?{urlencode({**asked, 'pageIndex': page})}") for page in range(1, total + 1)]
    return [letter for page in pages for letter in links(page, url)]


def ylcms(get: Get, url: str) -> list[str]:
    """The first page, then by siteId."""
    text = get(url)
    site = re.search(r'name="siteIdMeta" content="(\d+)"', text)[1]  # type: ignore[index]
    total = int(re.search(r"共(\d+)页", text)[1])  # type: ignore[index]
    later = [
        get(urljoin(url, f"/cms/sitemanage/index.shtml?siteId={site}&page={page}")) for page in range(2, total + 1)
    ]
    return [letter for page in (text, *later) for letter in links(page, url)]


def epoint(get: Get, url: str) -> list[str]:
    """POST JSON with the GUID of the script file."""
    category = parse_qs(urlsplit(url).query)["categorynum"][0]
    info = json.loads(re.search(r"\{.*\}", get(urljoin(url, "/js/webBuilderCommon.js")))[0])  # type: ignore[index]
    found: list[str] = []
    for page in range(1, 100):
        asked = {"categorynum": category, "siteGuid": info["siteGuid"], "pageIndex": page, "pageSize": 20}
        answer = get(urljoin(url, f"{info['projectName']}/rest/lightfrontaction/getgovinfolist"), json.dumps(asked))
        custom = json.loads(answer)["custom"]
        found += [urljoin(url, row["infourl"]) for row in custom["data"]]
        if len(found) >= custom["total"]:
            break
    return found


def igs(get: Get, url: str) -> list[str]:
    """The address in the script, page by page."""
    address = re.search(r"getJSON\('([^']+)'", get(url))[1]  # type: ignore[index]
    found: list[str] = []
    for page in range(1, 100):
        query = quote(address.replace("pageNumber=1", f"pageNumber={page}"), safe="/?=&")
        answer = json.loads(get(urljoin(url, query)))["page"]
        found += [row["DOCPUBURL"] for row in answer["content"]]
        if page >= answer["totalPages"]:
            break
    return found


def inline(get: Get, url: str) -> list[str]:
    """All items of the page, or of its script."""
    text = get(url)
    data = re.search(r"dataList = (\[.*?\]);</script>", text)
    return [urljoin(url, row["url"]) for row in json.loads(data[1])] if data else links(text, url)


def by_total(get: Get, url: str, pattern: str, address: Callable[[int], str], first: str = "") -> list[str]:
    """As many pages as the first one says (`pattern`), page p at `address(p)`."""
    text = get(first or url)
    total = int(re.findall(pattern, text)[-1])
    found = links(text, url)
    for page in range(2, total + 1):
        found += links(get(urljoin(url, address(page))), url)
    return found


def until_empty(get: Callable[[int], list[str]]) -> list[str]:
    """Page after page until one brings nothing new."""
    found: list[str] = []
    for page in range(1, 100):
        new = [href for href in get(page) if href not in found]
        if not new:
            break
        found += new
    return found


def kunming(get: Get, url: str) -> list[str]:
    """The number in the box's script; links in paragraphs."""
    href = re.compile(r'<p><a href="([^"]+)"')
    total = int(re.search(r"ele\.value>(\d+)", get(url))[1])  # type: ignore[index]
    pages = [get(url), *(get(urljoin(url, f"index_{page}.shtml")) for page in range(2, total + 1))]
    return [urljoin(url, found) for page in pages for found in href.findall(page)]


def gtapp(get: Get, url: str) -> list[str]:
    """POST by POST."""
    href = re.compile(r'<td class="nlist"><a href="([^"]+)"')
    return until_empty(lambda page: [urljoin(url, found) for found in href.findall(get(url, {"cpage": str(page)}))])


def jian(get: Get, url: str) -> list[str]:
    """The array of the page's script."""
    mark = re.search(r"'ajax_type\[\]': \['(\d+)', '10'\]", get(url))[1]  # type: ignore[index]

    def rows(page: int) -> list[str]:
        answer = get(urljoin(url, f"api-ajax_list-{page}.html"), {"ajax_type[]": [mark, "10"], "is_ds": "1"})
        return [row["url"] for row in json.loads(answer)["data"]]

    return until_empty(rows)


def hunan(get: Get, url: str) -> list[str]:
    """The common search of the channel."""
    text = get(url)
    host, channel = re.search(r"u = '(//[^']+)'", text)[1], re.search(r"channelId = '(\d+)'", text)[1]  # type: ignore[index]
    form = {"datas[0][key]": "status", "_isAgg": "true", "_pageSize": "20"}
    return until_empty(
        lambda page: [
            r["url"] for r in json.loads(get(f"http:{host}{channel}", {**form, "page": str(page)}))["data"]["results"]
        ]
    )


def mca(get: Get, url: str) -> list[str]:
    """`?2`, `?3`, …"""
    return until_empty(lambda page: links(get(url if page == 1 else f"{url}?{page}"), url) if page < 4 else [])


def frame(get: Get, url: str) -> list[str]:
    """The list stands in the larger frame."""
    source = re.findall(r'<iframe src="([^"]+)"', get(url))[1]
    return by_trs_call(get, urljoin(url, source))


def _qinghai(get: Get, url: str) -> Callable[[int], str]:
    mark = re.search(r"/([0-9a-f]{8})-2\.html", get(url))[1]  # type: ignore[index]
    return lambda page: f"{mark}-{page}.html"


WALKS: dict[str, Callable[[Get, str], list[str]]] = {
    "trs": by_trs_call, "nfcms": by_next_link, "ilist": by_next_link, "aspnet": by_next_link,
    "vsb": lambda get, url: by_next_link(get, url, "下页"), "shaanxi": by_numbers, "jcms": jcms, "xxgk": xxgk, "jpaas": jpaas,
    "truecms": truecms, "gkmlpt": gkmlpt, "lonsun": lonsun, "ylcms": ylcms, "epoint": epoint, "igs": igs, "inline": inline,
    "kunming": kunming, "qujing": by_next_link, "yichang": by_next_link, "gtapp": gtapp, "jian": jian, "hunan": hunan, "mca": mca,
    "qinghai": lambda get, url: by_total(get, url, r"-(\d+)\.html\">", _qinghai(get, url)),
    "column_index": lambda get, url: by_total(get, url, r"共(\d+)页", lambda page: f"column-index-{page}.shtml"),
    "xuancheng": lambda get, url: by_total(get, url, r"共(\d+)页", lambda page: f"page_{page}.html"),
    "eportal": lambda get, url: by_total(get, url, r"共(\d+)页", lambda page: f"{url}&currentPage={page}&moduleId=8a1b2c3d"),
    "was5": lambda get, url: until_empty(lambda page: links(get(f"{url}&page={page}"), url)),
    "lonsun_column": lambda get, url: by_total(get, url, r"pageCount: (\d+)", lambda page: f"{url}?pageIndex={page}"),
    "frame": frame, "ucap": lambda get, url: ucap_json(get, url) if "common_list" in url else by_next_link(get, url),
}  # fmt: skip


def walk(get: Get, platform: str, url: str, children: bool = False) -> list[str]:
    """Addresses of the letters of a column, in order, as often as they are listed."""
    return by_years(get, url) if children else WALKS[platform](get, url)
