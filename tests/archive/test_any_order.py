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


def letter(chance, url, numbers):
    """One of a few letters that may or may not be taken for another of them."""
    made = record("04")
    made["url"] = url
    number, signed = chance.choice(numbers), chance.choice((None, None, "2023-04-27", "2023-05-01"))
    text = chance.choice(TEXTS) + (f"\n{signed}" if signed else "")
    said = {"title": chance.choice(TITLES), "text": text, "doc_number": number, "doc_number_raw": number}
    made["letter"] |= said | {"signed_on": signed}
    for part in ("sections", "commitments", "tables", "evidence"):
        made[part] = []
    return made


def visits(chance, crawls, days, addresses, numbers):
    """Days on which some addresses were visited, with what lists said of them; what is behind comes in days late in any order."""
    shown, behind = {}, {url: chance.choice((0, 0, 36)) for url in addresses}
    for day in range(1, days + 1):
        pages = []
        for url in chance.sample(addresses, chance.randint(1, len(addresses))):
            at = START + timedelta(days=day, hours=-behind[url], seconds=len(pages))
            if chance.random() < 0.15:
                outcome = chance.choice(("gone", "timeout", "challenge"))
                pages.append(Capture(url, at, "letter", outcome, site="jiangjin", status=404, body=b"gone"))
                continue
            if url not in shown or chance.random() < 0.5:
                shown[url] = letter(chance, url, numbers)
            capture = crawls.capture(shown[url], at)
            capture.list_title, capture.list_date = chance.choice((*TITLES, "另题", "")), f"2023-01-{day:02d}"
            pages.append(capture)
        crawls.run(*pages)


# Of a second page the archive keeps neither number nor title: with other numbers, two pages are what can be put in order.
@pytest.mark.parametrize(("addresses", "numbers"), [(ADDRESSES[:2], NUMBERS), (ADDRESSES, NUMBERS[:1])])
@pytest.mark.parametrize("seed", range(12))
def test_any_order_gives_what_a_rebuild_gives(crawls, late, seed, addresses, numbers):  # noqa: F811
    chance = random.Random(seed)
    visits(chance, crawls, days := chance.randint(3, 6), addresses, numbers)
    order = list(range(days))
    chance.shuffle(order)
    assert differing(late.take(*order), late.rebuilt()) == []
