"""Saved list pages read again as they were read when they were saved."""

import json

import pytest

from crawler.site_fixture import read, save
from crawler.survey import survey
from tests.crawler.loopback import Loopback
from tests.testbed import TestBed


@pytest.fixture(scope="module")
def bed():
    with TestBed() as running:
        yield running


async def saved(bed, folder, host):
    found = await survey(Loopback(bed.port), bed.sites([host])[0]["columns"][0]["url"])
    save(folder, found.site, found.column, found.recorder, found.look)
    return found


@pytest.mark.parametrize(
    "host", ["trs-cq.gov.cn", "trs-years.gov.cn", "jcms-window.gov.cn", "gkmlpt.gov.cn", "jpaas.gov.cn"]
)
async def test_fixture_reads_as_the_site_did(bed, tmp_path, host):
    await saved(bed, tmp_path, host)
    expected = json.loads((tmp_path / "expected.json").read_text(encoding="utf-8"))
    assert expected.pop("reviewed") is False
    assert expected["first"]
    assert await read(tmp_path) == expected


async def test_a_page_that_changed_reads_otherwise(bed, tmp_path):
    await saved(bed, tmp_path, "trs-cq.gov.cn")
    page = tmp_path / "page-1.html"
    page.write_bytes(page.read_bytes().replace(b"createPageHTML", b"somethingElse"))
    expected = json.loads((tmp_path / "expected.json").read_text(encoding="utf-8"))
    assert (await read(tmp_path))["pages"] != expected["pages"]


async def test_no_letter_is_saved(bed, tmp_path):
    await saved(bed, tmp_path, "trs-cq.gov.cn")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "expected.json",
        "meta.json",
        "page-1.html",
        "page-2.html",
    ]
