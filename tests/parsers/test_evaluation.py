import copy

import pytest

from parsers.evaluation import Score, compare, overall, values
from tests.parsers.letters import letter


@pytest.fixture
def record():
    return letter("我局将在2023年12月前完成。")


def scores(expected, actual):
    found = {}
    compare("case", expected, actual, found)
    return found


def test_a_record_equals_itself(record):
    whole = overall(scores(record, copy.deepcopy(record)))
    assert whole.right == whole.expected == whole.found > 20
    assert whole.f1 == 1.0


def test_a_missing_record_is_wrong_everywhere(record):
    found = scores(record, None)
    assert overall(found).recall == 0
    assert all(score.right == 0 for score in found.values())


def test_a_changed_value_is_missing_and_invented(record):
    other = copy.deepcopy(record)
    other["letter"]["signed_on"] = "2023-04-28"
    found = scores(record, other)["letter.signed_on"]
    assert (found.precision, found.recall, found.f1) == (0, 0, 0)
    assert [(case, what) for case, what, _ in found.mismatches] == [("case", "missing"), ("case", "invented")]


def test_an_invented_value_costs_precision_only(record):
    other = copy.deepcopy(record)
    other["letter"]["outcome"] = "A"
    found = scores(record, other)["letter.outcome"]
    assert (found.precision, found.recall) == (0, 1)


def test_a_lost_row_costs_recall_only(record):
    other = copy.deepcopy(record)
    other["commitments"] = []
    found = scores(record, other)["commitments.content"]
    assert (found.precision, found.recall) == (0, 0)
    assert scores(record, other)["letter.title"].f1 == 1


def test_only_judged_issues_count(record):
    assert any(i["code"] == "due_end_ambiguous" for i in record["issues"])
    other = copy.deepcopy(record)
    other["issues"].append({"code": "encoding_conflict", "detail": "header says gbk; read as utf-8"})
    assert scores(record, other)["issues"].f1 == 1
    other["issues"] = []
    assert scores(record, other)["issues"].recall == 0


def test_absent_values_are_no_values(record):
    assert not any(name == "letter.outcome" for name, _ in values(record))
    assert list(values(None)) == []


def test_a_score_of_nothing_is_whole():
    assert (Score().precision, Score().recall, Score().f1) == (1, 1, 1)
