"""Crawls of particular kinds: files of letters, columns found from a letter, TLS, schemes, interruptions, a full disk."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as WarcioIterator
from warcio.checker import Checker

from crawler.capture_log import capture_files
from examples.demo import Demo
from tests.crawler.crawling import ROOT, Workshop
from tests.testbed import TestBed, wire

SIZED, SIZED_ID = "sized-0000.gov.cn", "sized-0000-gov-cn"


@pytest.fixture(scope="module")
def bed() -> Iterator[TestBed]:
    with TestBed() as bed:
        yield bed


def entry(bed: TestBed, host: str, **changes: object) -> dict[str, object]:
    return {**bed.sites([host])[0], **changes}


def named(directory: Path) -> list[dict[str, str]]:
    """The headers of every fetch's record."""
    return [
        dict(record.headers.items())
        for path in capture_files(directory)
        for record in ArchiveIterator(path.open("rb"), record_types=WarcRecordType.any_type)
        if "Fuhan-Kind" in record.headers
    ]


def test_files_of_letters_are_captured_with_the_letter_they_are_from(tmp_path: Path):
    with Demo(port=0) as demo:
        sites = [
            {"id": p.stem, **yaml.safe_load(p.read_text("utf-8"))}
            for p in (ROOT / "examples" / "sites").glob("www-junan*.yml")
        ]
        shop = Workshop(tmp_path, sites, demo.resolve_map)
        run = shop.crawl("www-junan-gov-cn")
        assert run.exit == 0, run.err
        files = [headers for headers in named(shop.captures) if headers["Fuhan-Kind"] == "attachment"]
        letters = {headers["WARC-Target-URI"] for headers in named(shop.captures) if headers["Fuhan-Kind"] == "letter"}
        assert files
        assert {headers["Fuhan-Outcome"] for headers in files} == {"ok"}
        assert {headers["Fuhan-Found-On"] for headers in files} <= letters


def test_captures_pass_warcio_and_replay_byte_for_byte(bed: TestBed, tmp_path: Path):
    shop = Workshop(tmp_path, [entry(bed, "trs-hubei.gov.cn")], bed.resolve_map)
    shop.crawl("trs-hubei-gov-cn")
    shop.crawl("trs-hubei-gov-cn", "--full")
    from argparse import Namespace

    checker = Checker(Namespace(inputs=[str(path) for path in capture_files(shop.captures)], verbose=False))
    checker.process_all()
    assert checker.exit_value == 0
    bodies: dict[str, bytes] = {}
    revisits: dict[str, tuple[str, str]] = {}
    dates: dict[tuple[str, str], bytes] = {}
    for path in capture_files(shop.captures):
        with path.open("rb") as file:
            for record in WarcioIterator(file):
                url = record.rec_headers["WARC-Target-URI"]
                if record.rec_type == "response":
                    bodies[url] = record.content_stream().read()
                    dates[url, record.rec_headers["WARC-Date"]] = bodies[url]
                elif record.rec_type == "revisit":
                    revisits[url] = (
                        record.rec_headers["WARC-Refers-To-Target-URI"],
                        record.rec_headers["WARC-Refers-To-Date"],
                    )
    letters = [letter.url for letter in bed.expected_letters("trs-hubei.gov.cn")]
    platform = bed.platforms["trs-hubei.gov.cn"]
    for url in letters:
        column, number = platform.index[url.partition("gov.cn")[2]]
        assert bodies[url] == platform.item(column, number).body
        assert dates[revisits[url]] == bodies[url], "a revisit leads to the response it stands for"


def test_column_is_found_from_a_letter(bed: TestBed, tmp_path: Path):
    host = "trs-cq.gov.cn"
    letter = bed.expected_letters(host)[0].url
    columns = [{"id": "congress", "kind": "congress", "url": letter, "from_letter": True}]
    run = Workshop(tmp_path, [entry(bed, host, columns=columns)], bed.resolve_map).crawl("trs-cq-gov-cn")
    assert run.site(host)["letters_found"] == 34
    assert any("column found from a letter" in note for note in run.site(host)["notes"])


def test_further_hosts_of_a_site_take_off_host_items_in(bed: TestBed, tmp_path: Path):
    host = "trap-off-host-items.gov.cn"
    run = Workshop(tmp_path, [entry(bed, host, hosts=["mp.weixin.example"])], bed.resolve_map).crawl(
        "trap-off-host-items-gov-cn"
    )
    assert not any("off_host_items" in note for note in run.site(host)["notes"])
    assert run.site(host)["letters_found"] == 6


def test_expected_number_of_a_column_is_compared(bed: TestBed, tmp_path: Path):
    host = "trs-cq.gov.cn"
    made = entry(bed, host)
    made["columns"] = [{**column, "expect": [30, 40]} for column in made["columns"]]  # type: ignore[attr-defined]
    run = Workshop(tmp_path, [made], bed.resolve_map).crawl("trs-cq-gov-cn")
    assert run.exit == 1
    assert "trs-cq-gov-cn: degraded: column cppcc: out_of_range: 8 letters listed, 30 to 40 expected" in run.err
    assert "column congress" not in run.err


def https(bed: TestBed, host: str, **changes: object) -> dict[str, object]:
    made = entry(bed, host, **changes)
    made["columns"] = [{**c, "url": c["url"].replace("http:", "https:")} for c in made["columns"]]  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize(("fault", "outcome"), [("eof", "tls_eof"), ("plain", "tls_protocol")])
def test_tls_trouble_has_its_name(bed: TestBed, tmp_path: Path, fault: str, outcome: str):
    host = "trs-stem.gov.cn"
    resolve = {**bed.resolve_map, host: f"https://127.0.0.1:{bed.tls_ports[fault]}"}
    run = Workshop(tmp_path, [https(bed, host, scheme="https")], resolve).crawl("trs-stem-gov-cn")
    assert run.exit == 2
    assert outcome in run.site(host)["outcomes"], run.site(host)


def test_tls_1_0_is_spoken_to_the_site_that_asks_for_it_and_to_no_other(bed: TestBed, tmp_path: Path):
    old = wire.Port(wire.old_tls(bed.port))
    hosts = ["trs-stem.gov.cn", "trs-createpage.gov.cn"]
    entries = [https(bed, host, scheme="https") for host in hosts]
    entries[0]["tls"] = "legacy"
    shop = Workshop(tmp_path, entries, dict.fromkeys(hosts, f"https://127.0.0.1:{old.number}"))
    try:
        run = shop.crawl("--all")
    finally:
        old.close()
    assert run.site(hosts[0])["status"] == "ok", run.out
    assert run.site(hosts[0])["letters_new"] == len(bed.expected_letters(hosts[0]))
    assert run.site(hosts[1])["status"] == "failed"
    assert any("tls_protocol" in note or "robots_unreachable" in note for note in run.site(hosts[1])["notes"])


def test_other_scheme_is_tried_once_where_tls_is_the_trouble(bed: TestBed, tmp_path: Path):
    host = "trs-stem.gov.cn"
    resolve = {**bed.resolve_map, f"{host}:443": f"https://127.0.0.1:{bed.tls_ports['eof']}"}
    run = Workshop(tmp_path, [https(bed, host)], resolve).crawl("trs-stem-gov-cn")
    site = run.site(host)
    assert site["letters_new"] == 22
    assert any("scheme: tls_eof with https, tried http" in note for note in site["notes"])


def test_self_signed_certificate_is_no_obstacle_to_what_is_public(bed: TestBed, tmp_path: Path):
    host = "trs-stem.gov.cn"
    resolve = {**bed.resolve_map, host: f"https://127.0.0.1:{bed.tls_ports['self_signed']}"}
    run = Workshop(tmp_path, [https(bed, host, scheme="https")], resolve).crawl("trs-stem-gov-cn")
    assert not {name for name in run.site(host)["outcomes"] if name.startswith("tls_")}


def test_scheme_of_the_site_file_goes_before_the_links(bed: TestBed, tmp_path: Path):
    """The demo map serves https as plain http, so only the addresses in the captures tell."""
    host = "gkmlpt.gov.cn"  # its interface gives whole http:// addresses
    shop = Workshop(tmp_path, [https(bed, host, scheme="https")], bed.resolve_map)
    assert shop.crawl("gkmlpt-gov-cn", "--limit", "5").exit == 0
    assert {headers["WARC-Target-URI"].partition("://")[0] for headers in named(shop.captures)} == {"https"}
    again = shop.crawl("gkmlpt-gov-cn", "--limit", "5")
    assert again.site(host)["letters_new"] == 5, "what was fetched under https is known"


def start(shop: Workshop, bed: TestBed, requests: int, **options: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        shop.command(SIZED_ID), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ),
        **options,  # type: ignore[call-overload]
    )  # fmt: skip
    while bed.requests() < requests and process.poll() is None:
        time.sleep(0.002)
    return process


def test_interrupted_run_says_so_and_the_next_goes_on(tmp_path: Path):
    with TestBed(letters=400, per_page=50) as bed:
        shop = Workshop(tmp_path, bed.sites(), bed.resolve_map)
        process = start(shop, bed, 40)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate()
        assert process.returncode == 2
        assert '"finish_reason":"shutdown"' in out
        assert not list(shop.captures.glob("*.open"))
        assert shop.crawl(SIZED_ID).exit == 0
        paths = bed.counters()[SIZED]["paths"]
        assert all(paths[letter.url.partition(SIZED)[2]] == 1 for letter in bed.expected_letters(SIZED))


def test_run_that_cannot_keep_what_it_fetches_stops(tmp_path: Path):
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))

    with TestBed(letters=1000, per_page=50) as bed:
        shop = Workshop(tmp_path, bed.sites(), bed.resolve_map)
        process = start(shop, bed, 1, preexec_fn=small_files)
        _, err = process.communicate()
        assert process.returncode == 2, err
        assert "captures_unwritable" in err
        assert bed.requests() < 400
