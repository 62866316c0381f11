import hashlib
import json
import sqlite3
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner
from icalendar import Calendar

from archive import export
from archive.errors import ArchiveError
from fuhan.commands.export import command

METADATA = yaml.safe_load((Path(__file__).parents[2] / "metadata.yml").read_text(encoding="utf-8"))
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def exported(example_archive, tmp_path_factory):
    directory = tmp_path_factory.mktemp("export")
    files = export.export(example_archive, directory, metadata=METADATA, base_url="https://fuhan.example")
    return directory, files


def test_every_file_is_where_it_says(exported):
    directory, files = exported
    assert len(files) > 100
    assert all(path.is_file() and path.is_relative_to(directory) for path in files)
    assert not list(directory.glob("*.part"))


def test_the_package_describes_every_column_of_every_csv_file(exported):
    directory, _ = exported
    package = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    resources = [r for r in package["resources"] if r["format"] == "csv"]
    assert len(resources) > 20
    for resource in resources:
        path = directory / resource["path"]
        header = path.open(encoding="utf-8-sig").readline().strip().split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["hash"] == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
        assert resource["bytes"] == path.stat().st_size


def test_the_text_of_a_letter_is_not_required(exported):
    directory, _ = exported
    package = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    (letters,) = [r for r in package["resources"] if r["path"] == "csv/letters.csv"]
    required = {f["name"] for f in letters["schema"]["fields"] if f.get("constraints", {}).get("required")}
    assert "id" in required
    assert "text" not in required  # empty in a letter taken out on request


def test_references_in_the_package_lead_to_resources(exported):
    directory, _ = exported
    package = json.loads((directory / "datapackage.json").read_text(encoding="utf-8"))
    names = {resource["name"] for resource in package["resources"]}
    references = [k["reference"]["resource"] for r in package["resources"] for k in r["schema"].get("foreignKeys", ())]
    assert len(references) > 30
    assert set(references) <= names


def test_the_feed_of_new_letters_leads_to_the_site(exported):
    directory, _ = exported
    feed = ElementTree.parse(directory / "letters.atom").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 28
    assert all(e.find(f"{ATOM}link").get("href").startswith("https://fuhan.example/archive/letters/") for e in entries)


def test_the_feed_of_changes_names_what_happened(exported):
    directory, _ = exported
    feed = ElementTree.parse(directory / "changes.atom").getroot()
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert titles[0].startswith("页面消失：省交通运输厅")
    assert titles[1].startswith("修改：重庆市璧山区城市管理局")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)


def test_the_calendar_holds_what_is_not_past(exported, example_archive):
    directory, _ = exported
    calendar = Calendar.from_ical((directory / "commitments.ics").read_bytes())
    days = sorted(event["dtstart"].dt.isoformat() for event in calendar.walk("VEVENT"))
    connection = sqlite3.connect(example_archive)
    expected = connection.execute(
        "SELECT due_end FROM commitments WHERE due_end >= date('now', '+8 hours') AND repeats IS NULL ORDER BY 1"
    ).fetchall()
    connection.close()
    assert days == [day for (day,) in expected]
    assert days


def test_an_export_without_a_site_links_to_the_publishers(example_archive, tmp_path):
    export.export(example_archive, tmp_path, ["atom"])
    feed = ElementTree.parse(tmp_path / "letters.atom").getroot()
    assert ".gov.cn/" in feed.find(f"{ATOM}entry/{ATOM}link").get("href")


def test_exporting_twice_gives_the_same_files(example_archive, tmp_path):
    def content():
        export.export(example_archive, tmp_path)
        return {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in tmp_path.rglob("*") if p.is_file()}

    assert content() == content()


def test_one_table_in_one_format(example_archive, tmp_path):
    files = export.export(example_archive, tmp_path, ["csv"], only=["commitments"])
    assert sorted(p.relative_to(tmp_path).as_posix() for p in files) == ["csv/commitments.csv", "datapackage.json"]


def test_an_unknown_table_is_refused_with_the_names_there_are(example_archive, tmp_path):
    with pytest.raises(ArchiveError, match=r"no table 'promises' to export; there are addressees, agencies"):
        export.export(example_archive, tmp_path, ["csv"], only=["promises"])


def test_a_missing_archive_is_told_in_one_sentence(tmp_path):
    result = CliRunner().invoke(command, [str(tmp_path / "out"), "--db", str(tmp_path / "none.db")])
    assert result.exit_code == 1
    assert "none.db does not exist" in result.output


def test_the_command_says_what_it_wrote(example_archive, tmp_path):
    result = CliRunner().invoke(
        command, [str(tmp_path), "--db", str(example_archive), "--format", "jsonl", "--table", "places"]
    )
    assert result.exit_code == 0, result.output
    assert "2 files" in result.output
