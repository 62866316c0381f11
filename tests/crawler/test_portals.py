"""The portals a volunteer can work through."""

from urllib.parse import urlsplit

from crawler import divisions, registry
from crawler.portals import addresses, portals

SITES = registry.load()


def test_every_province_and_prefecture_but_those_of_the_list_has_one():
    ranked = [d.code for d in divisions.all_divisions().values() if d.rank in ("province", "prefecture")]
    without = [code for code in ranked if code not in addresses()]
    assert len(addresses()) > 3000
    assert {divisions.find(code).name for code in without} <= {"林芝市", "香港特别行政区", "澳门特别行政区", "台湾省"}


def test_every_one_is_an_address_of_a_known_division():
    for code, url in addresses().items():
        assert divisions.find(code).code == code
        assert urlsplit(url).scheme in ("http", "https")
        assert urlsplit(url).hostname


def test_province_is_chosen_by_its_code():
    found = portals(SITES, "500000")
    assert len(found) > 30
    assert {portal.division.code[:2] for portal in found} == {"50"}


def test_prefecture_is_chosen_by_its_code():
    assert {portal.division.code[:4] for portal in portals(SITES, "420300")} == {"4203"}


def test_site_of_the_portals_host_counts():
    (jiangjin,) = [portal for portal in portals(SITES, "500000") if portal.division.code == "500116"]
    assert jiangjin.sites == ("jiangjin",)


def test_missing_ones_are_those_without_a_site():
    missing = portals(SITES, "500000", missing=True)
    assert missing
    assert all(portal.sites == () for portal in missing)
    assert "500116" not in {portal.division.code for portal in missing}
