"""Whatever the order in which captures come in, the archive is the one they give in order of time."""

import copy
import random
from datetime import timedelta

import pytest

from archive import ingest, rebuild, schema
from archive.digest import digests
from crawler.captures import Capture
from tests.archive import captured
from tests.archive.captured import SITES, START, key, record
from tests.archive.test_further import BODIES, Visits, page

OTHER = "http://www.jiangjin.gov.cn/rd/202304/t20230427_1.html"
FILE = "http://www.jiangjin.gov.cn/files/1.txt"


def altered(case, url=None, **letter):
    changed = record(case)
    changed["letter"].update(letter)
    changed["url"] = url or changed["url"]
    return changed


def listed(crawls, shown, day, title, date=None):
    """The capture of a page of which the list said `title` and `date`."""
    made = crawls.capture(shown, START + timedelta(days=day))
    made.list_title, made.list_date = title, date
    return made


class Late:
    """Takes in capture files in another order than that of time."""

    def __init__(self, folder, parse):
        self.folder, self.parse = folder, parse
        self.captures, self.aside = folder / "captures", folder / "aside"
        self.aside.mkdir()

    def take(self, *numbers):
        """Only the files of these places in time, one ingest each; the archive."""
        files = sorted([*self.captures.iterdir(), *self.aside.iterdir()], key=lambda path: path.name)
        for path in files:
            path.rename(self.aside / path.name)
        for number in numbers:
            (self.aside / files[number].name).rename(self.captures / files[number].name)
            ingest.ingest(self.folder / "archive.db", self.captures, SITES, parse=self.parse)
        return schema.open_archive(self.folder / "archive.db")

    def rebuilt(self):
        """An archive from the captures that have been taken in."""
        rebuild.rebuild(self.folder / "built.db", self.captures, SITES, parse=self.parse)
        return schema.open_archive(self.folder / "built.db")


@pytest.fixture
def late(tmp_path, crawls):
    return Late(tmp_path, captured.parse)


def one(db, sql, *values):
    return db.conn.execute(sql, values).fetchone()


def differing(grown, built):
    of_grown, of_built = digests(grown), digests(built)
    assert len(of_grown) > 25
    return [table for table in of_grown if of_grown[table] != of_built[table]]


def test_an_edit_that_was_taken_back_before_it_came_in_is_not_the_newest(crawls, late):
    edited = altered("04", text=record("04")["letter"]["text"] + "\n补充。")
    for shown in (record("04"), edited, record("04")):
        crawls.stored.clear()
        crawls.run(shown)
    db = late.take(0, 2, 1)
    assert one(db, "SELECT version_count, text LIKE '%补充。' FROM letters") == (3, 0)
    assert differing(db, late.rebuilt()) == []


def test_a_late_return_to_the_old_text_has_its_place(crawls, late):
    """The page went from one text to the other, back (this came in late), and stayed so."""
    edited = altered("04", text=record("04")["letter"]["text"] + "\n补充。")
    crawls.run(record("04"))
    first = dict(crawls.stored)
    crawls.run(edited)
    for _ in range(2):
        crawls.stored = dict(first)
        crawls.run(record("04"))
    db = late.take(0, 1, 3, 2)
    assert one(db, "SELECT seen_at FROM versions WHERE number = 3") == ("2026-11-04T08:00:00Z",)
    assert differing(db, late.rebuilt()) == []


def test_a_revisit_that_came_before_its_body_shows_the_letter(crawls, late):
    crawls.run(record("03"))
    crawls.run(record("04"))
    crawls.run(record("04"))
    db = late.take(0, 2, 1)
    assert one(db, "SELECT state, substr(last_seen, 1, 10) FROM letters WHERE id = ?", key("04")) == (
        "live",
        "2026-11-04",
    )
    assert differing(db, late.rebuilt()) == []


def test_the_newest_list_is_believed_whenever_it_came_in(crawls, late):
    for day, title in enumerate(("甲", "乙", "丙"), 1):
        crawls.run(listed(crawls, record("04"), day, title, f"2023-0{day}-01"))
    db = late.take(0, 2, 1)
    assert one(db, "SELECT list_title, list_date FROM pages") == ("丙", "2023-03-01")


def test_a_late_list_fills_what_no_other_said(crawls, late):
    crawls.run(record("04"))
    crawls.run(listed(crawls, record("04"), 2, "乙", "2023-02-01"))
    crawls.run(listed(crawls, record("04"), 3, ""))
    db = late.take(0, 2, 1)
    assert one(db, "SELECT list_title, list_date FROM pages") == ("乙", "2023-02-01")


def test_a_list_that_says_the_letters_title_again_takes_back_another(crawls, late):
    crawls.run(listed(crawls, record("04"), 1, "乙"))
    crawls.run(listed(crawls, record("04"), 2, record("04")["letter"]["title"]))
    assert one(late.take(0, 1), "SELECT list_title FROM pages") == (None,)


def test_the_page_that_was_there_first_gives_the_letter_its_id(crawls, late):
    crawls.run(altered("04", url=OTHER))
    crawls.run(record("04"))
    db = late.take(1, 0)
    assert one(db, "SELECT count(*), id, version_count, length(text) > 0 FROM letters") == (1, key(OTHER), 1, 1)
    assert differing(db, late.rebuilt()) == []


def test_a_twin_of_which_an_older_capture_comes_in_becomes_the_main_page(crawls, late):
    twin = altered("04", url=OTHER)
    crawls.run(twin)
    crawls.run(record("04"))
    crawls.run(twin)
    db = late.take(1, 2, 0)
    assert one(db, "SELECT id FROM letters") == (key(OTHER),)
    assert differing(db, late.rebuilt()) == []


def test_a_page_is_taken_for_a_letter_as_that_stood_then(crawls, late):
    """The letter was rewritten after the other page showed it, and before that page came in."""
    crawls.run(record("04"))
    crawls.run(altered("04", url=OTHER))
    crawls.run(altered("04", text="此件已作较大修改，以下内容另行公布。" * 40))
    db = late.take(0, 2, 1)
    assert db.conn.execute("SELECT id, version_count FROM letters").fetchall() == [(key("04"), 2)]
    assert differing(db, late.rebuilt()) == []


def test_a_page_that_was_there_before_two_others_is_the_main_one_of_both(crawls, late):
    crawls.run(altered("04", url=OTHER))
    crawls.run(altered("04", url=OTHER.replace("_1", "_2"), title="关于乡村道路建设工作第18号建议的复函"))
    crawls.run(record("04"))
    db = late.take(1, 2, 0)
    assert differing(db, late.rebuilt()) == []


def test_what_a_list_calls_a_second_page_does_not_depend_on_when_it_came_in(crawls, late):
    title = record("04")["letter"]["title"]
    crawls.run(record("04"))
    crawls.run(listed(crawls, altered("04", url=OTHER), 2, title))
    crawls.run(listed(crawls, altered("04", url=OTHER), 3, title))
    crawls.run(altered("04", title="更正后的题目关于乡村道路建设"))
    db = late.take(0, 1, 3, 2)
    assert one(db, "SELECT list_title FROM pages WHERE url = ?", OTHER) == (title,)
    assert differing(db, late.rebuilt()) == []


def test_a_letter_that_was_taken_out_keeps_its_id(crawls, late, tmp_path):
    from archive.withdraw import withdraw

    crawls.run(altered("04", url=OTHER))
    crawls.run(record("04"))
    late.take(1).close()
    withdraw(tmp_path / "archive.db", late.captures, key("04"), "要求", START + timedelta(days=9), SITES)
    db = late.take(0, 1, 2)
    assert db.conn.execute("SELECT id, state, text FROM letters").fetchall() == [(key("04"), "removed", "")]
    # A rebuild sees the other page first.
    assert late.rebuilt().conn.execute("SELECT state, text FROM letters").fetchall() == [("removed", "")]


@pytest.fixture
def with_file(crawls, monkeypatch):
    """A letter, and the file it encloses as a capture; what files hold is their bytes."""
    from archive import parsing

    def parsed(item, divisions, following=()):
        if item.kind != "attachment" or item.body is None:
            return captured.parsed(item, divisions)
        read = {
            "capture_id": item.id,
            "content_type": "text/plain",
            "bytes": 1,
            "text": item.body.decode(),
            "tables": None,
        }
        return parsing.Parsed(file=read, issues=[("needs_ocr", "1.txt")])

    monkeypatch.setattr(parsing, "parse", parsed)
    letter = record("04")
    letter["attachments"] = [{"title": "清单", "url": FILE, "kind": "file"}]

    def file(day, body=b"one"):
        at = START + timedelta(days=day)
        return Capture(FILE, at, "attachment", "ok", site="jiangjin", status=200, body=body, found_on=letter["url"])

    return letter, file


def test_a_file_that_came_before_its_letter_is_read_for_it(crawls, tmp_path, with_file):
    letter, file = with_file
    late = Late(tmp_path, None)
    crawls.run(letter)
    crawls.run(file(2))
    db = late.take(1, 0)
    assert one(db, "SELECT text FROM attachments") == ("one",)
    assert one(db, "SELECT letter_id, code FROM issues") == (key("04"), "needs_ocr")
    assert differing(db, late.rebuilt()) == []


def test_the_newest_bytes_of_a_file_are_read_whenever_they_came_in(crawls, tmp_path, with_file):
    letter, file = with_file
    late = Late(tmp_path, None)
    crawls.run(letter, file(1))
    crawls.run(file(2, b"two"))
    crawls.run(file(3, b"three"))
    db = late.take(0, 2, 1)
    assert one(db, "SELECT text FROM attachments") == ("three",)
    assert differing(db, late.rebuilt()) == []


def test_files_stay_with_a_letter_that_takes_another_id(crawls, tmp_path, with_file):
    letter, file = with_file
    late = Late(tmp_path, None)
    twin = copy.deepcopy(letter)
    twin["url"] = OTHER
    crawls.run(twin)
    crawls.run(letter, file(2))
    db = late.take(1, 0)
    assert one(db, "SELECT letter_id, text FROM attachments") == (key(OTHER), "one")
    assert differing(db, late.rebuilt()) == []


@pytest.mark.parametrize("seed", range(8))
def test_every_order_gives_the_same_tables(crawls, late, seed):
    first, edited = record("04"), altered("04", text=record("04")["letter"]["text"] + "\n补充。", outcome="B")
    others = [record(case) for case in ("03", "05", "06", "29")]
    twin = altered("04", url=OTHER)
    address, gone = first["url"], others[1]["url"]
    crawls.run(first, *others)
    crawls.run(listed(crawls, edited, 2, "改题"), *others, (gone, "gone"))
    crawls.run(twin, others[0], (address, "challenge", 412), (gone, "gone"))
    crawls.run(first, *others[:1], altered("06", title="更正后的题目关于乡村道路建设"))
    crawls.run(edited, others[0], others[2], (gone, "gone", 410))
    crawls.run(edited, twin, (address, "timeout"), (gone, "gone"), others[3])
    order = list(range(6))
    random.Random(seed).shuffle(order)
    assert differing(late.take(*order), late.rebuilt()) == []


@pytest.mark.parametrize("order", [(0, 2, 1, 3), (2, 1, 0, 3), (3, 0, 1, 2), (1, 3, 2, 0)])
def test_every_order_gives_the_same_letter_over_several_pages(tmp_path, order):
    (tmp_path / "captures").mkdir()
    visit, whole = Visits(tmp_path / "captures"), [(n, page(n)) for n in range(3)]
    visit(*whole[:2], 2)
    visit(*whole)
    visit(whole[0], (1, page(1, BODIES[1].replace("2025年12月", "2026年12月"))), whole[2])
    visit(*whole)
    late = Late(tmp_path, None)
    assert differing(late.take(*order), late.rebuilt()) == []
