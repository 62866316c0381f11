import copy
import json

import jsonschema_rs
import pytest

from parsers.record import Evidence, Record, json_schema
from tests.parsers.cases import ALL, IDS, load

VALIDATOR = jsonschema_rs.validator_for(json_schema())
EXPECTED = load(ALL[0]).expected


@pytest.mark.parametrize("folder", ALL, ids=IDS)
def test_every_expected_record_fits_the_schema(folder):
    VALIDATOR.validate(load(folder).expected)


def test_an_empty_record_fits_the_schema():
    VALIDATOR.validate(Record("http://a.gov.cn/").to_dict())


def test_the_schema_is_plain_json():
    assert json.loads(json.dumps(json_schema())) == json_schema()
    jsonschema_rs.meta.validate(json_schema())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("kind",), "answer"),
        (("letter", "signed_on_status"), "guessed"),
        (("submissions", 0, "level"), "village"),
        (("submissions", 0, "term"), "18"),
        (("addressees", 0, "role"), "Deputy"),
        (("commitments", 0, "due_kind"), "soon"),
        (("commitments", 0, "responsible"), "区城管局"),
        (("letter",), []),
        (("extra",), 1),
    ],
)
def test_what_is_no_record_does_not_fit(path, value):
    record = copy.deepcopy(EXPECTED)
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(record)


@pytest.mark.parametrize("field", ["url", "kind", "letter", "issues"])
def test_every_field_is_there_even_when_absent(field):
    record = copy.deepcopy(EXPECTED)
    del record[field]
    assert not VALIDATOR.is_valid(record)


def test_evidence_outside_the_text_carries_no_offsets():
    record = Record(
        "http://a.gov.cn/",
        evidence=[Evidence("letter.title", "text", 0, 3), Evidence("letter.published_at", "meta:PubDate")],
    )
    assert record.to_dict()["evidence"] == [
        {"field": "letter.title", "source": "text", "start": 0, "end": 3},
        {"field": "letter.published_at", "source": "meta:PubDate"},
    ]


def test_fields_come_in_the_order_of_the_contract():
    assert list(Record("").to_dict()) == [
        "url", "kind", "page", "letter", "submissions", "addressees", "addressee_count", "agencies", "officials", "sections", "commitments",
        "tables", "attachments", "evidence", "issues",
    ]  # fmt: skip
