"""Letters over several pages: read as one, whenever and in whatever order their pages come in."""

from datetime import timedelta

import pytest

from archive import ingest, parsing, reparse, schema
from archive.digest import digests
from archive.rows import COLUMNS
from crawler.captures import Capture, Stored, sha1
from tests.archive.captured import SITES, START, Crawls, key

URL = "http://www.jiangjin.gov.cn/rd/202405/t20240506_67430.html"
PARTS = [URL.replace(".html", f"_{n}.html") for n in (1, 2)]
TITLE = "关于县十八届人大二次会议第12号建议的答复"
BODIES = (
    "<p>赵建国代表：</p><p>您提出的《关于加强校车安全工作的建议》收悉。现答复如下：</p><p>一、工作开展情况</p><p>2024年以来，我局投入资金100万元。</p>",
    "<p>二、下一步打算</p><p>2025年12月底前，我局将完成第一期校车安全项目建设。</p>",
    "<p>感谢您的关心和支持！</p><p>示范县教育局</p><p>2024年5月6日</p>",
)


def page(number, text=None, pager=True):
    """The capture of page 0, 1 or 2; `text` in place of its own."""
    call = '<script>createPageHTML(3,0,"t20240506_67430","html")</script>' if pager else ""
    return (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f'<div class="TRS_Editor">{text or BODIES[number]}</div>{call}</body></html>'
    ).encode()


class Visits:
    """Capture files of visits to the letter, a visit a day."""

    def __init__(self, directory):
        self.crawls, self.stored = Crawls(directory), {}

    def __call__(self, *shown):
        """One visit: (number of the page, body) each, or a number alone for what did not answer."""
        at = START + timedelta(days=self.crawls.day + 1)
        self.crawls.run(*(self._capture(one, at + timedelta(seconds=i)) for i, one in enumerate(shown)))

    def _capture(self, one, at):
        number, body = one if isinstance(one, tuple) else (one, None)
        url, kind, found_on = (
            (URL, "letter", "http://www.jiangjin.gov.cn/rd/") if number == 0 else (PARTS[number - 1], "part", URL)
        )
        if body is None:
            return Capture(
                url, at, kind, "server_error", site="jiangjin", column="rd", found_on=found_on, status=500, body=b"no"
            )
        earlier, digest = self.stored.get(url), sha1(body)
        same = earlier is not None and earlier.digest == digest
        if not same:
            self.stored[url] = Stored(url, f"{at:%Y-%m-%dT%H:%M:%SZ}", digest)
        return Capture(
            url, at, kind, "unchanged" if same else "ok", site="jiangjin", column="rd", found_on=found_on, status=200,
            headers=[("Content-Type", "text/html; charset=utf-8")], body=body, earlier=earlier,
        )  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "captures").mkdir()
    return tmp_path


@pytest.fixture
def visit(folder):
    return Visits(folder / "captures")


@pytest.fixture
def archive(folder):
    def take(name="archive.db"):
        ingest.ingest(folder / name, folder / "captures", SITES)
        return schema.open_archive(folder / name)

    return take


def texts(db):
    return [row[0] for row in db.conn.execute("SELECT text FROM letters")]


def issues(db):
    return [row[0] for row in db.conn.execute("SELECT code FROM issues WHERE letter_id IS NOT NULL")]


def versions(db):
    return db.conn.execute("SELECT count(*) FROM versions").fetchone()[0]


WHOLE = [(0, page(0)), (1, page(1)), (2, page(2))]


def test_pages_of_one_run_are_one_letter(visit, archive):
    visit(*WHOLE)
    db = archive()
    assert len(texts(db)) == 1
    assert "第一期校车" in texts(db)[0]
    assert texts(db)[0].endswith("2024年5月6日")
    assert (issues(db), versions(db)) == ([], 1)
    assert db.conn.execute("SELECT signed_on, commitment_count FROM letters").fetchone() == ("2024-05-06", 1)


def test_page_that_did_not_answer_is_told(visit, archive):
    visit((0, page(0)), (1, page(1)), 2)
    assert issues(archive()) == ["letter_continues"]


def test_page_that_comes_a_day_late_makes_no_edit(visit, archive):
    visit((0, page(0)), (1, page(1)), 2)
    archive()
    visit((0, page(0)), (2, page(2)))
    db = archive()
    assert (issues(db), versions(db)) == ([], 1)
    assert texts(db)[0].endswith("2024年5月6日")


def test_edit_of_a_later_page_is_a_version(visit, archive):
    visit(*WHOLE)
    archive()
    visit((1, page(1, BODIES[1].replace("2025年12月", "2026年12月"))))
    db = archive()
    assert versions(db) == 2
    assert "2026年12月底前" in texts(db)[0]
    assert "2025年12月底前" in db.conn.execute("SELECT text FROM versions WHERE number = 1").fetchone()[0]


def test_edit_of_the_first_page_keeps_the_others(visit, archive):
    visit(*WHOLE)
    archive()
    visit((0, page(0, BODIES[0].replace("100万元", "900万元"))), (1, page(1)))
    db = archive()
    assert versions(db) == 2
    assert "900万元" in texts(db)[0]
    assert texts(db)[0].endswith("2024年5月6日")


def test_unchanged_visits_make_no_version(visit, archive):
    visit(*WHOLE)
    archive()
    visit(*WHOLE)
    assert versions(archive()) == 1


def test_what_grew_is_what_is_built_at_once(visit, archive):
    visit((0, page(0)), 1, (2, page(2)))
    archive()
    visit((0, page(0)), (1, page(1)))
    archive()
    visit((2, page(2, BODIES[2].replace("感谢", "再次感谢"))))
    grown, built = archive(), archive("built.db")
    for table in ("letters", "versions", "issues", "commitments"):
        assert list(grown.conn.execute(f"SELECT * FROM {table}")) == list(
            built.conn.execute(f"SELECT * FROM {table}")
        ), table


def test_unchanged_letter_is_live_in_a_rebuilt_archive(visit, archive):
    visit(*WHOLE)
    archive()
    for _ in range(3):
        visit(*WHOLE)
    grown, built = archive(), archive("built.db")
    assert built.conn.execute("SELECT state, state_since FROM letters").fetchone() == ("live", "2026-11-02T08:00:00Z")
    assert digests(grown) == digests(built)


def test_further_page_that_shows_its_old_text_again_is_a_version(visit, archive):
    edited = (1, page(1, BODIES[1].replace("2025年12月", "2026年12月")))
    visit(*WHOLE)
    first = dict(visit.stored)
    visit(WHOLE[0], edited, WHOLE[2])
    archive()
    visit.stored = first
    visit(*WHOLE)
    grown = archive()
    assert versions(grown) == 3
    assert "2025年12月底前" in texts(grown)[0]
    assert digests(grown) == digests(archive("built.db"))


def refuse(monkeypatch, refused):
    """Let the schema refuse what `refused(item, following)` says."""
    parse, place = parsing.parse, COLUMNS["letters"].index("kind")

    def parsed(item, divisions, following=()):
        found = parse(item, divisions, following)
        if found.rows and refused(item, following):
            row = found.rows["letters"][0]
            found.rows["letters"] = [(*row[:place], None, *row[place + 1 :])]
        return found

    monkeypatch.setattr(parsing, "parse", parsed)


def other_letter(number):
    body = page(0, BODIES[0].replace("赵建国", "钱小明"), pager=False).replace(b"</h1>", f"{number}</h1>".encode())
    return Capture(
        f"http://www.jiangjin.gov.cn/rd/{number}.html", START, "letter", "ok", site="jiangjin", column="rd", status=200,
        headers=[("Content-Type", "text/html; charset=utf-8")], body=body,
    )  # fmt: skip


def test_refused_letter_costs_the_others_no_page(visit, archive, monkeypatch):
    refuse(monkeypatch, lambda item, following: item.url.endswith("/99.html"))
    visit(*WHOLE)
    visit.crawls.run(other_letter(99))
    assert texts(archive())[0].endswith("2024年5月6日")


def test_letter_refused_once_its_pages_are_joined_costs_the_search_no_other(visit, archive, monkeypatch):
    refuse(monkeypatch, lambda item, following: following)
    visit.crawls.run(other_letter(1))
    visit(*WHOLE)
    db = archive()
    assert db.conn.execute("SELECT count(*) FROM issues WHERE code = 'not_stored'").fetchone() == (1,)
    found = db.conn.execute("SELECT count(*) FROM letters_fts WHERE letters_fts MATCH zh_query('钱小明')").fetchone()
    assert found == (1,)


def test_reparse_reads_the_pages_together(visit, archive, folder):
    visit(*WHOLE)
    db = archive()
    assert list(reparse.changes(db, folder / "captures", SITES)) == []
    assert reparse.accept(db, folder / "captures", SITES) == 0
    assert texts(db)[0].endswith("2024年5月6日")


def test_further_page_is_no_letter_and_no_other_address_of_it(visit, archive):
    visit(*WHOLE)
    db = archive()
    assert db.conn.execute("SELECT id FROM pages WHERE letter_id IS NOT NULL").fetchall() == [(key(URL),)]


def test_page_that_stands_before_the_first_in_the_captures_is_joined(visit, archive):
    visit((2, page(2)), (1, page(1)))
    archive()
    visit((0, page(0)))
    db = archive()
    assert (issues(db), versions(db)) == ([], 1)
    assert texts(db)[0].endswith("2024年5月6日")
