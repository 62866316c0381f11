"""Pages made to exhaust a parser. `python -m tests.parsers.hostile NAME` parses one, for two seconds of processor time at most.

Prints JSON: the record's kind and the megabytes of memory. The operating system ends a process that takes longer.
"""

import json
import math
import resource
import sys

from parsers import parse
from tests.parsers.letters import ANSWER, OFFICE, OPENING, SIGNED, URL, html, paragraphs
from tests.parsers.validity import check

SECONDS = 2
LETTER = paragraphs("胡付忠代表：", OPENING, ANSWER, OFFICE, SIGNED)
SENTENCE = "我局将在2023年底前完成停车位建设，一是增加泊位。二是加强管理。"
ROW = "<tr><td>1</td><td>新建停车位</td><td>年底前</td><td>区城管局</td></tr>"
HEADER = "<tr><td>序号</td><td>承诺事项</td><td>完成时限</td><td>责任单位</td></tr>"


def _in_page(body):
    return lambda: html(body() + LETTER)


def _of_lines(*lines):
    return lambda: html(paragraphs("胡付忠代表：", OPENING, *[line for make in lines for line in make()]))


PAGES = {
    "nested divs": lambda: html("<div>" * 100_000 + LETTER + "</div>" * 100_000),
    "nested divs without end": _in_page(lambda: "<div>" * 100_000),
    "nested spans": _in_page(lambda: "<p>" + "<span>" * 100_000 + OPENING + "</span>" * 100_000),
    "spans that never close in a page of none": lambda: "<body><p>建议</span><span>" + "<span " * 300_000,
    "links that never close in a page of none": lambda: "<body><p>建议</p>" + "<a href=t20230428_1.html?p=2 " * 100_000,
    "items that never close": lambda: html("").removesuffix("</body></html>") + "<li class=x " * 100_000,
    "links that never close behind a letter": lambda: html(LETTER).removesuffix("</body></html>") + "<a href='t20230428_11910011_1.html?p=2 " * 100_000,
    "entities for everything": lambda: html("".join(f"&#x{ord(c):x};" for c in LETTER) * 3_000),
    "entities that never end": _in_page(lambda: "&#" * 1_000_000),
    "nested tables": lambda: html("<table><tr><td>" * 30_000 + LETTER + "</td></tr></table>" * 30_000),
    "nested tables without end": _in_page(lambda: "<table><tr><td>" * 100_000),
    "nested content nodes": _in_page(lambda: "<div class=content>" * 100_000),
    "nested unknown nodes": lambda: html("@").replace('<div class="TRS_Editor">@</div>', "<section>" * 100_000 + LETTER + "</section>" * 100_000),
    "hidden nodes without end": _in_page(lambda: '<div style="display:none">' * 100_000),
    "hidden nodes": _in_page(lambda: "<div hidden>x</div>" * 200_000),
    "list items without end": _in_page(lambda: "<ul>" + "<li>" * 300_000),
    "cells without end": _in_page(lambda: "<table><tr>" + "<td>" * 300_000),
    "closing tags only": _in_page(lambda: "</div>" * 300_000),
    "tags without their end": _in_page(lambda: "<div" * 300_000),
    "a tag name of six million letters": lambda: "<" + "div" * 2_000_000 + ">" + LETTER,
    "ten megabytes of paragraphs": _in_page(lambda: paragraphs(*[SENTENCE * 4] * 27_000)),
    "ten megabytes in a paragraph": _in_page(lambda: "<p>" + SENTENCE * 100_000),
    "nine megabytes of picture": _in_page(lambda: "<img src='data:image/png;base64," + "A" * 9_000_000 + "'>"),
    "a million characters in a line": _in_page(lambda: "<p>" + "建议" * 500_000),
    "a million digits": _in_page(lambda: "<p>" + "2" * 1_000_000),
    "a million colons": _in_page(lambda: "<p>" + "：" * 1_000_000),
    "a million quotes": _in_page(lambda: "<p>" + "《" * 1_000_000),
    "a million angle brackets": _in_page(lambda: "<p>" + "<" * 1_000_000),
    "a million ampersands": _in_page(lambda: "<p>" + "&" * 1_000_000),
    "blanks escaped twice": _in_page(lambda: "<p>" + "&amp;nbsp;" * 500_000),
    "entities that are none": _in_page(lambda: "<p>" + "&#xffffffff;&#999999999999;&foo" * 200_000),
    "unbalanced quotes": _in_page(lambda: '<p class="' * 100_000),
    "unbalanced quotes of both kinds": lambda: '<p a="' + "<p b='" * 200_000 + LETTER,
    "attributes": _in_page(lambda: "<p " + 'a="b" ' * 500_000 + ">"),
    "comments without end": _in_page(lambda: "<!--" * 200_000),
    "scripts without end": _in_page(lambda: "<script>" * 200_000),
    "titles without end": lambda: "<title>" * 200_000 + LETTER,
    "meta tags without end": lambda: "<html><head>" + "<meta name='PubDate' " * 200_000 + LETTER,
    "meta contents without end": lambda: "<html><head>" + "<meta content='" * 200_000 + LETTER,
    "headings": lambda: html(LETTER).replace("<h1>", "<h1>" * 100_000),
    "a breadcrumb of two hundred thousand": lambda: html(LETTER, crumbs="首页>" * 200_000),
    "position words": _in_page(lambda: "<div>当前位置：</div>" * 100_000),
    "labels": lambda: html(LETTER).replace('<div class="info">', "<p>索引号：</p>" * 100_000 + '<div class="info">'),
    "links": _in_page(lambda: "<a href='x.pdf'>复函</a>" * 200_000),
    "a table of absurd spans": lambda: html(LETTER + "<table>" + "<tr><td rowspan=9999 colspan=9999>承诺</td><td>x</td></tr>" * 3_000 + "</table>"),
    "a table of thirty thousand rows": lambda: html(LETTER + "<table>" + HEADER + ROW * 30_000 + "</table>"),
    "a row of two hundred thousand cells": lambda: html(LETTER + "<table><tr>" + "<td>x</td>" * 200_000 + "</tr></table>"),
    "twenty thousand tables": lambda: html(LETTER + f"<table>{HEADER}{ROW}</table>" * 20_000),
    "a title that never comes to an end": lambda: html(LETTER, title="关于" + "江津区第十八届人大三次会议第18号" * 50_000 + "建议的答复"),
    "a title of a hundred thousand numbers": lambda: html(LETTER, title="关于区人大三次会议第" + "12、" * 100_000 + "号建议的答复"),
    "two hundred thousand deputies": lambda: html(paragraphs("王强、" * 200_000 + "代表：", OPENING) + LETTER),
    "suggestions without number": _of_lines(lambda: ["您提出的" + "《关于停车的建议》" * 50_000 + "收悉，现答复如下："]),
    "offices consulted": _of_lines(lambda: ["您提出的建议收悉，" + "会同" * 100_000 + "，现答复如下："]),
    "sections": _of_lines(lambda: ["一、停车。"] * 30_000),
    "run-in sections": _of_lines(lambda: ["一是停车。二是路灯。" * 50_000]),
    "promises": _of_lines(lambda: ["我局将在2023年底前完成。"] * 60_000),
    "a promise of fifty thousand deadlines": _of_lines(lambda: ["我局将" + "在2023年底前、" * 50_000 + "完成。"]),
    "signatures": _of_lines(lambda: ["市财政局"] * 50_000, lambda: [SIGNED]),
    "dates": _of_lines(lambda: [SIGNED] * 50_000),
    "telephones": _of_lines(lambda: [ANSWER, OFFICE, SIGNED, "联系人：李明" + " 023-00000000" * 50_000]),
    "headers of flat tables": _of_lines(lambda: [ANSWER, OFFICE, SIGNED, *["序号", "承诺事项", "完成时限"] * 20_000]),
    "rows of a flat table": _of_lines(lambda: [ANSWER, OFFICE, SIGNED, "序号", "承诺事项", "完成时限", "责任单位", *["1", "停车", "年底", "区城管局"] * 20_000]),
    "document numbers": lambda: html(paragraphs("津城函〔" * 200_000) + LETTER),
    "right to left": _in_page(lambda: "<p>" + "\u202e\u202d\u200f" * 300_000),
    "lone surrogates": _in_page(lambda: "<p>" + "\ud800" * 100_000),
    "NULs": lambda: b"\x00" * 10_000_000,
    "NULs between tags": lambda: html(LETTER * 50).encode().replace(b"<p>", b"<p\x00>\x00"),
    "bytes of no encoding": lambda: b"\xff" * 10_000_000,
    "two encodings in turn": lambda: (html(LETTER).encode() + html(LETTER).encode("gbk")) * 2_000,
}  # fmt: skip


def main(name):
    page = PAGES[name]()
    body = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = math.ceil(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed))
    record = parse(body, URL, "text/html; charset=utf-8")
    check(record)
    print(json.dumps({"kind": record.kind, "megabytes": _peak()}))


def _peak():
    """Megabytes this program has had in memory at most; `ru_maxrss` would count what its parent had before it began."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main(sys.argv[1])
