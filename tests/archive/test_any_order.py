"""Any order of captures gives the archive that a rebuild gives; above all where one letter stands at several addresses."""

import random
from datetime import timedelta

import pytest

from crawler.captures import Capture
from tests.archive.captured import START, record
from tests.archive.test_again import differing, late  # noqa: F401

HOST = "http://www.jiangjin.gov.cn/rd/202304/"
ADDRESSES = [f"{HOST}t20230427_{n}.html" for n in range(3)]
TITLES = (record("04")["letter"]["title"], "关于更正后的题目即乡村道路建设的复函")
TEXT = record("04")["letter"]["text"]
TEXTS = (TEXT, TEXT + "\n补充。", TEXT[: len(TEXT) // 3] + "\n此件已作较大修改，以下内容另行公布。" * 20)
NUMBERS = (None, "津政函〔2023〕11号")


def letter(chance, url):
    """One of a few letters that may or may not be taken for another of them."""
    made = record("04")
    made["url"] = url
    made["letter"] |= {
        "title": chance.choice(TITLES), "text": chance.choice(TEXTS), "doc_number": chance.choice(NUMBERS),
        "doc_number_raw": None, "signed_on": chance.choice((None, None, "2023-04-27", "2023-05-01")),
    }  # fmt: skip
    for part in ("sections", "commitments", "tables", "evidence"):
        made[part] = []
    return made


def visits(chance, crawls, days):
    """Days on which some addresses were visited, with what lists said of them; what is behind comes in days late in any order."""
    shown, behind = {}, {url: chance.choice((0, 0, 36)) for url in ADDRESSES}
    for day in range(1, days + 1):
        pages = []
        for url in chance.sample(ADDRESSES, chance.randint(1, len(ADDRESSES))):
            at = START + timedelta(days=day, hours=-behind[url], seconds=len(pages))
            if chance.random() < 0.15:
                outcome = chance.choice(("gone", "timeout", "challenge"))
                pages.append(Capture(url, at, "letter", outcome, site="jiangjin", status=404, body=b"gone"))
                continue
            if url not in shown or chance.random() < 0.5:
                shown[url] = letter(chance, url)
            capture = crawls.capture(shown[url], at)
            capture.list_title, capture.list_date = chance.choice((*TITLES, "另题", "")), f"2023-01-{day:02d}"
            pages.append(capture)
        crawls.run(*pages)


@pytest.mark.parametrize("seed", range(20))
def test_any_order_gives_what_a_rebuild_gives(crawls, late, seed):  # noqa: F811
    chance = random.Random(seed)
    visits(chance, crawls, days := chance.randint(3, 6))
    order = list(range(days))
    chance.shuffle(order)
    assert differing(late.take(*order), late.rebuilt()) == []
