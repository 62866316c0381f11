"""The committed site files: every one loads, is short, and says what a site file must say."""

import json
import re
from pathlib import Path

import jsonschema_rs
import yaml

from crawler import divisions, english, registry

SITES = registry.load()
FILES = sorted(registry.SITES.rglob("*.yml"))


def test_the_registry_covers_the_published_addresses():
    assert len(SITES) >= 251
    assert len({SITES.province(site.id) for site in SITES}) >= 27


def test_every_file_is_a_site():
    assert len(FILES) == len(SITES)


def test_at_most_fifteen_lines_beside_comments():
    def lines(path):
        return [
            line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
        ]

    assert [path for path in FILES if len(lines(path)) > 15] == []


def test_editors_are_told_the_schema():
    modeline = "# yaml-language-server: $schema=../site.schema.json\n"
    assert [path for path in FILES if not path.read_text(encoding="utf-8").startswith(modeline)] == []


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


def test_division_exists_at_the_level_said_and_in_the_folder():
    said = {site.id: (site.level, SITES.province(site.id)) for site in SITES}
    known = {site.id: (divisions.find(site.division).level, divisions.province_folder(site.division)) for site in SITES}
    assert said == known


def test_names_are_in_their_own_scripts():
    han = re.compile(r"[一-鿿]")
    assert [site.id for site in SITES if not han.search(site.name_zh)] == []
    assert [site.id for site in SITES if han.search(site.name_en) or "TODO" in site.name_en] == []


def test_samples_are_on_the_sites_hosts():
    samples = [(site, column.sample) for site in SITES for column in site.columns if column.sample]
    assert samples
    assert [site.id for site, sample in samples if SITES.by_host(sample) is not site] == []


def test_english_names_of_one_place_agree():
    """The office differs, the place does not: Shiyan Municipal …, never Shi Yan City … beside it."""
    for site in SITES:
        place = english.romanise(divisions.find(site.division), site.own_hosts[0])
        if place and site.level in ("province", "prefecture"):
            assert place in site.name_en, site.id


def test_no_address_is_private():
    assert not [h for site in SITES for h in site.all_hosts if h.replace(".", "").isdigit() or h == "localhost"]


def test_sites_listing_is_current():
    from fuhan.commands.sites import listing

    page = Path(__file__).parents[2] / "docs" / "sites.md"
    made = listing.markdown(SITES, listing.select(SITES))
    assert page.read_text(encoding="utf-8") == made, "write it anew: fuhan sites --markdown > docs/sites.md"
