"""What an answer is under its wrapping."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from crawler.answers import decompress, describe, honest_headers, location, retry_after, strange_encoding
from crawler.outcomes import Outcome, classify_error

PLAIN = "关于第18号建议的复函".encode() * 50


def raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (PLAIN, ""),
        (PLAIN, "identity"),
        (gzip.compress(PLAIN), "gzip"),
        (gzip.compress(PLAIN), "x-gzip"),
        (zlib.compress(PLAIN), "deflate"),
        (raw_deflate(PLAIN), "deflate"),
        (gzip.compress(zlib.compress(PLAIN)), "deflate, gzip"),
        (PLAIN, "gzip"),
    ],
    ids=["plain", "identity", "gzip", "x-gzip", "zlib", "raw deflate", "twice", "not as it says"],
)
def test_body_is_as_it_was(body, encoding):
    assert decompress(body, encoding) == PLAIN


def test_header_that_lies_is_kept_under_another_name():
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    assert honest_headers(headers, PLAIN, decompress(PLAIN, "gzip")) == [
        ("Content-Type", "text/html"), ("X-Crawl-Content-Encoding", "gzip"),
    ]  # fmt: skip
    packed = gzip.compress(PLAIN)
    assert honest_headers(headers, packed, decompress(packed, "gzip")) == headers


def test_cut_gzip_gives_what_there_is():
    assert PLAIN.startswith(decompress(gzip.compress(PLAIN)[:-12], "gzip")[:20])


def test_bomb_is_refused():
    with pytest.raises(ValueError, match="larger than download maxsize"):
        decompress(gzip.compress(b"0" * 1_000_000), "gzip", limit=1000)


def test_retry_after_in_seconds_and_as_a_date():
    assert retry_after("30") == 30
    assert retry_after(None) is None
    assert retry_after("soon") is None
    later = datetime.now(UTC) + timedelta(seconds=100)
    assert 90 < (retry_after(format_datetime(later, usegmt=True)) or 0) <= 100
    assert retry_after(format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)) == 0


def test_error_is_described_with_what_it_wraps():
    inner = OSError("unsafe legacy renegotiation disabled")
    outer = RuntimeError("download failed")
    outer.__cause__ = ResponseFailed([Failure(inner)])
    text = describe(outer)
    assert "RuntimeError: download failed" in text
    assert classify_error(text) is Outcome.TLS_RENEGOTIATION
    assert "\n" not in text


@pytest.mark.parametrize("value", ["Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 -0000", "0"])
def test_retry_after_in_the_past_asks_for_no_wait(value):
    assert retry_after(value) == 0


@pytest.mark.parametrize("value", ["soon", "-5", "", None])
def test_retry_after_that_says_nothing_is_none(value):
    assert retry_after(value) is None


@pytest.mark.parametrize(
    ("body", "encoding", "strange"),
    [
        (b"\x1b\x2f\x04\x00\xff\xfe", "br", "br"),
        (b"\x1b\x2f\x04\x00\xff\xfe", "gzip, zstd", "zstd"),
        ("复函".encode(), "UTF-8", ""),
        ("复函".encode("gbk"), "gbk", ""),
        (b"\x1f\x8b", "gzip", ""),
        (b"", "", ""),
    ],
)
def test_encoding_nobody_asked_for_is_named(body, encoding, strange):
    assert strange_encoding(body, encoding) == strange


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_unescaped_location_is_read_in_its_charset(charset):
    assert location("/建议/1.html".encode(charset).decode("latin-1")) == "/建议/1.html"
