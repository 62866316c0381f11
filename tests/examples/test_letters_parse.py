"""The invented letters say to the parser what their files say to a reader."""

import pytest

import parsers
from examples.content import load
from examples.markup import plain
from examples.model import Request
from examples.platforms import play

HOSTILE, BLOCKED = "www.shili.gov.cn", "www.nhc.gov.cn"


def pages():
    for site in load(1):
        if site.host in {HOSTILE, BLOCKED}:
            continue
        platform = play(site)
        for path, (column, place) in platform.index.items():
            item = column.items[place]
            yield pytest.param(platform, path, item, id=f"{site.host}/{item.serial}")


def record(platform, path):
    reply = platform.answer(Request("GET", path))
    return parsers.parse(reply.body, platform.site.url(path), reply.content_type)


@pytest.mark.parametrize(("platform", "path", "item"), list(pages()))
def test_page_is_a_letter_only_if_its_file_says_so(platform, path, item):
    assert (record(platform, path).kind != "other") is item.letter


@pytest.mark.parametrize(
    ("platform", "path", "item"),
    [
        case
        for case in pages()
        if case.values[2].letter and not case.values[2].page and not case.values[2].attachments_only
    ],
)
def test_letter_is_read_as_it_was_written(platform, path, item):
    found = record(platform, path)
    assert found.letter is not None
    assert (
        found.letter.doc_number == (item.doc_number or found.letter.doc_number or "").replace("第", "")
        or not item.doc_number
    )
    assert found.letter.published_at[:10] == item.date
    assert item.signature in [agency.name for agency in found.agencies]
    assert found.addressees
    assert all(submission.number and submission.title for submission in found.submissions)
    assert [line for line in plain(item.body).splitlines() if line not in found.letter.text] == []
    rows = [line for line in item.annex.splitlines() if line.startswith("| ") and not line.startswith("| 序号")]
    assert len([promise for promise in found.commitments if promise.source == "table"]) == len(rows)
