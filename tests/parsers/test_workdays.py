from datetime import date

import pytest

from parsers.workdays import add_workdays


@pytest.mark.parametrize(
    ("anchor", "count", "day"),
    [
        ("2023-04-27", 1, "2023-04-28"),
        ("2023-04-28", 1, "2023-05-04"),  # Labour Day; Sunday 23 April and Saturday 6 May were worked for it
        ("2023-05-05", 1, "2023-05-06"),
        ("2023-04-27", 15, "2023-05-22"),
        ("2023-09-28", 1, "2023-10-07"),
        ("2023-04-27", 0, "2023-04-27"),
    ],
)
def test_holidays_are_left_out_and_saturdays_worked_for_them_count(anchor, count, day):
    assert add_workdays(date.fromisoformat(anchor), count) == (date.fromisoformat(day), True)


@pytest.mark.parametrize(("anchor", "day"), [("1999-09-30", "1999-10-01"), ("2098-01-03", "2098-01-06")])
def test_a_year_without_a_notice_counts_monday_to_friday_and_says_so(anchor, day):
    assert add_workdays(date.fromisoformat(anchor), 1) == (date.fromisoformat(day), False)
