import codecs

import pytest

from parsers.decode import binary_kind, decode
from tests.parsers.letters import html, paragraphs

LETTER = html(paragraphs("胡付忠代表：", "您提出的建议收悉，现答复如下：", "我局已安排专人办理。"))
TRADITIONAL = "關於區人大會議第18號建議的答復：您提出的建議收悉，我們對此進行了研究，現答復如下。" * 8


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
        ("utf-16", "utf-16-le"),
    ],
)
def test_the_bytes_decide(encoding, name):
    found = decode(LETTER.encode(encoding))
    assert found.text == LETTER
    assert found.encoding == name


@pytest.mark.parametrize(
    "header",
    [
        None,
        "text/html",
        "text/html; charset=utf-8",
        "text/html; charset=ISO-8859-1",
        "text/html; charset=nonsense",
        "text/html; charset=",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_header_that_lies_changes_nothing(encoding, header):
    assert decode(LETTER.encode(encoding), header).text == LETTER


def test_a_contradiction_of_header_or_meta_tag_is_told():
    found = decode(LETTER.encode("gb18030"), "text/html; charset=utf-8")
    assert [(i.code, i.detail) for i in found.issues] == [
        ("encoding_conflict", "header says utf-8, page says utf-8; read as gb18030")
    ]


@pytest.mark.parametrize("said", ["gb2312", "GBK", "gb18030", "x-gbk"])
def test_the_names_of_one_family_do_not_contradict(said):
    body = LETTER.replace("utf-8", said).encode("gb18030")
    assert decode(body, f"text/html; charset={said}").issues == []


def test_a_page_labelled_gb2312_may_hold_rarer_characters():
    page = LETTER.replace("utf-8", "gb2312").replace("胡付忠", "胡镕喆")
    assert "胡镕喆代表" in decode(page.encode("gb18030"), "text/html; charset=gb2312").text


@pytest.mark.parametrize("header", ["text/html; charset=big5", None])
def test_big5_is_told_from_gb18030_by_its_characters(header):
    found = decode(TRADITIONAL.encode("big5"), header)
    assert (found.encoding, found.text) == ("big5", TRADITIONAL)


def test_a_damaged_byte_costs_one_character_and_is_told():
    body = LETTER.encode()
    at = body.index("胡付忠".encode())
    found = decode(body[: at + 1] + body[at + 2 :])
    assert "付忠代表" in found.text
    assert found.encoding == "utf-8"
    assert any(i.code == "undecodable_bytes" for i in found.issues)


def test_a_fragment_in_another_encoding_does_not_change_the_page():
    found = decode(LETTER.encode() + "版权所有".encode("gbk"))
    assert found.encoding == "utf-8"
    assert "胡付忠代表" in found.text


def test_nul_bytes_are_taken_out_and_told():
    found = decode(LETTER.encode().replace(b"<p>", b"<p>\x00"))
    assert found.text == LETTER
    assert [i.code for i in found.issues] == ["nul_bytes"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_nuls(encoding):
    assert decode("<html><p>ok</p></html>".encode(encoding)).text == "<html><p>ok</p></html>"


@pytest.mark.parametrize("body", [b"", b"\xff", b"\xff\xfe", codecs.BOM_UTF8, b"\x00", b"\x80" * 50, bytes(range(256))])
def test_no_bytes_raise(body):
    assert isinstance(decode(body, "text/html; charset=gbk").text, str)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04..", "zip"),
        (b"\xd0\xcf\x11\xe0", "ole"),
        (b"\x89PNG\r\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        (b"Rar!", "rar"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_known_files_are_told_by_their_first_bytes(body, kind):
    assert binary_kind(body) == kind
