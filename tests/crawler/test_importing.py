"""Captures of other crawlers and pages saved by hand."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.capture_log import Logged, capture_files, read_log
from crawler.captures import CaptureWriter
from crawler.importing import import_page, import_warc, imported_before, kind_of, note_import
from crawler.site import Site
from fuhan.commands.import_ import command

HOST = "http://www.example.gov.cn"
LETTER = "<html><title>关于第18号建议的复函</title><p>您提出的建议收悉，现答复如下。</p></html>".encode()
SITE = Site.model_validate(
    {
        "id": "www-example-gov-cn", "name_zh": "某县政府", "name_en": "A county", "division": "500116", "level": "county",
        "columns": [
            {"id": "congress", "url": f"{HOST}/zwgk/jyta/rddb/", "kind": "congress"},
            {"id": "cppcc", "url": f"{HOST}/zwgk/jyta/zxwy/index.html", "kind": "cppcc"},
        ],
    }
)  # fmt: skip
SITE_FILE = """name_zh: 某县政府
name_en: A county
division: "500116"
level: county
columns:
  - {id: congress, url: "http://www.example.gov.cn/zwgk/jyta/rddb/", kind: congress}
"""


def find_site(url: str) -> Site | None:
    return SITE if url.startswith(HOST) else None


def common_crawl(path: Path) -> Path:
    """A WARC as Common Crawl writes them: decoded bodies, X-Crawl-… headers, records of every kind and host."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.0")
        writer.write_record(writer.create_warcinfo_record(path.name, {"isPartOf": "CC-MAIN-2026-30"}))

        def add(url: str, body: bytes, status: str = "200 OK", kind: str = "response", **headers: str) -> None:
            pairs = [("Content-Type", "text/html"), *((k.replace("_", "-"), v) for k, v in headers.items())]
            warc = {"WARC-Date": "2025-07-01T02:03:04Z", "WARC-Identified-Payload-Type": "text/html"}
            record = writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), warc_headers_dict=warc,
                http_headers=StatusAndHeaders(status, pairs, protocol="HTTP/1.1"),
            )  # fmt: skip
            writer.write_record(record)

        add(f"{HOST}/zwgk/jyta/rddb/202304/t20230427_1.html", LETTER, X_Crawl_Content_Encoding="gzip")
        add(f"{HOST}/zwgk/jyta/zxwy/202304/t20230427_2.html", gzip.compress(LETTER), Content_Encoding="gzip")
        add(f"{HOST}/zwgk/jyta/rddb/202304/t20230427_3.html", LETTER, Content_Encoding="br")
        chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(LETTER), LETTER)
        add(f"{HOST}/zwgk/jyta/rddb/202304/t20230427_4.html", chunked, Transfer_Encoding="chunked")
        add(f"{HOST}/zwgk/jyta/rddb/", b"<ul><a href='1'>x</a></ul>")
        add(f"{HOST}/zwgk/jyta/rddb/202304/t20230427_5.html", b"", status="404 Not Found")
        add(f"{HOST}/robots.txt.js", b"var a", Content_Type="application/javascript")
        add("http://www.other.example/a.html", LETTER)
    return path


@pytest.fixture
def entries(tmp_path: Path) -> dict[str, Logged]:
    writer = CaptureWriter(tmp_path / "captures", "import-1", {})
    import_warc(common_crawl(tmp_path / "CC.warc.gz"), writer, find_site)
    writer.close()
    return {entry.url.rpartition("_")[2].removesuffix(".html"): entry for entry in log(tmp_path / "captures")}


def log(directory: Path) -> list[Logged]:
    return [entry for path in capture_files(directory) for entry in read_log(path)]


def test_pages_of_known_hosts_become_captures(entries):
    assert [entries[n].outcome for n in "12345"] == ["ok", "ok", "ok", "ok", "gone"]
    assert {entry.site for entry in entries.values()} == {"www-example-gov-cn"}
    assert (entries["1"].column, entries["2"].column) == ("congress", "cppcc")
    assert {entry.date for entry in entries.values()} == {"2025-07-01T02:03:04Z"}
    assert {entry.run for entry in entries.values()} == {"import-1"}


def test_lists_are_told_from_letters(entries):
    kinds = {entry.url.removeprefix(HOST): entry.kind for entry in entries.values()}
    assert kinds["/zwgk/jyta/rddb/"] == "list"
    assert kinds["/zwgk/jyta/rddb/202304/t20230427_1.html"] == "letter"


def test_bodies_can_be_read_whatever_the_encoding_was(entries, tmp_path):
    from warcio.archiveiterator import ArchiveIterator

    bodies = {}
    with capture_files(tmp_path / "captures")[0].open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                bodies[record.rec_headers["WARC-Target-URI"][-6]] = record.content_stream().read()
    assert [bodies[n] for n in "1234"] == [LETTER] * 4


def test_counts_say_what_was_passed_over(tmp_path):
    writer = CaptureWriter(tmp_path / "captures", "import-1", {})
    counts = import_warc(common_crawl(tmp_path / "CC.warc.gz"), writer, find_site)
    writer.close()
    assert counts == {"ok": 5, "gone": 1, "passed_over_other_type": 1, "passed_over_unknown_host": 1}


def test_file_that_is_no_warc_is_refused(tmp_path):
    path = tmp_path / "a.warc"
    path.write_text("nothing")
    with pytest.raises(OSError, match="holds no WARC response"):
        import_warc(path, CaptureWriter(tmp_path, "r", {}), find_site)


def test_saved_page_is_taken_at_its_address_and_date(tmp_path):
    page = tmp_path / "letter.html"
    page.write_bytes(LETTER)
    writer = CaptureWriter(tmp_path / "captures", "import-1", {})
    url = f"{HOST}/zwgk/jyta/rddb/202304/t20230427_1.html"
    outcome = import_page(page, url, writer, find_site, date=datetime(2024, 5, 6, tzinfo=UTC))
    writer.close()
    [entry] = log(tmp_path / "captures")
    assert (outcome, entry.url, entry.date, entry.column) == ("ok", url, "2024-05-06T00:00:00Z", "congress")


@pytest.mark.parametrize(
    ("path", "content_type", "kind"),
    [("/a/t20230427_1.html", "text/html", "letter"), ("/a/", "text/html", "list"), ("/a/x.pdf", "application/pdf", "attachment"),
     ("/a.css", "text/css", ""), ("/a/1", "", "letter"), ("/a/t20230427_67430_1.html", "text/html", "part")],
)  # fmt: skip
def test_kinds(path, content_type, kind):
    assert kind_of(HOST + path, content_type) == kind


def test_saved_further_page_names_the_first(tmp_path):
    page = tmp_path / "page2.html"
    page.write_bytes(LETTER)
    writer = CaptureWriter(tmp_path / "captures", "import-1", {})
    import_page(page, f"{HOST}/zwgk/jyta/rddb/202304/t20230427_67430_1.html", writer, find_site)
    writer.close()
    [entry] = log(tmp_path / "captures")
    assert (entry.kind, entry.found_on) == ("part", f"{HOST}/zwgk/jyta/rddb/202304/t20230427_67430.html")


def test_same_file_is_known_again(tmp_path):
    path = tmp_path / "a"
    path.write_text("a")
    assert not imported_before(tmp_path, path)
    note_import(tmp_path, path)
    assert imported_before(tmp_path, path)


def run(tmp_path: Path, *arguments: str):  # type: ignore[no-untyped-def]
    sites = tmp_path / "sites"
    sites.mkdir(exist_ok=True)
    (sites / "www-example-gov-cn.yml").write_text(SITE_FILE, "utf-8")
    return CliRunner().invoke(command, [*arguments, "--sites", str(sites), "--captures", str(tmp_path / "captures")])


def test_command_says_what_it_took(tmp_path):
    done = run(tmp_path, str(common_crawl(tmp_path / "CC.warc.gz")))
    assert done.exit_code == 0, done.output
    assert "     5 ok\n" in done.output
    assert "     1 passed over unknown host\n" in done.output
    again = run(tmp_path, str(tmp_path / "CC.warc.gz"))
    assert again.exit_code == 1
    assert "was taken in before; give --again" in again.output


def test_command_wants_the_address_of_a_page(tmp_path):
    page = tmp_path / "letter.html"
    page.write_bytes(LETTER)
    done = run(tmp_path, str(page))
    assert done.exit_code == 2
    assert "say where the page was with --url" in done.output
    taken = run(tmp_path, str(page), "--url", f"{HOST}/zwgk/jyta/rddb/202304/t20230427_1.html", "--again")
    assert taken.exit_code == 0, taken.output


def test_command_fails_when_nothing_was_taken(tmp_path):
    page = tmp_path / "letter.html"
    page.write_bytes(b"")
    path = tmp_path / "other.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record("http://x.example/", "response", payload=io.BytesIO(b"x"), http_headers=headers)
        )
    done = run(tmp_path, str(path))
    assert done.exit_code == 1
    assert "nothing was taken in" in done.output
    retried = run(tmp_path, str(path), "--site", "www-example-gov-cn")
    assert retried.exit_code == 0, retried.output
