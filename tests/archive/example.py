"""A small archive that holds a case of everything the questions ask for: the gold letters, and altered copies of them."""

from __future__ import annotations

import copy
from concurrent.futures import Future
from urllib.parse import urlsplit

from archive import ingest, schema
from tests.archive.captured import CASES, Crawls, parsed, record

DIVISIONS = {
    "www.jiangjin.gov.cn": "500116", "www.bishan.gov.cn": "500120", "sthjj.shiyan.gov.cn": "420300",
    "jt.guizhou.gov.cn": "520000", "www.ndrc.gov.cn": "100000", "wzslj.wenzhou.gov.cn": "330300",
    "www.deqing.gov.cn": "330521", "www.quannan.gov.cn": "360729", "www.gov.cn": "100000", "www.junan.gov.cn": "371327",
    "www.haizhu.gov.cn": "440105", "www.tongcheng.gov.cn": "340881", "www.ansai.gov.cn": "610603",
    "www.yaoan.gov.cn": "532325", "public.dengfeng.gov.cn": "410185", "www.fjyx.gov.cn": "350426",
    "www.miluo.gov.cn": "430681", "xxgk.mot.gov.cn": "100000", "www.zhucheng.gov.cn": "370782",
    "hrss.xz.gov.cn": "320300", "www.qinzhouqu.gov.cn": "620502", "www.cqstl.gov.cn": "500151",
    "slj.cq.gov.cn": "500000", "www.xiuwu.gov.cn": "410821",
}  # fmt: skip
SITES = [
    {"id": host.replace(".", "-"), "name_zh": host, "division": code, "hosts": [host],
     "columns": [{"id": "rd", "url": f"http://{host}/", "kind": "mixed", "name_zh": "建议提案"}], "expect": [1, 9]}
    for host, code in DIVISIONS.items()
]  # fmt: skip
PLANNED = "目前条件尚不成熟，已列入计划，逐步解决。"
PLAN = "落实国发〔2021〕27号文件精神。"


def altered(case, url, **letter):
    """A copy of a gold record at another address, with other values in `letter`."""
    found = record(case)
    found["url"] = url
    found["letter"] |= letter
    return found


def letters_of_quannan():
    """The same request in the second, third (gold) and fourth session, answered with the same promises."""
    for session, number in ((2, "12"), (4, "47")):
        again = altered(
            "09", f"https://www.quannan.gov.cn/qnxxxgk/rdjy/{session}.shtml", signed_on=f"202{session}-09-20"
        )
        again["letter"]["title"] = again["letter"]["title"].replace(
            "三次会议第45号", f"{'一二三四'[session - 1]}次会议第{number}号"
        )
        again["submissions"][0] |= {"session": session, "number": number}
        yield again


def first_run():
    """What the first crawl finds: all gold letters, copies of some."""
    gold = [record(case.name) for case in CASES]
    yield from gold
    yield from letters_of_quannan()
    # 04 once more with the name covered by its publisher: one letter on two pages
    masked = altered("04", "http://sthjj.shiyan.gov.cn/old/t20230822.shtml")
    masked["letter"]["text"] = masked["letter"]["text"].replace("赵国栋", "赵**")
    masked["addressees"][0]["name"] = "赵**"
    yield masked
    # marked A, but only planned; cites a document of the State Council
    planned = altered(
        "14", "http://www.ansai.gov.cn/zfxxgk/planned.html", outcome="A类", title="关于加强托育服务的答复"
    )
    planned["letter"]["text"] += f"\n{PLANNED}\n{PLAN}"
    planned["submissions"][0] |= {"number": "33", "title": "关于加强托育服务的提案"}
    yield planned
    # the second office that answers submission 20230045 of 海珠, with an outcome
    second = altered("12", "http://www.haizhu.gov.cn/gkmlpt/content/9/9021/post_9021999.html", outcome="B")
    second["letter"]["title"] = "广州市海珠区水务局关于区十七届人大三次会议第20230045号代表建议的答复"
    second["letter"]["text"] = (
        "广州市海珠区水务局关于区十七届人大三次会议第20230045号代表建议的答复\n梁志恒代表：\n给排水管线迁改由我局负责。"
    )
    second["agencies"] = [{"name": "广州市海珠区水务局", "role": "issuer"}]
    second["commitments"], second["tables"], second["sections"], second["evidence"] = [], [], [], []
    yield second


def edited_letter():
    """03 as its publisher changed it later: a date put off, and an outcome added."""
    found = copy.deepcopy(record("03"))
    found["letter"]["text"] = found["letter"]["text"].replace("新增泊位220个", "新增泊位180个")
    found["letter"]["outcome"] = "A"
    return found


class _Crawls(Crawls):
    def capture(self, page, at):
        url = page[0] if isinstance(page, tuple) else page["url"]
        self.site = urlsplit(url).hostname.replace(".", "-")
        return super().capture(page, at)


def parse(items, divisions):
    """For `ingest(parse=…)`: records as they stand in the bodies."""
    future = Future()
    future.set_result([parsed(item, divisions) for item in items])
    return future


def build(directory):
    """The archive, made in `directory`: three crawls, two days apart."""
    captures = directory / "captures"
    captures.mkdir()
    crawls = _Crawls(captures)
    crawls.run(*first_run())
    gone = record("05")["url"]
    for _ in range(2):
        crawls.day += 1
        # another page of the site answers, so the letter is missing and not the site
        crawls.run(edited_letter(), (gone, "gone"), altered("05", "https://jt.guizhou.gov.cn/index.html"))
    ingest.ingest(directory / "archive.db", captures, SITES, parse=parse)
    return schema.open_archive(directory / "archive.db")
