import json

import pytest

from parsers import parse
from parsers.evaluation import JUDGED_ISSUES
from tests.parsers.cases import ALL, IDS, SUITES, folders, load

FIELDS = ("url", "kind", "page", "letter", "submissions", "addressees", "addressee_count", "agencies", "officials", "sections",
          "commitments", "tables", "attachments", "evidence")  # fmt: skip
every_case = pytest.mark.parametrize("folder", ALL, ids=IDS)


def record_of(folder):
    case = load(folder)
    return parse(case.body, case.url, case.content_type).to_dict()


def value_at(record, field):
    """The value an evidence entry speaks of: `submissions[0].number`, `letter.doc_number`."""
    if field == "letter.doc_number":
        return record["letter"]["doc_number_raw"]
    value = record
    for part in field.replace("]", "").replace("[", ".").split("."):
        value = value[int(part)] if part.isdigit() else value[part]
    return value


@pytest.mark.parametrize(("suite", "least"), SUITES.items())
def test_a_suite_holds_its_cases(suite, least):
    assert len(folders(suite)) >= least


@every_case
def test_a_case_is_whole(folder):
    assert {"page.html", "meta.json", "expected.json"} <= {path.name for path in folder.iterdir()}


@every_case
def test_a_page_becomes_its_record_field_by_field(folder):
    expected, actual = load(folder).expected, record_of(folder)
    assert list(actual) == [*FIELDS, "issues"]
    for field in FIELDS:
        assert actual[field] == expected[field], field


@every_case
def test_issues_of_the_judged_codes_are_those_expected(folder):
    def judged(record):
        return sorted((i["code"], i["detail"]) for i in record["issues"] if i["code"] in JUDGED_ISSUES)

    assert judged(record_of(folder)) == judged(load(folder).expected)


@every_case
def test_evidence_in_the_text_slices_to_its_value(folder):
    record = record_of(folder)
    for proof in record["evidence"]:
        if proof["source"] != "text":
            assert proof["source"].split(":")[0] in ("meta", "metadata", "page")
            assert "start" not in proof
            continue
        printed = "".join(record["letter"]["text"][proof["start"] : proof["end"]].split())
        value = value_at(record, proof["field"])
        if proof["field"].endswith(".assembly"):
            assert printed in ("人大", "人民代表大会", "政协", "政治协商会议", "中国人民政治协商会议")
        elif proof["field"] == "letter.signed_on":
            assert any(c.isdigit() or c in "〇零○二" for c in printed)
        else:
            assert printed == "".join(value.split()), proof["field"]


@every_case
def test_every_value_of_the_letter_has_its_evidence(folder):
    record = record_of(folder)
    proven = {proof["field"] for proof in record["evidence"]}
    needed = {
        f"letter.{name}"
        for name in ("title", "doc_number", "published_at", "signed_on", "outcome", "disclosure")
        if record["letter"] and record["letter"][name]
    }
    for group, names in (
        ("submissions", ("number", "title", "category")),
        ("addressees", ("name",)),
        ("agencies", ("name",)),
        ("officials", ("name", "title", "phone")),
    ):
        needed |= {f"{group}[{i}].{name}" for i, row in enumerate(record[group]) for name in names if row[name]}
    assert needed <= proven


@every_case
def test_sections_and_commitments_stand_where_they_say(folder):
    record = record_of(folder)
    text = record["letter"]["text"] if record["letter"] else ""
    for index, section in enumerate(record["sections"]):
        assert 0 <= section["start"] < section["end"] <= len(text)
        assert text[section["start"] : section["end"]].startswith(section["marker"])
        assert text[section["start"] + len(section["marker"]) : section["end"]].lstrip().startswith(section["heading"])
        if section["parent"] is not None:
            parent = record["sections"][section["parent"]]
            assert section["parent"] < index
            assert parent["level"] < section["level"]
            assert parent["start"] <= section["start"] <= section["end"] <= parent["end"]
    for commitment in record["commitments"]:
        printed = text[commitment["start"] : commitment["end"]]  # a cell of a flattened table may be broken over lines
        assert (printed.replace("\n", "") if commitment["source"] == "table" else printed) == commitment["content"]


@every_case
def test_a_record_is_plain_json(folder):
    record = record_of(folder)
    assert json.loads(json.dumps(record, ensure_ascii=False)) == record
