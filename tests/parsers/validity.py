"""What every record must be, whatever page it came from."""

import json

import jsonschema_rs

from parsers.record import Record, json_schema

_VALIDATOR = jsonschema_rs.validator_for(json_schema())


OF_A_LETTER = (
    "submissions", "addressees", "agencies", "officials", "sections", "commitments", "tables", "attachments", "evidence",
)  # fmt: skip


def check_empty(data):
    """Assert that a record as plain data is one of a page that holds no letter."""
    assert data["kind"] == "other"
    assert data["letter"] is None
    assert not any(data[name] for name in OF_A_LETTER)


def check(record):
    """Assert that a Record fits the schema, is plain JSON, and that all its offsets lie in its text and slice to their values."""
    assert isinstance(record, Record)
    data = record.to_dict()
    _VALIDATOR.validate(data)
    assert json.loads(json.dumps(data, ensure_ascii=False).encode()) == data
    if data["kind"] == "other":
        check_empty(data)
        return
    text = data["letter"]["text"]
    assert "" not in text.split("\n") or text == ""
    for row in data["sections"]:
        assert text[row["start"] : row["end"]].startswith(row["marker"])
        assert row["parent"] is None or data["sections"][row["parent"]]["level"] < row["level"]
    for row in data["commitments"]:
        assert "".join(text[row["start"] : row["end"]].split()) == "".join(row["content"].split())
        assert row["content"]
    for row in data["evidence"]:
        if row["source"] == "text":
            assert 0 <= row["start"] <= row["end"] <= len(text)
    for name, value in _strings(data):
        assert value != "" or name in ("text", "url"), name


def _strings(data, name=""):
    """(name, value) of every string of a record outside tables, where an empty cell is empty."""
    if isinstance(data, str):
        yield name, data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in ("tables", "detail"):
                yield from _strings(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value, name)
