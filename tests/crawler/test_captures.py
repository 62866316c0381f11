"""WARC files: what warcio makes of them, one member per record, rotation."""

from __future__ import annotations

import gzip
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawler.capture_log import capture_files, read_log
from crawler.captures import Capture, CaptureWriter, Stored, sha1

NOW = datetime(2026, 3, 1, 4, 5, 6, tzinfo=UTC)
URL = "http://www.example.gov.cn/zwgk/jyta/202304/t20230427_1.html?a=1"
BODY = "<html>关于第18号建议的复函</html>".encode()


def capture(**changes: object) -> Capture:
    values: dict[str, object] = {
        "url": URL, "date": NOW, "kind": "letter", "outcome": "ok", "site": "example", "column": "congress",
        "found_on": "http://www.example.gov.cn/zwgk/jyta/", "list_title": "关于第18号建议的复函", "list_date": "2023-04-27",
        "request_headers": [("User-Agent", "fuhan")], "status": 200, "headers": [("Content-Type", "text/html"), ("ETag", '"a"')],
        "body": BODY,
    }  # fmt: skip
    return Capture(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def writer(tmp_path: Path) -> CaptureWriter:
    return CaptureWriter(tmp_path, "run-1", {"operator": "https://example.org"}, clock=lambda: NOW)


def records(directory: Path) -> list[tuple[str, dict[str, str], bytes]]:
    """Type, headers and block of every record, as warcio reads them."""
    found = []
    for path in capture_files(directory):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=True):
                found.append((record.rec_type, dict(record.rec_headers.headers), record.raw_stream.read()))
    return found


def faults(directory: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `warcio check` has to say."""
    from argparse import Namespace

    checker = Checker(Namespace(inputs=[str(p) for p in capture_files(directory)], verbose=False))
    checker.process_all()
    assert checker.exit_value == 0, capsys.readouterr().out
    return capsys.readouterr().out


def test_response_and_request_are_written(writer, tmp_path, capsys):
    writer.write(capture())
    writer.close()
    found = records(tmp_path)
    assert [kind for kind, _, _ in found] == ["warcinfo", "response", "request"]
    response = found[1][1]
    assert response["WARC-Target-URI"] == URL
    assert response["WARC-Date"] == "2026-03-01T04:05:06Z"
    assert response["WARC-Payload-Digest"] == sha1(BODY)
    assert {name: value for name, value in response.items() if name.startswith("Fuhan-")} == {
        "Fuhan-Site": "example", "Fuhan-Column": "congress", "Fuhan-Kind": "letter", "Fuhan-Outcome": "ok", "Fuhan-Run": "run-1",
        "Fuhan-Found-On": "http://www.example.gov.cn/zwgk/jyta/", "Fuhan-List-Date": "2023-04-27",
        "Fuhan-List-Title": "%E5%85%B3%E4%BA%8E%E7%AC%AC18%E5%8F%B7%E5%BB%BA%E8%AE%AE%E7%9A%84%E5%A4%8D%E5%87%BD",
    }  # fmt: skip
    assert found[1][2].startswith(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
    assert found[1][2].endswith(b"\r\n\r\n" + BODY)
    assert found[2][1]["WARC-Concurrent-To"] == response["WARC-Record-ID"]
    assert found[2][2].startswith(b"GET /zwgk/jyta/202304/t20230427_1.html?a=1 HTTP/1.1\r\nUser-Agent: fuhan\r\n")
    faults(tmp_path, capsys)


def test_same_bytes_are_a_revisit_and_304_is_one_of_its_own(writer, tmp_path, capsys):
    earlier = Stored(URL, "2026-02-01T00:00:00Z", sha1(BODY))
    writer.write(capture(earlier=earlier))
    writer.write(capture(status=304, body=b"", headers=[("ETag", '"a"')], earlier=earlier, outcome="unchanged"))
    writer.write(capture(earlier=earlier._replace(digest=sha1(b"other"))))
    writer.close()
    kinds = [(kind, headers.get("WARC-Profile", "").rpartition("/")[2]) for kind, headers, _ in records(tmp_path)]
    assert [pair for pair in kinds if pair[0] != "request"] == [
        ("warcinfo", ""), ("revisit", "identical-payload-digest"), ("revisit", "server-not-modified"), ("response", ""),
    ]  # fmt: skip
    revisit = records(tmp_path)[1][1]
    assert (revisit["WARC-Refers-To-Target-URI"], revisit["WARC-Refers-To-Date"]) == (URL, "2026-02-01T00:00:00Z")
    assert records(tmp_path)[1][2].startswith(b"HTTP/1.1 200 OK") and BODY not in records(tmp_path)[1][2]
    assert records(tmp_path)[3][2] == b"", "with a 304's headers replay tools would show a 304"
    faults(tmp_path, capsys)


def test_what_never_answered_is_metadata(writer, tmp_path, capsys):
    writer.write(capture(status=None, body=b"", headers=[], outcome="timeout", error="took longer"))
    writer.close()
    kind, headers, block = records(tmp_path)[1]
    assert (kind, headers["Fuhan-Outcome"], block) == ("metadata", "timeout", b"error: took longer\r\n")
    faults(tmp_path, capsys)


def test_ledger_is_a_resource(writer, tmp_path, capsys):
    writer.resource("urn:fuhan:run:run-1", b'{"run":"run-1"}')
    writer.close()
    kind, headers, block = records(tmp_path)[1]
    assert (kind, headers["WARC-Target-URI"], block) == ("resource", "urn:fuhan:run:run-1", b'{"run":"run-1"}')
    faults(tmp_path, capsys)


def test_every_record_is_a_gzip_member_of_its_own(writer, tmp_path):
    places = [writer.write(capture(url=f"{URL}&n={n}")) for n in range(3)]
    writer.close()
    data = capture_files(tmp_path)[0].read_bytes()
    assert data.count(b"\x1f\x8b\x08") >= 7
    for n, place in enumerate(places):
        with gzip.GzipFile(fileobj=(tmp_path / place.file).open("rb")) as file:
            file.fileobj.seek(place.offset)  # type: ignore[union-attr]
            assert f"WARC-Target-URI: {URL}&n={n}\r\n".encode() in file.read(600)
    assert places[-1].end == len(data)


def test_files_rotate_by_size_and_are_renamed(tmp_path):
    writer = CaptureWriter(tmp_path, "run-1", {}, max_bytes=1500, clock=lambda: NOW)
    for n in range(4):
        writer.write(capture(url=f"{URL}&n={n}"))
    assert len(list(tmp_path.glob("*.open"))) == 1
    writer.close()
    assert len(capture_files(tmp_path)) > 1
    assert not list(tmp_path.glob("*.open"))
    assert all(p.name.startswith(f"fuhan-20260301040506-{os.getpid()}-0000") for p in capture_files(tmp_path))


def test_two_writers_of_one_process_and_second_keep_each_others_files(tmp_path):
    for n in range(2):
        writer = CaptureWriter(tmp_path, f"run-{n}", {}, clock=lambda: NOW)
        writer.write(capture(url=f"{URL}&n={n}"))
        writer.close()
    urls = {headers.get("WARC-Target-URI") for _, headers, _ in records(tmp_path)}
    assert {f"{URL}&n=0", f"{URL}&n=1"} <= urls


def test_nothing_is_written_before_there_is_something(writer, tmp_path):
    writer.close()
    assert list(tmp_path.iterdir()) == []


def test_log_is_read_back_from_any_offset(writer, tmp_path):
    places = [writer.write(capture(url=f"{URL}&n={n}")) for n in range(3)]
    writer.close()
    path = capture_files(tmp_path)[0]
    entries = list(read_log(path))
    assert [entry.offset for entry in entries] == [place.offset for place in places]
    assert [entry.url for entry in read_log(path, places[1].offset)] == [f"{URL}&n=1", f"{URL}&n=2"]
    first = entries[0]
    assert (first.kind, first.outcome, first.site, first.status, first.etag) == ("letter", "ok", "example", 200, '"a"')
    assert (first.list_title, first.digest, first.revisit) == ("关于第18号建议的复函", sha1(BODY), False)


def test_header_values_stay_on_one_ascii_line(writer, tmp_path):
    writer.write(capture(column="a\r\nWARC-Type: evil", list_title="甲\n乙", found_on="http://a.example/列表?x=1"))
    writer.close()
    headers = records(tmp_path)[1][1]
    assert headers["WARC-Type"] == "response"
    assert headers["Fuhan-Column"] == "a%0D%0AWARC-Type: evil"
    assert headers["Fuhan-Found-On"] == "http://a.example/%E5%88%97%E8%A1%A8?x=1"
