"""The canned queries of metadata.yml, run on the example archive: each gives what a person would expect."""

import json
import re
from pathlib import Path

import pytest
import yaml

from archive.schema import read_archive
from tests.archive.captured import key

ROOT = Path(__file__).parents[2]
METADATA = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))["databases"]["archive"]
QUERIES = METADATA["queries"]


@pytest.fixture(scope="module")
def db(example_archive):
    db = read_archive(example_archive)
    yield db
    db.close()


def ask(db, query, **given):
    """Rows of a canned query as dictionaries; an empty field is an empty string, as Datasette has it."""
    parameters = {name: given.get(name, "") for name in QUERIES[query].get("params", ())}
    assert given.keys() <= parameters.keys()
    cursor = db.conn.execute(QUERIES[query]["sql"], parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def column(rows, *names):
    return [tuple(row[name] for name in names) if len(names) > 1 else row[names[0]] for row in rows]


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_runs_with_empty_fields(db, query):
    ask(db, query)


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_survives_hostile_fields(db, query):
    for text in ("'", '"', "%", "养老 OR", "\x00", "500116' --", "9" * 50):
        ask(db, query, **dict.fromkeys(QUERIES[query].get("params", ()), text))


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_is_explained_in_both_languages(query):
    chinese, _, english = QUERIES[query]["title"].partition(" / ")
    assert chinese
    assert english
    assert any("\u4e00" <= c <= "\u9fff" for c in QUERIES[query]["description"])
    assert len(re.findall("[a-z]{2,}", QUERIES[query]["description"])) > 5


def test_overdue_commitments(db):
    found = ask(db, "overdue_commitments", day="2023-11-01", place="璧山")
    assert column(found, "due_end", "content") == [
        ("2023-10-31", "我局将在2023年10月底前完成璧铜路立体停车楼主体结构施工。"),
        ("2023-09-30", "施划北街片区路内泊位60个"),
    ]
    assert {row["agency"] for row in found} == {"重庆市璧山区城市管理局"}


def test_overdue_commitments_of_one_office(db):
    found = ask(db, "overdue_commitments", day="2026-01-01", agency="区金融发展服务中心")
    assert column(found, "due_end", "letter_id") == [("2023-12-31", key("01"))]


def test_promises_by_agency_follow_the_months(db):
    found = ask(db, "promises_by_agency", agency="江津区政务服务管理办公室")
    assert found[0]["month"] == "2023-12"
    assert {row["letter_id"] for row in found} == {key("01")}
    months = column(found, "month")
    assert [m for m in months if m] == sorted(m for m in months if m)
    assert "" not in months[: len([m for m in months if m])]


def test_promises_by_agency_count_those_it_is_responsible_for(db):
    # 区公安局 signs nothing, but 璧山's office gives it a task
    assert column(ask(db, "promises_by_agency", agency="璧山区公安局"), "content") == ["开展占道停车联合整治"]


def test_measurable_commitments(db):
    (row,) = ask(db, "measurable_commitments", place="420300")
    assert (row["commitments"], row["with_figure"], row["with_day"], row["percent_with_both"]) == (2, 1, 1, 50.0)


def test_repeated_submissions(db):
    (row,) = ask(db, "repeated_submissions", place="全南")
    assert (row["title"], row["sessions"], row["letters"]) == ("关于解决城南片区入学难问题的建议", 3, 3)
    assert ask(db, "repeated_submissions", place="全南", sessions="4") == []


def test_same_promise_in_several_letters(db):
    found = ask(db, "same_promise_in_several_letters", place="全南")
    assert column(found, "letters") == [3, 3]
    assert any("二期教学楼" in content for content in column(found, "content"))


def test_time_to_publication(db):
    (row,) = ask(db, "time_to_publication", place="十堰")
    assert (row["agency"], row["letters"], row["median_days"], row["longest"]) == ("十堰市生态环境局", 1, 6.0, 6)


def test_coverage_gaps(db):
    found = ask(db, "coverage_gaps", place="江津")
    assert column(found, "term", "session", "numbers", "highest", "missing", "gaps") == [(18, 3, 1, 18, 17, "1-17")]


def test_edited_or_removed(db):
    found = ask(db, "edited_or_removed", since="2026-11-03")
    assert column(found, "change", "letter_id") == [("missing", key("05")), ("edited", key("03"))]
    assert json.loads(found[1]["diff"])[1:3] == [[-1, "22"], [1, "18"]]
    assert "letter.outcome:  → A" in found[1]["fields"]


def test_one_letter_several_pages(db):
    found = ask(db, "one_letter_several_pages", place="十堰")
    assert column(found, "letter_id", "is_main", "masked") == [(key("04"), 1, 0), (key("04"), 0, 1)]


def test_outcomes_by_place_and_year(db):
    found = ask(db, "outcomes_by_place_and_year", place="海珠")
    assert column(found, "year", "outcome", "letters", "percent") == [("2023", "", 1, 50.0), ("2023", "B", 1, 50.0)]


def test_outcome_a_but_planned(db):
    (row,) = ask(db, "outcome_a_but_planned")
    assert row["outcome"] == "A类"
    assert "【列入计划】" in row["passage"]
    assert {row["outcome"] for row in ask(db, "outcome_a_but_planned", outcome="B")} == {"B"}
    assert ask(db, "outcome_a_but_planned", words="无此词语") == []


def test_without_outcome(db):
    found = ask(db, "without_outcome", place="海珠")
    assert column(found, "letters", "without", "percent_without") == [(2, 1, 50.0)]


def test_answered_by_several(db):
    found = ask(db, "answered_by_several", place="海珠")
    assert sorted(column(found, "agency", "outcomes_differ")) == [
        ("广州市海珠区住房和建设局", 1),
        ("广州市海珠区水务局", 1),
    ]
    assert sorted(column(found, "outcome"), key=str) == ["B", None]


def test_co_handling(db):
    found = ask(db, "co_handling", place="贵州")
    assert column(found, "issuer", "with_office", "role", "letters") == [
        ("贵州省交通运输厅", "贵州省自然资源厅", "consulted", 1),
        ("贵州省交通运输厅", "贵州省财政厅", "consulted", 1),
    ]


def test_co_handling_knows_those_who_sign_together(db):
    found = ask(db, "co_handling", place="登封")
    pairs = {tuple(sorted(pair)) for pair in column(found, "issuer", "with_office")}
    assert len(pairs) == 3
    assert set(column(found, "role")) == {"issuer"}


def test_active_deputies(db):
    assert column(ask(db, "active_deputies", topic="入学"), "name", "letters", "joint") == [("钟文斌", 3, 0)]
    assert column(ask(db, "active_deputies", place="登封"), "name", "joint") == [
        ("王娟", 1),
        ("程学军", 1),
        ("郭志刚", 1),
    ]


def test_kinds_of_submitters(db):
    assert column(ask(db, "kinds_of_submitters", place="德清"), "role", "letters") == [("party", 1)]
    assert column(ask(db, "kinds_of_submitters", place="登封"), "role", "joint") == [("deputy", 1)]


def test_letters_citing(db):
    (row,) = ask(db, "letters_citing", document="国发〔2021〕27号")
    assert "【国发〔2021〕27号】" in row["passage"]
    assert ask(db, "letters_citing", document="国发〔2021〕2号") == []


def test_deadline_kinds_by_agency(db):
    (row,) = ask(db, "deadline_kinds_by_agency", place="铜梁")
    names = ("commitments", "day_or_period", "end_of_year", "ongoing", "done", "conditional", "vague", "no_time")
    assert tuple(row[name] for name in names) == (6, 3, 0, 1, 1, 1, 0, 0)
    assert row["percent_indefinite"] == 16.7


def test_signer_rank_and_outcome(db):
    found = ask(db, "signer_rank_and_outcome", place="璧山")
    assert column(found, "post", "outcome", "letters") == [("局长", "A", 1)]


def test_damaged_or_repaired(db):
    found = ask(db, "damaged_or_repaired", place="江津")
    assert {row["code"] for row in found} == {"lost_character", "signed_on_repaired"}
    assert column(ask(db, "damaged_or_repaired", code="kind_conflict"), "letter_id") == [key("03")]


def test_letters_about(db):
    found = ask(db, "letters_about", q="養老服務")
    assert key("14") in column(found, "letter_id")
    assert "【养老服务】" in found[0]["passage"]


def test_commitments_on_a_day_agree_with_the_view_today(db):
    view = db.conn.execute("SELECT letter_id, position, status FROM commitments_due ORDER BY 1, 2").fetchall()
    asked = ask(db, "commitments_on_day")
    assert sorted(column(asked, "letter_id", "position", "status")) == view
    assert len(view) > 30


@pytest.mark.parametrize(
    ("day", "status", "contents"),
    [
        ("2024-08-31", "due", 1),
        ("2024-09-01", "overdue", 1),
        ("2024-09-01", "vague", 1),
    ],
)
def test_commitments_on_a_day(db, day, status, contents):
    found = [
        r for r in ask(db, "commitments_on_day", day=day, status=status, place="全南") if r["letter_id"] == key("09")
    ]
    assert len(found) == contents


def test_new_letters(db):
    assert column(ask(db, "new_letters", since="2026-11-01", place="璧山"), "letter_id") == [key("03")]
    assert ask(db, "new_letters", since="2026-11-03", place="璧山") == []


def test_unresolved_names_leave_out_sections_of_offices(db):
    names = column(ask(db, "unresolved_names"), "name")
    assert "各区县水利部门" in names
    assert "运行管理处" not in names
