"""Reading WARC files, whole, open, cut off and spoilt."""

import gzip

import pytest

from archive import captures
from archive.captures import Problem
from crawler.captures import Capture, CaptureWriter
from tests.archive.captured import START


@pytest.fixture
def written(tmp_path):
    """A closed file of ten responses, the odd ones gzip-encoded, and where each begins."""
    writer = CaptureWriter(tmp_path, "r1", {}, clock=lambda: START)
    places = []
    for i in range(10):
        body = f"<p>第{i}号建议</p>".encode() * 400
        encoding = [("Content-Encoding", "gzip")] if i % 2 else []
        capture = Capture(
            f"http://www.example.gov.cn/{i}.html", START, "letter", "ok", site="s", column="c", list_title="关于…的答复",
            found_on="http://www.example.gov.cn/", list_date="2026-11-01", status=200,
            headers=[("Content-Type", "text/html; charset=utf-8"), *encoding], body=gzip.compress(body) if i % 2 else body,
        )  # fmt: skip
        places.append(writer.write(capture))
    writer.close()
    return next(tmp_path.glob("*.gz")), places


def test_a_record_carries_everything_the_crawler_noted(written):
    item = list(captures.read(written[0]))[3]
    assert (item.type, item.kind, item.outcome, item.status) == ("response", "letter", "ok", 200)
    assert (item.site, item.column, item.run, item.list_date) == ("s", "c", "r1", "2026-11-01")
    assert (item.list_title, item.found_on) == ("关于…的答复", "http://www.example.gov.cn/")
    assert item.fetched_at == "2026-11-01T08:00:00Z"
    assert item.content_type == "text/html; charset=utf-8"
    assert item.digest.startswith("sha1:")


def test_bodies_are_decoded(written):
    bodies = [item.body for item in captures.read(written[0])]
    assert bodies == [f"<p>第{i}号建议</p>".encode() * 400 for i in range(10)]


def test_reading_from_an_offset_begins_there(written):
    path, places = written
    assert [item.offset for item in captures.read(path, places[6].offset)] == [p.offset for p in places[6:]]


def test_one_record_can_be_read_alone(written):
    path, places = written
    assert captures.read_at(path.parent, path.name, places[4].offset).url.endswith("/4.html")


def test_where_no_record_begins_none_is_read(written):
    path, places = written
    with pytest.raises(ValueError, match="no readable record"):
        captures.read_at(path.parent, path.name, places[4].offset + 1)


@pytest.mark.parametrize("where", [1, 30, 300])
def test_a_file_cut_off_gives_what_is_whole_and_a_problem(written, where):
    path, places = written
    path.write_bytes(path.read_bytes()[: places[9].offset + where])
    *items, problem = captures.read(path)
    assert len(items) == 9
    assert problem == Problem(path.name, places[9].offset, f"cut off at {places[9].offset}")


def test_the_end_of_an_open_file_is_no_problem(written):
    path, places = written
    still_open = path.with_name(path.name + ".open")
    still_open.write_bytes(path.read_bytes()[: places[9].offset + 200])
    assert len(list(captures.read(still_open))) == 9
    assert {item.file for item in captures.read(still_open)} == {path.name}


def test_reading_goes_on_after_a_spoilt_stretch(written):
    path, places = written
    data = bytearray(path.read_bytes())
    data[places[4].offset + 40 : places[4].offset + 90] = bytes(50)
    path.write_bytes(data)
    items = list(captures.read(path))
    assert [type(i).__name__ for i in items].count("Problem") == 1
    assert [i.url[-6] for i in items if not isinstance(i, Problem)] == list("012356789")


def test_files_come_in_the_order_they_were_begun_open_or_not(tmp_path):
    for name in (
        "fuhan-20261102-1-1.warc.gz.open",
        "fuhan-20261101-1-1.warc.gz",
        "notes.txt",
        "fuhan-20261103-1-1.warc.gz",
    ):
        (tmp_path / name).touch()
    assert [captures.name_of(p)[6:14] for p in captures.files(tmp_path)] == ["20261101", "20261102", "20261103"]


def test_digests_are_checked(written):
    path, places = written
    assert [i for i in captures.check(path) if isinstance(i, Problem)] == []
    members = [gzip.decompress(path.read_bytes()[p.offset : p.end]) for p in places]
    members[4] = members[4].replace("第4号".encode(), "第6号".encode(), 1)
    path.write_bytes(b"".join(gzip.compress(m) for m in members))
    assert [i.what[:20] for i in captures.check(path) if isinstance(i, Problem)] == ["block digest differs"]


def test_a_file_that_its_writer_closes_meanwhile_is_read_under_its_new_name(tmp_path):
    writer = CaptureWriter(tmp_path, "run-1", {})
    writer.write(Capture("http://www.jiangjin.gov.cn/a.html", START, "letter", "ok", status=200, body=b"<p>a</p>"))
    (listed,) = captures.files(tmp_path)
    writer.close()
    assert not listed.exists()
    assert [item.url for item in captures.read(listed)] == ["http://www.jiangjin.gov.cn/a.html"]
