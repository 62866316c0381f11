"""The committed site files: every one loads, is short, and says what a site file must say."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from crawler import divisions, registry

SITES = registry.load()
FILES = sorted(registry.SITES.rglob("*.yml"))


def test_the_registry_covers_the_published_addresses():
    assert len(SITES) >= 251
    assert len({SITES.province(site.id) for site in SITES}) >= 27


def test_every_file_is_a_site():
    assert len(FILES) == len(SITES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_at_most_fifteen_lines_beside_comments(path):
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
    ]
    assert len(lines) <= 15


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_editors_are_told_the_schema(path):
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../site.schema.json\n")


def test_schema_file_is_current():
    written = json.loads((registry.SITES / "site.schema.json").read_text(encoding="utf-8"))
    assert written == registry.json_schema(), "write it anew: fuhan sites schema > crawler/sites/site.schema.json"


def test_every_file_passes_the_schema_of_editors():
    validator = jsonschema_rs.validator_for(registry.json_schema())
    for path in FILES:
        plain = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
        assert list(validator.iter_errors(plain)) == [], path


def test_schema_of_editors_refuses_an_unquoted_division():
    plain = yaml.safe_load(FILES[0].read_text(encoding="utf-8")) | {"division": 420300}
    assert not jsonschema_rs.validator_for(registry.json_schema()).is_valid(plain)


def test_every_host_belongs_to_one_site():
    hosts = [host.removeprefix("www.") for site in SITES for host in site.own_hosts]
    twins = {host for site in SITES for host in {h.removeprefix("www.") for h in site.own_hosts}}
    assert len(twins) == sum(len({h.removeprefix("www.") for h in site.own_hosts}) for site in SITES)
    assert twins == set(hosts)


@pytest.mark.parametrize("site", list(SITES), ids=lambda site: site.id)
def test_division_exists_at_the_level_said_and_in_the_folder(site):
    division = divisions.find(site.division)
    assert division.level == site.level
    assert divisions.province_folder(site.division) == SITES.province(site.id)


@pytest.mark.parametrize("site", list(SITES), ids=lambda site: site.id)
def test_names_are_in_their_own_scripts(site):
    assert any("一" <= char <= "鿿" for char in site.name_zh)
    assert not any("一" <= char <= "鿿" for char in site.name_en)
    assert "TODO" not in site.name_en


@pytest.mark.parametrize("site", list(SITES), ids=lambda site: site.id)
def test_samples_are_on_the_sites_hosts(site):
    hosts = {host.removeprefix("www.") for host in site.all_hosts}
    for column in site.columns:
        if column.sample:
            assert registry.urlsplit(column.sample).hostname.removeprefix("www.") in hosts


def test_no_address_is_private():
    assert not [h for site in SITES for h in site.all_hosts if h.replace(".", "").isdigit() or h == "localhost"]


def test_sites_listing_is_current():
    from fuhan.commands.sites import listing

    page = Path(__file__).parents[2] / "docs" / "sites.md"
    made = listing.markdown(SITES, listing.select(SITES))
    assert page.read_text(encoding="utf-8") == made, "write it anew: fuhan sites --markdown > docs/sites.md"
