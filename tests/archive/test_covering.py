"""A name its publisher covers later is covered in everything the archive keeps of earlier versions."""

import pytest

from archive import ingest, schema
from archive.covering import covers
from tests.archive import example
from tests.archive.captured import Crawls, record


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        ("胡付忠代表：\n您好", "胡**代表：\n您好", {("胡付忠", "胡**")}),
        ("王强、李小明代表：\n您好", "王*、李某某代表：\n您好", {("王强", "王*"), ("李小明", "李**")}),
        ("联系人：孟宪瑞 办公室", "联系人：孟×× 办公室", {("孟宪瑞", "孟**")}),
        ("企业恒大公司反映的问题", "企业**公司反映的问题", {("业恒大", "业**")}),
        ("邮编：40220000，谢谢您", "邮编：********，谢谢您", {("40220000", "********")}),
    ],
)
def test_what_a_later_text_covers_is_found(before, after, names):
    assert set(covers(before, after).names) == names


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("刘**代表：您好", "刘**代表：您好啊"),  # covered all along
        ("面积3×4米，见附件", "面积3×5米，见附件"),
        ("我市一企业申报的项目", "我市某企业申报的项目"),
        ("二〇二三年四月印发的", "二○二三年四月印发的"),
        ("共有5项任务已经完成", "共有*项任务已经完成"),
        ("全文另发，此处从略", "**与此无关的话**"),
    ],
)
def test_what_covers_nothing_anew_is_left_alone(before, after):
    assert covers(before, after).names == ()


NAME = "胡付忠"


@pytest.fixture
def db(tmp_path):
    """Three versions: open, an edit that leaves the name open, and one that covers it."""
    crawls = Crawls(tmp_path / "captures")
    first, second = record("01"), record("01")
    second["letter"]["text"] += "\n已征得胡付忠代表同意。"
    third = record("01")
    third["letter"]["text"] = second["letter"]["text"].replace(NAME, "胡**")
    third["addressees"][0]["name"] = "胡**"
    for version in (first, second, third):
        crawls.run(version)
    schema.create_archive(tmp_path / "archive.db").close()
    ingest.ingest(tmp_path / "archive.db", tmp_path / "captures", example.SITES, parse=example.parse)
    db = schema.read_archive(tmp_path / "archive.db")
    yield db
    db.close()


def test_the_name_is_in_no_table_any_more(db):
    assert db.conn.execute("SELECT count(*) FROM versions").fetchone()[0] == 3
    for (table,) in db.conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"
    ).fetchall():
        for row in db.conn.execute(f"SELECT * FROM {table}"):
            assert NAME not in " ".join(map(str, row)), table


def test_the_differences_are_those_of_the_covered_texts_and_the_covers_are_counted(db):
    found = db.conn.execute("SELECT number, diff, text, covered FROM versions ORDER BY number").fetchall()
    assert [covered for *_, covered in found] == [0, 0, 1]
    assert "胡**代表同意" in found[1][2]
    assert "付忠" not in found[1][1] + (found[2][1] or "")
    assert db.conn.execute("SELECT field FROM version_fields WHERE field LIKE 'addressees%'").fetchall() == []


def test_a_name_that_only_the_title_covers_is_in_no_changed_field(tmp_path, crawls, take_in):
    first, second = record("01"), record("01")
    first["letter"]["text"] = second["letter"]["text"] = first["letter"]["text"].replace(NAME, "某")
    first["letter"]["title"] = f"关于{NAME}代表第18号建议的复函"
    second["letter"]["title"] = "关于胡**代表第18号建议的复函"
    second["letter"]["outcome"] = "C"
    crawls.run(first)
    crawls.run(second)
    db = take_in()
    assert db.conn.execute("SELECT covered FROM versions WHERE number = 2").fetchone() == (1,)
    assert db.conn.execute("SELECT field FROM version_fields WHERE field LIKE 'letter.%'").fetchall() == [
        ("letter.outcome",)
    ]
    assert not [row for row in db.conn.execute("SELECT before, after FROM version_fields") if NAME in f"{row}"]
