from datetime import date

import pytest

from parsers.due_reading import Deadline
from parsers.due_terms import term_at, through


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("三年内", (36, 3)),
        (",用两年时间", (24, 6)),
        ("分3年实施", (36, 3)),
        ("三年", (36, 2)),
        ("6个月内", (6, 4)),
        ("两个季度内", (6, 5)),
        ("三年培训1万人", None),
        ("12月完成", None),
        ("2年以上", None),
        ("每年", None),
        ("", None),
    ],
)
def test_a_term_has_its_months(text, term):
    assert term_at(text, 0) == term


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2023, 1, 1), 36, date(2025, 12, 31)),
        (date(2023, 7, 1), 6, date(2023, 12, 31)),
        (date(2023, 5, 15), 1, date(2023, 6, 14)),
    ],
)
def test_a_term_counts_from_the_first_day(start, months, end):
    assert through(Deadline("from", start), months) == Deadline("within", start, end)


@pytest.mark.parametrize("kind", ["by", "within", "vague"])
def test_only_what_begins_something_has_a_term(kind):
    assert through(Deadline(kind, date(2023, 1, 1)), 36) is None
