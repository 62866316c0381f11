"""docs/platforms.md names every publisher of the test bed, and no other."""

import re
from pathlib import Path

from crawler.platforms import _DETECTORS
from tests.testbed import hosts

GUIDE = (Path(__file__).parents[2] / "docs" / "platforms.md").read_text("utf-8")


def test_table_names_the_publishers_of_the_bed():
    rows = [line.split("|")[2] for line in GUIDE.partition("## Not played")[0].splitlines() if line.startswith("| ")]
    named = {name for row in rows for name in re.findall(r"`([\w-]+)`", row)}
    assert named == {site.host.removesuffix(".gov.cn") for site in hosts.sites()}


def test_every_platform_that_is_recognised_is_played():
    played = {site.platform for site in hosts.sites()}
    assert set(_DETECTORS) - played == set()
